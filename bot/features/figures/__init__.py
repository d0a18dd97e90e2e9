"""How it goes: what waits, how fast members are answered, what they ask, what becomes of tips."""

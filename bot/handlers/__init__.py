"""The Telegram skin: narrow the update, call one rule, choose a text, reply."""

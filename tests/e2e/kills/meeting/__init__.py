"""A meeting in many places at once, whose bot is killed again and again; python -m tests.benchmarks.meeting."""

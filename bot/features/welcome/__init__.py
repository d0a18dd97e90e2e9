"""The bot presents itself. /start, /hjalp and /om."""

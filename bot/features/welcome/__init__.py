"""The bot presents itself. /start, /hjalp, /om and /integritet."""

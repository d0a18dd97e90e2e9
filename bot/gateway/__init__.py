"""The way in and out of Telegram: updates on disk first, limits, queued messages, refusals."""

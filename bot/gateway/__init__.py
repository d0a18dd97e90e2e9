"""The way in and out of Telegram: what comes is on disk first, what goes keeps to the limits, refusals have names."""

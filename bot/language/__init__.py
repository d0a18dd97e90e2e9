"""Swedish as the bot reads and writes it: texts that fit, days and times, working days, personal data."""

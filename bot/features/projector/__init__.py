"""A meeting's answers on a large screen as they are approved: a page of the bot's own, on this computer. /projektor."""

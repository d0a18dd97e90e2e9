"""What every feature speaks through: pages, replies, buttons, awaited words, commands."""

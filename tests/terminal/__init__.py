"""What an operator sees of the commands."""

"""What an operator sees of the commands: help, sentences for what goes wrong, and who may read the files."""

"""`python -m bot` is the command `landsbygdsbot`."""

from bot.cli import main

main()

"""`python -m bot` that keeps to none of Telegram's limits, for tests in which many things are to happen soon."""

import sys
from functools import partial

from bot import app
from bot.cli import main
from bot.gateway.values import Limits

if __name__ == "__main__":
    setattr(app, "Limits", partial(Limits, 10**6, 10**6, 10**6, second=0.0))  # noqa: B010 - mypy knows a class by its name
    main(sys.argv[1:])

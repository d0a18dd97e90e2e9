"""Errors of the network's own rules; the skin turns each into one Swedish sentence."""

import traceback
from pathlib import Path
from typing import Literal

Unusable = Literal["garbage", "damaged", "foreign", "locked", "unwritable", "full", "failing"]


class BotError(Exception):
    """Something the program's rules do not allow; never holds a member's words or the token."""


class SettingsError(BotError):
    """`faults` is one Swedish sentence for each setting that is missing or wrong."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class DatabaseTooNew(BotError):
    """The database `file` is at migration `found`, this program knows `known`."""

    def __init__(self, file: Path, found: int, known: int) -> None:
        super().__init__(f"{file} at migration {found}, program at {known}")
        self.file = file
        self.found = found
        self.known = known


class DatabaseInUse(BotError):
    """Another process runs a bot on the database `file`."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is in use")
        self.file = file


class DatabaseUnusable(BotError):
    """The database `file` cannot be opened, read or written, for the reason `why`."""

    def __init__(self, file: Path, why: Unusable) -> None:
        super().__init__(f"{file} is {why}")
        self.file = file
        self.why = why


class TokenRefused(BotError):
    """Telegram does not know the token."""


class WebhookRefused(BotError):
    """Telegram does not take the webhook's address; `why` are its own words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Deaf(BotError):
    """Telegram can be reached, but has given no updates for long; perhaps `another` process gets them."""

    def __init__(self, *, another: bool) -> None:
        super().__init__("no updates")
        self.another = another


def places(error: BaseException | None) -> str:
    """What failed and where, with the causes, but without the errors' messages, which may quote a member."""
    shown = []
    while error is not None:
        shown.append(f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")
        error = error.__cause__ or error.__context__
    return "caused by ".join(shown)

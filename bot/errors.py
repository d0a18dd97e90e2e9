"""Errors of the network's own rules; the skin turns each into one Swedish sentence."""

import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Unusable = Literal["garbage", "damaged", "foreign", "locked", "unwritable", "full", "failing"]


class BotError(Exception):
    """Something the program's rules do not allow; never holds a member's words or the token."""


@dataclass(eq=False)
class SettingsError(BotError):
    """`faults` is one Swedish sentence for each setting that is missing or wrong."""

    faults: tuple[str, ...]


@dataclass(eq=False)
class DatabaseTooNew(BotError):
    """The database `file` is at migration `found`, this program knows `known`."""

    file: Path
    found: int
    known: int


@dataclass(eq=False)
class DatabaseInUse(BotError):
    """Another process runs a bot on the database `file`."""

    file: Path


@dataclass(eq=False)
class DatabaseUnusable(BotError):
    """The database `file` cannot be opened, read or written, for the reason `why`."""

    file: Path
    why: Unusable


class TokenRefused(BotError):
    """Telegram does not know the token."""


@dataclass(eq=False)
class WebhookRefused(BotError):
    """Telegram does not take the webhook's address; `why` are its own words."""

    why: str


@dataclass(eq=False)
class Deaf(BotError):
    """Telegram can be reached, but has given no updates for long; perhaps `another` process gets them."""

    another: bool = field(kw_only=True)


def places(error: BaseException | None) -> str:
    """What failed and where, with the causes, but without the errors' messages, which may quote a member."""
    shown = []
    while error is not None:
        shown.append(f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")
        error = error.__cause__ or error.__context__
    return "caused by ".join(shown)

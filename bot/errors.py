"""Errors of the network's own rules; the skin turns each into one Swedish sentence.

BotError
├── SettingsError       the environment lacks or garbles settings; holds all of them
├── DatabaseTooNew      the file was written by a newer version of the program
├── TokenRefused        Telegram does not know the token
├── NotModerators       a moderators' command was sent somewhere else
├── WrongCode           /koppla came with a code that is not the printed one
└── AlreadyBound        another chat is the moderators' chat since before
"""


class BotError(Exception):
    """Something the program's rules do not allow; never holds a member's words or the token."""


class SettingsError(BotError):
    """`faults` is one Swedish sentence for each setting that is missing or wrong."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class DatabaseTooNew(BotError):
    """The database is at migration `found`, this program knows `known`."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"database at migration {found}, program at {known}")
        self.found = found
        self.known = known


class TokenRefused(BotError):
    """Telegram does not know the token."""


class NotModerators(BotError):
    """The command belongs to the moderators' chat."""


class WrongCode(BotError):
    """The code is not the one that `run` printed, or it has been used."""


class AlreadyBound(BotError):
    """The moderators' chat is bound to another chat."""

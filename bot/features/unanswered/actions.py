"""What the buttons under /obesvarade carry; `token` is that of a question in the log."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.wire import Number


@dataclass(frozen=True, slots=True)
class ShowList:
    """A page of what may be shown."""

    wire: ClassVar[str] = "o:p:{page}"
    page: Number


@dataclass(frozen=True, slots=True)
class ShowHidden:
    """A page of what may not."""

    wire: ClassVar[str] = "o:h:{page}"
    page: Number


@dataclass(frozen=True, slots=True)
class Read:
    """Read a hidden text, alone."""

    wire: ClassVar[str] = "o:r:{token}"
    token: str


@dataclass(frozen=True, slots=True)
class OpenCluster:
    """The question's cluster; `page` is that of the list it stands on."""

    wire: ClassVar[str] = "o:c:{token}:{page}"
    token: str
    page: Number


@dataclass(frozen=True, slots=True)
class LinkTo:
    """The entry answers the question's cluster."""

    wire: ClassVar[str] = "o:l:{token}:{entry_id}"
    token: str
    entry_id: str


@dataclass(frozen=True, slots=True)
class Unlink:
    """It does not, after all."""

    wire: ClassVar[str] = "o:x:{number}"
    number: Number


@dataclass(frozen=True, slots=True)
class AskForTips:
    """Ask the members instead."""

    wire: ClassVar[str] = "o:t:{token}"
    token: str

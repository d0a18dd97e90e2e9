"""The commands: one table for handlers, Telegram's menus, the help text and the README."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.chat.context import Handler

Audience = Literal["private", "group", "moderators", "organiser"]


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is typed after a slash; `does` completes "/name – …"; `audiences` are the menus it stands in."""

    name: str
    does: str
    audiences: tuple[Audience, ...]
    handler: Handler


class Commands:
    """Every feature's commands, in the order members meet them."""

    def __init__(self, commands: Iterable[Command] = ()) -> None:
        self._all = tuple(commands)

    def __iter__(self) -> Iterator[Command]:
        return iter(self._all)

    def of(self, audience: Audience) -> tuple[Command, ...]:
        """Those in one audience's menu."""
        return tuple(each for each in self._all if audience in each.audiences)

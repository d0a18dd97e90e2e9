"""The commands in the order members meet them: one table for handlers, Telegram's menus, help text and README."""

from dataclasses import dataclass
from typing import Literal

Audience = Literal["private", "group", "moderators"]


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is typed after a slash; `does` completes "/name – …"; `audiences` are the menus it stands in."""

    name: str
    does: str
    audiences: tuple[Audience, ...]


COMMANDS = (
    Command("fraga", "ställ en fråga", ("private", "group")),
    Command("teman", "bläddra bland teman och exempel", ("private",)),
    Command("hjalp", "så använder du boten", ("private", "group")),
    Command("om", "vad boten är och varifrån svaren kommer", ("private",)),
    Command("integritet", "vad som sparas om dig, och hur länge", ("private",)),
    Command("start", "börja om från början", ("private",)),
    Command("varfor", "förklara varför en fråga får sitt svar", ("moderators",)),
    Command("ladda", "läs in ändrade kunskapsfiler", ("moderators",)),
    Command("koppla", "gör den här gruppen till moderatorernas", ()),
)


def commands_for(audience: Audience) -> tuple[Command, ...]:
    """The commands in one audience's menu, in the table's order."""
    return tuple(command for command in COMMANDS if audience in command.audiences)

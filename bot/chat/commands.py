"""The commands in the order members meet them: one table for handlers, Telegram's menus, help text and README."""

from dataclasses import dataclass
from typing import Literal

Audience = Literal["private", "group", "moderators", "organiser"]


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is typed after a slash; `does` completes "/name – …"; `audiences` are the menus it stands in."""

    name: str
    does: str
    audiences: tuple[Audience, ...]


COMMANDS = (
    Command("fraga", "ställ en fråga", ("private", "group")),
    Command("teman", "bläddra bland teman och exempel", ("private",)),
    Command("tips", "berätta om något som fungerar hos er", ("private", "group")),
    Command("mina", "det du har skickat och väntar på", ("private",)),
    Command("hjalp", "så använder du boten", ("private", "group")),
    Command("prenumerera", "få nätverkets utskick", ("private", "group")),
    Command("sluta", "få inga fler utskick", ("private", "group")),
    Command("hit", "låt utskick hamna i det här ämnet", ("group",)),
    Command("om", "vad boten är och varifrån svaren kommer", ("private",)),
    Command("integritet", "vad som sparas om dig, och hur länge", ("private",)),
    Command("start", "börja om från början", ("private",)),
    Command("arkiv", "läs nätverkets tidigare utskick", ("private", "group")),
    Command("utskick", "skicka något till nätverkets grupper, och se hur det går", ("moderators", "organiser")),
    Command("traff", "skapa en träff, eller se de som finns", ("moderators", "organiser")),
    Command("sammanstall", "visa och spara svaren från en träff", ("moderators", "organiser")),
    Command("nasta", "visa det som har väntat längst", ("moderators",)),
    Command("ko", "visa allt som väntar", ("moderators",)),
    Command("historik", "visa vad som har hänt med ett nummer", ("moderators",)),
    Command("obesvarade", "frågor som ingen har fått svar på", ("moderators",)),
    Command("tysta", "hindra någon från att skicka in mer på ett tag", ("moderators",)),
    Command("grupper", "visa nätverkets grupper", ("moderators", "organiser")),
    Command("arrangor", "visa och ändra vilka som är arrangörer", ("moderators",)),
    Command("varfor", "förklara varför en fråga får sitt svar", ("moderators",)),
    Command("ladda", "läs in ändrade kunskapsfiler", ("moderators",)),
    Command("koppla", "gör den här gruppen till moderatorernas", ()),
)


def commands_for(audience: Audience) -> tuple[Command, ...]:
    """The commands in one audience's menu, in the table's order."""
    return tuple(command for command in COMMANDS if audience in command.audiences)

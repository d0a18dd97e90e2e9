"""A moderator finds an answer and changes it in the chat."""

from typing import Final

from bot.knowledge.values import Entry
from bot.simulator.model import Message, User
from tests.conftest import Stage
from tests.stage.queue import cards

ENTRY: Final = "lokalbuss"


def in_use(desk: Stage, entry_id: str = ENTRY) -> Entry | None:
    """The entry as members get it, if they do."""
    return desk.services.library.knowledge.entry(entry_id)


def last(desk: Stage, label: str) -> Message:
    """The latest message in the moderators' chat with a button that says so."""
    found = [each for each in cards(desk) if label in [button["text"] for button in each.buttons]]
    assert found, f"no button says {label}: {cards(desk)[-1]}"
    return found[-1]


async def tap(desk: Stage, label: str, user: User | None = None) -> str:
    """A moderator presses the latest button that says so; the notice that they saw."""
    query = desk.simulator.people.press(user or desk.village.officer, last(desk, label), label)
    await desk.settled()
    return str((desk.simulator.people.answer_to(query) or {}).get("text", ""))


async def answer_composer(desk: Stage, words: str, user: User | None = None) -> str:
    """A moderator replies to what the bot asked last; what it says to that."""
    asked = desk.simulator.sent(desk.village.moderators)[-1]
    desk.simulator.people.send_text(desk.village.moderators, user or desk.village.officer, words, reply_to=asked)
    await desk.settled()
    return cards(desk)[-1].text


async def svar(desk: Stage, words: str = ENTRY) -> list[Message]:
    """A moderator looks for an answer."""
    return await desk.say(f"/svar {words}".strip(), desk.village.moderators, desk.village.officer)


async def changed(desk: Stage, lines: str, entry_id: str = ENTRY) -> str:
    """The entry is found and changed by these lines; what the bot said to them."""
    await svar(desk, entry_id)
    await tap(desk, "Ändra")
    return await answer_composer(desk, lines)


async def published(desk: Stage, lines: str, entry_id: str = ENTRY) -> None:
    """The same, all the way to the members."""
    await changed(desk, lines, entry_id)
    await tap(desk, "Godkänn")
    await tap(desk, "Publicera")

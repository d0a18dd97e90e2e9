"""The moderators' chat: something is sent in, cards are pressed and answered."""

from bot.features.moderation.store import decide, queue
from bot.features.moderation.values import Content, Item, Kind, Submission
from bot.features.unanswered import texts as unanswered_texts
from bot.features.unanswered.store.questions import Asked, record
from bot.simulator.model import Message, User
from tests.conftest import Stage

COUNTED = unanswered_texts.questions(1)


async def asked_in_vain(desk: Stage) -> None:
    """Somebody has asked what the tip answers, and got nothing."""
    await record(desk.services.database, Asked(ASKED, "private", "none", 0.1, None))


TIP = "Vi i Åsby köpte en begagnad glasskiosk på hjul. Den kallas Glasspucken och rullar mellan badplatserna i juli."
ASKED = "glasskiosk på hjul vid badplatserna"


async def send_in(
    desk: Stage,
    text: str = TIP,
    kind: Kind = "tip",
    author: User | None = None,
    entry_id: str | None = None,
    theme: str | None = "mat",
) -> Item:
    """Somebody (Anna) has sent something in; its card is in the moderators' chat."""
    who = author or desk.anna
    chat = desk.simulator.world.private(who).id
    content = Content(text, theme=theme if kind == "tip" else None)
    async with desk.services.database.transaction() as transaction:
        item = await decide.submit(transaction, Submission(kind, who.id, chat, content, entry_id))
    desk.services.outbox.set()
    await desk.settled()
    return item


def cards(desk: Stage) -> list[Message]:
    """What the bot has written in the moderators' chat, as it reads now."""
    return [desk.now(each) for each in desk.simulator.sent(desk.village.moderators)]


async def press(desk: Stage, user: User, button: str, card: Message | None = None) -> str:
    """Somebody presses a button on a card (the first); the notice that they saw."""
    query = desk.simulator.people.press(user, desk.now(card or cards(desk)[0]), button)
    await desk.settled()
    return str((desk.simulator.people.answer_to(query) or {}).get("text", ""))


async def answer_card(desk: Stage, user: User, words: str) -> str:
    """Somebody replies to the first card; what the bot says to that."""
    desk.simulator.people.send_text(desk.village.moderators, user, words, reply_to=cards(desk)[0])
    await desk.settled()
    return cards(desk)[-1].text


async def now(desk: Stage, item: Item) -> Item:
    """The item as it is now."""
    return await queue.item(desk.services.database, item.id)


def heard(desk: Stage) -> str:
    """What Anna heard last."""
    return desk.simulator.sent(desk.private)[-1].text

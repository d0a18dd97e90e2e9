"""What authors hear of decisions about what they have sent, and moderators' cards, from the outbox."""

from telegram.ext import ExtBot

from bot import notice_texts
from bot.gateway.outbox import Notice
from bot.gateway.values import Lane
from bot.handlers import showing
from bot.handlers.context import Services
from bot.handlers.pages import Button, Page
from bot.moderation import reading
from bot.moderation.values import Item


async def say(bot: ExtBot[Lane], services: Services, notice: Notice) -> Page | None:
    """The decision in the author's chat; in the moderators' the card, which is remembered as one."""
    item = await reading.item(services.database, notice.number)
    if notice.kind == "card":
        await showing.post(bot, services, notice.chat_id, item)
        return None
    entry_id = str(notice.payload.get("entry_id") or "")
    entry = services.library.knowledge.entry(entry_id)
    title = str(notice.payload.get("title") or (entry.title if entry is not None else ""))
    text = notice_texts.notice(notice.kind, item, notice.payload, title)
    return Page((text,), _rows(notice, item, entry_id))


def _rows(notice: Notice, item: Item, entry_id: str) -> tuple[tuple[Button, ...], ...]:
    """The way on: read what was published, or answer the moderators."""
    if notice.kind == "returned":
        return ((Button(notice_texts.ANSWER, f"x:reply:{item.id}:{notice.version}"),),)
    return ((Button(notice_texts.READ, f"e:{entry_id}"),),) if entry_id else ()

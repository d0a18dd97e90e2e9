"""What authors are told of decisions."""

from telegram.ext import ExtBot

from bot.chat.actions import AnswerModerators, Open
from bot.chat.context import Services
from bot.chat.page import Button, Page
from bot.features.moderation.store import queue
from bot.features.moderation.texts import notices as notices_texts
from bot.features.moderation.values import Item
from bot.features.moderation.worker import cards
from bot.gateway.outbox import Notice
from bot.gateway.values import Lane


async def say(bot: ExtBot[Lane], services: Services, notice: Notice) -> Page | None:
    """The decision in the author's chat; in the moderators' the card, which is remembered as one."""
    item = await queue.item(services.database, notice.number)
    if notice.kind == "card":
        await cards.post(bot, services, notice.chat_id, item)
        return None
    entry_id = str(notice.payload.get("entry_id") or "")
    entry = services.library.knowledge.entry(entry_id)
    title = str(notice.payload.get("title") or (entry.title if entry is not None else ""))
    text = notices_texts.notice(notice.kind, item, notice.payload, title)
    return Page((text,), _rows(notice, item, entry_id))


def _rows(notice: Notice, item: Item, entry_id: str) -> tuple[tuple[Button, ...], ...]:
    """The way on: read what was published, or answer the moderators."""
    if notice.kind == "returned":
        return ((Button(notices_texts.ANSWER, AnswerModerators(item.id, notice.version)),),)
    return ((Button(notices_texts.READ, Open(entry_id)),),) if entry_id else ()

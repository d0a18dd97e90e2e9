"""What authors are told of decisions."""

from datetime import timedelta
from typing import Final

from telegram.ext import ExtBot

from bot.chat import prompts
from bot.chat.actions import AnswerModerators, Open
from bot.chat.context import Services
from bot.chat.page import Button, Page
from bot.features.moderation.store import queue
from bot.features.moderation.texts import notices as notices_texts
from bot.features.moderation.values import Item
from bot.features.moderation.worker import cards
from bot.gateway.outbox import Notice
from bot.gateway.values import Lane

AWAITED: Final = "svar"  # what prompts call an answer to the moderators; their ref is "<item>:<version>"
LASTS: Final = timedelta(days=1)  # a notice comes at any hour, and is read later


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
    if notice.kind == "returned":
        await _await_answer(services, notice, item)
    return Page((text,), _rows(notice, item, entry_id))


async def _await_answer(services: Services, notice: Notice, item: Item) -> None:
    """What the author writes next is the answer, unless they are in the middle of something else."""
    busy = (await services.midst(services.database, notice.chat_id)).awake
    if not busy and await prompts.waiting(services.database, notice.chat_id) is None:
        await prompts.put(services.database, notice.chat_id, AWAITED, f"{item.id}:{notice.version}", LASTS)


def _rows(notice: Notice, item: Item, entry_id: str) -> tuple[tuple[Button, ...], ...]:
    """The way on: read what was published, or answer the moderators."""
    if notice.kind == "returned":
        return ((Button(notices_texts.ANSWER, AnswerModerators(item.id, notice.version)),),)
    return ((Button(notices_texts.READ, Open(entry_id)),),) if entry_id else ()

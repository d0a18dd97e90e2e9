"""/ko, /nasta and /historik: the moderators' queue in their chat."""

from typing import Final

from telegram import Update
from telegram.constants import ParseMode

from bot import moderation, moderation_texts, moderators, queue_texts
from bot.errors import NoSuchItem
from bot.handlers import pages, standing, telling
from bot.handlers.context import Context, Handler
from bot.handlers.pages import Page
from bot.handlers.replying import NO_PREVIEW, reply
from bot.knowledge import Knowledge
from bot.moderation import Item, Kind
from bot.pieces import split
from bot.texts import escape

_KINDS: Final[dict[str, Kind]] = {
    "tips": "tip",
    "tip": "tip",
    "frågor": "question",
    "fragor": "question",
    "fråga": "question",
    "fel": "report",
}


async def queue(update: Update, context: Context) -> None:
    """/ko [KIND] [THEME]: what waits, the oldest first."""
    await _require_moderators(update, context)
    wanted = _wanted(context.library.knowledge, context.args or [])
    if wanted is None:
        sentence = queue_texts.QUEUE_HOW
    else:
        kind, theme = wanted
        counts = [
            each
            for each in await moderation.counts(context.database)
            if kind in (None, each.kind) and theme in (None, each.theme)
        ]
        items = await moderation.queue(context.database, kind, theme)
        sentence = queue_texts.queue(items, counts, sum(each.number for each in counts))
    await reply(update, context, pages.short(sentence), update.effective_message)


async def next_card(update: Update, context: Context) -> None:
    """/nasta [KIND] [THEME]: the card of what has waited longest."""
    await _require_moderators(update, context)
    wanted = _wanted(context.library.knowledge, context.args or [])
    chat = update.effective_chat
    if wanted is None or chat is None:
        await reply(update, context, pages.short(queue_texts.QUEUE_HOW), update.effective_message)
        return
    await _post_first(context, chat.id, await moderation.queue(context.database, *wanted, limit=1))


async def history(update: Update, context: Context) -> None:
    """/historik NUMBER: everything that has happened to an item."""
    await _require_moderators(update, context)
    number = "".join(context.args or [])
    page = pages.short(queue_texts.HISTORY_HOW)
    if number.isdecimal() and len(number) < 16:
        try:
            page = await _history(context, await moderation.item(context.database, int(number)))
        except NoSuchItem:
            page = pages.short(moderation_texts.GONE)
    await reply(update, context, page, update.effective_message)


async def post_next(context: Context, chat_id: int, after: int) -> None:
    """The card of what waits after item `after`, from the beginning again after the last."""
    items = await moderation.queue(context.database, after=after, limit=1)
    await _post_first(context, chat_id, items or await moderation.queue(context.database, limit=1))


async def post_whole(context: Context, chat_id: int, item: Item) -> None:
    """An item's whole text, and its picture."""
    for piece in split(item.content.text):
        await context.bot.send_message(
            chat_id, escape(piece), parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        )
    if item.content.photo is not None:
        await context.bot.send_photo(chat_id, item.content.photo, caption=item.content.photo_text)


async def _post_first(context: Context, chat_id: int, items: list[Item]) -> None:
    if items:
        await telling.post_card(context.bot, context.services, chat_id, items[0])
    else:
        await context.bot.send_message(chat_id, queue_texts.EMPTY_QUEUE)


async def _history(context: Context, item: Item) -> Page:
    rows = await moderation.history(context.database, item.id)
    people = {row.actor_id for row in rows} - {item.author_id}
    names = {each: await standing.name(context.bot, context.services, each) for each in people}
    return Page(queue_texts.history(item, rows, names))


def _wanted(knowledge: Knowledge, words: list[str]) -> tuple[Kind | None, str | None] | None:
    """Kind and theme out of a command's words; None when they are neither."""
    kind = _KINDS.get(words[0].casefold()) if words else None
    rest = " ".join(words[1:] if kind is not None else words).casefold()
    theme = next((each.id for each in knowledge.themes if rest in (each.id, each.name.casefold())), None)
    return None if rest and theme is None else (kind, theme)


async def _require_moderators(update: Update, context: Context) -> None:
    chat = update.effective_chat
    await moderators.require_moderators(context.database, chat.id if chat is not None else 0)


COMMANDS: Final[dict[str, Handler]] = {"ko": queue, "nasta": next_card, "historik": history}

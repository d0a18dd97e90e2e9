"""/ko, /nasta and /historik: the moderators' queue in their chat."""

from typing import Final

from telegram import Update

from bot.chat.context import Context, Words
from bot.chat.page import Button, Page, in_rows, short
from bot.chat.reply import acknowledge, post, reply, turn_to
from bot.features.moderation import history as moderation_history
from bot.features.moderation.actions import Letter, ShowCard, ShowMore
from bot.features.moderation.errors import NoSuchItem
from bot.features.moderation.store import queue as queue_store
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts import queue as queue_texts
from bot.features.moderation.values import Item, Kind
from bot.features.moderation.wording import proposal_of
from bot.features.moderation.worker import cards
from bot.features.roles import gates as roles_gates
from bot.features.roles import who as roles_who
from bot.features.roles.gates import only_moderators
from bot.knowledge.overlay import Overlay
from bot.knowledge.values import Knowledge
from bot.language.text import escape, split
from bot.language.workdays import stale_before
from bot.storage.clock import now

_KINDS: Final[dict[str, Kind]] = {
    "tips": "tip",
    "tip": "tip",
    "frågor": "question",
    "fragor": "question",
    "fråga": "question",
    "fel": "report",
}
_LETTERS: Final[dict[Kind | None, Letter]] = {"tip": "t", "question": "q", "report": "r", None: ""}
_PER_ROW: Final = 5


@only_moderators
async def queue(update: Update, context: Context) -> None:
    """/ko [KIND] [THEME]: what waits, the oldest first."""
    wanted = _wanted(context.library.knowledge, context.args or [])
    page = short(queue_texts.QUEUE_HOW) if wanted is None else await _listed(context, *wanted)
    await reply(update, context, page, update.effective_message)


async def show_more(update: Update, context: Context, wanted: ShowMore) -> None:
    """Another page of the same kind and theme."""
    if await roles_gates.moderator(update, context) is not None:
        kind = next(kind for kind, letter in _LETTERS.items() if letter == wanted.kind)
        page = await _listed(context, kind, wanted.theme or None, wanted.after, wanted.first)
        await turn_to(update, context, page)


async def show_card(update: Update, context: Context, chosen: ShowCard) -> None:
    """The card of one of those listed."""
    chat = update.effective_chat
    if chat is not None and await roles_gates.moderator(update, context) is not None:
        await acknowledge(update)
        item = await queue_store.item(context.database, chosen.item)
        await cards.post(context.bot, context.services, chat.id, item)


@only_moderators
async def next_card(update: Update, context: Context) -> None:
    """/nasta [KIND] [THEME]: the card of what has waited longest, of what nobody has in hand if there is any."""
    message, wanted = Words.of(update).message, _wanted(context.library.knowledge, context.args or [])
    if wanted is None:
        await reply(update, context, short(queue_texts.QUEUE_HOW), message)
    else:
        await _post_first(context, message.chat.id, await queue_store.next_in_line(context.database, now(), *wanted))


@only_moderators
async def history(update: Update, context: Context) -> None:
    """/historik NUMBER: everything that has happened to an item."""
    number = "".join(context.args or [])
    page = short(queue_texts.HISTORY_HOW)
    if number.isdecimal() and len(number) < 16:
        try:
            page = await _history(context, await queue_store.item(context.database, int(number)))
        except NoSuchItem:
            page = short(decisions_texts.GONE)
    await reply(update, context, page, update.effective_message)


async def post_next(context: Context, chat_id: int, after: int) -> None:
    """The card of what waits after item `after`, from the beginning again after the last."""
    await _post_first(context, chat_id, await queue_store.next_in_line(context.database, now(), after=after))


async def post_whole(context: Context, chat_id: int, item: Item) -> None:
    """An item's whole text, and its picture."""
    for piece in split(item.content.text):
        await post(context.bot, chat_id, short(escape(piece)))
    if item.content.photo is not None:
        await context.bot.send_photo(chat_id, item.content.photo, caption=item.content.photo_text, parse_mode=None)


async def _post_first(context: Context, chat_id: int, items: list[Item]) -> None:
    if items:
        await cards.post(context.bot, context.services, chat_id, items[0])
    else:
        others = await queue_store.counts(context.database)
        await post(context.bot, chat_id, short(queue_texts.nothing(bool(others))))


async def _listed(context: Context, kind: Kind | None, theme: str | None, after: int = 0, first: int = 1) -> Page:
    """What waits after item `after`, which is number `first` and on of all that these filters leave."""
    at = now()
    everything = await queue_store.counts(context.database)
    counts = [each for each in everything if kind in (None, each.kind) and theme in (None, each.theme)]
    if not counts:
        return short(queue_texts.nothing(bool(everything)))
    items = await queue_store.queue(context.database, kind, theme, after)
    waiting = await queue_store.waiting(context.database, at, kind, theme)
    stale = {item.id for item in items if item.waiting_since < stale_before(at)}
    text = queue_texts.queue(items, counts, waiting, stale, first)
    numbers = [Button(str(item.id), ShowCard(item.id)) for item in items]
    steps, filters = [], (_LETTERS[kind], theme or "")
    if first > 1:
        steps.append(Button(queue_texts.FROM_START, ShowMore(0, 1, *filters)))
    if items and first + len(items) <= waiting.number:
        steps.append(Button(queue_texts.MORE, ShowMore(items[-1].id, first + len(items), *filters)))
    return Page((text,), (*in_rows(numbers, _PER_ROW), *([tuple(steps)] if steps else [])))


async def _history(context: Context, item: Item) -> Page:
    rows = await queue_store.history(context.database, item.id)
    people = {row.actor_id for row in rows} - {item.author_id}
    names = {each: await roles_who.name(context.bot, context.services, each) for each in people}
    library, entry_id = context.library, item.entry_id or ""
    about = library.base.entry(entry_id) or library.whole.entry(entry_id)
    read = proposal_of(about, Overlay()) if about is not None else None
    wordings = moderation_history.wordings(item, rows, read)
    return Page(queue_texts.history(item, rows, names, wordings, context.library.knowledge.theme_names))


def _wanted(knowledge: Knowledge, words: list[str]) -> tuple[Kind | None, str | None] | None:
    """Kind and theme out of a command's words; None when they are neither."""
    kind = _KINDS.get(words[0].casefold()) if words else None
    rest = " ".join(words[1:] if kind is not None else words).casefold()
    theme = next((each.id for each in knowledge.themes if rest in (each.id, each.name.casefold())), None)
    return None if rest and theme is None else (kind, theme)

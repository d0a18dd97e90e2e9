"""/svar: an entry is found and shown; a change of it, or a new one, becomes a card in the moderators' queue."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Final, TypeVar

from telegram import CallbackQuery, Update

from bot.chat import threads
from bot.chat.context import Context, Words
from bot.chat.page import Page
from bot.chat.reply import acknowledge, notice, reply
from bot.features.editing import pages, texts
from bot.features.editing.actions import Change, See, TakeIn, TakeOut, Unpin, WriteNew, mark_of
from bot.features.moderation import forecast
from bot.features.moderation.errors import NotDecided
from bot.features.moderation.handlers.cards import open_composer
from bot.features.moderation.handlers.decisions import carry_out, why_not
from bot.features.moderation.rules import Claim, Edit
from bot.features.moderation.store import cards as cards_store
from bot.features.moderation.store import decide, queue
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts.decisions import NEW_ANSWER
from bot.features.moderation.values import Item, Proposal
from bot.features.moderation.worker import cards
from bot.features.roles import gates as roles_gates
from bot.features.roles.gates import only_moderators
from bot.features.roles.values import Actor
from bot.knowledge.values import Entry
from bot.matching.text import words
from bot.storage.clock import SWEDEN, now

What = TypeVar("What")
MOST_FOUND: Final = 6


@dataclass(frozen=True, slots=True)
class Press:
    """A moderator has pressed a button under /svar in the chat `chat_id`."""

    query: CallbackQuery
    actor: Actor
    chat_id: int


Done = Coroutine[Any, Any, None]


@only_moderators
async def command(update: Update, context: Context) -> None:
    """/svar [WORDS or ID], or as a reply to an answer or to a card."""
    said, library = " ".join(context.args or []).strip(), context.library
    meant = said.casefold() if said else await _replied_to(update, context)
    entry = library.whole.entry(meant or "")
    if entry is not None:
        page = await _shown(context, entry)
    elif said:
        page = pages.found(await _found(context, said), library.overlay.retired)
    else:
        page = pages.how()
    await reply(update, context, page, update.effective_message)


def _by_moderator(
    do: Callable[[Update, Context, Press, What], Done],
) -> Callable[[Update, Context, What], Done]:
    """What only moderators press; why it cannot be done is told to whoever pressed."""

    @wraps(do)
    async def gated(update: Update, context: Context, what: What) -> None:
        query, actor = update.callback_query, await roles_gates.moderator(update, context)
        if actor is None or query is None or query.message is None:
            return
        try:
            await do(update, context, Press(query, actor, query.message.chat.id), what)
        except NotDecided as refused:
            await notice(query, await why_not(context, refused), alert=True)

    return gated


@_by_moderator
async def see(update: Update, context: Context, press: Press, chosen: See) -> None:
    """One of those found."""
    entry = context.library.whole.entry(chosen.entry_id)
    if entry is None:
        await notice(press.query, texts.GONE, alert=True)
        return
    await acknowledge(update)
    await reply(update, context, await _shown(context, entry))


@_by_moderator
async def change(_: Update, context: Context, press: Press, chosen: Change) -> None:
    """Take it in hand and ask for the lines that are to be different."""
    item = await _begun(context, press, chosen.entry_id)
    if item is not None:
        await _ask_for_lines(context, press, item, decisions_texts.WRITE["edit"])


@_by_moderator
async def write_new(_: Update, context: Context, press: Press, __: WriteNew) -> None:
    """The same for an answer that is to be written."""
    async with context.database.transaction() as transaction:
        item = await decide.begin(transaction, press.actor, NEW_ANSWER, None)
    await _ask_for_lines(context, press, item, texts.WRITE_NEW)


@_by_moderator
async def take_out(_: Update, context: Context, press: Press, chosen: TakeOut) -> None:
    """Show what members' questions would get instead, before it is done."""
    await _place(context, press, chosen.entry_id, lambda wording: replace(wording, retired=True))


@_by_moderator
async def take_in(_: Update, context: Context, press: Press, chosen: TakeIn) -> None:
    """The same the other way."""
    await _place(context, press, chosen.entry_id, lambda wording: replace(wording, retired=False))


@_by_moderator
async def unpin(_: Update, context: Context, press: Press, chosen: Unpin) -> None:
    """What the phrase would get instead, before it is done."""
    await _place(context, press, chosen.entry_id, lambda wording: _without(wording, chosen.mark))


def _without(wording: Proposal, mark: str) -> Proposal:
    return replace(wording, pins=tuple(pin for pin in wording.pins if mark_of(pin) != mark))


async def _shown(context: Context, entry: Entry) -> Page:
    """An entry, in use or not."""
    library, today = context.library, now().astimezone(SWEDEN).date()
    changed = await queue.changes_of(context.database, entry.id)
    return pages.entry(library.whole, entry, library.overlay, today, changed)


async def _place(context: Context, press: Press, entry_id: str, moved: Callable[[Proposal], Proposal]) -> None:
    """Change how the entry is placed, and ask at once whether to publish that."""
    item = await _begun(context, press, entry_id)
    if item is None:
        return
    wording = moved(forecast.wording(context.services, item))
    item = await carry_out(context, item, item.version, press.actor, Edit(wording))
    item = await carry_out(context, item, item.version, press.actor, Claim("approve"))
    await notice(press.query)
    await cards.post(context.bot, context.services, press.chat_id, item, "approve")


async def _begun(context: Context, press: Press, entry_id: str) -> Item | None:
    """The open change of an entry; None, which is told, where there is no such entry any more."""
    entry = context.library.whole.entry(entry_id)
    if entry is None:
        await notice(press.query, texts.GONE, alert=True)
        return None
    async with context.database.transaction() as transaction:
        return await decide.begin(transaction, press.actor, entry.title, entry.id)


async def _ask_for_lines(context: Context, press: Press, item: Item, sentence: str) -> None:
    claimed = await carry_out(context, item, item.version, press.actor, Claim("edit"))
    await notice(press.query)
    card = await cards.post(context.bot, context.services, press.chat_id, claimed, "edit")
    await open_composer(context, card, press.query, sentence)


async def _found(context: Context, said: str) -> list[Entry]:
    """What the words find, what is out of use first if it has one of them in its title."""
    library, meant = context.library, set(words(said))
    out = [entry for entry in library.whole.entries if entry.id in library.overlay.retired]
    named = [entry for entry in out if meant & set(words(f"{entry.title} {entry.id} {' '.join(entry.keywords)}"))]
    hits = [hit.entry for hit in (await library.ask(said)).hits]
    return [*named, *hits][:MOST_FOUND]


async def _replied_to(update: Update, context: Context) -> str | None:
    """The id of the entry that the message shows which is replied to, or that the card there is about."""
    message = Words.of(update).message
    if message.reply_to_message is None:
        return None
    chat_id, replied = message.chat.id, message.reply_to_message.message_id
    card = await cards_store.item_on_card(context.database, chat_id, replied)
    if card is not None:
        return card[0].entry_id
    return await threads.shown_by(context.database, chat_id, replied)

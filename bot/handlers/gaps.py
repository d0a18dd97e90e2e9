"""/obesvarade: what members asked in vain, and what moderators make of it.

A text that fewer than three have asked is never written in the chat. To clean it a moderator has to read it: a press
shows it to that moderator alone, as a notice over the chat, and a reply to the list puts a wording in its place.
"""

import asyncio
import re
from typing import Final

from telegram import CallbackQuery, Message, Update
from telegram.ext import CallbackQueryHandler
from telegram.helpers import create_deep_linked_url

from bot import moderation_texts, questions, unanswered, unanswered_texts
from bot.actors import Actor
from bot.gateway.limiter import Postponed
from bot.handlers import gap_pages, gates, hearing, pages, pressing, tipping, who
from bot.handlers.context import Context, Handler, Words
from bot.handlers.gates import only_moderators
from bot.handlers.pages import Page
from bot.handlers.replying import reply, show, turn
from bot.handlers.words import Passed, Taken
from bot.knowledge import Entry, store
from bot.language import personal_data
from bot.language.text import escape
from bot.matching import cut, words
from bot.unanswered import Cluster

NEAREST: Final = 3
PATIENCE: Final = 1.0  # seconds; the first reading after a start compares the meanings of hundreds of texts
LINK: Final = "tips"
_READ: Final = "o:r:"
_WORDING: Final = re.compile(r"^\s*(\d{1,15})\s*[:.)]\s*(.+)$", re.DOTALL)


@only_moderators
async def command(update: Update, context: Context) -> None:
    """/obesvarade: the clusters that may be shown, the most asked first."""
    reading = asyncio.ensure_future(_clusters(context))
    done, _ = await asyncio.wait({reading}, timeout=PATIENCE)
    notice = None
    if not done:
        notice = await reply(update, context, pages.short(unanswered_texts.READING), update.effective_message)
    page, chat = gap_pages.listed(await reading, 1), update.effective_chat
    if chat is None or notice is None or await turn(context, chat, notice.message_id, page) == "gone":
        await reply(update, context, page, update.effective_message)


async def pressed(update: Update, context: Context) -> None:
    """A button of the list was pressed."""
    query, actor = update.callback_query, await gates.moderator(update, context)
    if query is None or actor is None:
        return
    match (query.data or "").split(":")[1:]:
        case ["p" | "h" as which, page] if page.isdecimal():
            await _turn(update, context, query, which, int(page))
        case ["r", token]:
            await _read(context, query, token)
        case ["c", token, page] if page.isdecimal():
            await _open(update, context, query, token, int(page))
        case ["l", token, entry_id]:
            await _link(update, context, query, actor, token, entry_id)
        case ["x", number] if number.isdecimal() and len(number) < 16:
            await _unlink(update, context, query, actor, int(number))
        case ["t", token]:
            await _ask_for_tips(update, context, query, token)
        case _:
            await pressing.notice(query, unanswered_texts.GONE, alert=True)


async def clean(update: Update, context: Context, said: Words) -> Taken | Passed:
    """A reply to the hidden questions' page puts a wording in the place of one of them."""
    message = said.message
    tokens = _numbered(message.reply_to_message, context.bot.id)
    if not message.text or not tokens:
        return Passed()
    actor = await who.writer(context.bot, context.services, message)
    written = _WORDING.match(message.text)
    if not actor.is_moderator:
        page = pages.short(moderation_texts.NOT_MODERATOR)
    elif written is None or written[1] not in tokens:
        page = pages.short(unanswered_texts.CLEAN_HOW)
    else:
        page = await _cleaned(context, tokens[written[1]], written[2])
    await reply(update, context, page, message)
    return Taken()


async def invited(update: Update, context: Context, what: list[str]) -> None:
    """A member has followed the link of an invitation: the question, if it may be shown, and the tip's first step."""
    text = await unanswered.shown_text(context.database, "".join(what))
    if text is not None:
        await reply(update, context, pages.short(unanswered_texts.invited(text)))
    await tipping.perform(update, context, ["tip"])


async def _turn(update: Update, context: Context, query: CallbackQuery, which: str, page: int) -> None:
    await pressing.notice(query)
    clusters = await _clusters(context)
    await show(update, context, gap_pages.listed(clusters, page) if which == "p" else gap_pages.hidden(clusters, page))


async def _read(context: Context, query: CallbackQuery, token: str) -> None:
    """Show a text to whoever pressed, and to nobody else."""
    text = await questions.text_of(context.database, token)
    await pressing.notice(query, text or unanswered_texts.GONE, alert=True)


async def _open(update: Update, context: Context, query: CallbackQuery, token: str, page: int) -> None:
    found = await _found(update, context, query, token)
    if found is not None:
        await show(update, context, gap_pages.cluster(found, await _nearest(context, found), page))


async def _link(
    update: Update, context: Context, query: CallbackQuery, actor: Actor, token: str, entry_id: str
) -> None:
    """Teach an entry the cluster's texts; whoever asks next is answered."""
    entry = context.library.knowledge.entry(entry_id)
    if entry is None:
        await pressing.notice(query, unanswered_texts.ENTRY_GONE, alert=True)
        return
    found = await _found(update, context, query, token)
    if found is None:
        return
    link = await unanswered.link(context.database, [each.token for each in found.texts], entry.id, actor.id)
    if link is None:
        await show(update, context, gap_pages.done(unanswered_texts.GONE))
        return
    await _take_into_use(context)
    name = await who.name(context.bot, context.services, actor.id)
    text = unanswered_texts.linked(name, link.texts, entry.title, pages.entry_link(context.bot.username, entry.id))
    await show(update, context, gap_pages.linked(text, link.number))


async def _unlink(update: Update, context: Context, query: CallbackQuery, actor: Actor, number: int) -> None:
    entry_id = await unanswered.unlink(context.database, number)
    if entry_id is None:
        await pressing.notice(query, unanswered_texts.UNDONE_BEFORE, alert=True)
        return
    await pressing.notice(query)
    await _take_into_use(context)
    entry = context.library.knowledge.entry(entry_id)
    name = await who.name(context.bot, context.services, actor.id)
    title = entry.title if entry is not None else entry_id
    await show(update, context, gap_pages.done(unanswered_texts.unlinked(name, title)))


async def _ask_for_tips(update: Update, context: Context, query: CallbackQuery, token: str) -> None:
    """A message to forward to the members' groups, whose link begins a tip about the question."""
    found = await _found(update, context, query, token)
    if found is None:
        return
    asked = found.shown[0]
    await show(update, context, gap_pages.done(unanswered_texts.asked_for_tips(asked.text)))
    link = create_deep_linked_url(context.bot.username, f"{LINK}_{asked.token}")
    await reply(update, context, pages.short(unanswered_texts.invitation(asked.text, link)))


async def _cleaned(context: Context, token: str, wording: str) -> Page:
    """Put a moderator's wording in the place of a text; what to say of it."""
    personal = personal_data.find(wording)
    if personal:
        what = escape(", ".join(each.text for each in personal))
        return pages.short(unanswered_texts.PERSONAL.format(what=what))
    if not words(wording):
        return pages.short(unanswered_texts.NO_WORDS)
    stands = await unanswered.clean(context.database, token, wording)
    if stands is None:
        return pages.short(unanswered_texts.GONE)
    if stands != cut(wording):
        return pages.short(unanswered_texts.cleaned_before(stands))
    found = await _cluster(context, token)
    if found is None:
        return gap_pages.done(unanswered_texts.CLEANED_AND_ANSWERED)
    return gap_pages.cluster(found, await _nearest(context, found), 1, unanswered_texts.CLEANED)


async def _clusters(context: Context) -> tuple[Cluster, ...]:
    asked, stopping = await unanswered.unanswered(context.database), context.services.stopping
    try:
        groups = await context.library.groups([each.text for each in asked], stopping.is_set)
    except InterruptedError as stopped:
        raise Postponed from stopped
    return unanswered.clusters(asked, groups)


async def _found(update: Update, context: Context, query: CallbackQuery, token: str) -> Cluster | None:
    """The cluster of a press, which is acknowledged first, since putting clusters together may take long.

    None when there is none any more, which the page then says.
    """
    await pressing.notice(query)
    found = await _cluster(context, token)
    if found is None:
        await show(update, context, gap_pages.done(unanswered_texts.GONE))
    return found


async def _cluster(context: Context, token: str) -> Cluster | None:
    """The cluster of what was asked with `token`; None when it has an answer now, or nothing in it may be shown."""
    text = await questions.text_of(context.database, token)
    found = unanswered.cluster_of(await _clusters(context), text) if text is not None else None
    return found if found is not None and found.shown else None


async def _nearest(context: Context, found: Cluster) -> list[tuple[Entry, str]]:
    hits = (await context.library.ask(found.shown[0].text)).hits[:NEAREST]
    return [(hit.entry, pages.entry_link(context.bot.username, hit.entry.id)) for hit in hits]


async def _take_into_use(context: Context) -> None:
    """What has been taught or taken back answers from now on, also those who wait for it."""
    await context.library.refresh(await store.read(context.database))
    hearing.tell(context.services)


def _numbered(message: Message | None, bot_id: int) -> dict[str, str]:
    """The tokens behind the numbers of a page of hidden questions: its own buttons remember them."""
    if message is None or message.from_user is None or message.from_user.id != bot_id or message.reply_markup is None:
        return {}
    buttons = [button for row in message.reply_markup.inline_keyboard for button in row]
    return {
        button.text: str(button.callback_data).removeprefix(_READ)
        for button in buttons
        if str(button.callback_data).startswith(_READ)
    }


HANDLERS = (CallbackQueryHandler(pressed, pattern=r"^o:"),)
COMMANDS: Final[dict[str, Handler]] = {"obesvarade": command}

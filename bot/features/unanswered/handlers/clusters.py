"""/obesvarade: what members asked in vain, and what moderators make of it.

A text that fewer than three have asked is never written in the chat. To clean it a moderator has to read it: a press
shows it to that moderator alone, as a notice over the chat, and a reply to the list puts a wording in its place.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Final, TypeVar

from telegram import Message, Update
from telegram.helpers import create_deep_linked_url

from bot.chat.context import Context, Words
from bot.chat.page import Page, short
from bot.chat.reply import acknowledge, notice, reply, show, turn
from bot.chat.wire import unpack
from bot.chat.words import Passed, Taken
from bot.features.answers import pages as answers_pages
from bot.features.roles import gates as roles_gates
from bot.features.roles import texts as roles_texts
from bot.features.roles import who as roles_who
from bot.features.roles.gates import only_moderators
from bot.features.roles.values import Actor
from bot.features.unanswered import pages, texts, worker
from bot.features.unanswered.actions import AskForTips, LinkTo, OpenCluster, Read, ShowHidden, ShowList, Unlink
from bot.features.unanswered.store import clusters as clusters_store
from bot.features.unanswered.store import questions
from bot.features.unanswered.store.clusters import Cluster
from bot.gateway.limiter import Postponed
from bot.knowledge import store
from bot.knowledge.values import Entry
from bot.language.personal_data import find
from bot.language.text import escape
from bot.matching.text import cut, words

What = TypeVar("What")
Done = Coroutine[Any, Any, None]
NEAREST: Final = 3
PATIENCE: Final = 1.0  # seconds; the first reading after a start compares the meanings of hundreds of texts
LINK: Final = "tips"
_WORDING: Final = re.compile(r"^\s*(\d{1,15})\s*[:.)]\s*(.+)$", re.DOTALL)


@only_moderators
async def command(update: Update, context: Context) -> None:
    """/obesvarade: the clusters that may be shown, the most asked first."""
    reading = asyncio.ensure_future(_clusters(context))
    done, _ = await asyncio.wait({reading}, timeout=PATIENCE)
    sent = None
    if not done:
        sent = await reply(update, context, short(texts.READING), update.effective_message)
    page = pages.listed(await reading, 1, _taught(context))
    if sent is None or await turn(context, sent.chat, sent.message_id, page) == "gone":
        await reply(update, context, page, update.effective_message)


def by_moderator(
    do: Callable[[Update, Context, Actor, What], Done],
) -> Callable[[Update, Context, What], Done]:
    """What only moderators press."""

    @wraps(do)
    async def gated(update: Update, context: Context, what: What) -> None:
        actor = await roles_gates.moderator(update, context)
        if actor is not None:
            await do(update, context, actor, what)

    return gated


@by_moderator
async def show_list(update: Update, context: Context, _: Actor, chosen: ShowList) -> None:
    """What may be shown."""
    await acknowledge(update)
    await show(update, context, pages.listed(await _clusters(context), chosen.page, _taught(context)))


@by_moderator
async def show_hidden(update: Update, context: Context, _: Actor, chosen: ShowHidden) -> None:
    """What may not, to be read one by one."""
    await acknowledge(update)
    await show(update, context, pages.hidden(await _clusters(context), chosen.page, _taught(context)))


@by_moderator
async def read(update: Update, context: Context, _: Actor, chosen: Read) -> None:
    """Show a text to whoever pressed, and to nobody else."""
    await alert(update, await questions.text_of(context.database, chosen.token) or texts.GONE)


@by_moderator
async def open_cluster(update: Update, context: Context, _: Actor, chosen: OpenCluster) -> None:
    """What was asked, and what lies near."""
    found = await found_cluster(update, context, chosen.token)
    if found is not None:
        await show(update, context, await _opened(context, found, chosen.page))


@by_moderator
async def link(update: Update, context: Context, actor: Actor, chosen: LinkTo) -> None:
    """Teach an entry the cluster's texts; whoever asks next is answered."""
    entry = context.library.knowledge.entry(chosen.entry_id)
    if entry is None:
        await alert(update, texts.ENTRY_GONE)
        return
    found = await found_cluster(update, context, chosen.token)
    if found is None:
        return
    linked = await clusters_store.link(context.database, [each.token for each in found.texts], entry.id, actor.id)
    if linked is None:
        await show(update, context, pages.done(texts.GONE))
        return
    await take_into_use(context)
    name = await roles_who.name(context.bot, context.services, actor.id)
    text = texts.linked(name, linked.texts, entry.title, answers_pages.entry_link(context.bot.username, entry.id))
    await show(update, context, pages.linked(text, linked.number))


@by_moderator
async def unlink(update: Update, context: Context, actor: Actor, chosen: Unlink) -> None:
    """Take a link back, and nothing else."""
    entry_id = await clusters_store.unlink(context.database, chosen.number)
    if entry_id is None:
        await alert(update, texts.UNDONE_BEFORE)
        return
    await acknowledge(update)
    await take_into_use(context)
    entry = context.library.knowledge.entry(entry_id)
    name = await roles_who.name(context.bot, context.services, actor.id)
    title = entry.title if entry is not None else entry_id
    await show(update, context, pages.done(texts.unlinked(name, title)))


@by_moderator
async def ask_for_tips(update: Update, context: Context, _: Actor, chosen: AskForTips) -> None:
    """A message to forward to the members' groups, whose link begins a tip about the question."""
    found = await found_cluster(update, context, chosen.token)
    if found is None:
        return
    asked = found.shown[0]
    await show(update, context, pages.done(texts.asked_for_tips(asked.text)))
    link_to_tips = create_deep_linked_url(context.bot.username, f"{LINK}_{asked.token}")
    await reply(update, context, short(texts.invitation(asked.text, link_to_tips)))


async def clean(update: Update, context: Context, said: Words) -> Taken | Passed:
    """A reply to the hidden questions' page puts a wording in the place of one of them."""
    message = said.message
    tokens = _numbered(message.reply_to_message, context.bot.id)
    if not message.text or not tokens:
        return Passed()
    actor = await roles_who.writer(context.bot, context.services, message)
    written = _WORDING.match(message.text)
    if not actor.is_moderator:
        page = short(roles_texts.NOT_MODERATOR)
    elif written is None or written[1] not in tokens:
        page = short(texts.CLEAN_HOW)
    else:
        page = await _cleaned(context, tokens[written[1]], written[2])
    await reply(update, context, page, message)
    return Taken()


async def _cleaned(context: Context, token: str, wording: str) -> Page:
    """Put a moderator's wording in the place of a text; what to say of it."""
    personal = find(wording)
    if personal:
        what = escape(", ".join(each.text for each in personal))
        return short(texts.PERSONAL.format(what=what))
    if not words(wording):
        return short(texts.NO_WORDS)
    stands = await clusters_store.clean(context.database, token, wording)
    if stands is None:
        return short(texts.GONE)
    if stands != cut(wording):
        return short(texts.cleaned_before(stands))
    found = await _cluster(context, token)
    if found is None:
        return pages.done(texts.CLEANED_AND_ANSWERED)
    return await _opened(context, found, 1, texts.CLEANED)


async def _clusters(context: Context) -> tuple[Cluster, ...]:
    asked, stopping = await clusters_store.unanswered(context.database), context.services.stopping
    try:
        groups = await context.library.groups([each.text for each in asked], stopping.is_set)
    except InterruptedError as stopped:
        raise Postponed from stopped
    return clusters_store.clusters(asked, groups)


async def found_cluster(update: Update, context: Context, token: str) -> Cluster | None:
    """The cluster of a press, which is acknowledged first, since putting clusters together may take long.

    None when there is none any more, which the page then says.
    """
    await acknowledge(update)
    found = await _cluster(context, token)
    if found is None:
        await show(update, context, pages.done(texts.GONE))
    return found


async def _cluster(context: Context, token: str) -> Cluster | None:
    """The cluster of what was asked with `token`; None when it has an answer now, or nothing in it may be shown."""
    text = await questions.text_of(context.database, token)
    found = clusters_store.cluster_of(await _clusters(context), text) if text is not None else None
    return found if found is not None and found.shown else None


async def _opened(context: Context, found: Cluster, page: int, heading: str = "") -> Page:
    unknown = context.library.matcher.unknown(found.shown[0].text)
    return pages.cluster(found, await _nearest(context, found), page, heading, unknown)


async def _nearest(context: Context, found: Cluster) -> list[tuple[Entry, str]]:
    hits = (await context.library.ask(found.shown[0].text)).hits[:NEAREST]
    return [(hit.entry, answers_pages.entry_link(context.bot.username, hit.entry.id)) for hit in hits]


async def take_into_use(context: Context) -> None:
    """What has been taught or taken back answers from now on, also those who wait for it."""
    await context.library.refresh(await store.read(context.database))
    worker.tell(context.services)


def _numbered(message: Message | None, bot_id: int) -> dict[str, str]:
    """The tokens behind the numbers of a page of hidden questions: its own buttons remember them."""
    if message is None or message.from_user is None or message.from_user.id != bot_id or message.reply_markup is None:
        return {}
    buttons = [button for row in message.reply_markup.inline_keyboard for button in row]
    readable = ((button.text, unpack(Read, str(button.callback_data))) for button in buttons)
    return {number: carried.token for number, carried in readable if carried is not None}


async def alert(update: Update, sentence: str) -> None:
    """Only whoever pressed sees it, until they close it."""
    if update.callback_query is not None:
        await notice(update.callback_query, sentence, alert=True)


def _taught(context: Context) -> int:
    return len(context.library.overlay.synonyms)

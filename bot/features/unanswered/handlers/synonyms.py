"""A word of an unanswered question that no entry has is taught with two taps, and untaught with one."""

from telegram import Update

from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import acknowledge, show
from bot.features.roles import who as roles_who
from bot.features.roles.values import Actor
from bot.features.unanswered import pages, replaying, texts, worker
from bot.features.unanswered.actions import DropSynonym, MakeSynonym, ShowTaught, TeachSynonym
from bot.features.unanswered.handlers.clusters import alert, by_moderator, found_cluster, take_into_use
from bot.gateway.limiter import Postponed
from bot.knowledge import store


@by_moderator
async def make(update: Update, context: Context, _: Actor, chosen: MakeSynonym) -> None:
    """Show what becomes of members' and example questions if the word is taught."""
    found = await _found(update, context, chosen)
    if found is None:
        return
    asked, word, leads_to = found
    await show(update, context, short(texts.TRYING))
    try:
        over = context.library.overlay.meaning(word, leads_to)
        replayed, _unread = await replaying.replay(context.services, over, {asked})
    except InterruptedError as stopped:
        raise Postponed from stopped
    taught = TeachSynonym(chosen.token, chosen.entry_id, chosen.place)
    await show(update, context, pages.teaching(texts.teaching(word, leads_to, replayed), taught))


@by_moderator
async def teach(update: Update, context: Context, actor: Actor, chosen: TeachSynonym) -> None:
    """The word leads to the entry's first keyword from now on; whether that answers the question is told."""
    found = await _found(update, context, chosen)
    if found is None:
        return
    asked, word, leads_to = found
    async with context.database.transaction() as transaction:
        number = await store.add_synonym(transaction, word, leads_to)
    await take_into_use(context)
    answer = await worker.answering(context.library, asked)
    name = await roles_who.name(context.bot, context.services, actor.id)
    text = texts.synonym(name, word, leads_to, answer.title if answer is not None else "")
    await show(update, context, pages.made_synonym(text, number))


@by_moderator
async def show_taught(update: Update, context: Context, _: Actor, chosen: ShowTaught) -> None:
    """All that have been taught."""
    await acknowledge(update)
    await show(update, context, pages.taught(await store.synonyms(context.database), chosen.page))


@by_moderator
async def drop(update: Update, context: Context, actor: Actor, chosen: DropSynonym) -> None:
    """Take that back, and nothing else."""
    async with context.database.transaction() as transaction:
        words = await store.drop_synonym(transaction, chosen.number)
    if words is None:
        await alert(update, texts.UNDONE_BEFORE)
        return
    await acknowledge(update)
    await take_into_use(context)
    name = await roles_who.name(context.bot, context.services, actor.id)
    word, leads_to = words
    filed = leads_to in context.library.base.synonyms.one_way.get(word, ())
    text = texts.in_file(word, leads_to) if filed else texts.no_synonym(name, word, leads_to)
    await show(update, context, pages.done(text))


async def _found(update: Update, context: Context, chosen: MakeSynonym | TeachSynonym) -> tuple[str, str, str] | None:
    """The question, its word and what that is to lead to; None, which is told, where it has become another matter."""
    found, entry = await found_cluster(update, context, chosen.token), context.library.knowledge.entry(chosen.entry_id)
    if found is None:
        return None
    asked = found.shown[0].text
    unknown = context.library.matcher.unknown(asked)[: pages.MOST_SYNONYMS]
    if entry is None or not entry.keywords or chosen.place >= len(unknown):
        await show(update, context, pages.done(texts.GONE))
        return None
    return asked, unknown[chosen.place], entry.keywords[0]

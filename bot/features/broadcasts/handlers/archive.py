"""What everybody may do with broadcasts: read earlier ones (/arkiv), follow links, press "Tack, läst" under a copy."""

from telegram import Update

from bot.chat import actions as chat_actions
from bot.chat.context import Context, is_private, person
from bot.chat.feature import Links
from bot.chat.page import short
from bot.chat.reply import acknowledge, reply, say, turn_to
from bot.chat.wire import Action, pack, unpack
from bot.features.broadcasts import links
from bot.features.broadcasts.actions import OpenFrom, ReadArchived, ShowArchive, Thank
from bot.features.broadcasts.pages import archive as archive_pages
from bot.features.broadcasts.store import deliveries, lists, opens
from bot.features.broadcasts.texts import archive as archive_texts
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.values import Openers, UnderWay
from bot.features.broadcasts.worker import copies
from bot.storage.clock import now


async def command(update: Update, context: Context) -> None:
    """/arkiv: the latest broadcasts as they read now."""
    if is_private(update):
        await show(update, context, ShowArchive(0))
        return
    found = await lists.archive(context.database, limit=archive_pages.PER_PAGE)
    page = archive_pages.in_group(found, context.bot.username, now())
    await reply(update, context, page, update.effective_message)


async def show(update: Update, context: Context, asked: ShowArchive) -> None:
    """The list, from some number on."""
    found = await lists.archive(context.database, asked.before or None, archive_pages.PER_PAGE)
    await turn_to(update, context, archive_pages.listed(found, now()))


async def read(update: Update, context: Context, asked: ReadArchived) -> None:
    """One of them: a line of its own, then the message itself as it reads now."""
    found = await lists.archived(context.database, asked.broadcast_id)
    if found is None:
        await say(update, context, archive_texts.NOT_ARCHIVED)
        return
    await acknowledge(update)
    if found.content is None:
        await reply(update, context, short(f"{archive_texts.archived(found, now())}\n\n{archive_texts.RECALLED}"))
        return
    await reply(update, context, archive_pages.above(found, now()))
    await copies.show(context.bot, found.content, person(update).id)


def counted_link(rest: str) -> Action:
    """What a broadcast's link leads to, with its number before it; a made-up one to the earlier ones."""
    number, _, link = rest.partition("_")
    return unpack(OpenFrom, f"u:k:{number}:{link}") or ShowArchive(0)


async def open_from(update: Update, context: Context, opened: OpenFrom) -> None:
    """Count the person once for the broadcast, and go there."""
    kind, _, rest = opened.link.partition("_")
    leads = context.state(Links).get(kind)
    if context.state(Openers).is_new(opened.broadcast_id, person(update).id):
        await opens.note(context.database, opened.broadcast_id, opened.link)
    if leads is not None and kind != links.KIND:
        await chat_actions.carry_out(update, context, leads(rest))


async def thank(update: Update, context: Context, copy: Thank) -> None:
    """Somebody has read a copy: it arrived, whatever was known of it. Who it was is not kept."""
    message = update.effective_message
    if message is None or not copies.is_copy(message, pack(copy), context.bot.id):
        await acknowledge(update)
        return
    sent = message.chat.id, message.message_id, message.date
    healed = await deliveries.heal(context.database, copy.broadcast_id, *sent)
    context.state(UnderWay).changed.set()
    await acknowledge(update, card_texts.THANKED if healed is not None else None)

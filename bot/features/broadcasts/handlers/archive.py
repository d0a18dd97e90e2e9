"""What everybody may do with broadcasts: read the earlier ones (/arkiv), and press "Tack, läst" under a copy."""

from telegram import Message, Update
from telegram.constants import ChatType

from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import acknowledge, reply, say, turn_to
from bot.features.broadcasts.pages import archive as archive_pages
from bot.features.broadcasts.store import deliveries, lists
from bot.features.broadcasts.texts import archive as archive_texts
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.values import UnderWay
from bot.features.broadcasts.worker import copies
from bot.storage.clock import now


async def command(update: Update, context: Context) -> None:
    """/arkiv: the latest broadcasts as they read now."""
    chat = update.effective_chat
    if chat is not None and chat.type == ChatType.PRIVATE:
        await perform(update, context, [])
        return
    found = await lists.archive(context.database, limit=archive_pages.PER_PAGE)
    page = archive_pages.in_group(found, context.bot.username, now())
    await reply(update, context, page, update.effective_message)


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "a:…" says: the list from some number on, or one of them."""
    match what:
        case ["r", number] if number.isdecimal():
            await _read(update, context, int(number[:15]))
        case _:
            before = (int(what[0][:15]) or None) if what and what[0].isdecimal() else None
            found = await lists.archive(context.database, before, archive_pages.PER_PAGE)
            await turn_to(update, context, archive_pages.listed(found, now()))


async def thanked(update: Update, context: Context, _: list[str]) -> None:
    """Somebody has read a copy: it arrived, whatever was known of it. Who it was is not kept."""
    query = update.callback_query
    message = query.message if query is not None else None
    if query is None or not isinstance(message, Message) or not copies.is_copy(message, query.data, context.bot.id):
        await acknowledge(update)
        return
    number, chat_id = int((query.data or "").partition(":")[2]), message.chat.id
    copy = await deliveries.heal(context.database, number, chat_id, message.message_id, message.date)
    context.state(UnderWay).changed.set()
    await acknowledge(update, card_texts.THANKED if copy is not None else None)


async def _read(update: Update, context: Context, number: int) -> None:
    """One of them: a line of its own, then the message itself as it reads now."""
    found, chat = await lists.archived(context.database, number), update.effective_chat
    if found is None or chat is None:
        await say(update, context, archive_texts.NOT_ARCHIVED)
        return
    await acknowledge(update)
    if found.content is None:
        await reply(update, context, short(f"{archive_texts.archived(found, now())}\n\n{archive_texts.RECALLED}"))
        return
    await reply(update, context, archive_pages.above(found, now()))
    await copies.show(context.bot, found.content, chat.id)

"""/rensa: a text that tells of somebody is taken out of everything, after a second tap."""

from telegram import Update

from bot.chat.context import Context, Words
from bot.chat.feature import Purging
from bot.chat.page import Button, Page, short
from bot.chat.reply import reply, turn_to
from bot.features.moderation.actions import KeepText, Purge
from bot.features.moderation.errors import NoSuchItem
from bot.features.moderation.store import cards as cards_store
from bot.features.moderation.store import personal, queue
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts import purge as texts
from bot.features.moderation.values import Item
from bot.features.moderation.worker import cards
from bot.features.roles import gates as roles_gates
from bot.features.roles.gates import only_moderators
from bot.knowledge import store
from bot.storage import chores


@only_moderators
async def command(update: Update, context: Context) -> None:
    """/rensa NUMBER, or as a reply to a card."""
    item, message = await _meant(update, context), Words.of(update).message
    page = short(texts.HOW if not context.args else decisions_texts.GONE)
    if item is not None:
        rows = ((Button(texts.REALLY, Purge(item.id)),), (Button(texts.KEEP, KeepText()),))
        page = Page((texts.ask(item),), rows)
    await reply(update, context, page, message)


async def purge(update: Update, context: Context, chosen: Purge) -> None:
    """The second tap: the tables at once, then the cards and the files."""
    actor = await roles_gates.moderator(update, context)
    if actor is None:
        return
    item = await personal.purge(context.database, chosen.item, actor, context.state(Purging))
    async with context.database.transaction() as transaction:
        await chores.put(transaction, "scrub")
    await context.library.refresh(await store.read(context.database))
    await cards.refresh(context.bot, context.services, item.id)
    context.services.outbox.set()
    await turn_to(update, context, short(texts.done(item)))


async def keep(update: Update, context: Context, _: KeepText) -> None:
    """Nothing is done."""
    if await roles_gates.moderator(update, context) is not None:
        await turn_to(update, context, short(texts.KEPT))


async def _meant(update: Update, context: Context) -> Item | None:
    """The item of a number, or of the card that is replied to."""
    message, number = Words.of(update).message, "".join(context.args or [])
    card = message.reply_to_message
    if not number and card is not None:
        found = await cards_store.item_on_card(context.database, message.chat.id, card.message_id)
        return found[0] if found is not None else None
    try:
        return await queue.item(context.database, int(number)) if number.isdecimal() and len(number) < 16 else None
    except NoSuchItem:
        return None

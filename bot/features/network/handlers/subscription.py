"""/prenumerera and /sluta: in private for oneself, in a group for the group."""

from telegram import Update

from bot.chat.context import Context, is_private, person
from bot.chat.reply import say
from bot.features.network import texts
from bot.features.network.actions import Subscribe
from bot.features.network.handlers import application
from bot.features.network.store import subscribers


async def subscribe(update: Update, context: Context) -> None:
    """/prenumerera: broadcasts come to this chat."""
    if is_private(update):
        await subscribe_oneself(update, context, Subscribe())
    else:
        await application.join(update, context)


async def subscribe_oneself(update: Update, context: Context, _: Subscribe) -> None:
    """The link from a group leads here too: broadcasts come to the member's own chat, whose id is the member's."""
    user = person(update)
    new = await subscribers.subscribe(context.database, user.id, user.id)
    await say(update, context, texts.SUBSCRIBED if new else texts.SUBSCRIBED_ALREADY)


async def unsubscribe(update: Update, context: Context) -> None:
    """/sluta: no more of them."""
    if not is_private(update):
        await application.leave(update, context)
        return
    ended = await subscribers.unsubscribe(context.database, person(update).id, context.services.subscribed)
    await say(update, context, texts.UNSUBSCRIBED if ended else texts.UNSUBSCRIBED_ALREADY)

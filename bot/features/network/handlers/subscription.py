"""/prenumerera and /sluta: in private for oneself, in a group for the group."""

from telegram import Update
from telegram.constants import ChatType

from bot.chat.context import Context
from bot.chat.reply import say
from bot.features.network import texts
from bot.features.network.handlers import application
from bot.features.network.store import groups, subscribers


async def subscribe(update: Update, context: Context) -> None:
    """/prenumerera, or the link from a group: broadcasts come to the member's own chat."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or chat.type != ChatType.PRIVATE:
        await application.join(update, context)
        return
    new = await subscribers.subscribe(context.database, user.id, chat.id)
    await say(update, context, texts.SUBSCRIBED if new else texts.SUBSCRIBED_ALREADY)


async def unsubscribe(update: Update, context: Context) -> None:
    """/sluta: no more of them."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or chat.type != ChatType.PRIVATE:
        await application.leave(update, context)
        return
    ended = await groups.unsubscribe(context.database, user.id)
    await say(update, context, texts.UNSUBSCRIBED if ended else texts.UNSUBSCRIBED_ALREADY)

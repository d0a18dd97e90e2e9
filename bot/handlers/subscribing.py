"""/prenumerera and /sluta: in private for oneself, in a group for the group."""

from telegram import Update
from telegram.constants import ChatType

from bot import network_texts
from bot.handlers import joining, leaving
from bot.handlers.context import Context
from bot.handlers.replying import say
from bot.network import subscribers


async def subscribe(update: Update, context: Context) -> None:
    """/prenumerera, or the link from a group: broadcasts come to the member's own chat."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or chat.type != ChatType.PRIVATE:
        await joining.join(update, context)
        return
    new = await subscribers.subscribe(context.database, user.id, chat.id)
    await say(update, context, network_texts.SUBSCRIBED if new else network_texts.SUBSCRIBED_ALREADY)


async def unsubscribe(update: Update, context: Context) -> None:
    """/sluta: no more of them."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or chat.type != ChatType.PRIVATE:
        await joining.leave(update, context)
        return
    ended = await leaving.unsubscribe(context.database, user.id)
    await say(update, context, network_texts.UNSUBSCRIBED if ended else network_texts.UNSUBSCRIBED_ALREADY)

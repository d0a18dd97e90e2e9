"""/projektor: where the page is."""

from telegram import Update

from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import reply
from bot.features.meetings.handlers.summary import why_not
from bot.features.projector import texts
from bot.features.projector.values import Address


async def command(update: Update, context: Context) -> None:
    """For those who may see a summary here."""
    url = context.state(Address).url
    said = await why_not(update, context) or (texts.where(url) if url else texts.OFF)
    await reply(update, context, short(said), update.effective_message)

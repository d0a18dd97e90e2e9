"""/status and /statistik, for moderators in their chat."""

from telegram import Update

from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import reply, topic_of
from bot.features.figures import texts
from bot.features.figures.picture import picture
from bot.features.figures.statistics import statistics
from bot.features.figures.status import status
from bot.features.roles.gates import only_moderators
from bot.language.text import shown_units
from bot.storage.clock import SWEDEN, now

_CAPTION = 1_024  # units that Telegram takes under a picture


@only_moderators
async def show_status(update: Update, context: Context) -> None:
    """/status"""
    await reply(update, context, short(texts.status(await status(context.services), now())))


@only_moderators
async def show_statistics(update: Update, context: Context) -> None:
    """/statistik: a picture, and the same in words under it, or after it where they do not fit."""
    found = await statistics(context.database, context.library.knowledge, now().astimezone(SWEDEN).date())
    if found.is_empty or update.effective_chat is None:
        await reply(update, context, short(texts.NOTHING_YET))
        return
    words = texts.statistics(found)
    fits = shown_units(words) <= _CAPTION
    await context.bot.send_photo(
        update.effective_chat.id,
        await picture(found),
        words if fits else None,
        message_thread_id=topic_of(update.effective_message),
        filename=texts.FILE_NAME,
    )
    if not fits:
        await reply(update, context, short(words))

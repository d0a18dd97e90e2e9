"""A meeting that was planned does not take place after all: those who come are told, and so if it does."""

from telegram import Update

from bot.chat.context import Context
from bot.chat.reply import say, turn_to
from bot.features.meetings.actions import CallOff
from bot.features.meetings.handlers import plan
from bot.features.meetings.pages import meeting as pages
from bot.features.meetings.store import comings, meetings
from bot.features.meetings.texts import meeting as texts
from bot.features.meetings.values import NoSuchMeeting
from bot.features.meetings.worker import News
from bot.features.roles.gates import only_organisers
from bot.features.roles.values import Actor


@only_organisers(texts.NOT_ORGANISER)
async def call_off(update: Update, context: Context, actor: Actor, wanted: CallOff) -> None:
    """Asked about first; then those who come are told, once."""
    try:
        meeting = await meetings.meeting(context.database, wanted.meeting_id)
    except NoSuchMeeting:
        await say(update, context, texts.STALE)
        return
    if wanted.how == "ask":
        told = await comings.numbers(context.database, meeting.id)
        await turn_to(update, context, pages.sure_off(meeting, told.get("yes", 0) + told.get("maybe", 0)))
        return
    async with context.database.transaction() as transaction:
        if await meetings.call_off(transaction, meeting.id, is_off=wanted.how == "off"):
            await comings.drop_reminders(transaction, meeting.id)
            await comings.tell_of_change(transaction, meeting.id, wanted.how)
    context.state(News).queued.set()
    await plan.show_meeting(update, context, actor.id, await meetings.meeting(context.database, meeting.id))

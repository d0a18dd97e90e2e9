"""/traff: meetings are listed and shared; when the next one is."""

from dataclasses import replace
from datetime import time

from telegram import Update

from bot.chat.actions import SeeMeetings
from bot.chat.context import Context, is_private
from bot.chat.reply import acknowledge, reply, say, turn_to
from bot.features.meetings.actions import ListMeetings, ShowMeeting
from bot.features.meetings.handlers import plan
from bot.features.meetings.pages import meeting as pages
from bot.features.meetings.store import meetings
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.values import NoSuchMeeting
from bot.features.roles import store as roles_store
from bot.features.roles.gates import only_organisers
from bot.features.roles.values import Actor
from bot.storage.clock import SWEDEN, now


async def command(update: Update, context: Context) -> None:
    """/traff: the meetings, in private chat with the way to make one."""
    chat, bot_name, whose = update.effective_chat, context.bot.username, context.library.knowledge.profile
    if is_private(update):
        await list_meetings(update, context, ListMeetings())
    elif chat is not None and chat.id == await roles_store.moderators_chat(context.database):
        known = await meetings.all_meetings(context.database)
        await reply(update, context, pages.in_group(known, bot_name, whose), update.effective_message)
    else:
        page = pages.to_private(meeting_texts.in_private(whose), bot_name, pages.LINK)
        await reply(update, context, page, update.effective_message)


async def coming(update: Update, context: Context, _: SeeMeetings) -> None:
    """When the next meetings are, for anybody."""
    today = now().astimezone(SWEDEN).date()
    known = await meetings.all_meetings(context.database)
    ahead = sorted(
        (each for each in known if not each.is_over(now())), key=lambda each: (each.day, each.clock or time())
    )
    await acknowledge(update)
    whose = context.library.knowledge.profile
    page = pages.coming(ahead, whose) if ahead else pages.none_coming(known, today, whose)
    await reply(update, context, page if is_private(update) else replace(page, rows=()), update.effective_message)


@only_organisers(meeting_texts.NOT_ORGANISER)
async def list_meetings(update: Update, context: Context, _: Actor, __: ListMeetings) -> None:
    """All of them."""
    known, whose = await meetings.all_meetings(context.database), context.library.knowledge.profile
    await turn_to(update, context, pages.listed(known, whose))


@only_organisers(meeting_texts.NOT_ORGANISER)
async def show(update: Update, context: Context, _: Actor, wanted: ShowMeeting) -> None:
    """One of them, or its link as a picture."""
    try:
        meeting = await meetings.meeting(context.database, wanted.meeting_id)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.STALE)
        return
    if wanted.how == "qr":
        await acknowledge(update)
        await plan.send_qr(update, context, meeting)
    else:
        await turn_to(update, context, await plan.shown(context, meeting))

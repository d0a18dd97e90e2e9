"""/traff: meetings are listed, made and shared; and what every button about meetings leads to."""

from dataclasses import replace

from telegram import Update
from telegram.constants import ChatType
from telegram.helpers import create_deep_linked_url

from bot.chat import texts as chat_texts
from bot.chat.actions import SeeMeetings
from bot.chat.context import Context, is_private, person
from bot.chat.reply import acknowledge, reply, say, turn_to
from bot.features.meetings import pages
from bot.features.meetings.handlers import plan
from bot.features.meetings.store import meetings
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.values import NoSuchMeeting
from bot.features.roles import store as roles_store
from bot.features.roles import who as roles_who
from bot.storage.clock import SWEDEN, now


async def command(update: Update, context: Context) -> None:
    """/traff: the meetings, in private chat with the way to make one."""
    chat, message = update.effective_chat, update.effective_message
    if chat is not None and chat.type == ChatType.PRIVATE:
        await perform(update, context, ["list"])
    elif chat is not None and chat.id == await roles_store.moderators_chat(context.database):
        known = await meetings.all_meetings(context.database)
        await reply(update, context, pages.in_group(known, context.bot.username), message)
    else:
        url = create_deep_linked_url(context.bot.username, pages.LINK)
        await reply(update, context, pages.to_private(url), message)


async def coming(update: Update, context: Context, _: SeeMeetings) -> None:
    """When the next meetings are, for anybody."""
    today = now().astimezone(SWEDEN).date()
    known = await meetings.all_meetings(context.database)
    ahead = sorted((each for each in known if each.day >= today), key=lambda each: each.day)
    await acknowledge(update)
    page = pages.coming(ahead, context.bot.username) if ahead else pages.none_coming(known, today)
    await reply(update, context, page if is_private(update) else replace(page, rows=()), update.effective_message)


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "v:…" says; all but its link is for organisers, which is asked at every press."""
    user = person(update)
    match what:
        case ["m", slug]:
            await _open(update, context, slug)
        case _ if not await roles_who.may_organise(context.bot, context.services, user.id):
            await say(update, context, meeting_texts.NOT_ORGANISER)
        case _:
            await _arrange(update, context, user.id, what)


async def _open(update: Update, context: Context, slug: str) -> None:
    """The meeting's link: welcome, and its questions."""
    try:
        meeting = await meetings.by_slug(context.database, slug)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.NO_SUCH_MEETING)
        return
    page = pages.welcome(meeting) if meeting.is_open(now()) else pages.closed(meeting)
    await turn_to(update, context, page)


async def _arrange(update: Update, context: Context, user_id: int, what: list[str]) -> None:
    match what:
        case ["list"]:
            await turn_to(update, context, pages.listed(await meetings.all_meetings(context.database)))
        case ["show" | "qr" as how, meeting_id] if meeting_id.isdecimal():
            await _show(update, context, int(meeting_id[:15]), how)
        case ["new" | "anew" as how]:
            await plan.begin(update, context, user_id, anew=how == "anew")
        case ["go"]:
            await plan.go_on(update, context, user_id)
        case ["cancel"]:
            await plan.cancel(update, context, user_id)
        case ["create"]:
            await plan.create(update, context, user_id)
        case ["p", step, choice]:
            await plan.choose(update, context, user_id, step, choice)
        case _:
            await say(update, context, chat_texts.STALE_BUTTON)


async def _show(update: Update, context: Context, meeting_id: int, how: str) -> None:
    try:
        meeting = await meetings.meeting(context.database, meeting_id)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.STALE)
        return
    if how == "qr":
        await acknowledge(update)
        await plan.send_qr(update, context, meeting)
    else:
        shown = pages.shown(meeting, context.bot.username, is_open=meeting.is_open(now()))
        await turn_to(update, context, shown)

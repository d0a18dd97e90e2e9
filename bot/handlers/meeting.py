"""/traff: meetings are listed, made and shared; and what every button about meetings leads to."""

from typing import Final

from telegram import Update
from telegram.constants import ChatType
from telegram.helpers import create_deep_linked_url

from bot import meeting_texts, meetings, moderators, texts
from bot.clock import now
from bot.handlers import arranging, meeting_pages, summarising, who
from bot.handlers.context import Context, Handler, person
from bot.handlers.replying import acknowledge, reply, say, turn_to
from bot.handlers.words import PromptTaker
from bot.meetings import NoSuchMeeting


async def command(update: Update, context: Context) -> None:
    """/traff: the meetings, in private chat with the way to make one."""
    chat, message = update.effective_chat, update.effective_message
    if chat is not None and chat.type == ChatType.PRIVATE:
        await perform(update, context, ["list"])
    elif chat is not None and chat.id == await moderators.moderators_chat(context.database):
        known = await meetings.all_meetings(context.database)
        await reply(update, context, meeting_pages.in_group(known, context.bot.username), message)
    else:
        url = create_deep_linked_url(context.bot.username, meeting_pages.LINK)
        await reply(update, context, meeting_pages.to_private(url), message)


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "v:…" says; all but its link is for organisers, which is asked at every press."""
    user = person(update)
    match what:
        case ["m", slug]:
            await _open(update, context, slug)
        case _ if not await who.may_organise(context.bot, context.services, user.id):
            await say(update, context, meeting_texts.NOT_ORGANISER)
        case ["s" | "d", *_]:
            await summarising.perform(update, context, what)
        case _:
            await _arrange(update, context, user.id, what)


async def _open(update: Update, context: Context, slug: str) -> None:
    """The meeting's link: welcome, and its questions."""
    try:
        meeting = await meetings.by_slug(context.database, slug)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.NO_SUCH_MEETING)
        return
    page = meeting_pages.welcome(meeting) if meeting.is_open(now()) else meeting_pages.closed(meeting)
    await turn_to(update, context, page)


async def _arrange(update: Update, context: Context, user_id: int, what: list[str]) -> None:
    match what:
        case ["list"]:
            await turn_to(update, context, meeting_pages.listed(await meetings.all_meetings(context.database)))
        case ["show" | "qr" as how, meeting_id] if meeting_id.isdecimal():
            await _show(update, context, int(meeting_id[:15]), how)
        case ["new" | "anew" as how]:
            await arranging.begin(update, context, user_id, anew=how == "anew")
        case ["go"]:
            await arranging.go_on(update, context, user_id)
        case ["cancel"]:
            await arranging.cancel(update, context, user_id)
        case ["create"]:
            await arranging.create(update, context, user_id)
        case ["p", step, choice]:
            await arranging.choose(update, context, user_id, step, choice)
        case _:
            await say(update, context, texts.STALE_BUTTON)


async def _show(update: Update, context: Context, meeting_id: int, how: str) -> None:
    try:
        meeting = await meetings.meeting(context.database, meeting_id)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.STALE)
        return
    if how == "qr":
        await acknowledge(update)
        await arranging.send_qr(update, context, meeting)
    else:
        shown = meeting_pages.shown(meeting, context.bot.username, is_open=meeting.is_open(now()))
        await turn_to(update, context, shown)


HANDLERS: Final = summarising.HANDLERS
COMMANDS: Final[dict[str, Handler]] = {"traff": command, **summarising.COMMANDS}
PROMPTS: Final[dict[str, PromptTaker]] = {arranging.PROMPT: arranging.take}

"""Yes, maybe or no to a meeting; a reminder for whoever wants one; the meeting as a file for calendars."""

from telegram import Update

from bot.chat import prompts
from bot.chat.context import Context, person
from bot.chat.reply import acknowledge, say, turn_to
from bot.features.meetings import documents
from bot.features.meetings.actions import Attend, Calendar, Remind
from bot.features.meetings.pages import coming as pages
from bot.features.meetings.pages import meeting as meeting_pages
from bot.features.meetings.store import answers, comings, meetings
from bot.features.meetings.texts import coming as texts
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.values import Meeting, NoSuchMeeting
from bot.storage.clock import now


async def attend(update: Update, context: Context, said: Attend) -> None:
    """Somebody comes, may come or does not."""
    meeting = await _ahead(update, context, said.meeting_id)
    if meeting is not None:
        await prompts.clear(context.database, person(update).id)  # the page that is shown now asks no question
        coming = await comings.answer(context.database, meeting.id, person(update).id, said.answer)
        await turn_to(update, context, pages.said(meeting, coming))


async def remind(update: Update, context: Context, wanted: Remind) -> None:
    """They want to be reminded, or do not any more."""
    meeting = await _ahead(update, context, wanted.meeting_id)
    if meeting is None:
        return
    coming = await comings.remind(context.database, meeting.id, person(update).id, wanted.how == "on")
    if coming is None:
        await say(update, context, texts.NOT_COMING)
    else:
        await turn_to(update, context, pages.said(meeting, coming))


async def calendar(update: Update, context: Context, wanted: Calendar) -> None:
    """The meeting as a file."""
    meeting, chat = await _ahead(update, context, wanted.meeting_id), update.effective_chat
    if meeting is None or chat is None:
        return
    await acknowledge(update)
    file = await documents.calendar(meeting, meeting_pages.link(context.bot.username, meeting))
    await context.bot.send_document(chat.id, file, meeting_texts.facts(meeting), filename=f"{meeting.slug}.ics")


async def _ahead(update: Update, context: Context, meeting_id: int) -> Meeting | None:
    """The meeting as the person sees it, if it has not begun; else that is said."""
    try:
        meeting = await meetings.meeting(context.database, meeting_id)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.no_such_meeting(context.library.knowledge.profile))
        return None
    if meeting.is_ahead(now()):
        return meeting.seen_from(await answers.site_of(context.database, meeting.id, person(update).id))
    if meeting.is_off:
        await turn_to(update, context, meeting_pages.closed(meeting))
    else:
        await say(update, context, texts.past(context.library.knowledge.profile))
    return None

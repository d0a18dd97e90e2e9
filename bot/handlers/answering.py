"""Members answer a meeting's questions in private chat: from its link to the dialogue of a tip."""

from telegram import Update

from bot import meeting_texts, meetings
from bot.clock import now
from bot.dialogue import Draft
from bot.handlers import meeting_pages, tipping
from bot.handlers.context import Context
from bot.handlers.replying import say, turn_to
from bot.meetings import NoSuchMeeting


async def opened(update: Update, context: Context, slug: str) -> None:
    """The meeting's link: welcome, and its questions."""
    try:
        meeting = await meetings.by_slug(context.database, slug)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.NO_SUCH_MEETING)
        return
    page = meeting_pages.welcome(meeting) if meeting.is_open(now()) else meeting_pages.closed(meeting)
    await turn_to(update, context, page)


async def chosen(update: Update, context: Context, user_id: int, meeting_id: int, number: int) -> None:
    """One of its questions: a tip that answers it is begun, or only the name of a place is asked for."""
    try:
        meeting = await meetings.meeting(context.database, meeting_id)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.NO_SUCH_MEETING)
        return
    question = meeting.question(number)
    if question is None or not meeting.is_open(now()):
        await turn_to(update, context, meeting_pages.closed(meeting))
        return
    draft = Draft(
        user_id,
        "place" if question.answered_by == "place" else "tip",
        meeting_id=meeting.id,
        question=number,
        asked=question.text,
    )
    await tipping.begin_or_go_on(update, context, draft)

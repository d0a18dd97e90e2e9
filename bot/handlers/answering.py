"""Members answer a meeting's questions in private chat: each answer is a tip, with its dialogue."""

from telegram import Update

from bot import meeting_texts, meetings, texts
from bot.clock import now
from bot.dialogue import Draft
from bot.handlers import meeting_pages, tipping
from bot.handlers.context import Context, person
from bot.handlers.replying import say, turn_to
from bot.meetings import NoSuchMeeting


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "v:a:…" says, which a meeting's page shows: begin a tip that answers one of its questions."""
    match what:
        case [meeting_id, number] if meeting_id.isdecimal() and number.isdecimal():
            await _chosen(update, context, int(meeting_id[:15]), int(number[:9]))
        case _:
            await say(update, context, texts.STALE_BUTTON)


async def _chosen(update: Update, context: Context, meeting_id: int, number: int) -> None:
    """A tip that answers a question is begun, or only the name of a place is asked for."""
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
        person(update).id,
        "place" if question.answered_by == "place" else "tip",
        meeting_id=meeting.id,
        question=number,
        asked=question.text,
    )
    await tipping.begin_or_go_on(update, context, draft)

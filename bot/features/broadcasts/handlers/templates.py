"""Broadcasts that need not be written from nothing: about a meeting, new tips, what came of an earlier one.

Telegram itself turns our HTML into text and formatting: what is shown to the organiser is read back and kept.
"""

from telegram import Message, Update

from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import acknowledge, post, reply, turn_to
from bot.features.broadcasts.handlers import draft
from bot.features.broadcasts.pages import draft as draft_pages
from bot.features.broadcasts.store import drafts
from bot.features.broadcasts.store.news import note_tips, untold
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.texts import templates as templates_texts
from bot.features.broadcasts.values import Broadcast, Content
from bot.features.meetings import documents
from bot.features.meetings import pages as meetings_pages
from bot.features.meetings.store import meetings
from bot.features.meetings.summary import summary_of
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Meeting, NoSuchMeeting
from bot.features.moderation.store.news import outcome
from bot.features.roles.values import Actor
from bot.storage.clock import SWEDEN, now

_MOST_MEETINGS = 8


async def perform(update: Update, context: Context, actor: Actor, kind: str, meeting_id: int | None) -> None:
    """A template was chosen: which meeting, if it is about one, then the draft."""
    if kind == "tips":
        await _tips(update, context, actor)
    elif kind not in draft_texts.TEMPLATES:
        await turn_to(update, context, draft_pages.new())
    elif meeting_id is None:
        found = [each for each in await meetings.all_meetings(context.database) if _fits(kind, each)]
        await turn_to(update, context, draft_pages.which_meeting(kind, found[:_MOST_MEETINGS]))
    else:
        await _of_meeting(update, context, actor, kind, meeting_id)


async def what_came(update: Update, context: Context, actor: Actor, known: Broadcast) -> None:
    """A draft that tells what an earlier broadcast led to."""
    since = known.started_at or known.created_at
    counted = await outcome(context.database, since, known.meeting_id)
    text = templates_texts.outcome(counted, since)
    await _draft_text(update, context, actor, text, "outcome", known.meeting_id)


def _fits(kind: str, meeting: Meeting) -> bool:
    return kind == "summary" or meeting.is_open(now())


async def _of_meeting(update: Update, context: Context, actor: Actor, kind: str, meeting_id: int) -> None:
    try:
        meeting = await meetings.meeting(context.database, meeting_id)
    except NoSuchMeeting:
        await turn_to(update, context, draft_pages.new())
        return
    if kind == "summary":
        await _summary(update, context, actor, meeting)
        return
    link = meetings_pages.link(context.bot.username, meeting)
    text = templates_texts.reminder(meeting, link) if kind == "remind" else templates_texts.invitation(meeting, link)
    await _draft_text(update, context, actor, text, kind, meeting.id)


async def _tips(update: Update, context: Context, actor: Actor) -> None:
    fresh = await untold(context.database)
    entries = [entry for each in fresh if (entry := context.library.knowledge.entry(each)) is not None]
    if entries:
        text = templates_texts.tips(entries, context.bot.username)
        made = await _draft_text(update, context, actor, text, "tips", None)
        if made is not None:
            await note_tips(context.database, made.id, [each.id for each in entries])
    else:
        await turn_to(update, context, short(templates_texts.NO_NEW_TIPS))


async def _summary(update: Update, context: Context, actor: Actor, meeting: Meeting) -> None:
    """The summary as a document, which Telegram keeps from when it is shown here."""
    chat = update.effective_chat
    if chat is None:
        return
    await acknowledge(update)
    found = await summary_of(context.database, context.library.knowledge, meeting.id)
    sent = await context.bot.send_document(
        chat.id,
        await documents.word(found, now().astimezone(SWEDEN).date()),
        templates_texts.summary(found),
        filename=summary_texts.file_name(found, "docx"),
    )
    await _draft(update, context, actor, sent, "summary", meeting.id)


async def _draft_text(
    update: Update, context: Context, actor: Actor, text: str, kind: str, meeting_id: int | None
) -> Broadcast | None:
    await acknowledge(update)
    if update.effective_chat is None:
        return None
    sent = await post(context.bot, update.effective_chat.id, short(text))
    return await _draft(update, context, actor, sent, kind, meeting_id)


async def _draft(
    update: Update, context: Context, actor: Actor, sent: Message, kind: str, meeting_id: int | None
) -> Broadcast | None:
    content = draft.content_of(sent)
    if not isinstance(content, Content):
        await reply(update, context, short(content))
        return None
    made = await drafts.create(context.database, actor, now(), content, meeting_id, kind)
    await draft.ask_whom(update, context, made)
    return made

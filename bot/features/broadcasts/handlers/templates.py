"""Broadcasts that need not be written from nothing: about a meeting, new tips, what came of an earlier one.

Telegram itself turns our HTML into text and formatting: what is shown to the organiser is read back and kept.
"""

from telegram import Message, Update

from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import acknowledge, post, reply, turn_to
from bot.features.broadcasts.actions import ChooseMeeting, TellMeeting, TellOutcome, TellTips
from bot.features.broadcasts.handlers import audience, draft
from bot.features.broadcasts.handlers.gate import about_one, press
from bot.features.broadcasts.pages import draft as draft_pages
from bot.features.broadcasts.store import drafts
from bot.features.broadcasts.store.news import note_tips, untold
from bot.features.broadcasts.texts import templates as templates_texts
from bot.features.broadcasts.values import Broadcast, Content
from bot.features.broadcasts.worker.followups import came_of
from bot.features.meetings import documents
from bot.features.meetings.pages import meeting as meetings_pages
from bot.features.meetings.store import meetings
from bot.features.meetings.summary import summary_of
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Meeting, NoSuchMeeting
from bot.features.roles.values import Actor
from bot.storage.clock import SWEDEN, now

_MOST_MEETINGS = 8


@press
async def choose_meeting(update: Update, context: Context, _: Actor, chosen: ChooseMeeting) -> None:
    """A template about a meeting: which one? A summary can be of one that is over."""
    every = await meetings.all_meetings(context.database)
    whose = context.library.knowledge.profile
    found = [each for each in every if chosen.template == "summary" or each.is_open(now())]
    await turn_to(update, context, draft_pages.which_meeting(chosen.template, found[:_MOST_MEETINGS], whose))


@press
async def tell_meeting(update: Update, context: Context, actor: Actor, chosen: TellMeeting) -> None:
    """A draft about this one."""
    whose = context.library.knowledge.profile
    try:
        meeting = await meetings.meeting(context.database, chosen.meeting_id)
    except NoSuchMeeting:
        await turn_to(update, context, draft_pages.new(whose))
        return
    await acknowledge(update)
    if chosen.template == "summary":
        sent = await _send_summary(context, actor, meeting)
    else:
        link, reminds = meetings_pages.link(context.bot.username, meeting), chosen.template == "remind"
        text = templates_texts.reminder(meeting, link) if reminds else templates_texts.invitation(meeting, link, whose)
        sent = await post(context.bot, actor.id, short(text))
    await _draft(update, context, actor, sent, chosen.template, meeting.id)


@press
async def tell_tips(update: Update, context: Context, actor: Actor, _: TellTips) -> None:
    """A draft of what tips have become since the last one."""
    fresh = await untold(context.database)
    entries = [entry for each in fresh if (entry := context.library.knowledge.entry(each)) is not None]
    if not entries:
        await turn_to(update, context, short(templates_texts.NO_NEW_TIPS))
        return
    await acknowledge(update)
    sent = await post(context.bot, actor.id, short(templates_texts.tips(entries, context.bot.username)))
    made = await _draft(update, context, actor, sent, "tips")
    if made is not None:
        await note_tips(context.database, made.id, [each.id for each in entries])


@about_one
async def tell_outcome(update: Update, context: Context, actor: Actor, known: Broadcast, _: TellOutcome) -> None:
    """A draft that tells what an earlier broadcast led to."""
    counted, entries = await came_of(context.services, known)
    await acknowledge(update)
    sent = await post(context.bot, actor.id, short(templates_texts.outcome(counted, entries, context.bot.username)))
    await _draft(update, context, actor, sent, "outcome", known.meeting_id)


async def _send_summary(context: Context, actor: Actor, meeting: Meeting) -> Message:
    """The summary as a document, which Telegram keeps from when it is shown here."""
    found = await summary_of(context.database, context.library.knowledge, meeting.id)
    return await context.bot.send_document(
        actor.id,
        await documents.word(found, now().astimezone(SWEDEN).date()),
        templates_texts.summary(found),
        filename=summary_texts.file_name(found, "docx"),
    )


async def _draft(
    update: Update, context: Context, actor: Actor, sent: Message, template: str, meeting_id: int | None = None
) -> Broadcast | None:
    content = draft.content_of(sent)
    if not isinstance(content, Content):
        await reply(update, context, short(content))
        return None
    made = await drafts.create(context.database, actor, now(), content, meeting_id, template)
    await audience.ask(update, context, actor, made)
    return made

"""A member goes through a meeting's questions: one screen a question, and then the end."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Final, Protocol, TypeVar

from telegram import Update

from bot.chat import prompts
from bot.chat.context import Context, person
from bot.chat.page import Row
from bot.chat.reply import say
from bot.chat.reply import turn_to as turn_page
from bot.features.meetings.actions import AnswerQuestion, Finish, ShowName, SitAt, TakeBack, Visit
from bot.features.meetings.pages import answering as pages
from bot.features.meetings.pages import coming as coming_pages
from bot.features.meetings.pages import meeting as meeting_pages
from bot.features.meetings.store import answers, comings, meetings
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.values import LASTS, Meeting, NoSuchMeeting, Participant
from bot.language.text import cleaned, shortened
from bot.storage.clock import now

AWAITED: Final = "traffsvar"  # what prompts call an answer to a meeting's question; their ref is the meeting's slug
_NAME: Final = 60  # units


class AtMeeting(Protocol):
    """An action of somebody at a meeting."""

    @property
    def meeting_id(self) -> int:
        """The meeting."""
        ...


Pressed = TypeVar("Pressed", bound=AtMeeting)
Pressing = Callable[[Update, Context, Meeting, Participant, Pressed], Coroutine[Any, Any, None]]


def at_meeting(do: Pressing[Pressed]) -> Callable[[Update, Context, Pressed], Coroutine[Any, Any, None]]:
    """For whoever is at a meeting that takes answers."""

    @wraps(do)
    async def done(update: Update, context: Context, pressed: Pressed) -> None:
        try:
            meeting = await meetings.meeting(context.database, pressed.meeting_id)
        except NoSuchMeeting:
            await say(update, context, meeting_texts.no_such_meeting(context.library.knowledge.profile))
            return
        if not meeting.is_open(now()):
            await turn_page(update, context, meeting_pages.closed(meeting))
            return
        participant = await answers.join(context.database, meeting, person(update).id)
        await do(update, context, meeting, participant, pressed)

    return done


async def visit(update: Update, context: Context, wanted: Visit) -> None:
    """A member has followed the meeting's link: the question at hand, which their next words answer."""
    slug, _, site = wanted.slug.partition("_")
    try:
        meeting = await meetings.by_slug(context.database, slug)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.no_such_meeting(context.library.knowledge.profile))
        return
    if not meeting.is_open(now()) or not meeting.questions:
        await turn_page(update, context, meeting_pages.closed(meeting))
        return
    participant = await answers.join(context.database, meeting, person(update).id, int(site) if site.isdecimal() else 0)
    if meeting.sites and participant.site is None:
        await turn_page(update, context, pages.where(meeting, context.library.knowledge.profile))
        return
    at_hand = participant.question if meeting.question(participant.question) is not None else 1
    participant = await answers.turn_to(context.database, participant, at_hand)
    await ask(update, context, meeting, participant, new=True)


@at_meeting
async def turn_to(
    update: Update, context: Context, meeting: Meeting, participant: Participant, wanted: AnswerQuestion
) -> None:
    """Another question."""
    if meeting.question(wanted.number) is None:
        await say(update, context, meeting_texts.STALE)
        return
    await ask(update, context, meeting, await answers.turn_to(context.database, participant, wanted.number))


@at_meeting
async def take_back(
    update: Update, context: Context, meeting: Meeting, participant: Participant, unmeant: TakeBack
) -> None:
    """The last answer was not meant."""
    await answers.take_back(context.database, participant, unmeant.answer_id)
    await ask(update, context, meeting, await answers.turn_to(context.database, participant, participant.question))


@at_meeting
async def finish(update: Update, context: Context, meeting: Meeting, participant: Participant, _: Finish) -> None:
    """No more answers."""
    await end(update, context, meeting, await answers.turn_to(context.database, participant, 0))


@at_meeting
async def show_name(
    update: Update, context: Context, meeting: Meeting, participant: Participant, chosen: ShowName
) -> None:
    """Named or anonymous."""
    name = shortened(cleaned(person(update).first_name, lines=False), _NAME) if chosen.how == "name" else None
    await end(update, context, meeting, await answers.show_name(context.database, participant, name))


@at_meeting
async def sit_at(update: Update, context: Context, meeting: Meeting, participant: Participant, chosen: SitAt) -> None:
    """In one of several places; then the question at hand."""
    if meeting.site(chosen.site) is None:
        await say(update, context, meeting_texts.STALE)
        return
    sitting = await answers.sit(context.database, participant, chosen.site)
    sitting = await answers.turn_to(context.database, sitting, sitting.question or 1)
    await ask(update, context, meeting, sitting, new=True)


async def ask(
    update: Update, context: Context, meeting: Meeting, participant: Participant, *, new: bool = False
) -> None:
    """The page of the question at hand; what is written next answers it."""
    own = await answers.own(context.database, participant)
    await prompts.put(context.database, person(update).id, AWAITED, meeting.slug, LASTS)
    coming: tuple[Row, ...] = ()
    if new and meeting.is_ahead(now()):
        said = await comings.of(context.database, meeting.id, person(update).id)
        coming = (coming_pages.asked(meeting, said, meeting.question(participant.question)),)
    whose = context.library.knowledge.profile if new and not own else None
    await turn_page(update, context, pages.asked(meeting, participant, own, new=whose, coming=coming))


async def end(update: Update, context: Context, meeting: Meeting, participant: Participant) -> None:
    """The last page; a place that nobody knows may be written."""
    user, own = person(update), await answers.own(context.database, participant)
    placing = bool(own) and participant.place is None and not meeting.sites
    if placing:
        await prompts.put(context.database, user.id, AWAITED, meeting.slug)
    else:
        await prompts.clear(context.database, user.id)
    await turn_page(update, context, pages.done(meeting, participant, own, user.first_name, placing))

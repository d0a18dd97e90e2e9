"""A member answers a meeting's questions: one screen a question, and what is typed is the answer."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import wraps
from typing import Any, Final, Protocol, TypeVar

from telegram import Update
from telegram.error import TelegramError

from bot.chat import offers, prompts
from bot.chat.actions import carry_out_typed
from bot.chat.asides import guessed_cry, is_aside
from bot.chat.context import Context, Words, person
from bot.chat.offers import Choice
from bot.chat.page import Row, short
from bot.chat.reply import post, reply, say
from bot.chat.reply import turn_to as turn_page
from bot.chat.words import Passed
from bot.features.meetings import rules
from bot.features.meetings.actions import AnswerQuestion, Finish, ShowName, SitAt, TakeBack, Visit
from bot.features.meetings.pages import answering as pages
from bot.features.meetings.pages import coming as coming_pages
from bot.features.meetings.pages import meeting as meeting_pages
from bot.features.meetings.pages import sorting as sorting_pages
from bot.features.meetings.store import answers, comings, meetings
from bot.features.meetings.texts import answering as texts
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.values import LASTS, Meeting, NoSuchMeeting, NotAnswered, Participant, Question
from bot.features.moderation.store import mutes
from bot.features.roles import store as roles_store
from bot.language.text import cleaned, escape, shortened
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
    await _ask(update, context, meeting, participant, new=True)


@at_meeting
async def turn_to(
    update: Update, context: Context, meeting: Meeting, participant: Participant, wanted: AnswerQuestion
) -> None:
    """Another question."""
    if meeting.question(wanted.number) is None:
        await say(update, context, meeting_texts.STALE)
        return
    await _ask(update, context, meeting, await answers.turn_to(context.database, participant, wanted.number))


@at_meeting
async def take_back(
    update: Update, context: Context, meeting: Meeting, participant: Participant, unmeant: TakeBack
) -> None:
    """The last answer was not meant."""
    await answers.take_back(context.database, participant, unmeant.answer_id)
    await _ask(update, context, meeting, await answers.turn_to(context.database, participant, participant.question))


@at_meeting
async def finish(update: Update, context: Context, meeting: Meeting, participant: Participant, _: Finish) -> None:
    """No more answers."""
    await _end(update, context, meeting, await answers.turn_to(context.database, participant, 0))


@at_meeting
async def show_name(
    update: Update, context: Context, meeting: Meeting, participant: Participant, chosen: ShowName
) -> None:
    """Named or anonymous."""
    name = shortened(cleaned(person(update).first_name, lines=False), _NAME) if chosen.how == "name" else None
    await _end(update, context, meeting, await answers.show_name(context.database, participant, name))


@at_meeting
async def sit_at(update: Update, context: Context, meeting: Meeting, participant: Participant, chosen: SitAt) -> None:
    """In one of several places; then the question at hand."""
    if meeting.site(chosen.site) is None:
        await say(update, context, meeting_texts.STALE)
        return
    sitting = await answers.sit(context.database, participant, chosen.site)
    sitting = await answers.turn_to(context.database, sitting, sitting.question or 1)
    await _ask(update, context, meeting, sitting, new=True)


async def take(update: Update, context: Context, slug: str) -> Passed | None:
    """Words that answer the question at hand, or say where the person comes from, unless they are something else."""
    said = Words.of(update)
    try:
        meeting = await meetings.by_slug(context.database, slug)
    except NoSuchMeeting:
        return await _not_awaited(context, said)
    if not meeting.is_open(now()):
        return await _not_awaited(context, said)
    participant = await answers.join(context.database, meeting, said.user.id)
    question = meeting.question(participant.question)
    typed = offers.among(await _choices(context, meeting, participant), said.text)
    if typed is not None:
        await offers.settle(context.database, said.message.chat.id, said.message.message_id, typed)
        await carry_out_typed(update, context, typed)
        return None
    if question is not None and (not said.text or said.message.photo):
        await reply(update, context, pages.problem(meeting, question, texts.ONLY_WORDS), said.message)
        return None
    cry = await guessed_cry(context, said)
    if cry is None and await is_aside(context, said, question.text if question is not None else ""):
        return Passed((pages.way_back(meeting, question),) if question is not None else ())
    until = await mutes.muted_until(context.database, said.user.id)
    if until is not None:
        await reply(update, context, short(texts.muted(until)), said.message)
    elif question is None:
        await _place(update, context, meeting, participant, said)
    else:
        if cry is not None and question.answered_by == "words":
            await reply(update, context, short(escape(cry.answer)), said.message)
        await _answer(update, context, meeting, participant, said)
    return None


async def _answer(update: Update, context: Context, meeting: Meeting, participant: Participant, said: Words) -> None:
    question = meeting.question(participant.question)
    if question is None:
        raise NoSuchMeeting
    participant = await _going_on(context, participant, question, said.text)
    goes_on = participant.short_id is not None
    try:
        given = rules.answers(question, said.text)
        participant = await answers.give(
            context.database,
            participant,
            said.message.message_id,
            given,
            short=len(given) == 1 and not goes_on and rules.is_short(question, given[0]),
            places=question.answered_by == "place" and not meeting.sites,
        )
    except NotAnswered as refused:
        await reply(update, context, pages.problem(meeting, question, texts.problem(refused)), said.message)
        return
    await _ask(update, context, meeting, participant)
    if not goes_on and await answers.is_first_waiting(context.database, meeting.id, said.user.id):
        await _tell_moderators(context, meeting)


async def _going_on(context: Context, participant: Participant, question: Question, words: str) -> Participant:
    """The person as they go on with their last answer, where the words are the rest of it."""
    if participant.short_id is not None or not rules.goes_on(question, words):
        return participant
    own = await answers.own(context.database, participant)
    before = [each.id for each in own if each.question == question.number and each.status == "waiting"]
    return replace(participant, short_id=before[-1] if before else None)


async def _choices(context: Context, meeting: Meeting, participant: Participant) -> list[Choice]:
    """What can be typed instead of an answer, also when something else has been on offer since."""
    if meeting.question(participant.question) is None:
        return []
    own = await answers.own(context.database, participant)
    return pages.asked(meeting, participant, own).choices()


async def _place(update: Update, context: Context, meeting: Meeting, participant: Participant, said: Words) -> None:
    """Where they come from, said at the end."""
    place = shortened(cleaned(said.text, lines=False), rules.LONGEST_PLACE)
    if any(letter.isalpha() for letter in place):
        participant = await answers.put_place(context.database, participant, place)
    await _end(update, context, meeting, participant)


async def _ask(
    update: Update, context: Context, meeting: Meeting, participant: Participant, *, new: bool = False
) -> None:
    """The page of the question at hand; what is written next answers it."""
    own = await answers.own(context.database, participant)
    await prompts.put(context.database, person(update).id, AWAITED, meeting.slug, LASTS)
    coming: tuple[Row, ...] = ()
    if new and meeting.is_ahead(now()):
        coming = (coming_pages.asked(meeting, await comings.of(context.database, meeting.id, person(update).id)),)
    whose = context.library.knowledge.profile if new and not own else None
    await turn_page(update, context, pages.asked(meeting, participant, own, new=whose, coming=coming))


async def _end(update: Update, context: Context, meeting: Meeting, participant: Participant) -> None:
    """The last page; a place that nobody knows may be written."""
    user, own = person(update), await answers.own(context.database, participant)
    placing = bool(own) and participant.place is None and not meeting.sites
    if placing:
        await prompts.put(context.database, user.id, AWAITED, meeting.slug)
    else:
        await prompts.clear(context.database, user.id)
    await turn_page(update, context, pages.done(meeting, participant, own, user.first_name, placing))


async def _tell_moderators(context: Context, meeting: Meeting) -> None:
    """The first answer that waits: where they are sorted. Nobody's answer is lost if this is not heard."""
    chat_id = await roles_store.moderators_chat(context.database)
    if chat_id is None:
        return
    try:
        await post(context.bot, chat_id, sorting_pages.told(meeting, context.bot.username))
    except TelegramError:
        return


async def _not_awaited(context: Context, said: Words) -> Passed:
    """Nobody waits for the answer any more."""
    await prompts.clear(context.database, said.user.id)
    return Passed()

"""What is typed at a meeting: the answer to the question at hand, unless it is something else."""

from dataclasses import replace

from telegram import Update
from telegram.error import TelegramError

from bot.chat import offers, prompts
from bot.chat.actions import carry_out_typed
from bot.chat.asides import guessed_cry, is_aside
from bot.chat.context import Context, Words
from bot.chat.offers import Choice
from bot.chat.page import short
from bot.chat.reply import post, reply
from bot.chat.words import Passed
from bot.features.meetings import rules
from bot.features.meetings.handlers.answering import ask, end
from bot.features.meetings.pages import answering as pages
from bot.features.meetings.pages import sorting as sorting_pages
from bot.features.meetings.store import answers, meetings
from bot.features.meetings.texts import answering as texts
from bot.features.meetings.values import Meeting, NoSuchMeeting, NotAnswered, Participant, Question
from bot.features.moderation.store import mutes
from bot.features.roles import store as roles_store
from bot.language.text import cleaned, escape, shortened
from bot.storage.clock import now


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
        await _answer(update, context, (meeting, question), participant, said)
    return None


async def _answer(
    update: Update, context: Context, at: tuple[Meeting, Question], participant: Participant, said: Words
) -> None:
    meeting, question = at
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
    await ask(update, context, meeting, participant)
    if not goes_on and await answers.is_first_waiting(context.database, meeting.id, said.user.id):
        await _tell_moderators(context, meeting)


async def _going_on(context: Context, participant: Participant, question: Question, words: str) -> Participant:
    """The person as they go on with their last answer, where the words are the rest of it or tell more of a word."""
    if participant.short_id is not None and not rules.tells_more(words):
        return replace(participant, short_id=None)
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
    place = shortened(rules.place(cleaned(said.text, lines=False)), rules.LONGEST_PLACE)
    if any(letter.isalpha() for letter in place):
        participant = await answers.put_place(context.database, participant, place)
    await end(update, context, meeting, participant)


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

"""One answer alone before a moderator: read in full, worded anew, hidden in part, moved to another question."""

from typing import Final

from telegram import Update

from bot.chat import prompts
from bot.chat.context import Context, Words, person
from bot.chat.page import short
from bot.chat.reply import acknowledge, reply, turn_to
from bot.chat.words import Passed
from bot.features.meetings import rules
from bot.features.meetings.actions import Hide, LookAt, Mend, Move, OpenShelf
from bot.features.meetings.decisions import Decisions
from bot.features.meetings.handlers.shelf import by_moderators, lay_out
from bot.features.meetings.pages import sorting as pages
from bot.features.meetings.store import meetings
from bot.features.meetings.store import sorting as store
from bot.features.meetings.texts import sorting as texts
from bot.features.meetings.values import NotSorted, Shelf, Sorting
from bot.features.roles import who
from bot.language.text import cleaned, units

# What prompts call an answer's new wording; their ref is its id, "!" before a secret one.
MENDING: Final = "traffordning"


@by_moderators
async def look_at(update: Update, context: Context, pressed: LookAt) -> None:
    """The ticked answer alone."""
    page = await store.current(context.database, person(update).id, pressed.mark)
    if len(page.ticked) != 1:
        raise NotSorted
    await _alone(update, context, page.shown[min(page.ticked)][0])


@by_moderators
async def mend(update: Update, context: Context, pressed: Mend) -> None:
    """What is written next is the answer's wording."""
    await prompts.put(context.database, person(update).id, MENDING, str(pressed.answer_id))
    await acknowledge(update)
    await reply(update, context, short(texts.WRITE))


@by_moderators
async def hide(update: Update, context: Context, pressed: Hide) -> None:
    """What looks like personal data is hidden and forgotten; where nothing does, the moderator words it anew."""
    answer = await store.answer(context.database, pressed.answer_id)
    left = rules.hidden(answer.text)
    if left == answer.text:
        await prompts.put(context.database, person(update).id, MENDING, f"!{pressed.answer_id}")
        await acknowledge(update)
        await reply(update, context, short(texts.WRITE_HIDDEN))
        return
    await store.mend(context.database, answer.id, left, forgetting=True)
    context.state(Decisions).tell()
    await _alone(update, context, answer.id)


@by_moderators
async def move(update: Update, context: Context, pressed: Move) -> None:
    """It answers another question; then what is left of this one."""
    answer = await store.answer(context.database, pressed.answer_id)
    meeting = await meetings.meeting(context.database, answer.meeting_id)
    if meeting.question(pressed.question) is None:
        raise NotSorted
    await store.move(context.database, answer.id, pressed.question)
    context.state(Decisions).tell()
    await lay_out(update, context, meeting, OpenShelf(meeting.id, answer.question))


async def take(update: Update, context: Context, ref: str) -> Passed | None:
    """An answer's new wording."""
    said, user_id = Words.of(update), person(update).id
    if not (await who.actor(context.bot, context.services, user_id)).is_moderator:
        await prompts.clear(context.database, user_id)
        return Passed()
    wording = cleaned(said.text, lines=True)
    if not any(letter.isalnum() for letter in wording) or units(wording) > rules.LONGEST_ANSWER:
        sentence = texts.TOO_LONG.format(most=rules.LONGEST_ANSWER) if wording else texts.EMPTY
        await reply(update, context, short(sentence), said.message)
        return None
    await prompts.clear(context.database, user_id)
    await store.mend(context.database, int(ref.lstrip("!")), wording, forgetting=ref.startswith("!"))
    context.state(Decisions).tell()
    await _alone(update, context, int(ref.lstrip("!")))
    return None


async def _alone(update: Update, context: Context, answer_id: int) -> None:
    answer = await store.answer(context.database, answer_id)
    meeting = await meetings.meeting(context.database, answer.meeting_id)
    question = meeting.question(answer.question)
    if question is None:
        raise NotSorted
    which: Shelf = "included" if answer.status == "merged" else answer.status
    page = Sorting(person(update).id, meeting.id, question.number, which, 0, 0, ())
    await turn_to(update, context, pages.alone(meeting, question, answer, page))

"""Making a meeting in private chat: one thing at a time, with a look at it before it is made."""

from typing import Final

from telegram import Message, Update

from bot.chat import prompts
from bot.chat.context import Context, Words
from bot.chat.page import Page
from bot.chat.reply import reply, say, topic_of, turn_to
from bot.features.meetings import documents, pages, rules, values
from bot.features.meetings.store import meetings, plans
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.values import Meeting, NotPlanned, Plan, Question
from bot.storage.clock import SWEDEN, now

PROMPT: Final = "traff"
_WRITTEN: Final = ("name", "date", "place", "questions")  # steps that words answer


async def begin(update: Update, context: Context, user_id: int, *, anew: bool) -> None:
    """A new meeting, unless one is half made: that is asked about first."""
    plan = await plans.current(context.database, user_id)
    if plan is not None and plan.name and not anew:
        await turn_to(update, context, pages.unfinished(plan))
    else:
        await _show(update, context, await plans.begin(context.database, user_id))


async def go_on(update: Update, context: Context, user_id: int) -> None:
    """Back to the half-made meeting."""
    plan = await plans.current(context.database, user_id)
    if plan is None:
        await say(update, context, meeting_texts.STALE)
    else:
        await _show(update, context, plan)


async def cancel(update: Update, context: Context, user_id: int) -> None:
    """Nothing is made; what was said is kept for whoever changes their mind."""
    await prompts.clear(context.database, user_id)
    await turn_to(update, context, pages.cancelled())


async def choose(update: Update, context: Context, user_id: int, step: str, what: str) -> None:
    """A button of a step; one of another step than that at hand shows the latter."""
    plan = await plans.current(context.database, user_id)
    if plan is None:
        await say(update, context, meeting_texts.STALE)
        return
    try:
        at = next((each for each in values.STEPS if each == step), None)
        if at is None:
            raise NotPlanned("stale")
        plan = await plans.change(context.database, user_id, at, lambda plan: rules.chosen(plan, what))
    except NotPlanned:
        plan = await plans.current(context.database, user_id) or plan
    await _show(update, context, plan)


async def take(update: Update, context: Context, _: str) -> None:
    """Words that answer the step at hand."""
    said, today = Words.of(update), now().astimezone(SWEDEN).date()
    try:
        plan = await plans.change(context.database, said.user.id, None, lambda plan: rules.told(plan, said.text, today))
    except NotPlanned as refused:
        await _insist(update, context, said.user.id, said.message, refused)
    else:
        await _show(update, context, plan)


async def create(update: Update, context: Context, user_id: int) -> None:
    """Make the meeting as its preview shows it, once; then its link and its QR picture."""
    try:
        async with context.database.transaction() as transaction:
            plan = await plans.take(transaction, user_id)
            if plan.day is None:
                raise NotPlanned("stale")
            made = await meetings.create(transaction, plan.name, plan.day, plan.place, questions_of(plan), user_id)
    except NotPlanned:
        await say(update, context, meeting_texts.STALE)
        return
    await prompts.clear(context.database, user_id)
    meeting = await meetings.meeting(context.database, made)
    await turn_to(update, context, pages.shown(meeting, context.bot.username, is_open=meeting.is_open(now()), new=True))
    await send_qr(update, context, meeting)


async def send_qr(update: Update, context: Context, meeting: Meeting) -> None:
    """The meeting's link as a picture to put in an invitation or on a wall."""
    chat, link = update.effective_chat, pages.link(context.bot.username, meeting)
    if chat is not None:
        await context.bot.send_photo(
            chat.id,
            await documents.qr_of(link),
            meeting_texts.invitation(meeting, link),
            message_thread_id=topic_of(update.effective_message),
            filename=f"{meeting.slug}.png",
        )


def questions_of(plan: Plan) -> tuple[Question, ...]:
    """The organiser's own questions, or the network's, of which the first is answered with places."""
    texts = plan.questions or meeting_texts.USUAL_QUESTIONS
    by_place = plan.by_place or not plan.questions
    return tuple(
        Question(number, text, "place" if by_place and number == 1 else "words")
        for number, text in enumerate(texts, start=1)
    )


async def _show(update: Update, context: Context, plan: Plan) -> None:
    """The step's page; what is written next answers it, if words can."""
    if plan.step in _WRITTEN:
        await prompts.put(context.database, plan.user_id, PROMPT)
    else:
        await prompts.clear(context.database, plan.user_id)
    await turn_to(update, context, pages.step(plan))


async def _insist(update: Update, context: Context, user_id: int, message: Message, refused: NotPlanned) -> None:
    """Why the words were not taken, with the buttons of the step at hand."""
    plan = await plans.current(context.database, user_id)
    sentence = meeting_texts.problem(refused.problem, refused.most)
    rows = pages.rows(plan) if plan is not None else ()
    await reply(update, context, Page((sentence,), rows), message)

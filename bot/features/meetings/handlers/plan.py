"""Making a meeting in private chat: one thing at a time, with a look at it before it is made."""

from contextlib import suppress
from dataclasses import replace
from typing import Final

from telegram import Message, Update

from bot.chat import prompts
from bot.chat.context import Context, Words
from bot.chat.page import Page
from bot.chat.reply import reply, say, topic_of, turn_to
from bot.features.meetings import documents, planning
from bot.features.meetings.actions import CancelPlan, Choose, Create, EditMeeting, GoOn, NewMeeting
from bot.features.meetings.pages import meeting as pages
from bot.features.meetings.pages import plan as plan_pages
from bot.features.meetings.planning import NotPlanned, Plan
from bot.features.meetings.store import comings, meetings, plans, sorting
from bot.features.meetings.texts import coming as coming_texts
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import plan as texts
from bot.features.meetings.values import Meeting, NoSuchMeeting
from bot.features.meetings.worker import News
from bot.features.roles import who
from bot.features.roles.gates import only_organisers
from bot.features.roles.values import Actor
from bot.storage.clock import SWEDEN, now

PROMPT: Final = "traff"
_WRITTEN: Final = ("name", "date", "time", "place", "questions")  # steps that words answer


@only_organisers(meeting_texts.NOT_ORGANISER)
async def begin(update: Update, context: Context, actor: Actor, wanted: NewMeeting) -> None:
    """A new meeting, unless one is half made: that is asked about first."""
    plan = await plans.current(context.database, actor.id)
    if plan is not None and plan.name and wanted.how == "new":
        await turn_to(update, context, plan_pages.unfinished(plan, context.library.knowledge.profile))
    else:
        await _show(update, context, await plans.begin(context.database, actor.id))


@only_organisers(meeting_texts.NOT_ORGANISER)
async def go_on(update: Update, context: Context, actor: Actor, _: GoOn) -> None:
    """Back to the half-made meeting."""
    await _go_on(update, context, actor.id)


@only_organisers(meeting_texts.NOT_ORGANISER)
async def cancel(update: Update, context: Context, actor: Actor, _: CancelPlan) -> None:
    """Nothing is made; what was said is kept for whoever changes their mind."""
    await prompts.clear(context.database, actor.id)
    plan = await plans.current(context.database, actor.id)
    editing = plan is not None and plan.meeting_id is not None
    await turn_to(update, context, plan_pages.cancelled(context.library.knowledge.profile, editing=editing))


@only_organisers(meeting_texts.NOT_ORGANISER)
async def choose(update: Update, context: Context, actor: Actor, chosen: Choose) -> None:
    """A button of a step; one of another step than that at hand shows the latter."""
    with suppress(NotPlanned):
        await plans.change(context.database, actor.id, chosen.step, lambda plan: planning.chosen(plan, chosen.choice))
    await _go_on(update, context, actor.id)


async def take(update: Update, context: Context, _: str) -> None:
    """Words that answer the step at hand."""
    said, today = Words.of(update), now().astimezone(SWEDEN).date()
    try:
        plan = await plans.change(
            context.database, said.user.id, None, lambda plan: planning.told(plan, said.text, today)
        )
    except NotPlanned as refused:
        await _insist(update, context, said.user.id, said.message, refused)
    else:
        await _show(update, context, plan)


@only_organisers(meeting_texts.NOT_ORGANISER)
async def edit(update: Update, context: Context, actor: Actor, wanted: EditMeeting) -> None:
    """A meeting that there is, as a plan at its preview."""
    try:
        meeting = await meetings.meeting(context.database, wanted.meeting_id)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.STALE)
        return
    half_made = await plans.current(context.database, actor.id)
    if meeting.is_filed:
        await say(update, context, meeting_texts.STALE)
    elif half_made is not None and half_made.name and half_made.meeting_id is None:
        await turn_to(update, context, plan_pages.unfinished(half_made, context.library.knowledge.profile))
    else:
        await _show(update, context, await plans.edit(context.database, planning.editing(meeting, actor.id)))


@only_organisers(meeting_texts.NOT_ORGANISER)
async def create(update: Update, context: Context, actor: Actor, _: Create) -> None:
    """Make or change the meeting as its preview shows it, once; a new one's links as pictures."""
    plan = await plans.current(context.database, actor.id)
    try:
        if plan is not None and plan.meeting_id is not None:
            await _change(update, context, actor, plan, plan.meeting_id)
        else:
            await _make(update, context, actor)
    except NotPlanned:
        await say(update, context, meeting_texts.STALE)


async def _make(update: Update, context: Context, actor: Actor) -> None:
    async with context.database.transaction() as transaction:
        plan = await plans.take(transaction, actor.id)
        if plan.day is None:
            raise NotPlanned("stale")
        whose = context.library.knowledge.profile
        questions = planning.questions_of(plan, whose.questions)
        made = await meetings.create(
            transaction, plan.name, plan.day, plan.place, questions, actor.id, plan.sites, plan.clock
        )
    await prompts.clear(context.database, actor.id)
    await show_meeting(update, context, actor.id, await meetings.meeting(context.database, made), texts.CREATED)


async def _change(update: Update, context: Context, actor: Actor, plan: Plan, meeting_id: int) -> None:
    """The meeting is changed, and those who come are told, unless it has been."""
    before = await meetings.meeting(context.database, meeting_id)
    whose = context.library.knowledge.profile
    questions = planning.questions_of(plan, whose.questions)
    after = replace(
        before, name=plan.name, day=plan.day or before.day, clock=plan.clock, place=plan.place, sites=plan.sites,
        questions=questions,
    )  # fmt: skip
    changed = planning.changes(before, after)
    async with context.database.transaction() as transaction:
        if await plans.take(transaction, plan.user_id) != plan:
            raise NotPlanned("stale")
        if changed:
            await meetings.change(transaction, after)
        telling = bool(changed) and (before.is_ahead(now()) or after.is_ahead(now()))
        if telling:
            await comings.tell_of_change(transaction, meeting_id, " ".join(changed))
    await prompts.clear(context.database, plan.user_id)
    context.state(News).queued.set()
    saved = texts.SAVED_AND_TOLD if telling else texts.SAVED
    await show_meeting(update, context, actor.id, after, saved if changed else texts.NOTHING_NEW)


async def show_meeting(update: Update, context: Context, user_id: int, meeting: Meeting, notice: str = "") -> None:
    """The meeting as it stands, for an organiser; who sorts the answers gets there."""
    lying, at = await sorting.counts(context.database, meeting.id), now()
    page = pages.shown(
        meeting,
        context.bot.username,
        context.library.knowledge.profile,
        is_open=meeting.is_open(at),
        is_ahead=meeting.is_ahead(at),
        sorts=(await who.actor(context.bot, context.services, user_id)).is_moderator,
        waiting=sum(number for (_, shelf), number in lying.items() if shelf == "waiting"),
        coming=coming_texts.numbers(await comings.numbers(context.database, meeting.id)),
        notice=notice,
    )
    await turn_to(update, context, page)


async def send_qr(update: Update, context: Context, meeting: Meeting) -> None:
    """The meeting's link, and that of each of its places, as pictures to put in an invitation or on a wall."""
    chat = update.effective_chat
    for site, link in enumerate(pages.links(context.bot.username, meeting)):
        if chat is not None:
            await context.bot.send_photo(
                chat.id,
                await documents.qr_of(link),
                meeting_texts.invitation(meeting.seen_from(site), link),
                message_thread_id=topic_of(update.effective_message),
                filename=f"{meeting.slug}{f'-{site}' if site else ''}.png",
            )


async def _go_on(update: Update, context: Context, user_id: int) -> None:
    plan = await plans.current(context.database, user_id)
    if plan is None:
        await say(update, context, meeting_texts.STALE)
    else:
        await _show(update, context, plan)


async def _show(update: Update, context: Context, plan: Plan) -> None:
    """The step's page; what is written next answers it, if words can."""
    if plan.step in _WRITTEN:
        await prompts.put(context.database, plan.user_id, PROMPT)
    else:
        await prompts.clear(context.database, plan.user_id)
    await turn_to(update, context, plan_pages.step(plan, context.library.knowledge.profile))


async def _insist(update: Update, context: Context, user_id: int, message: Message, refused: NotPlanned) -> None:
    """Why the words were not taken, with the buttons of the step at hand."""
    plan = await plans.current(context.database, user_id)
    whose = context.library.knowledge.profile
    sentence = texts.problem(refused.problem, refused.most, whose)
    rows = plan_pages.rows(plan, whose) if plan is not None else ()
    await reply(update, context, Page((sentence,), rows), message)

"""Moderators sort a meeting's answers: many at once, by question."""

from collections.abc import Sequence
from typing import Final

from telegram import Message, Update

from bot.chat import offers, prompts
from bot.chat.context import Context, Words, person
from bot.chat.page import short
from bot.chat.reply import reply
from bot.chat.wire import pack, unpack
from bot.chat.words import Meant, Passed
from bot.features.meetings import proposing, rules
from bot.features.meetings.actions import JoinRows, OpenShelf, Sort, SortPlaces, Tick, Undo
from bot.features.meetings.decisions import Decisions
from bot.features.meetings.handlers.shelf import by_moderators, lay_out, lying, rows_of, show_page
from bot.features.meetings.pages import sorting as pages
from bot.features.meetings.store import meetings, spellings
from bot.features.meetings.store import sorting as store
from bot.features.meetings.texts import sorting as texts
from bot.features.meetings.values import Deed, Given, Meeting, NotSorted, Sorting

LINK: Final = pages.LINK
_DO: Final = {"include": store.include, "remove": store.remove, "part": store.part, "renew": store.renew}


@by_moderators
async def open_shelf(update: Update, context: Context, wanted: OpenShelf) -> None:
    """The answers to a question on a shelf."""
    await prompts.clear(context.database, person(update).id)
    meeting = await meetings.meeting(context.database, wanted.meeting_id)
    await lay_out(update, context, meeting, wanted)


@by_moderators
async def tick(update: Update, context: Context, pressed: Tick) -> None:
    """A group is ticked, or let go of."""
    on = is_to_be_ticked(update)
    page = await store.tick(context.database, person(update).id, pressed.mark, pressed.number, on=on)
    meeting = await meetings.meeting(context.database, page.meeting_id)
    await show_page(update, context, meeting, page, await lying(context, meeting, page.question))


@by_moderators
async def sort(update: Update, context: Context, pressed: Sort) -> None:
    """Something is done with the ticked groups, or all; then what is left."""
    user_id = person(update).id
    page = await store.current(context.database, user_id, pressed.mark)
    if pressed.deed != "include" and not page.ticked:
        raise NotSorted
    if pressed.deed == "join":
        await _join(update, context, page, [sorted(page.ticked)])
        return
    meeting = await meetings.meeting(context.database, page.meeting_id)
    answers = await lying(context, meeting, page.question)
    groups = rows_of(page, answers)
    chosen = page.chosen(rules.careful(groups))
    match pressed.deed:
        case "example" | "wish":
            await _pass_on(update, context, meeting, [groups[each] for each in chosen], pressed.deed)
        case "part" if page.shelf == "waiting":
            alone = [(each,) for number in chosen for each in page.shown[number]][: pages.PER_PAGE]
            where = meeting.id, page.question, page.shelf, page.page
            parted = await store.lay_out(context.database, user_id, where, alone)
            await show_page(update, context, meeting, parted, answers)
            return
        case "hide":
            await _hide(context, [groups[each] for each in chosen])
        case deed:
            await _DO[deed](context.database, user_id, page.mark, chosen)
            context.state(Decisions).tell()
    at = OpenShelf(meeting.id, page.question, page.shelf, page.page)
    await lay_out(update, context, meeting, at, undoable=pressed.deed in _DO)


async def join_written(_: Update, context: Context, said: Words) -> Meant | Passed:
    """Rows of the list that is shown, written as "2+5, 1+4"."""
    sums = rules.sums(said.text)
    first = await offers.on_offer(context.database, said.message.chat.id, "1") if sums else None
    row = unpack(Tick, first) if first is not None else None
    return Passed() if row is None else Meant(pack(JoinRows(row.mark, sums)))


@by_moderators
async def join(update: Update, context: Context, wanted: JoinRows) -> None:
    """The rows of each sum say one thing."""
    page = await store.current(context.database, person(update).id, wanted.mark)
    await _join(update, context, page, [[int(row) - 1 for row in each.split("+")] for each in wanted.sums.split(",")])


async def _join(update: Update, context: Context, page: Sorting, joins: Sequence[Sequence[int]]) -> None:
    """The rows of each say one thing, as the longest of them says it; of places, as the one that most name."""
    meeting = await meetings.meeting(context.database, page.meeting_id)
    rows = [number for chosen in joins for number in chosen]
    answers = await lying(context, meeting, page.question)
    if min(map(len, joins)) < 2 or len(set(rows)) < len(rows) or not set(rows) <= set(range(len(page.shown))):
        await show_page(update, context, meeting, page, answers, texts.CHOOSE_TWO)
        return
    order, groups = (rules.headed if answers.said is None else rules.commonest), rows_of(page, answers)
    await store.join(context.database, page.user_id, page.mark, [order(groups, each) for each in joins])
    context.state(Decisions).tell()
    at = OpenShelf(meeting.id, page.question, page.shelf, page.page)
    await lay_out(update, context, meeting, at, undoable=True)


async def _hide(context: Context, groups: Sequence[Given]) -> None:
    """What looks like personal data in them is hidden and forgotten."""
    for each in (one for group in groups for one in (group, *group.alike)):
        left = rules.hidden(each.text)
        if left != each.text:
            await store.mend(context.database, each.id, left, forgetting=True)
    context.state(Decisions).tell()


@by_moderators
async def undo(update: Update, context: Context, pressed: Undo) -> None:
    """What was done last is undone; then the list as it is."""
    page = await store.current(context.database, person(update).id, pressed.mark)
    await store.undo(context.database, page.user_id, page.mark)
    context.state(Decisions).tell()
    meeting = await meetings.meeting(context.database, page.meeting_id)
    await lay_out(update, context, meeting, OpenShelf(meeting.id, page.question, page.shelf, page.page))


@by_moderators
async def judge(update: Update, context: Context, judged: SortPlaces) -> None:
    """Two spellings mean one place, or do not; then the list with them together, or not."""
    page = await store.current(context.database, person(update).id, judged.mark)
    meeting = await meetings.meeting(context.database, page.meeting_id)
    for doubt in (await lying(context, meeting, page.question)).doubts():
        if doubt.token == judged.token:
            await spellings.say(context.database, meeting.id, doubt.pair, is_same=judged.how == "same")
            context.state(Decisions).tell()
    await lay_out(update, context, meeting, OpenShelf(meeting.id, page.question, page.shelf, page.page))


async def _pass_on(update: Update, context: Context, meeting: Meeting, groups: Sequence[Given], deed: Deed) -> None:
    """Answers go to the queue as proposals of entries, each of its kind."""
    done = 0
    for each in groups:
        done += await proposing.propose(context.services, meeting, each, is_wish=deed == "wish")
    context.services.outbox.set()
    await reply(update, context, short(texts.passed_on(done, len(groups) - done)))


def is_to_be_ticked(update: Update) -> bool | None:
    """What a press on a row means by what it looked like, also when it comes twice; None for one that was typed."""
    query = update.callback_query
    message = query.message if query is not None else None
    if query is None or not isinstance(message, Message) or message.reply_markup is None:
        return None
    buttons = [button for row in message.reply_markup.inline_keyboard for button in row]
    return not any(each.callback_data == query.data and pages.is_ticked(each.text) for each in buttons)

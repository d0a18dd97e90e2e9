"""Moderators sort a meeting's answers in private chat, many at once."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any, Final, TypeVar

from telegram import Message, Update

from bot.chat import prompts
from bot.chat.context import Context, Words, person
from bot.chat.page import short
from bot.chat.reply import acknowledge, reply, say, show, turn_to
from bot.chat.words import Passed
from bot.features.meetings import places, proposing, rules
from bot.features.meetings.actions import Hide, LookAt, Mend, Move, OpenShelf, Sort, SortPlaces, Tick, Undo
from bot.features.meetings.news import News
from bot.features.meetings.pages import sorting as pages
from bot.features.meetings.places import Doubt
from bot.features.meetings.store import meetings, spellings
from bot.features.meetings.store import sorting as store
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import sorting as texts
from bot.features.meetings.values import Deed, Given, Meeting, NoSuchMeeting, NotSorted, Question, Shelf, Sorting
from bot.features.roles import who
from bot.language.text import cleaned, units

LINK: Final = pages.LINK
MENDING: Final = (
    "traffordning"  # what prompts call an answer's new wording; their ref is its id, "!" before a secret one
)
MOST_GROUPED: Final = 80  # answers that are compared with each other
Pressed = TypeVar("Pressed", OpenShelf, Tick, Sort, SortPlaces, Undo, LookAt, Mend, Hide, Move)
Pressing = Callable[[Update, Context, Pressed], Coroutine[Any, Any, None]]
_DO: Final = {"include": store.include, "join": store.join, "remove": store.remove, "part": store.part,
              "renew": store.renew}  # fmt: skip


def by_moderators(do: Pressing[Pressed]) -> Pressing[Pressed]:
    """For whoever is a moderator; what is not there any more is said."""

    @wraps(do)
    async def done(update: Update, context: Context, pressed: Pressed) -> None:
        if not (await who.actor(context.bot, context.services, person(update).id)).is_moderator:
            await say(update, context, texts.NOT_MODERATOR)
            return
        try:
            await do(update, context, pressed)
        except NotSorted:
            await _refresh(update, context)
        except NoSuchMeeting:
            await say(update, context, meeting_texts.STALE)

    return done


@by_moderators
async def open_shelf(update: Update, context: Context, wanted: OpenShelf) -> None:
    """The answers to a question on a shelf."""
    await prompts.clear(context.database, person(update).id)
    meeting = await meetings.meeting(context.database, wanted.meeting_id)
    await _lay_out(update, context, meeting, wanted)


@by_moderators
async def tick(update: Update, context: Context, pressed: Tick) -> None:
    """A group is ticked, or let go of."""
    on = _is_to_be_ticked(update)
    page = await store.tick(context.database, person(update).id, pressed.mark, pressed.number, on=on)
    meeting = await meetings.meeting(context.database, page.meeting_id)
    await _show(update, context, meeting, page)


@by_moderators
async def sort(update: Update, context: Context, pressed: Sort) -> None:
    """Something is done with the ticked groups, or all; then what is left."""
    user_id = person(update).id
    page = await store.current(context.database, user_id, pressed.mark)
    if pressed.deed != "include" and not page.ticked:
        raise NotSorted
    meeting = await meetings.meeting(context.database, page.meeting_id)
    groups = _shown(page, await store.shelf(context.database, page.meeting_id, page.question, page.shelf))
    chosen = page.chosen(rules.careful(groups))
    if pressed.deed == "join" and len(chosen) < 2:
        await say(update, context, texts.CHOOSE_TWO)
        return
    if pressed.deed in {"example", "wish"}:
        await _pass_on(update, context, meeting, [groups[each] for each in chosen], pressed.deed)
    elif pressed.deed == "part" and page.shelf == "waiting":
        alone = [(each,) for number in chosen for each in page.shown[number]]
        parted = await store.lay_out(
            context.database, user_id, (meeting.id, page.question, page.shelf, page.page), alone[: pages.PER_PAGE]
        )
        await _show(update, context, meeting, parted)
        return
    else:
        await _DO[pressed.deed](context.database, user_id, page.mark, chosen)
        context.state(News).tell()
    at = OpenShelf(meeting.id, page.question, page.shelf, page.page)
    await _lay_out(update, context, meeting, at, undoable=pressed.deed in _DO)


@by_moderators
async def undo(update: Update, context: Context, pressed: Undo) -> None:
    """What was done last is undone; then the list as it is."""
    page = await store.current(context.database, person(update).id, pressed.mark)
    await store.undo(context.database, page.user_id, page.mark)
    context.state(News).tell()
    meeting = await meetings.meeting(context.database, page.meeting_id)
    await _lay_out(update, context, meeting, OpenShelf(meeting.id, page.question, page.shelf, page.page))


@by_moderators
async def judge(update: Update, context: Context, judged: SortPlaces) -> None:
    """Two spellings mean one place, or do not; then the list with them together, or not."""
    page = await store.current(context.database, person(update).id, judged.mark)
    meeting = await meetings.meeting(context.database, page.meeting_id)
    for doubt in await _doubts(context, meeting, page.question):
        if doubt.token == judged.token:
            await spellings.say(context.database, meeting.id, doubt.pair, is_same=judged.how == "same")
            context.state(News).tell()
    await _lay_out(update, context, meeting, OpenShelf(meeting.id, page.question, page.shelf, page.page))


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
    _, answer = await store.answer(context.database, pressed.answer_id)
    left = rules.hidden(answer.text)
    if left == answer.text:
        await prompts.put(context.database, person(update).id, MENDING, f"!{pressed.answer_id}")
        await acknowledge(update)
        await reply(update, context, short(texts.WRITE_HIDDEN))
        return
    await store.mend(context.database, answer.id, left, forgetting=True)
    context.state(News).tell()
    await _alone(update, context, answer.id)


@by_moderators
async def move(update: Update, context: Context, pressed: Move) -> None:
    """It answers another question; then what is left of this one."""
    meeting_id, answer = await store.answer(context.database, pressed.answer_id)
    meeting = await meetings.meeting(context.database, meeting_id)
    if meeting.question(pressed.question) is None:
        raise NotSorted
    await store.move(context.database, answer.id, pressed.question)
    context.state(News).tell()
    await _lay_out(update, context, meeting, OpenShelf(meeting_id, answer.question))


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
    context.state(News).tell()
    await _alone(update, context, int(ref.lstrip("!")))
    return None


async def _alone(update: Update, context: Context, answer_id: int) -> None:
    meeting_id, answer = await store.answer(context.database, answer_id)
    meeting = await meetings.meeting(context.database, meeting_id)
    question = meeting.question(answer.question)
    if question is None:
        raise NotSorted
    which: Shelf = "included" if answer.status == "merged" else answer.status
    page = Sorting(person(update).id, meeting_id, question.number, which, 0, 0, ())
    await turn_to(update, context, pages.alone(meeting, question, answer, page))


async def _pass_on(update: Update, context: Context, meeting: Meeting, groups: Sequence[Given], deed: Deed) -> None:
    """Answers go to the queue as proposals of entries, each of its kind."""
    done = 0
    for each in groups:
        done += await proposing.propose(context.services, meeting, each, is_wish=deed == "wish")
    context.services.outbox.set()
    await reply(update, context, short(texts.passed_on(done, len(groups) - done)))


async def _refresh(update: Update, context: Context) -> None:
    """Something on the list has been decided, taken back or added to meanwhile: how it is now."""
    page = await store.newest(context.database, person(update).id)
    if page is None:
        await say(update, context, meeting_texts.STALE)
        return
    meeting = await meetings.meeting(context.database, page.meeting_id)
    at = OpenShelf(page.meeting_id, page.question, page.shelf, page.page)
    await _lay_out(update, context, meeting, at, texts.STALE)


async def _lay_out(
    update: Update,
    context: Context,
    meeting: Meeting,
    at: OpenShelf,
    notice: str | None = None,
    *,
    undoable: bool = False,
) -> None:
    """A new page: answers that wait in groups that mean the same, others as they are."""
    question = meeting.question(at.question)
    if question is None:
        raise NoSuchMeeting
    lying = await store.shelf(context.database, meeting.id, at.question, at.shelf)
    ids = [
        tuple(lying[each].id for each in group)
        for group in await _grouped(context, meeting.id, question, lying, at.shelf)
    ]
    last = max(0, -(-len(ids) // pages.PER_PAGE) - 1)
    number = min(at.page, last)
    shown = ids[number * pages.PER_PAGE : (number + 1) * pages.PER_PAGE]
    where = meeting.id, at.question, at.shelf, number
    page = await store.lay_out(context.database, person(update).id, where, shown, undoable=undoable)
    await _show(update, context, meeting, page, notice)


async def _grouped(
    context: Context, meeting_id: int, question: Question, lying: Sequence[Given], shelf: Shelf
) -> Sequence[Sequence[int]]:
    """The numbers of answers in groups, the largest first: places by how they are spelled, words by what they mean.

    Of very many words only the first are grouped, since each costs 10 ms of processor; the others have their turn.
    """
    if shelf != "waiting":
        return [(number,) for number in range(len(lying))]
    said = [each.text for each in lying]
    groups: Sequence[Sequence[int]]
    if question.answered_by == "words":
        groups = await context.library.together(said[:MOST_GROUPED])
    else:
        groups = places.grouped(said, await spellings.said(context.database, meeting_id))
    return sorted(groups, key=lambda group: (-len(group), group))


async def _show(update: Update, context: Context, meeting: Meeting, page: Sorting, notice: str | None = None) -> None:
    """The page as it is ticked now; the next one is offered where more lies there than this and those before show."""
    question = meeting.question(page.question)
    if question is None:
        raise NoSuchMeeting
    lying = await store.shelf(context.database, meeting.id, page.question, page.shelf)
    counts = await store.counts(context.database, meeting.id)
    has_more = len(lying) - sum(map(len, page.shown)) > page.page * pages.PER_PAGE
    last = page.page + 1 + has_more
    doubt = next(iter(await _doubts(context, meeting, page.question)), None)
    whose = context.library.knowledge.profile
    shown = pages.shelf(meeting, question, page, _shown(page, lying), counts, last, whose, doubt)
    await acknowledge(update, notice)
    await show(update, context, shown)


async def _doubts(context: Context, meeting: Meeting, number: int) -> list[Doubt]:
    """Of a question for places: those that may be one, among what is new and what has been taken in."""
    question = meeting.question(number)
    if question is None or question.answered_by == "words":
        return []
    shelves = [await store.shelf(context.database, meeting.id, number, each) for each in ("included", "waiting")]
    said = await spellings.said(context.database, meeting.id)
    named = [name for lying in shelves for each in lying for name in [each.text] * each.number]
    return places.doubts(places.count(named, said), said)


def _is_to_be_ticked(update: Update) -> bool | None:
    """What a press on a row means by what it looked like, also when it comes twice; None for one that was typed."""
    query = update.callback_query
    message = query.message if query is not None else None
    if query is None or not isinstance(message, Message) or message.reply_markup is None:
        return None
    buttons = [button for row in message.reply_markup.inline_keyboard for button in row]
    return not any(each.callback_data == query.data and pages.is_ticked(each.text) for each in buttons)


def _shown(page: Sorting, lying: Sequence[Given]) -> list[Given]:
    """The page's groups as answers; NotSorted when some of them lie elsewhere by now."""
    known = {each.id: each for each in lying}
    if not all(each in known for group in page.shown for each in group):
        raise NotSorted
    groups = []
    for first, *others in page.shown:
        alike = [one for each in others for one in (known[each], *known[each].alike)]
        groups.append(replace(known[first], alike=(*known[first].alike, *alike)))
    return groups

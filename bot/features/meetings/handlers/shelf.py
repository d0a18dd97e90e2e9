"""The list of answers that a moderator has before them: laid out, shown, and shown anew when others have changed it."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Final, TypeVar

from telegram import Update

from bot.chat.context import Context, person
from bot.chat.reply import acknowledge, say, show
from bot.features.meetings import places, rules
from bot.features.meetings.actions import OpenShelf
from bot.features.meetings.pages import sorting as pages
from bot.features.meetings.places import Doubt, Said
from bot.features.meetings.store import meetings, spellings
from bot.features.meetings.store import sorting as store
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import sorting as texts
from bot.features.meetings.values import Given, Meeting, NoSuchMeeting, NotSorted, Question, Shelf, Sorting
from bot.features.roles import who

MOST_GROUPED: Final = 80  # answers that are compared with each other
Pressed = TypeVar("Pressed")
Pressing = Callable[[Update, Context, Pressed], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Lying:
    """The answers to a question by shelf, read once for a page; of one for places, what has been `said` of these."""

    question: Question
    on: Mapping[Shelf, tuple[Given, ...]]
    said: Said | None

    def doubts(self) -> list[Doubt]:
        """The places that may be one, among what is new and what has been taken in."""
        if self.said is None:
            return []
        taken = (*self.on["included"], *self.on["waiting"])
        named = [name for each in taken for name in [each.text] * each.number]
        return places.doubts(places.count(named, self.said), self.said)


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


async def _refresh(update: Update, context: Context) -> None:
    """Something on the list has been decided, taken back or added to meanwhile: how it is now."""
    page = await store.newest(context.database, person(update).id)
    if page is None:
        await say(update, context, meeting_texts.STALE)
        return
    meeting = await meetings.meeting(context.database, page.meeting_id)
    at = OpenShelf(page.meeting_id, page.question, page.shelf, page.page)
    await lay_out(update, context, meeting, at, texts.STALE)


async def lay_out(
    update: Update,
    context: Context,
    meeting: Meeting,
    at: OpenShelf,
    notice: str | None = None,
    *,
    undoable: bool = False,
) -> None:
    """A new page: answers that wait in groups that mean the same, others as they are."""
    answers = await lying(context, meeting, at.question)
    ids = await _grouped(context, answers, at.shelf)
    last = max(0, -(-len(ids) // pages.PER_PAGE) - 1)
    number = min(at.page, last)
    shown = ids[number * pages.PER_PAGE : (number + 1) * pages.PER_PAGE]
    where = meeting.id, at.question, at.shelf, number
    page = await store.lay_out(context.database, person(update).id, where, shown, undoable=undoable)
    await show_page(update, context, meeting, page, answers, notice)


async def lying(context: Context, meeting: Meeting, number: int) -> Lying:
    """The answers to a question as they lie now; NoSuchMeeting where there is no such question."""
    question = meeting.question(number)
    if question is None:
        raise NoSuchMeeting
    on = await store.shelves(context.database, meeting.id, number)
    is_of_places = question.answered_by == "place"
    return Lying(question, on, await spellings.said(context.database, meeting.id) if is_of_places else None)


async def _grouped(context: Context, answers: Lying, shelf: Shelf) -> list[tuple[int, ...]]:
    """The ids of answers in groups, the largest first: places by how they are spelled, words by what they mean.

    Of very many words only the first are grouped, since each costs 10 ms of processor; the others have their turn.
    """
    there = answers.on[shelf]
    if shelf != "waiting":
        return [(each.id,) for each in there]
    groups: Sequence[Sequence[int]]
    if answers.said is None:
        alike = await context.library.together([rules.compared(each.text) for each in there[:MOST_GROUPED]])
        groups = [rules.headed(there, each) if rules.says_little(there[each[0]].text) else [*each] for each in alike]
    else:
        groups = places.grouped([each.text for each in there], answers.said)
    return [tuple(there[each].id for each in group) for group in sorted(groups, key=lambda each: (-len(each), each))]


async def show_page(
    update: Update, context: Context, meeting: Meeting, page: Sorting, answers: Lying, notice: str | None = None
) -> None:
    """The page as it is ticked now; the next one is offered where more lies there than this and those before show."""
    counts = await store.counts(context.database, meeting.id)
    has_more = len(answers.on[page.shelf]) - sum(map(len, page.shown)) > page.page * pages.PER_PAGE
    last = page.page + 1 + has_more
    doubt = next(iter(answers.doubts()), None)
    whose = context.library.knowledge.profile
    shown = pages.shelf(meeting, answers.question, page, rows_of(page, answers), counts, last, whose, doubt)
    await (say(update, context, notice) if notice else acknowledge(update))
    await show(update, context, shown)


def rows_of(page: Sorting, answers: Lying) -> list[Given]:
    """The page's groups as answers; NotSorted when some of them lie elsewhere by now."""
    known = {each.id: each for each in answers.on[page.shelf]}
    if not all(each in known for group in page.shown for each in group):
        raise NotSorted
    groups = []
    for first, *others in page.shown:
        alike = [one for each in others for one in (known[each], *known[each].alike)]
        groups.append(replace(known[first], alike=(*known[first].alike, *alike)))
    return groups

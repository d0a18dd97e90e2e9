"""Pages on which moderators sort a meeting's answers."""

from collections.abc import Mapping, Sequence
from typing import Final, get_args

from telegram.helpers import create_deep_linked_url

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, Row, in_rows
from bot.features.meetings.actions import Hide, LookAt, Mend, Move, OpenShelf, ShowMeeting, Sort, SortPlaces, Tick, Undo
from bot.features.meetings.places import Doubt
from bot.features.meetings.rules import careful, is_wish
from bot.features.meetings.texts import sorting as texts
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Given, Meeting, Question, Shelf, Sorting
from bot.knowledge.profile import Profile

PER_PAGE: Final = 10
LINK: Final = "svar"
TICK: Final = "✓ "

Counts = Mapping[tuple[int, Shelf], int]


def told(meeting: Meeting, bot_name: str) -> Page:
    """In the moderators' chat: where the answers are sorted."""
    url = create_deep_linked_url(bot_name, f"{LINK}_{meeting.id}")
    return Page((texts.told(meeting),), ((Button(texts.SORT, url=url),),))


def shelf(
    meeting: Meeting,
    question: Question,
    page: Sorting,
    groups: Sequence[Given],
    counts: Counts,
    pages: int,
    whose: Profile,
    doubt: Doubt | None = None,
) -> Page:
    """One page of a shelf: its groups with a button each to tick, what can be done with them, and the other shelves."""
    number = counts.get((question.number, page.shelf), 0)
    ticks = [
        Button(f"{TICK}{each + 1}" if each in page.ticked else str(each + 1), Tick(page.mark, each), (str(each + 1),))
        for each in range(len(groups))
    ]
    undo = ((Button(chat_texts.UNDO, Undo(page.mark), ("ångra",)),),) if page.before else ()
    rows = (*in_rows(ticks, 5), *_deeds(question, page, groups), *undo, *_steps(page, pages))
    text = texts.shelf(meeting, question, page, groups, number)
    if doubt is not None:
        text, rows = f"{text}\n\n{summary_texts.same_place(doubt)}", (_judging(page, doubt), *rows)
    return Page((text,), (*rows, *_elsewhere(meeting, question, page, counts, whose)))


def is_ticked(label: str) -> bool:
    """Whether the button of a row says that it is chosen."""
    return label.startswith(TICK)


def alone(meeting: Meeting, question: Question, answer: Given, page: Sorting) -> Page:
    """One answer: to be worded anew, hidden in part, or moved."""
    moves = [
        Button(texts.move(each.number), Move(answer.id, each.number))
        for each in meeting.questions
        if each.number != question.number
    ]
    back = Button(texts.BACK, OpenShelf(meeting.id, question.number, page.shelf, page.page), ("tillbaka",))
    mending = (Button(texts.MEND, Mend(answer.id)), Button(texts.HIDE, Hide(answer.id)))
    return Page((texts.alone(meeting, question, answer),), (mending, *in_rows(moves), (back,)))


def _judging(page: Sorting, doubt: Doubt) -> Row:
    same, other = (SortPlaces(page.mark, doubt.token, how) for how in ("same", "other"))
    return Button(summary_texts.SAME, same), Button(summary_texts.NOT_SAME, other)


def _deeds(question: Question, page: Sorting, groups: Sequence[Given]) -> tuple[Row, ...]:
    """What can be done with the ticked groups; where none is ticked, with all."""
    if not groups:
        return ()
    chosen, ticked = page.chosen(careful(groups)), bool(page.ticked)
    rows: list[tuple[Button, ...]] = []
    if page.shelf != "included" and chosen:
        label = texts.include(len(chosen), ticked=ticked)
        rows.append((Button(label, Sort(page.mark, "include"), ("ta med", "ja")),))
    some: list[Button] = []
    if len(page.ticked) > 1:
        some.append(Button(texts.JOIN, Sort(page.mark, "join"), ("slå ihop",)))
    if len(page.ticked) == 1:
        some.append(Button(texts.LOOK, LookAt(page.mark), ("ändra",)))
    if page.ticked & careful(groups):
        some.append(Button(texts.HIDE, Sort(page.mark, "hide"), ("dölj",)))
    if any(groups[each].alike for each in page.ticked):
        some.append(Button(texts.PART, Sort(page.mark, "part"), ("dela",)))
    if ticked and page.shelf != "removed":
        some.append(Button(texts.remove(len(page.ticked)), Sort(page.mark, "remove"), ("bort", "ta bort")))
    if ticked and page.shelf != "waiting":
        some.append(Button(texts.renew(len(page.ticked)), Sort(page.mark, "renew"), ("tillbaka till nya",)))
    rows += in_rows(some)
    if ticked and page.shelf == "included" and question.answered_by == "words":
        kinds = Button(texts.EXAMPLE, Sort(page.mark, "example")), Button(texts.WISH, Sort(page.mark, "wish"))
        rows.append(kinds[::-1] if is_wish(question) else kinds)
    return tuple(rows)


def _steps(page: Sorting, pages: int) -> tuple[Row, ...]:
    at = page.meeting_id, page.question, page.shelf
    earlier = (Button(texts.PREVIOUS, OpenShelf(*at, page.page - 1), ("förra",)),) if page.page else ()
    later = (Button(texts.NEXT, OpenShelf(*at, page.page + 1), ("mer", "fler")),) if page.page + 1 < pages else ()
    return ((*earlier, *later),) if earlier or later else ()


def _elsewhere(meeting: Meeting, question: Question, page: Sorting, counts: Counts, whose: Profile) -> tuple[Row, ...]:
    """The other shelves, the other questions, the meeting."""
    of, number = meeting.id, question.number
    shelves = tuple(
        Button(texts.on_shelf(each, counts.get((number, each), 0)), OpenShelf(of, number, each))
        for each in get_args(Shelf)
        if each != page.shelf
    )
    others = [each.number for each in meeting.questions if each.number != number]
    questions = [
        Button(texts.on_question(each, counts.get((each, "waiting"), 0)), OpenShelf(of, each)) for each in others
    ]
    back = Button(texts.to_meeting(whose), ShowMeeting("show", meeting.id), (whose.meeting.the.casefold(), "träffen"))
    return (shelves, *in_rows(questions, 3), (back,))

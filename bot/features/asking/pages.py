"""Pages of the three outcomes, and of waiting for an answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.chat.actions import AskAgain, GiveTip, Report, ShowMine
from bot.chat.page import Button, Page, Row, short
from bot.chat.ways import to_a_person
from bot.chat.wire import Action
from bot.features.answers import pages as answers_pages
from bot.features.answers import texts as answers_texts
from bot.features.answers.pages import answer, listed_buttons, themes_row
from bot.features.asking import texts
from bot.features.asking.actions import Choose, ChooseNone, ShowHow, StopWaiting, Wait
from bot.features.unanswered.store.waiters import Waiter
from bot.knowledge.values import Entry, Knowledge
from bot.language.text import escape, units
from bot.matching.language import SWEDISH
from bot.matching.result import Result

FEWEST: Final = 3  # entries that make an overview
_MOST: Final = 4_096  # units that Telegram takes; HTML counts for less there than here


def waits(waiter: Waiter, token: str, number: int) -> Page:
    """The member waits from now on; the other ways on from a question without an answer are still there."""
    return Page((texts.waits(waiter, number),), ((_stop(waiter),), ask_people(token)))


def waiter(waiter: Waiter) -> Page:
    """One of the questions that the member waits for."""
    return Page((texts.waiter(waiter),), ((_stop(waiter), _back()),))


def stopped() -> Page:
    """The member waits no longer; the way to the rest."""
    return Page((texts.STOPPED,), ((_back(),),))


def found_at_last(knowledge: Knowledge, entry: Entry, waiter: Waiter, link: str) -> Page:
    """The answer that the member has waited for, under a line about which question it is."""
    return led(answers_pages.answer(knowledge, entry), texts.found(waiter, link))


def _stop(waiter: Waiter) -> Button:
    return Button(texts.STOP, StopWaiting(waiter.id))


def _back() -> Button:
    return Button(answers_texts.MINE, ShowMine(), ("tillbaka",))


def found(knowledge: Knowledge, result: Result, token: str, about: Sequence[Entry] = ()) -> Page:
    """What a member is shown in private chat for a question: one of the three outcomes, or small talk.

    `about` are the entries on the one thing that a wide question names.
    """
    if result.reply is not None:
        return short(escape(result.reply.answer))
    page = _outcome(knowledge, result, token, about)
    if result.language == SWEDISH:
        return led(page, texts.read_as(result.read_as)) if result.read_as and result.outcome != "none" else page
    return page if result.outcome == "none" else in_language(page, result.language)


def _outcome(knowledge: Knowledge, result: Result, token: str, about: Sequence[Entry]) -> Page:
    if result.outcome == "answer":
        return answer(knowledge, result.hits[0].entry, token)
    if result.outcome == "suggestions":
        return _overview(result, token, about) if len(about) >= FEWEST else suggestions(result, token)
    if not result.hits:
        return short(texts.NO_WORDS)
    return no_answer(token) if result.language == SWEDISH else foreign_none(result.language, token)


def suggestions(result: Result, token: str) -> Page:
    """The question back: two or three titles and none of them; or what is near, where the kind of answer is missing."""
    entries = result.suggested
    if result.lacks is not None:
        return near(texts.lacking(result.question), entries, token)
    return Page((texts.suggestions([entry.title for entry in entries]),), _choices(entries, token))


def near(sentence: str, entries: Sequence[Entry], token: str) -> Page:
    """Entries that do not answer what was asked, and says so first; a person may know."""
    if not entries:
        return with_people(f"{sentence}\n\n{texts.ASK_SOMEBODY}", token)
    return Page((f"{sentence}\n\n{texts.lines(entries)}",), (*_listed(entries, token), ask_people(token)))


def with_people(sentence: str, token: str) -> Page:
    """A sentence, and the way to a person."""
    return Page((sentence,), (ask_people(token),))


def _overview(result: Result, token: str, about: Sequence[Entry]) -> Page:
    """The examples on one topic, a line each, and their buttons."""
    [topic] = {*result.content.heavy, *result.content.light} if result.content.single else {result.question}
    return Page((texts.overview(topic, about),), _choices(about, token))


def led(page: Page, sentence: str) -> Page:
    """The page under a line, in the same message where there is room."""
    first, *more = page.messages
    together = f"{sentence}\n\n{first}"
    return replace(page, messages=(together, *more) if units(together) <= _MOST else (sentence, first, *more))


def several(page: Page, others: Sequence[Button]) -> Page:
    """The page of the first of several questions, with buttons to the others on top."""
    *before, last = led(page, texts.SEVERAL).messages
    told = last.removesuffix(f"\n{answers_texts.RELATED}")  # would stand over the buttons to the others
    return replace(page, messages=(*before, told), rows=(*((each,) for each in others), *page.rows))


def ask_too(question: str, leads_to: Action) -> Button:
    """The way to another of them."""
    return Button(texts.other(question), leads_to, ("nästa", "fortsätt", "sedan"))


def ask_too_in_private(question: str, link: str) -> Button:
    """The same from a group."""
    return Button(texts.other(question), url=link)


def in_language(page: Page, language: str) -> Page:
    """A Swedish page between two lines for those who ask in another language."""
    before, after = texts.around(language)
    shown = led(page, before)
    *first, last = shown.messages
    related = f"\n{answers_texts.RELATED}" if last.endswith(answers_texts.RELATED) else ""  # stands over its buttons
    together = f"{last.removesuffix(related)}\n\n{after}\n{related}".rstrip("\n")
    return replace(shown, messages=(*first, together) if units(together) <= _MOST else (*first, last, after))


def foreign_none(language: str, token: str) -> Page:
    """Nothing was found for a question in another language."""
    return replace(no_answer(token), messages=(texts.foreign_none(language),))


def rejected(entries: Sequence[Entry], entry_id: str | None, token: str) -> Page:
    """The answer was not the right one: the next best, a person, a report, and why."""
    listed = f"{texts.SORRY}\n\n{texts.lines(entries)}" if entries else texts.SORRY_ONLY
    rows = (*_listed(entries, token), ask_people(token))
    if entry_id is None:
        return Page((listed,), rows)
    report = Button(answers_texts.REPORT, Report(entry_id), ("rapportera",))
    asking = (to_a_person(token), report)
    return Page((f"{listed}\n\n{texts.WHY_BAD}",), (*rows[:-1], asking, *answers_pages.why_bad(token)))


def _listed(entries: Sequence[Entry], token: str) -> tuple[Row, ...]:
    return listed_buttons([(entry.title, Choose(token, entry.id)) for entry in entries])


def _choices(entries: Sequence[Entry], token: str) -> tuple[Row, ...]:
    none = (Button(texts.NONE_OF_THESE, ChooseNone(token), ("nej", "inget", "inga", "ingen av dem")),)
    return (*_listed(entries, token), (*none, to_a_person(token)))


def chosen(page: Page, token: str) -> Page:
    """What a press under suggestions led to, with the way back for a thumb that slipped."""
    return page.over((Button(texts.BACK_TO_SUGGESTIONS, AskAgain(token), ("tillbaka",)),))


def no_answer(token: str) -> Page:
    """Nothing was found for the question `token`: where to go from here."""
    wait = Button(texts.WAIT, Wait(token), ("säg till", "säg till mig"))
    how = Button(texts.HOW_TO_ASK, ShowHow())
    return Page((texts.NO_SAFE_ANSWER,), (themes_row(), ask_people(token), (wait,), (how,)))


def ask_people(token: str) -> Row:
    """What can be done about the question `token` that nothing was found for: ask a human, or tell what you know."""
    return (to_a_person(token), Button(answers_texts.TIP, GiveTip(), ("tips",)))


def how_to_ask() -> Page:
    """Examples of questions."""
    return Page((texts.HOW_TO_ASK_TEXT,), (themes_row(),))

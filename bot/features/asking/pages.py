"""Pages of the three outcomes, and of waiting for an answer."""

from dataclasses import replace

from bot.chat.actions import AskPeople, GiveTip, ShowMine
from bot.chat.page import Button, Page, short
from bot.features.answers import pages as answers_pages
from bot.features.answers import texts as answers_texts
from bot.features.answers.pages import answer, listed_buttons, themes_row
from bot.features.asking import texts
from bot.features.asking.actions import AskAgain, Choose, ChooseNone, ShowHow, StopWaiting, Wait
from bot.features.unanswered.store.waiters import Waiter
from bot.knowledge.values import Entry, Knowledge
from bot.language.text import escape, units
from bot.matching.result import Result

_MOST = 4_096  # units that Telegram takes; HTML counts for less there than here


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
    shown, above = answers_pages.answer(knowledge, entry), texts.found(waiter, link)
    first, *more = shown.messages
    together = f"{above}\n\n{first}"
    return replace(shown, messages=(together, *more) if units(together) <= _MOST else (above, first, *more))


def _stop(waiter: Waiter) -> Button:
    return Button(texts.STOP, StopWaiting(waiter.id))


def _back() -> Button:
    return Button(answers_texts.MINE, ShowMine(), ("tillbaka",))


def found(knowledge: Knowledge, result: Result, token: str) -> Page:
    """What a member is shown in private chat for a question: one of the three outcomes, or small talk."""
    if result.reply is not None:
        return short(escape(result.reply.answer))
    if result.outcome == "answer":
        return answer(knowledge, result.hits[0].entry, token)
    if result.outcome == "suggestions":
        return suggestions(result, token)
    return no_answer(token) if result.hits else short(texts.NO_WORDS)


def suggestions(result: Result, token: str) -> Page:
    """The question back: two or three titles and none of them."""
    titles = [entry.title for entry in result.suggested]
    rows = listed_buttons([(entry.title, Choose(token, entry.id)) for entry in result.suggested])
    none = (Button(texts.NONE_OF_THESE, ChooseNone(token), ("nej", "inget", "inga", "ingen av dem")),)
    return Page((texts.suggestions(titles),), (*rows, none))


def chosen(page: Page, token: str) -> Page:
    """What a press under suggestions led to, with the way back for a thumb that slipped."""
    return page.over((Button(texts.BACK_TO_SUGGESTIONS, AskAgain(token), ("tillbaka",)),))


def no_answer(token: str) -> Page:
    """Nothing was found for the question `token`: where to go from here."""
    wait = Button(texts.WAIT, Wait(token), ("säg till", "säg till mig"))
    how = Button(texts.HOW_TO_ASK, ShowHow())
    return Page((texts.NO_SAFE_ANSWER,), (themes_row(), ask_people(token), (wait,), (how,)))


def ask_people(token: str) -> tuple[Button, ...]:
    """What can be done about the question `token` that nothing was found for: ask a human, or tell what you know."""
    human = Button(texts.HUMAN, AskPeople(token), ("människa", "fråga människa"))
    return (human, Button(answers_texts.TIP, GiveTip(), ("tips",)))


def how_to_ask() -> Page:
    """Examples of questions."""
    return Page((texts.HOW_TO_ASK_TEXT,), (themes_row(),))

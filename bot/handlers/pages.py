"""Pages: a text with its buttons. The same page serves a press, a typed word and a deep link.

An action is what a button carries (at most 64 bytes), letter first: e entry, s chosen suggestion, n none of the
suggestions, q the question once more, t theme, b entry while browsing, g and d good and bad, r reason, h how to ask,
x a step of a tip (tip_pages.py), y waiting for an answer (mine_pages.py), i a tip about a question, m a moderator's
decision, j the moderators' queue, o what was asked in vain (gap_pages.py), w the network's groups (network_pages.py),
v meetings (meeting_pages.py), u broadcasts (broadcast_pages.py), a their archive (archive_pages.py), k thanks for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, SwitchInlineQueryChosenChat
from telegram.helpers import create_deep_linked_url

from bot import questions, texts, tip_texts, waiting_texts
from bot.knowledge import Entry, Knowledge, Theme
from bot.matching import Result
from bot.offers import Choice

PER_PAGE = 6
_ORDINALS = {
    1: ("ett", "ettan", "första", "den första", "nr 1", "nummer 1", "nummer ett"),
    2: ("två", "tvåan", "andra", "den andra", "nr 2", "nummer 2", "nummer två"),
    3: ("tre", "trean", "tredje", "den tredje", "nr 3", "nummer 3", "nummer tre"),
}
MOST_RELATED = 3


@dataclass(frozen=True, slots=True)
class Button:
    """What a member can press: an action of ours, a link, or an inline query in another chat."""

    label: str
    action: str = ""
    words: tuple[str, ...] = ()
    url: str = ""
    share: str = ""

    def markup(self) -> InlineKeyboardButton:
        """The button as Telegram wants it."""
        if self.url:
            return InlineKeyboardButton(self.label, url=self.url)
        if self.share:
            everywhere = SwitchInlineQueryChosenChat(self.share, True, False, True, True)
            return InlineKeyboardButton(self.label, switch_inline_query_chosen_chat=everywhere)
        return InlineKeyboardButton(self.label, callback_data=self.action)


@dataclass(frozen=True, slots=True)
class Page:
    """Messages to send after each other, with buttons under the last one; before them a photo (its file id)."""

    messages: tuple[str, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    photo: str | None = None
    caption: str | None = None

    def markup(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram wants them."""
        if not self.rows:
            return None
        return InlineKeyboardMarkup([[button.markup() for button in row] for row in self.rows])

    def choices(self) -> list[Choice]:
        """What can be typed instead of pressing."""
        buttons = [button for row in self.rows for button in row if button.action]
        return [Choice(button.label, button.action, button.words) for button in buttons]


def in_rows(buttons: Sequence[Button], per_row: int = 2) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows, all full but the last."""
    return tuple(tuple(buttons[start : start + per_row]) for start in range(0, len(buttons), per_row))


def found(knowledge: Knowledge, result: Result, token: str) -> Page:
    """What a member is shown in private chat for a question: one of the three outcomes, or small talk."""
    if result.reply is not None:
        return short(texts.escape(result.reply.answer))
    if result.outcome == "answer":
        return answer(knowledge, result.hits[0].entry, token)
    if result.outcome == "suggestions":
        return suggestions(result, token)
    return no_answer(token) if result.hits else short(texts.NO_WORDS)


def answer(knowledge: Knowledge, entry: Entry, token: str = "") -> Page:
    """An entry with up to three related ones; `token` is the question it answers, if it answers one."""
    token = token or questions.new_token()
    related = _listed([(other.title, f"e:{other.id}") for other in knowledge.related_to(entry)[:MOST_RELATED]])
    verdicts = (
        Button(texts.GOOD, f"g:{token}:{entry.id}", ("ja", "bra", "👍")),
        Button(texts.BAD, f"d:{token}:{entry.id}", ("nej", "dåligt", "👎")),
    )
    share = (Button(texts.SHARE, share=f"k_{entry.id}"),)
    *first, last = texts.answer(knowledge, entry)
    ending = f"{last}\n{texts.RELATED}" if related else last
    tipping = (
        Button(tip_texts.TIP, "x:tip", ("tips",)),
        Button(tip_texts.REPORT, f"x:report:{entry.id}", ("fel", "rapportera")),
    )
    return Page((*first, ending), (*related, tipping, verdicts, share))


def suggestions(result: Result, token: str) -> Page:
    """The question back: two or three titles and none of them."""
    titles = [entry.title for entry in result.suggested]
    rows = _listed([(entry.title, f"s:{token}:{entry.id}") for entry in result.suggested])
    none = (Button(texts.NONE_OF_THESE, f"n:{token}", ("nej", "inget", "inga", "ingen av dem")),)
    return Page((texts.suggestions(titles),), (*rows, none))


def chosen(page: Page, token: str) -> Page:
    """What a press under suggestions led to, with the way back for a thumb that slipped."""
    return Page(page.messages, (*page.rows, (Button(texts.BACK_TO_SUGGESTIONS, f"q:{token}", ("tillbaka",)),)))


def no_answer(token: str) -> Page:
    """Nothing was found for the question `token`: where to go from here."""
    wait = Button(waiting_texts.WAIT, f"y:{token}", ("säg till", "säg till mig"))
    how = Button(texts.HOW_TO_ASK, "h")
    return Page((texts.NO_SAFE_ANSWER,), (_themes_row(), ask_people(token), (wait,), (how,)))


def ask_people(token: str) -> tuple[Button, ...]:
    """What can be done about the question `token` that nothing was found for: ask a human, or tell what you know."""
    human = Button(tip_texts.HUMAN, f"x:ask:{token}", ("människa", "fråga människa"))
    return (human, Button(tip_texts.TIP, "x:tip", ("tips",)))


def how_to_ask() -> Page:
    """Examples of questions."""
    return Page((texts.HOW_TO_ASK_TEXT,), (_themes_row(),))


def themes(knowledge: Knowledge) -> Page:
    """All themes in their order, each with its number of entries."""
    labels = [
        (texts.theme_button(theme, len(knowledge.entries_of(theme.id))), f"t:{theme.id}:1")
        for theme in knowledge.themes
    ]
    return Page((texts.THEMES_TITLE,), _listed(labels))


def theme(knowledge: Knowledge, chosen: Theme, page: int) -> Page:
    """One page of a theme; a page outside it is moved to the nearest."""
    entries = knowledge.entries_of(chosen.id)
    pages = max(1, -(-len(entries) // PER_PAGE))
    page = min(max(page, 1), pages)
    shown = entries[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = _listed([(entry.title, f"b:{entry.id}:{page}") for entry in shown])
    steps = []
    if page > 1:
        steps.append(Button(texts.PREVIOUS, f"t:{chosen.id}:{page - 1}", ("förra",)))
    if page < pages:
        steps.append(Button(texts.NEXT, f"t:{chosen.id}:{page + 1}", ("mer", "fler")))
    described = texts.theme_page(chosen, [entry.title for entry in shown], page, pages)
    return Page((described,), (*rows, *([tuple(steps)] if steps else []), _themes_row()))


def browsed(knowledge: Knowledge, entry: Entry, page: int) -> Page:
    """An entry opened from a theme's page, with the way back to it."""
    shown = answer(knowledge, entry)
    back = Button(texts.BACK, f"t:{entry.theme}:{page}", ("bakåt",))
    return Page(shown.messages, (*shown.rows, (back, *_themes_row())))


def reasons(token: str) -> Page:
    """Why an answer was bad, one tap."""
    return Page(
        (texts.ASK_REASON,),
        _listed([(label, f"r:{token}:{reason}") for reason, label in texts.REASONS.items()]),
    )


def entry_link(username: str, entry_id: str) -> str:
    """The way to an entry in the private chat with the bot of that name."""
    return create_deep_linked_url(username, f"k_{entry_id}")


def in_group(knowledge: Knowledge, entry: Entry, link: str) -> Page:
    """An answer in a group: no buttons that everybody could press for somebody else."""
    return Page(texts.answer(knowledge, entry), ((Button(texts.OPEN_IN_PRIVATE, url=link),),))


def short(sentence: str, link: str = "") -> Page:
    """One line, with a link to the private chat where one is given."""
    return Page((sentence,), ((Button(texts.ASK_IN_PRIVATE, url=link),),) if link else ())


def _themes_row() -> tuple[Button, ...]:
    return (Button(texts.ALL_THEMES, "t"),)


def _listed(labels: Sequence[tuple[str, str]]) -> tuple[tuple[Button, ...], ...]:
    """One button a row; each can be typed as its number, in figures or words."""
    return tuple(
        (Button(label, action, (str(number), *_ORDINALS.get(number, ()))),)
        for number, (label, action) in enumerate(labels, start=1)
    )

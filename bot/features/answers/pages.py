"""Pages of entries and themes."""

from collections.abc import Sequence

from telegram.helpers import create_deep_linked_url

from bot.chat import texts as chat_texts
from bot.chat import threads
from bot.chat.actions import Adopt, GiveTip, Open, Report
from bot.chat.page import Button, Page, Row, in_rows
from bot.chat.ways import to_a_person
from bot.chat.wire import Action
from bot.features.answers import texts
from bot.features.answers.actions import Browse, Explain, Praise, Reject, ShowTheme, ShowThemes
from bot.knowledge.values import Entry, Knowledge, Theme

PER_PAGE = 6
_ORDINALS = {
    1: ("ett", "ettan", "första", "den första", "nr 1", "nummer 1", "nummer ett"),
    2: ("två", "tvåan", "andra", "den andra", "nr 2", "nummer 2", "nummer två"),
    3: ("tre", "trean", "tredje", "den tredje", "nr 3", "nummer 3", "nummer tre"),
}
MOST_RELATED = 3


def answer(knowledge: Knowledge, entry: Entry, token: str = "") -> Page:
    """An entry with up to three related ones; `token` is the question it answers, if it answers one."""
    token = token or threads.new_token()
    related = listed_buttons([(other.title, Open(other.id)) for other in knowledge.related_to(entry)[:MOST_RELATED]])
    verdicts = (
        Button(texts.GOOD, Praise(token, entry.id), ("ja", "bra", "👍")),
        Button(texts.BAD, Reject(token, entry.id), ("nej", "dåligt", "👎")),
    )
    *first, last = texts.answer(knowledge, entry)
    ending = f"{last}\n{texts.RELATED}" if related else last
    asking = (to_a_person(token), Button(texts.TIP, GiveTip(), ("tips",)))
    doing = (Button(texts.ADOPT, Adopt(entry.id), ("gör det", "vi gör det")),)
    passing = (Button(texts.SHARE, share=f"k_{entry.id}"), Button(texts.REPORT, Report(entry.id), ("rapportera",)))
    return Page((*first, ending), (*related, asking, doing, verdicts, passing))


def themes(knowledge: Knowledge) -> Page:
    """All themes in their order, each with its number of entries."""
    labels = [
        (texts.theme_button(theme, len(knowledge.entries_of(theme.id))), ShowTheme(theme.id, 1))
        for theme in knowledge.themes
    ]
    return Page((texts.THEMES_TITLE,), listed_buttons(labels))


def theme(knowledge: Knowledge, chosen: Theme, page: int) -> Page:
    """One page of a theme; a page outside it is moved to the nearest."""
    entries = knowledge.entries_of(chosen.id)
    pages = max(1, -(-len(entries) // PER_PAGE))
    page = min(max(page, 1), pages)
    shown = entries[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = listed_buttons([(entry.title, Browse(entry.id, page)) for entry in shown])
    steps = []
    if page > 1:
        steps.append(Button(chat_texts.PREVIOUS, ShowTheme(chosen.id, page - 1), ("förra",)))
    if page < pages:
        steps.append(Button(chat_texts.NEXT, ShowTheme(chosen.id, page + 1), ("mer", "fler")))
    described = texts.theme_page(chosen, [entry.title for entry in shown], page, pages)
    return Page((described,), (*rows, *([tuple(steps)] if steps else []), themes_row()))


def browsed(knowledge: Knowledge, entry: Entry, page: int) -> Page:
    """An entry opened from a theme's page, with the way back to it."""
    shown = answer(knowledge, entry)
    back = Button(chat_texts.BACK, ShowTheme(entry.theme, page), ("bakåt",))
    return Page(shown.messages, (*shown.rows, (back, *themes_row())))


def why_bad(token: str) -> tuple[Row, ...]:
    """Why an answer was bad, one tap."""
    return in_rows([Button(label, Explain(token, reason)) for reason, label in texts.REASONS.items()])


def entry_link(username: str, entry_id: str) -> str:
    """The way to an entry in the private chat with the bot of that name."""
    return create_deep_linked_url(username, f"k_{entry_id}")


def in_group(knowledge: Knowledge, entry: Entry, link: str) -> Page:
    """An answer in a group: no buttons that everybody could press for somebody else."""
    return Page(texts.answer(knowledge, entry), ((Button(texts.OPEN_IN_PRIVATE, url=link),),))


def themes_row() -> tuple[Button, ...]:
    """The way to all themes."""
    return (Button(texts.ALL_THEMES, ShowThemes()),)


def listed_buttons(labels: Sequence[tuple[str, Action]]) -> tuple[tuple[Button, ...], ...]:
    """One button a row; each can be typed as its number, in figures or words."""
    return tuple(
        (Button(label, action, (str(number), *_ORDINALS.get(number, ()))),)
        for number, (label, action) in enumerate(labels, start=1)
    )

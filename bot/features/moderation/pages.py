"""Cards in the moderators' chat: what is needed to decide about an item, and the buttons that `allowed` gives."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, in_rows
from bot.features.moderation import actions, rules
from bot.features.moderation.texts import card as card_texts
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts.decisions import Move
from bot.features.moderation.values import Action, Item, Proposal
from bot.features.moderation.view import View
from bot.features.moderation.wording import propose
from bot.features.roles.values import Actor
from bot.knowledge.values import Entry
from bot.language.personal_data import Finding, find
from bot.language.text import MOST, MOST_SHOWN, shortened, shown_units, units

_MOST_ABOVE: Final = 800  # units of the author's text on a card's second page
_ROWS: Final[tuple[tuple[Action, ...], ...]] = (
    ("approve", "answer", "decline"),
    ("edit", "send_back"),
    ("merge", "claim", "release", "undo", "reopen"),
)
NOBODY: Final = Actor(0, True)  # any moderator who has not claimed anything


def page(view: View) -> Page:
    """The page that the view was gathered for."""
    match view.leaf:
        case "card":
            return card(view)
        case "approve":
            return _confirmation(view)
        case "decline":
            return _reasons(view)
        case "edit":
            return _editing(view)
        case "send_back":
            return _sub(view, card_texts.SEND_BACK, ())
        case "merge":
            return _merging(view)


def card(view: View) -> Page:
    """The card as everybody in the chat sees it; what only one of them may do is checked at the press."""
    item = view.item
    above = [f"{decisions_texts.head(item)}\n{card_texts.facts(item, view.theme)}"]
    below = _needed(view) if item.is_open else _state(view)
    room = _room([*above, *below], MOST_SHOWN)
    text = "\n\n".join([*above, *_quoted(item, room), *below])
    rows = tuple(row for row in (_row(view, of_row) for of_row in _ROWS) if row)
    return Page((text,), (*rows, _onward(view, room)))


def moved(item: Item) -> Page:
    """What is left of a card of which there is a newer one."""
    return Page((card_texts.moved(item),))


def _confirmation(view: View) -> Page:
    """The second tap of an approval, and what it would change."""
    is_mended = _is_mended(view)
    reads = card_texts.difference(_own(view), view.proposal, view.themes) if is_mended else _reads(view)
    _, published = _findings(view)
    warned = [card_texts.warning((), published)] if published else []
    moves = _moves(view)
    effect = card_texts.confirm(view.replayed, view.is_finished, moves)
    publish = Button(decisions_texts.CONFIRM[moves], actions.Decide(*_of(view.item), "publish"))
    hidden = view.replayed is not None and any(not each.question for each in view.replayed.changes)
    read = (Button(decisions_texts.READ_ASKED, actions.ReadAsked(*_of(view.item))),) if hidden else ()
    head, below = decisions_texts.head(view.item), [*warned, effect, *_claim(view)]
    room = _room([head, reads, *below], _MOST_ABOVE)
    what = card_texts.folded([reads]) if view.item.is_own else card_texts.quoted(view.item.content.text, room, reads)
    return Page(("\n\n".join([head, what, *below]),), ((publish, *read), _back(view.item)))


def _reasons(view: View) -> Page:
    """The second tap of declining."""
    shown, reasons = _of(view.item), decisions_texts.REASONS
    buttons = [Button(label, actions.Decline(*shown, reason)) for reason, label in reasons.items()]
    return _sub(view, card_texts.DECLINE, in_rows(buttons))


def _editing(view: View) -> Page:
    """How to mend the wording."""
    corrects = view.item.kind == "report"
    how = card_texts.edit(view.proposal, view.proposed_theme, corrects=corrects)
    parts = [decisions_texts.head(view.item), how, *_claim(view)]
    labels = decisions_texts.LINES_OF_ENTRY if corrects else decisions_texts.LINES
    lines = [Button(label, actions.MendLine(*_of(view.item), line)) for line, label in labels.items()]
    return Page(("\n\n".join(parts),), (*in_rows(lines), _back(view.item)))


def _merging(view: View) -> Page:
    """Into which of the similar entries, and as what."""
    shown = _of(view.item)
    same = [Button(decisions_texts.SAME_AS.format(number=each), actions.Join(*shown, each)) for each in view.alike]
    rows: list[tuple[Button, ...]] = [*in_rows(same)]
    for entry, _ in view.similar:
        title = shortened(entry.title, 30)
        rows.append((Button(decisions_texts.AS_PHRASE.format(title=title), actions.Merge(*shown, "mp", entry.id)),))
        if view.item.kind == "tip":
            rows.append((Button(decisions_texts.AS_DETAIL.format(title=title), actions.Merge(*shown, "md", entry.id)),))
    return _sub(view, card_texts.MERGE if rows else card_texts.no_merging(view.is_finished), tuple(rows))


def _is_mended(view: View) -> bool:
    """Whether moderators have worded it; what a document asks is not a wording of theirs."""
    item = view.item
    return item.kind == "tip" and item.proposal is not None and not item.is_imported


def _own(view: View) -> Proposal:
    """How the author's own text would read."""
    return propose(replace(view.item, proposal=None), view.proposal.theme)


def _needed(view: View) -> list[str]:
    """What helps a moderator to decide."""
    item = view.item
    parts = [card_texts.exchange(view.exchange)] if view.exchange is not None else []
    is_about = item.kind == "report" and (item.entry_id is not None or not item.is_own)
    parts += [card_texts.disputed(view.about, view.link)] if is_about else []
    written, published = _findings(view)
    parts += [card_texts.warning(written, published)] if written or published else []
    parts += [card_texts.alike(view.alike)] if view.alike else []
    parts += [card_texts.would_answer(view.would_answer)] if view.would_answer else []
    parts += [] if view.is_finished else [card_texts.COUNTING]
    parts += [card_texts.COUNTED] if item.names_place else []
    reads = [_reads(view)] if _is_proposed(item) else []
    below = [
        *reads,
        *([card_texts.similar(view.similar)] if view.similar and (item.has_author or item.is_imported) else []),
    ]
    return [*parts, *([card_texts.folded(below)] if below else []), *_claim(view)]


def _findings(view: View) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What looks like personal data in what the author wrote, and in what is new of the answer that it is to be."""
    content, wording = view.item.content, view.proposal
    own = (content.text, content.place, content.signature, content.photo_text)
    there = _words(view.present) if view.present is not None else ()
    shown = [each for each in (*_words(wording), content.signature) if each and each not in there]
    written = find("\n".join(filter(None, own)))
    return written, find("\n".join(shown)) if _is_proposed(view.item) else ()


def _words(said: Entry | Proposal) -> tuple[str | None, ...]:
    return said.title, said.answer, said.more, *said.keywords, *said.questions


def _reads(view: View) -> str:
    """How it will read; of an entry that there is what becomes another."""
    if view.present is not None and (view.item.is_own or view.item.is_overtaken):
        return card_texts.changed(view.present, view.proposal, view.themes)
    return card_texts.proposal(view.proposal, view.proposed_theme, view.item)


def _moves(view: View) -> Move:
    """Whether publishing takes an entry out of use, or into use again."""
    before = view.present is not None and view.present.retired
    if view.proposal.retired == before:
        return ""
    return "out" if view.proposal.retired else "in"


def _quoted(item: Item, room: int) -> list[str]:
    """What the author wrote, if there is one."""
    return [] if item.is_own else [card_texts.quoted(item.content.text, room)]


def _is_proposed(item: Item) -> bool:
    """Whether its card shows how it would read as an answer."""
    if item.kind == "question":
        return item.may_become_entry
    return not item.names_place and (item.kind == "tip" or item.proposal is not None)


def _claim(view: View) -> list[str]:
    until = view.item.claimed_until
    return [card_texts.claimed(view.claimer, until)] if until is not None and until > view.at else []


def _state(view: View) -> list[str]:
    parts = [card_texts.outcome(view.item, view.decider, view.note)]
    if view.about is not None and view.item.status in {"approved", "merged"}:
        parts.append(card_texts.about(view.about, view.link))
    written, published = _findings(view)
    if view.item.may_become_entry and (written or published):
        parts.append(card_texts.warning(written, published))
    return parts


def _row(view: View, of_row: Sequence[Action]) -> tuple[Button, ...]:
    item = view.item
    held = item.claimed_until is not None and item.claimed_until > view.at
    possible = rules.allowed(item, Actor(item.claimed_by or 0, True) if held else NOBODY, view.at)
    shown = [
        each
        for each in of_row
        if each in possible and (each != "merge" or view.similar or view.alike or not view.is_finished)
    ]
    if "claim" in shown and ("release" in shown or not item.is_open):
        shown.remove("claim")
    return tuple(Button(_label(item, each), _pressed(item, each)) for each in shown)


def _label(item: Item, action: Action) -> str:
    """What a button on the first page says."""
    if action == "decline" and (item.is_own or item.is_overtaken):
        return decisions_texts.DISCARD if item.is_own else decisions_texts.KEEP_FILE
    if action == "approve" and item.may_become_entry:
        return decisions_texts.MAKE_ANSWER
    return decisions_texts.STILL_HOLDS if action == "approve" and _stands(item) else decisions_texts.BUTTONS[action]


def _stands(item: Item) -> bool:
    """Whether approving it says that an entry which may be old still holds, word for word."""
    return item.is_brought_up and item.proposal is None


def _onward(view: View, shown: int) -> tuple[Button, ...]:
    content, card = view.item.content, _of(view.item)
    long = units(content.text) > shown or content.photo is not None
    whole = (Button(decisions_texts.WHOLE, actions.ShowWhole(*card)),) if long and not view.item.is_own else ()
    return (*whole, Button(decisions_texts.NEXT, actions.ShowNext(*card)))


def _sub(view: View, question: str, rows: tuple[tuple[Button, ...], ...]) -> Page:
    """A card's second page: what it is about, the question, and the way back."""
    head, below = decisions_texts.head(view.item), [question, *_claim(view)]
    text = _quoted(view.item, _room([head, *below], _MOST_ABOVE))
    return Page(("\n\n".join([head, *text, *below]),), (*rows, _back(view.item)))


def _room(parts: Sequence[str], most: int) -> int:
    """How many units of the author's text fit between the other parts of a page, at most so many."""
    return max(1, min(most, MOST - sum(shown_units(part) + 2 for part in parts)))


def _back(item: Item) -> tuple[Button, ...]:
    return (Button(chat_texts.BACK, actions.TurnBack(*_of(item))),)


def _pressed(item: Item, action: Action) -> actions.OnCard:
    """What a button on the first page carries."""
    match action:
        case "approve" if _stands(item):
            return actions.Decide(*_of(item), "publish")
        case "decline" if item.is_own or item.is_overtaken:
            return actions.Decide(*_of(item), "discard")
        case "approve" | "decline" | "edit" | "send_back" | "merge":
            return actions.Turn(*_of(item), action)
        case "claim" | "release" | "undo" | "reopen":
            return actions.Decide(*_of(item), action)
        case _:
            return actions.TellHowToAnswer(*_of(item))


def _of(item: Item) -> tuple[int, int]:
    """What every button on its card carries."""
    return item.id, item.version

"""Cards in the moderators' chat: what is needed to decide about an item, and the buttons that `allowed` gives.

Every action is "m:<item>:<version>:<what>", which `deciding` carries out. A page shows what is known by now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from telegram.ext import ExtBot
from telegram.helpers import create_deep_linked_url

from bot import card_texts, moderation, moderation_texts, personal_data
from bot.clock import now
from bot.handlers import foreseeing, standing
from bot.handlers.context import Services
from bot.handlers.outlook import Leaf
from bot.handlers.pages import Button, Page
from bot.knowledge import Entry
from bot.matching import Replayed
from bot.moderation import Action, Actor, Item, Proposal
from bot.moderation.proposing import propose
from bot.pacing import Lane
from bot.pieces import units

_DECIDED: Final = ("decline", "approve", "merge", "answer", "withdraw")
_ROWS: Final[tuple[tuple[Action, ...], ...]] = (
    ("approve", "answer", "decline"),
    ("edit", "send_back", "merge"),
    ("claim", "release", "undo", "reopen"),
)
NOBODY: Final = Actor(0, True)  # any moderator who has not claimed anything


@dataclass(frozen=True, slots=True)
class View:
    """An item with all that its card shows besides; `note` is what was said with the decision.

    Of a view that is not `is_finished`, matching has more to say: `proposed_theme`, `similar` and what follows them may
    still be empty.
    """

    item: Item
    leaf: Leaf
    is_finished: bool
    proposal: Proposal
    theme: str
    proposed_theme: str
    similar: tuple[tuple[Entry, str], ...]
    alike: tuple[int, ...]
    would_answer: int
    replayed: Replayed | None
    about: Entry | None
    decider: str
    claimer: str
    note: str | None
    link: str
    at: datetime


async def view(bot: ExtBot[Lane], services: Services, item: Item, leaf: Leaf = "card") -> View:
    """Gather what a page needs, without matching anything; Telegram is asked only for names."""
    knowledge, known = services.library.knowledge, foreseeing.recall(services, item)
    proposal = foreseeing.wording(services, item)
    theme, proposed = knowledge.theme(item.content.theme or ""), knowledge.theme(proposal.theme)
    fresh = known is not None and known.knowledge is knowledge and (leaf != "approve" or known.replayed is not None)
    return View(
        item,
        leaf,
        fresh or item.names_place or not item.is_open or leaf not in {"card", "merge", "approve"},
        proposal,
        theme.name if theme is not None else "",
        proposed.name if proposed is not None else proposal.theme,
        tuple((entry, link(bot, entry.id)) for entry in known.similar) if known is not None else (),
        await moderation.still_waiting(services.database, known.alike) if known is not None else (),
        known.would_answer if known is not None and item.status == "waiting" else 0,
        known.replayed if known is not None and known.knowledge is knowledge else None,
        knowledge.entry(item.entry_id) if item.entry_id else None,
        await standing.name(bot, services, item.decided_by) if item.decided_by is not None else "",
        await standing.name(bot, services, item.claimed_by) if item.claimed_by is not None else "",
        await _note(services, item),
        link(bot, item.entry_id) if item.entry_id else "",
        now(),
    )


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


def link(bot: ExtBot[Lane], entry_id: str) -> str:
    """The way to an entry in the private chat."""
    return create_deep_linked_url(bot.username, f"k_{entry_id}")


def card(view: View) -> Page:
    """The card as everybody in the chat sees it; what only one of them may do is checked at the press."""
    item = view.item
    parts = [moderation_texts.head(item), card_texts.facts(item, view.theme)]
    parts.append(card_texts.quoted(item.content.text))
    parts += _state(view) if not item.is_open else _needed(view)
    rows = tuple(row for row in (_row(view, actions) for actions in _ROWS) if row)
    return Page(("\n\n".join(parts),), (*rows, _last_row(view)))


def _confirmation(view: View) -> Page:
    """The second tap of an approval, and what it would change."""
    parts = [card_texts.proposal(view.proposal, view.proposed_theme, view.item.content.text)]
    parts += [card_texts.difference(_own(view), view.proposal)] if _is_mended(view) else []
    parts.append(card_texts.confirm(view.replayed))
    return _sub(view, "\n\n".join(parts), ((_button(view.item, moderation_texts.PUBLISH, "publish"),),))


def _reasons(view: View) -> Page:
    """The second tap of declining."""
    buttons = [_button(view.item, label, f"d:{reason}") for reason, label in moderation_texts.REASONS.items()]
    return _sub(view, card_texts.DECLINE, tuple(tuple(buttons[each : each + 2]) for each in (0, 2, 4)))


def _editing(view: View) -> Page:
    """How to mend the wording."""
    how = card_texts.edit(view.proposal, view.proposed_theme)
    parts = [moderation_texts.head(view.item), how, *_claim(view)]
    return Page(("\n\n".join(parts),), (_back(view.item),))


def _merging(view: View) -> Page:
    """Into which of the similar entries, and as what."""
    rows = []
    for entry, _ in view.similar:
        title = moderation_texts.shortened(entry.title, 30)
        phrase = _button(view.item, moderation_texts.AS_PHRASE.format(title=title), f"mp:{entry.id}")
        rows.append((phrase,))
        if view.item.kind == "tip":
            detail = _button(view.item, moderation_texts.AS_DETAIL.format(title=title), f"md:{entry.id}")
            rows.append((detail,))
    return _sub(view, card_texts.MERGE if rows else card_texts.no_merging(view.is_finished), tuple(rows))


def _is_mended(view: View) -> bool:
    return view.item.kind == "tip" and view.item.proposal is not None


def _own(view: View) -> Proposal:
    """How the author's own text would read."""
    return propose(replace(view.item, proposal=None), view.proposal.theme)


async def _note(services: Services, item: Item) -> str | None:
    """What was said with the decision that stands."""
    if item.is_open:
        return None
    rows = await moderation.history(services.database, item.id)
    return next((row.note for row in reversed(rows) if row.action in _DECIDED), None)


def _needed(view: View) -> list[str]:
    """What helps a moderator to decide."""
    item = view.item
    parts = [card_texts.about(view.about, view.link)] if item.kind == "report" else []
    written = "\n".join(filter(None, (item.content.text, item.content.place, item.content.signature)))
    found = personal_data.find("\n".join(filter(None, (written, item.content.photo_text))))
    parts += [card_texts.warning(found)] if found else []
    parts += [card_texts.similar(view.similar)] if view.similar else []
    parts += [card_texts.alike(view.alike)] if view.alike else []
    parts += [card_texts.would_answer(view.would_answer)] if view.would_answer else []
    parts += [] if view.is_finished else [card_texts.COUNTING]
    if item.names_place:
        parts.append(card_texts.COUNTED)
    elif item.kind == "tip" or item.proposal is not None:
        parts.append(card_texts.proposal(view.proposal, view.proposed_theme, item.content.text))
    return parts + _claim(view)


def _claim(view: View) -> list[str]:
    until = view.item.claimed_until
    return [card_texts.claimed(view.claimer, until)] if until is not None and until > view.at else []


def _state(view: View) -> list[str]:
    parts = [card_texts.outcome(view.item, view.decider, view.note)]
    if view.about is not None and view.item.status in {"approved", "merged"}:
        parts.append(card_texts.about(view.about, view.link))
    return parts


def _row(view: View, actions: Sequence[Action]) -> tuple[Button, ...]:
    item = view.item
    held = item.claimed_until is not None and item.claimed_until > view.at
    possible = moderation.allowed(item, Actor(item.claimed_by or 0, True) if held else NOBODY, view.at)
    shown = [each for each in actions if each in possible and (each != "merge" or view.similar or not view.is_finished)]
    if "release" in shown:
        shown.remove("claim")
    return tuple(_button(item, moderation_texts.BUTTONS[each], each) for each in shown)


def _last_row(view: View) -> tuple[Button, ...]:
    content = view.item.content
    long = units(content.text) > moderation_texts.MOST_SHOWN or content.photo is not None
    whole = (_button(view.item, moderation_texts.WHOLE, "whole"),) if long else ()
    return (*whole, _button(view.item, moderation_texts.NEXT, "next"))


def _sub(view: View, question: str, rows: tuple[tuple[Button, ...], ...]) -> Page:
    """A card's second page: what it is about, the question, and the way back."""
    text = moderation_texts.shortened(view.item.content.text, 800)
    parts = [moderation_texts.head(view.item), card_texts.quoted(text), question, *_claim(view)]
    return Page(("\n\n".join(parts),), (*rows, _back(view.item)))


def _back(item: Item) -> tuple[Button, ...]:
    return (_button(item, moderation_texts.BACK, "back"),)


def _button(item: Item, label: str, what: str) -> Button:
    return Button(label, f"m:{item.id}:{item.version}:{what}")

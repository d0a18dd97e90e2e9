"""Cards in the moderators' chat: what is needed to decide about an item, and the buttons that `allowed` gives.

Every action is "m:<item>:<version>:<what>", which `deciding` carries out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from telegram.ext import ExtBot
from telegram.helpers import create_deep_linked_url

from bot import moderation, moderation_texts, personal_data, unanswered
from bot.clock import now
from bot.handlers import standing
from bot.handlers.context import Services
from bot.handlers.pages import Button, Page
from bot.knowledge import Entry
from bot.library import Change
from bot.moderation import Action, Actor, Item, Proposal
from bot.moderation.proposing import propose
from bot.overlay import Laid, clean
from bot.pacing import Lane
from bot.pieces import units

MOST_SIMILAR: Final = 3
MOST_REVERSED: Final = 100  # unanswered questions that a tip is held against, the most asked and newest
_DECIDED: Final = ("decline", "approve", "merge", "answer", "withdraw")
_ROWS: Final[tuple[tuple[Action, ...], ...]] = (
    ("approve", "answer", "decline"),
    ("edit", "send_back", "merge"),
    ("claim", "release", "undo", "reopen"),
)
NOBODY: Final = Actor(0, True)  # any moderator who has not claimed anything


@dataclass(frozen=True, slots=True)
class View:
    """An item with all that its card shows besides; `note` is what was said with the decision."""

    item: Item
    proposal: Proposal
    theme: str
    proposed_theme: str
    about: Entry | None
    similar: tuple[tuple[Entry, str], ...]
    would_answer: int
    decider: str
    claimer: str
    note: str | None
    link: str
    at: datetime


async def view(bot: ExtBot[Lane], services: Services, item: Item, *, brief: bool = False) -> View:
    """Gather what the card needs; Telegram is asked only for names. A `brief` one does not count questions."""
    knowledge, text = services.library.knowledge, item.content.text
    hits = () if item.names_place else (await services.library.ask(text)).hits[:MOST_SIMILAR]
    similar = tuple((hit.entry, link(bot, hit.entry.id)) for hit in hits if hit.entry.id != item.entry_id)
    about = knowledge.entry(item.entry_id) if item.entry_id else None
    proposal = propose(item, hits[0].entry.theme if hits else knowledge.themes[0].id, about)
    theme, proposed = knowledge.theme(item.content.theme or ""), knowledge.theme(proposal.theme)
    return View(
        item,
        proposal,
        theme.name if theme is not None else "",
        proposed.name if proposed is not None else proposal.theme,
        about,
        similar,
        0 if brief else await _would_answer(services, item, proposal),
        await standing.name(bot, services, item.decided_by) if item.decided_by is not None else "",
        await standing.name(bot, services, item.claimed_by) if item.claimed_by is not None else "",
        await _note(services, item),
        link(bot, item.entry_id) if item.entry_id else "",
        now(),
    )


def link(bot: ExtBot[Lane], entry_id: str) -> str:
    """The way to an entry in the private chat."""
    return create_deep_linked_url(bot.username, f"k_{entry_id}")


def laid(item: Item, proposal: Proposal, entry_id: str) -> Laid:
    """The entry that an item would become."""
    entry = Entry(
        entry_id, proposal.theme, proposal.kind, proposal.title, proposal.answer, proposal.more, proposal.questions,
        proposal.keywords, reviewed=now().date(),
        contributor=(item.content.signature or "") if item.kind == "tip" else None,
    )  # fmt: skip
    return Laid(clean(entry), edit=item.kind == "report")


def card(view: View) -> Page:
    """The card as everybody in the chat sees it; what only one of them may do is checked at the press."""
    item = view.item
    parts = [moderation_texts.head(item), moderation_texts.facts(item, view.theme)]
    parts.append(moderation_texts.quoted(item.content.text))
    parts += _state(view) if not item.is_open else _needed(view)
    rows = tuple(row for row in (_row(view, actions) for actions in _ROWS) if row)
    return Page(("\n\n".join(parts),), (*rows, _last_row(view)))


def confirmation(view: View, changes: Sequence[Change]) -> Page:
    """The second tap of an approval, and what it would change."""
    told = [(each.question, _title(each.before), _title(each.after)) for each in changes]
    shown = moderation_texts.proposal(view.proposal, view.proposed_theme, view.item.content.text)
    publish = _button(view.item, moderation_texts.PUBLISH, "publish")
    return _sub(view, f"{shown}\n\n{moderation_texts.confirm(told)}", ((publish,),))


def reasons(view: View) -> Page:
    """The second tap of declining."""
    buttons = [_button(view.item, label, f"d:{reason}") for reason, label in moderation_texts.REASONS.items()]
    return _sub(view, moderation_texts.DECLINE, tuple(tuple(buttons[each : each + 2]) for each in (0, 2, 4)))


def editing(view: View) -> Page:
    """How to mend the wording."""
    how = moderation_texts.edit(view.proposal, view.proposed_theme)
    parts = [moderation_texts.head(view.item), how, *_claim(view)]
    return Page(("\n\n".join(parts),), (_back(view.item),))


def sending_back(view: View) -> Page:
    """How to ask the author."""
    return _sub(view, moderation_texts.SEND_BACK, ())


def merging(view: View) -> Page:
    """Into which of the similar entries, and as what."""
    rows = []
    for entry, _ in view.similar:
        title = moderation_texts.shortened(entry.title, 30)
        phrase = _button(view.item, moderation_texts.AS_PHRASE.format(title=title), f"mp:{entry.id}")
        rows.append((phrase,))
        if view.item.kind == "tip":
            detail = _button(view.item, moderation_texts.AS_DETAIL.format(title=title), f"md:{entry.id}")
            rows.append((detail,))
    return _sub(view, moderation_texts.MERGE, tuple(rows))


async def _would_answer(services: Services, item: Item, proposal: Proposal) -> int:
    if item.kind != "tip" or item.status != "waiting" or item.names_place:
        return 0
    asked = await unanswered.unanswered(services.database)
    texts = [each.text for each in asked[:MOST_REVERSED]]
    entry = laid(item, proposal, "tips").entry
    return len(await services.library.would_answer(entry, texts)) if texts else 0


async def _note(services: Services, item: Item) -> str | None:
    """What was said with the decision that stands."""
    if item.is_open:
        return None
    rows = await moderation.history(services.database, item.id)
    return next((row.note for row in reversed(rows) if row.action in _DECIDED), None)


def _needed(view: View) -> list[str]:
    """What helps a moderator to decide."""
    item = view.item
    parts = [moderation_texts.about(view.about, view.link)] if item.kind == "report" else []
    written = "\n".join(filter(None, (item.content.text, item.content.place, item.content.signature)))
    found = personal_data.find("\n".join(filter(None, (written, item.content.photo_text))))
    parts += [moderation_texts.warning(found)] if found else []
    parts += [moderation_texts.similar(view.similar)] if view.similar else []
    parts += [moderation_texts.would_answer(view.would_answer)] if view.would_answer else []
    if item.names_place:
        parts.append(moderation_texts.COUNTED)
    elif item.kind == "tip" or item.proposal is not None:
        parts.append(moderation_texts.proposal(view.proposal, view.proposed_theme, item.content.text))
    return parts + _claim(view)


def _claim(view: View) -> list[str]:
    until = view.item.claimed_until
    return [moderation_texts.claimed(view.claimer, until)] if until is not None and until > view.at else []


def _state(view: View) -> list[str]:
    parts = [moderation_texts.outcome(view.item, view.decider, view.note)]
    if view.about is not None and view.item.status in {"approved", "merged"}:
        parts.append(moderation_texts.about(view.about, view.link))
    return parts


def _row(view: View, actions: Sequence[Action]) -> tuple[Button, ...]:
    item = view.item
    held = item.claimed_until is not None and item.claimed_until > view.at
    possible = moderation.allowed(item, Actor(item.claimed_by or 0, True) if held else NOBODY, view.at)
    shown = [each for each in actions if each in possible and (each != "merge" or view.similar)]
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
    parts = [moderation_texts.head(view.item), moderation_texts.quoted(text), question, *_claim(view)]
    return Page(("\n\n".join(parts),), (*rows, _back(view.item)))


def _back(item: Item) -> tuple[Button, ...]:
    return (_button(item, moderation_texts.BACK, "back"),)


def _button(item: Item, label: str, what: str) -> Button:
    return Button(label, f"m:{item.id}:{item.version}:{what}")


def _title(entry: Entry | None) -> str:
    return entry.title if entry is not None else "inget svar"

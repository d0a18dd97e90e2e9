"""What a card's page needs to be written: an item with all that is known of it by now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from telegram.ext import ExtBot

from bot.chat.context import Services
from bot.features.answers.pages import entry_link
from bot.features.moderation import forecast, history
from bot.features.moderation.store import queue
from bot.features.moderation.values import Exchange, Item, Leaf, Proposal
from bot.features.roles import who as roles_who
from bot.gateway.values import Lane
from bot.knowledge.values import Entry
from bot.matching.replay import Replayed
from bot.storage.clock import now

_DECIDED: Final = ("decline", "approve", "merge", "answer", "withdraw")


@dataclass(frozen=True, slots=True)
class View:
    """An item with all that its card shows besides; `note` is what was said with the decision, `themes` id -> name.

    Of a view that is not `is_finished`, matching has more to say: `proposed_theme`, `similar` and what follows them may
    still be empty. `present` is how the entry reads that it is about.
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
    present: Proposal | None
    decider: str
    claimer: str
    note: str | None
    exchange: Exchange | None
    themes: Mapping[str, str]
    link: str
    at: datetime


async def gather(bot: ExtBot[Lane], services: Services, item: Item, leaf: Leaf = "card") -> View:
    """Gather what a page needs, without matching anything; Telegram is asked only for names."""
    knowledge, known = services.library.knowledge, forecast.recall(services, item)
    proposal = forecast.wording(services, item)
    theme, proposed = knowledge.theme(item.content.theme or ""), knowledge.theme(proposal.theme)
    rows = await queue.history(services.database, item.id)
    fresh = await forecast.is_fresh(services, known, publishing=leaf == "approve")
    return View(
        item=item,
        leaf=leaf,
        is_finished=fresh or not _counts(item, leaf),
        proposal=proposal,
        theme=theme.name if theme is not None else "",
        proposed_theme=proposed.name if proposed is not None else proposal.theme,
        similar=tuple((entry, entry_link(bot.username, entry.id)) for entry in known.similar) if known else (),
        alike=await queue.still_waiting(services.database, known.alike) if known else (),
        would_answer=known.would_answer if known else 0,
        replayed=known.replayed if known and known.knowledge is knowledge else None,
        about=services.library.whole.entry(item.entry_id or ""),
        present=forecast.present(services, item),
        decider=await roles_who.name(bot, services, item.decided_by) if item.decided_by is not None else "",
        claimer=await roles_who.name(bot, services, item.claimed_by) if item.claimed_by is not None else "",
        note=None if item.is_open else next((row.note for row in reversed(rows) if row.action in _DECIDED), None),
        exchange=history.last_exchange(rows),
        themes=knowledge.theme_names,
        link=entry_link(bot.username, item.entry_id) if item.entry_id else "",
        at=now(),
    )


def _counts(item: Item, leaf: Leaf) -> bool:
    """Whether matching has something to say on this page."""
    if item.may_become_entry:
        return leaf == "approve"
    return item.is_open and not item.names_place and leaf in {"card", "merge", "approve"}

"""Knowledge of which a few entries are as an approved tip leaves them, found by little but their own words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from bot.features.moderation.values import Content, Item
from bot.features.moderation.wording import propose
from bot.knowledge.values import Entry, Knowledge
from bot.matching.encoder import Encoder, VectorCache
from bot.matching.matcher import Matcher

PARTS = 7  # of the entries; one at a time is bare
_THEN = datetime(2018, 11, 6, tzinfo=UTC)


def bared(knowledge: Knowledge, encoder: Encoder | None, cache: VectorCache | None) -> Iterator[Matcher]:
    """Matchers that learnt of one part of the entries as of tips approved later, every part once each way."""
    order = np.random.default_rng(1).permutation(len(knowledge.entries))
    for part in np.array_split(order, PARTS):
        rest = tuple(each for number, each in enumerate(knowledge.entries) if number not in part)
        chosen = [knowledge.entries[number] for number in sorted(part)]
        base = Matcher(replace(knowledge, entries=rest), encoder, cache)
        yield base.extended((*rest, *map(as_tip, chosen)))
        yield base.extended((*rest, *map(as_edited_tip, chosen)))


def as_tip(entry: Entry) -> Entry:
    """The entry as the bot proposes it if its answer is sent in as a tip."""
    made = propose(_item(entry.answer), entry.theme)
    return replace(entry, title=made.title, more=None, questions=made.questions, keywords=made.keywords)


def as_edited_tip(entry: Entry) -> Entry:
    """The entry with its title, its answer and three keywords, as a moderator may leave it."""
    return replace(entry, more=None, questions=(), keywords=entry.keywords[:3])


def _item(text: str) -> Item:
    return Item(
        1, "tip", "waiting", 1, 1, 1, Content(text), None, None, _THEN, _THEN,
        None, None, None, None, "submit", 1, _THEN,
    )  # fmt: skip

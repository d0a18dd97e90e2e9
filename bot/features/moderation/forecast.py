"""What an item would do to the knowledge, counted once and kept while it waits."""

from dataclasses import dataclass, replace
from typing import Final

from bot.chat.context import Services
from bot.features.moderation.store import queue
from bot.features.moderation.values import Card, Item, Leaf, Proposal
from bot.features.moderation.wording import proposal_of, propose
from bot.features.unanswered import replaying
from bot.features.unanswered.store import clusters, questions
from bot.knowledge.fingerprints import fingerprint
from bot.knowledge.overlay import Laid, clean
from bot.knowledge.pinning import difference
from bot.knowledge.values import Entry, Knowledge
from bot.matching.library import Library
from bot.matching.replay import Replayed
from bot.storage.clock import now

MOST_SIMILAR: Final = 3
MOST_REVERSED: Final = 100  # unanswered questions that a tip is held against, the most asked and newest
MOST_REMEMBERED: Final = 500  # items
_NO_ID: Final = "-"  # an id that no entry has, since these begin with a letter or figure


async def foresee(services: Services, item: Item, *, publishing: bool) -> None:
    """Count what is not known of the item; InterruptedError when the library is closed first."""
    known = recall(services, item)
    if known is None or not await is_fresh(services, known, publishing=False):
        known = await _outlook(services, item)
    if publishing and known.replayed is None:
        replayed, hidden = await _replayed(services, item)
        known = replace(known, replayed=replayed, hidden=hidden)
    outlooks = services.state(Outlooks)
    outlooks.pop(item.id, None)
    outlooks[item.id] = known
    if len(outlooks) > MOST_REMEMBERED:
        outlooks.pop(next(iter(outlooks)))


def wording(services: Services, item: Item) -> Proposal:
    """How the item would read as an entry; the theme of a tip that names none may be empty as yet."""
    known = recall(services, item)
    return propose(item, known.similar[0].theme if known is not None and known.similar else "", present(services, item))


def present(services: Services, item: Item) -> Proposal | None:
    """How the entry that the item is about reads today, if there is one, in use or not."""
    about = services.library.whole.entry(item.entry_id or "")
    return proposal_of(about, services.library.overlay) if about is not None else None


async def proposal(services: Services, item: Item) -> Proposal:
    """The same, with a theme."""
    worded = wording(services, item)
    if worded.theme:
        return worded
    hits = (await services.library.ask(_text(item))).hits
    return replace(worded, theme=hits[0].entry.theme if hits else services.library.knowledge.themes[0].id)


def laid(library: Library, item: Item, proposed: Proposal) -> Laid:
    """The entry that an item would become; one that a report is about keeps its id, and a tip's its contributor."""
    about = library.whole.entry(item.entry_id or "") if item.kind == "report" else None
    entry = Entry(
        about.id if about is not None else _NO_ID,
        proposed.theme, proposed.kind, proposed.title, proposed.answer, proposed.more, proposed.questions,
        proposed.keywords, reviewed=now().date(),
        contributor=about.contributor if about is not None else item.content.signature or "",
        links=proposed.links or (), contact=proposed.contact, valid_until=proposed.valid_until,
    )  # fmt: skip
    filed = library.base.entry(entry.id)
    based_on = fingerprint(filed) if filed is not None else None
    return Laid(clean(entry), filed is not None, proposed.links is not None, based_on)


def _text(item: Item) -> str:
    """What the item is about, in words: of a new answer what it says so far."""
    return item.proposal.answer if item.is_own and item.proposal is not None else item.content.text


async def _newest(services: Services) -> tuple[int, int]:
    return await queue.newest(services.database), await questions.newest(services.database)


async def _alike(services: Services, item: Item) -> tuple[int, ...]:
    """The numbers of other waiting tips that are like it."""
    others = await queue.waiting_texts(services.database, besides=item.id)
    numbers = list(others)
    alike = await services.library.alike(item.content.text, list(others.values()))
    return tuple(numbers[each] for each in alike[:MOST_SIMILAR])


async def _would_answer(services: Services, item: Item) -> int:
    asked = await clusters.unanswered(services.database)
    texts = [each.text for each in asked[:MOST_REVERSED]]
    entry = laid(services.library, item, await proposal(services, item)).entry
    return len(await services.library.would_answer(entry, texts)) if texts else 0


async def _replayed(services: Services, item: Item) -> tuple[Replayed, tuple[str, ...]]:
    """What becomes of questions, and by themselves those whose words are not shown."""
    proposed = await proposal(services, item)
    new = laid(services.library, item, proposed)
    filed = services.library.base.entry(new.entry.id)
    pins = difference(new.entry.id, proposed.pins, filed.pins if filed is not None else ())
    over = services.library.overlay.plus(new).placed(new.entry.id, pins, retired=proposed.retired)
    return await replaying.replay(services, over, {item.content.text, *(pin.phrase for pin in proposed.pins)})


@dataclass(frozen=True, slots=True)
class Outlook:
    """An item as it read, beside the knowledge as it was: the nearest entries, the waiting tips that are like it.

    `newest` are the highest numbers of an item and of a question then, after which others may be like it.
    `would_answer` is how many unanswered questions, `replayed` None until somebody is about to publish the item;
    `hidden` are the questions in it whose words are for one reader at a time.
    """

    item: Item
    knowledge: Knowledge
    newest: tuple[int, int]
    similar: tuple[Entry, ...]
    alike: tuple[int, ...]
    would_answer: int
    replayed: Replayed | None = None
    hidden: tuple[str, ...] = ()

    def reads(self, item: Item) -> bool:
        """Whether the item still reads so."""
        now, then = item, self.item
        return (now.content, now.proposal, now.entry_id) == (then.content, then.proposal, then.entry_id)


class Outlooks(dict[int, Outlook]):
    """What has been counted of items in the queue, by number."""


def recall(services: Services, item: Item) -> Outlook | None:
    """What has been counted of the item as it reads, perhaps beside an earlier knowledge."""
    known = services.state(Outlooks).get(item.id)
    return known if known is not None and known.reads(item) else None


async def is_fresh(services: Services, known: Outlook | None, *, publishing: bool) -> bool:
    """Whether nothing has changed since that was counted, and nothing of it is lacking."""
    if known is None or known.knowledge is not services.library.knowledge or (publishing and known.replayed is None):
        return False
    return known.newest == await _newest(services)


async def _outlook(services: Services, item: Item) -> Outlook:
    library, text = services.library, _text(item)
    knowledge, newest = library.knowledge, await _newest(services)
    hits = (await library.ask(text)).hits[:MOST_SIMILAR]
    similar = tuple(hit.entry for hit in hits if hit.entry.id != item.entry_id)
    open_tip = item.kind == "tip" and item.is_open
    alike = await _alike(services, item) if open_tip else ()
    would_answer = await _would_answer(services, item) if open_tip else 0
    return Outlook(item, knowledge, newest, similar, alike, would_answer)


@dataclass(frozen=True, slots=True, eq=False)
class Unfinished:
    """A page that lacks something, on a card that shows it; told apart by identity."""

    card: Card
    leaf: Leaf

"""What entries are pinned to, by the files and by what moderators have said since."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.knowledge.values import Entry, Pin


@dataclass(frozen=True, slots=True)
class Pinned:
    """What moderators have pinned an entry to; one that is `removed` stands in a file, where it counts no more."""

    entry_id: str
    pin: Pin
    removed: bool = False


def pinned(entries: tuple[Entry, ...], said: Iterable[Pinned]) -> tuple[Entry, ...]:
    """The entries with their pins as moderators have `said`; of those to the same phrase the first said counts.

    What is unchanged is the very same object.
    """
    known, by_entry = {entry.id for entry in entries}, defaultdict[str, list[Pinned]](list)
    owners: dict[str, str] = {}
    for each in said:
        by_entry[each.entry_id].append(each)
        if each.entry_id in known and not each.removed:
            owners.setdefault(_key(each.pin), each.entry_id)
    return tuple(_with(entry, by_entry.get(entry.id, ()), owners) for entry in entries) if by_entry else entries


def difference(entry_id: str, wanted: Sequence[Pin], filed: Sequence[Pin]) -> tuple[Pinned, ...]:
    """What has to be said for an entry to have the `wanted` pins where the file has those `filed`."""
    kept = {_key(each) for each in wanted}
    said = [Pinned(entry_id, each) for each in wanted if each not in filed]
    return (*said, *(Pinned(entry_id, each, removed=True) for each in filed if _key(each) not in kept))


def with_pins(pins: Sequence[Pin], new: Sequence[Pin]) -> tuple[Pin, ...]:
    """The pins with more; a phrase that is there gets its new day."""
    days = {_key(each): each.until for each in new}
    known = {_key(each) for each in pins}
    changed = (replace(each, until=days.get(_key(each), each.until)) for each in pins)
    return (*changed, *(each for each in new if _key(each) not in known))


def _with(entry: Entry, said: Sequence[Pinned], owners: dict[str, str]) -> Entry:
    if not said and not entry.pins:
        return entry
    by_phrase = {_key(each.pin): each for each in reversed(said)}
    filed = {_key(each) for each in entry.pins}
    own = [pin for each in entry.pins if (pin := _said(each, by_phrase.get(_key(each)))) is not None]
    own += sorted((each.pin for key, each in by_phrase.items() if key not in filed and not each.removed), key=_key)
    pins = tuple(each for each in own if owners.get(_key(each), entry.id) == entry.id)
    return entry if pins == entry.pins else replace(entry, pins=pins)


def _said(filed: Pin, said: Pinned | None) -> Pin | None:
    """A file's pin as moderators have it; one that has been removed comes back when its file lets it last longer."""
    if said is None or (said.removed and filed.until > said.pin.until):
        return filed
    return None if said.removed else said.pin


def _key(pin: Pin) -> str:
    """What makes two phrases the same to the loader."""
    return pin.phrase.casefold()

"""The wording of an entry before it is approved: first the program's own, then as a moderator mends it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.features.moderation import details
from bot.features.moderation.details import NotMended
from bot.features.moderation.values import Item, Proposal
from bot.knowledge.entries import ANSWER_LENGTH, KINDS, TITLE_LENGTH
from bot.knowledge.overlay import Overlay
from bot.knowledge.values import Entry
from bot.language.personal_data import find, without
from bot.language.text import flat, meant, sentences, shortened
from bot.matching.text import words

LABELS: Final = (
    "titel", "svar", "mer", "tema", "typ", "nyckelord", "frågor", "fler_frågor", *details.LABELS,
)  # fmt: skip

_LABEL = re.compile(rf"^\s*({'|'.join(LABELS).replace('_', '[ _]')})\s*:\s*(.*)$", re.IGNORECASE)
_OF_TEXT: Final = {each for each in LABELS if each not in details.LABELS}
_UNKNOWN = re.compile(r"^\s*([^\W\d_]+)\s*:")
_MOST_KEYWORDS = 5
_MOST_QUESTIONS = 3
_TELLING = 7  # letters; shorter Swedish words seldom say what a text is about


@dataclass(frozen=True, slots=True)
class Mending:
    """The proposal with what could be used of a moderator's lines; `fault` is the first that could not."""

    proposal: Proposal
    fault: NotMended | None = None


def propose(item: Item, theme: str, about: Proposal | None = None) -> Proposal:
    """How the item would read as an entry: as last mended, as the reported entry reads, or made of the tip's text.

    `theme` is for a tip that names none; `about` is how the entry reads that a report is about. What looks like
    personal data stays in the answer only, where moderators see it pointed out.
    """
    if item.proposal is not None:
        return item.proposal
    if item.kind == "report" and about is not None:
        return about
    text = item.content.text.strip()[:ANSWER_LENGTH]
    shown = _impersonal_sentences(text)
    opening = shown[0].rstrip(".!?") if shown else without(text).strip() or text
    title = shortened(flat(opening[:1].upper() + opening[1:]), TITLE_LENGTH)
    questions = tuple(dict.fromkeys(shortened(flat(each), 120) for each in shown[:_MOST_QUESTIONS]))
    return Proposal(title, text, item.content.theme or theme, _keywords(item), questions)


def combined(kept: Proposal, other: Proposal) -> Proposal:
    """A tip's wording with what another one that says the same adds: its text under "mer", and its questions."""
    more = other.answer if other.answer.strip() != kept.answer.strip() else None
    questions = tuple(dict.fromkeys((*kept.questions, *other.questions)))
    return replace(kept, more="\n\n".join(filter(None, (kept.more, more))) or None, questions=questions)


def proposal_of(entry: Entry, overlay: Overlay) -> Proposal:
    """An entry as it reads today, and is placed by what lies over the files."""
    return Proposal(
        entry.title, entry.answer, entry.theme, entry.keywords, entry.questions, entry.kind, entry.more,
        entry.links, entry.contact, entry.valid_until,
        entry.pins, entry.id in overlay.retired,
    )  # fmt: skip


def reads_as(one: Proposal, other: Proposal) -> bool:
    """Whether two would be the same text to members, however they are placed."""
    return replace(one, pins=other.pins, retired=other.retired) == other


def mend(
    proposal: Proposal,
    text: str,
    themes: Mapping[str, str],
    *,
    only: bool = False,
    label: str = "",
    beside: bool = True,
) -> Mending | None:
    """The proposal with what lines such as "titel: …" say; None when no line has such a label.

    A line without a label goes on with the one before, the first with `label` if that is given. When the text is `only`
    for mending, a label like one of ours is taken for that one mistyped, which is a fault. Lists are parted by commas,
    questions also by question marks and lines. `themes` is id -> name; either may be written. Labels of what stands
    `beside` the text count only then: an answer to somebody may well begin with "Kontakt:".
    """
    given: dict[str, str] = {}
    faults: list[NotMended] = []
    for line in text.splitlines():
        found = _LABEL.match(line)
        found = found if beside or found is None or found[1].casefold() in _OF_TEXT else None
        like = _mistyped(line) if only and found is None else ""
        label = "" if like else found[1].casefold().replace(" ", "_") if found is not None else label
        faults += [NotMended("label", like)] if like else []
        if label:
            given[label] = f"{given.get(label, '')}\n{found[2] if found is not None else line}".strip()
    fields: dict[str, Any] = {}
    for name, value in given.items():
        try:
            fields |= (
                _beside(proposal, name, value) if name in details.LABELS else _field(proposal, name, value, themes)
            )
        except NotMended as fault:
            faults.append(fault)
    if fields.keys() & {"contact", "valid_until"}:
        fields = {"links": proposal.links or (), **fields}
    return Mending(replace(proposal, **fields), next(iter(faults), None)) if given or faults else None


def _mistyped(line: str) -> str:
    word = _UNKNOWN.match(line)
    return meant(f"{word[1].casefold()}:", [f"{each}:" for each in LABELS]) if word is not None else ""


def _beside(proposal: Proposal, label: str, value: str) -> dict[str, Any]:
    """The same for what stands beside its text; what is pinned comes to what is pinned already."""
    return details.READ[label](value) if label in details.READ else {"pins": details.pins(value, proposal.pins)}


def _field(proposal: Proposal, label: str, value: str, themes: Mapping[str, str]) -> dict[str, Any]:
    """What a line makes of the proposal's field."""
    if not value and label not in {"mer", "nyckelord", "frågor"}:
        raise NotMended("empty", label)
    match label:
        case "titel":
            return {"title": shortened(flat(value), TITLE_LENGTH)}
        case "svar":
            return {"answer": value[:ANSWER_LENGTH]}
        case "mer":
            return {"more": value[:ANSWER_LENGTH] or None}
        case "tema" | "typ":
            return {"theme": _theme(value, themes)} if label == "tema" else {"kind": _kind(value)}
        case "nyckelord":
            return {"keywords": _listed(r"[,;\n]", value)}
        case _:
            listed = _listed(r"[;\n]|(?<=\?)", value)
            before = proposal.questions if label == "fler_frågor" else ()
            return {"questions": tuple(dict.fromkeys((*before, *listed)))}


def _theme(value: str, themes: Mapping[str, str]) -> str:
    called = {name.casefold(): theme_id for theme_id, name in themes.items()} | {each: each for each in themes}
    found = called.get(value.casefold())
    if found is None:
        raise NotMended("theme", meant(value.casefold(), called))
    return found


def _kind(value: str) -> str:
    kind = {**KINDS, "önskemål": "rekommendation", "förslag": "rekommendation"}.get(value.casefold())
    if kind is None:
        raise NotMended("kind", value)
    return kind


def _listed(parting: str, value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shortened(flat(each), 120) for each in re.split(parting, value) if each.strip()))


def _keywords(item: Item) -> tuple[str, ...]:
    """The longest words of the text, and the place: what somebody would search for."""
    spelled = re.findall(r"[^\W\d_]+", " ".join(_impersonal_sentences(item.content.text)).casefold())
    telling = sorted({each for each in spelled if len(each) >= _TELLING and words(each)}, key=lambda w: (-len(w), w))
    place = item.content.place or ""
    return (
        *([shortened(flat(place), 40)] if place and not find(place) else []),
        *telling[:_MOST_KEYWORDS],
    )


def _impersonal_sentences(text: str) -> list[str]:
    """Its sentences without those in which something looks like personal data."""
    return [each for each in sentences(text) if not find(each)]

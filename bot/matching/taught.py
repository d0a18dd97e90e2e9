"""Which entry answers exactly a text, whatever the numbers say: moderators have linked it, or it is the entry's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.knowledge.values import Entry
from bot.language.text import LINE_LENGTH, flat, shortened
from bot.matching.text import cut, words


@dataclass(frozen=True, slots=True)
class Taught:
    """Ids of entries by text, give or take capitals and punctuation; `own` are those that have it as a question.

    What is `pinned` also comes before whatever else the message could be but a cry for help.
    """

    own: Mapping[str, frozenset[str]]
    linked: Mapping[str, str] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()

    def linking(self, phrases: Iterable[tuple[str, str]], pins: Iterable[tuple[str, str]] = ()) -> "Taught":
        """The same with other links, from texts to ids; of a text given twice the first counts."""
        first, linked = tuple(pins), dict[str, str]()
        for text, entry_id in (*first, *phrases):
            linked.setdefault(_plain(text), entry_id)
        return replace(self, linked=linked, pinned=frozenset(_plain(text) for text, _ in first))

    def changed(self, stale: Sequence[Entry], added: Sequence[Entry]) -> "Taught":
        """The same where the `stale` entries have gone and the `added` ones have come."""
        own = dict(self.own)
        for entries, change in ((stale, frozenset.difference), (added, frozenset.union)):
            for entry in entries:
                for question in map(_plain, entry.questions):
                    own[question] = change(own.get(question, frozenset()), (entry.id,))
        return replace(self, own=own)

    def link(self, question: str) -> str | None:
        """The id of the entry that a question has been linked to."""
        return self.linked.get(_plain(question)) if self.linked else None

    def owner(self, question: str) -> str | None:
        """The id of the entry that alone has this question among its own."""
        owners = self.own.get(_plain(question), frozenset[str]())
        return next(iter(owners)) if len(owners) == 1 else None

    def is_pinned(self, question: str) -> bool:
        """Whether moderators have pinned an entry to exactly this."""
        return bool(self.pinned) and _plain(question) in self.pinned


def _plain(text: str) -> str:
    """The folded words of as much of a text as a phrase keeps."""
    return " ".join(words(shortened(flat(cut(text)), LINE_LENGTH)))

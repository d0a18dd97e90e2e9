"""Messages that are no questions to the knowledge: small talk, and what other people or authorities answer."""

from rapidfuzz import fuzz, process

from bot.knowledge.values import Knowledge, Reply
from bot.matching.text import cut, words

_ALIKE = 90.0  # of 100, so that a slip in a greeting is forgiven and another word is not
_SHORTEST = 5  # letters; shorter phrases have to be typed right


class SmallTalk:
    """Phrases with their replies; a message has to be a phrase as a whole, not merely contain it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._replies: dict[str, Reply] = {}
        for reply in (*knowledge.pointers, *knowledge.small_talk):
            for phrase in reply.phrases:
                self._replies.setdefault(_plain(phrase), reply)
        self._long = [phrase for phrase in self._replies if len(phrase) >= _SHORTEST]

    def reply(self, question: str) -> Reply | None:
        """The reply to a message that is one of the phrases, give or take a slip."""
        plain = _plain(question)
        exact = self._replies.get(plain)
        if exact is not None or len(plain) < _SHORTEST:
            return exact
        near = process.extractOne(plain, self._long, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return None if near is None else self._replies[near[0]]


def outside_texts(knowledge: Knowledge) -> tuple[tuple[str, ...], tuple[Reply | None, ...]]:
    """All messages known to be out of scope, and in step with them the reply that some have."""
    texts: list[str] = []
    replies: list[Reply | None] = []
    for reply in (*knowledge.pointers, *knowledge.small_talk):
        texts += map(cut, reply.phrases)
        replies += [reply] * len(reply.phrases)
    texts += map(cut, knowledge.out_of_scope)
    replies += [None] * len(knowledge.out_of_scope)
    return tuple(texts), tuple(replies)


def _plain(text: str) -> str:
    """The folded words; a message without words, such as a waving hand, as it is."""
    return " ".join(words(text)) or cut(text)

"""Messages that are no questions to the knowledge: small talk, and what other people or authorities answer."""

from rapidfuzz import fuzz, process

from bot.knowledge.values import Knowledge, Reply
from bot.language.text import first_sentence
from bot.matching.acts import is_over
from bot.matching.content import Content, ordinary
from bot.matching.text import cut, echo, fold, words

ALARM = "112"  # a reply that names it comes before what has been taught
_ALIKE = 90.0  # of 100, so that a slip in a greeting is forgiven and another word is not
_ECHO = 0.9  # of 1, for a word that is the same but for its ending
_BESIDE = 2  # words that may stand beside a cry for help
_SHORTEST = 5  # letters; shorter phrases have to be typed right


class SmallTalk:
    """Phrases with their replies; a message has to be a phrase as a whole, not merely contain it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._replies: dict[str, Reply] = {}
        for reply in (*knowledge.pointers, *knowledge.small_talk):
            for phrase in reply.phrases:
                self._replies.setdefault(_plain(phrase), reply)
        self._long = [phrase for phrase in self._replies if len(phrase) >= _SHORTEST]
        self._cries = [phrase for phrase, reply in self._replies.items() if is_cry(reply) and phrase.count(" ") > 1]
        self._chat = frozenset(reply.id for reply in knowledge.small_talk)
        alarms = (reply for reply in knowledge.pointers if is_cry(reply))
        self.alarm = next(alarms, Reply("fara", ordinary().danger, ()))

    def reply(self, question: str) -> Reply | None:
        """The reply to a message that is one of the phrases, give or take a slip."""
        plain = _plain(question)
        exact = self._replies.get(plain)
        if exact is not None or len(plain) < _SHORTEST:
            return exact
        near = process.extractOne(plain, self._long, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        found = near[0] if near is not None else self._cry(plain)
        return None if found is None else _unless_over(question, self._replies[found])

    def _cry(self, plain: str) -> str | None:
        """A cry for help that is nearly all of a message."""
        number = len(plain.split())
        fitting = (
            each for each in self._cries if f" {each} " in f" {plain} " and number <= len(each.split()) + _BESIDE
        )
        return next(fitting, None)

    def shares(self, meant: Content, reply: Reply) -> bool:
        """Whether a word of a message that names something is one of those that a reply is for, give or take an end."""
        return any(echo(fold(word), own) >= _ECHO for word in meant.heavy for own in _known(reply))

    def fitting(self, question: str, meant: Content, reply: Reply) -> Reply | None:
        """A reply to what resembles a question, if it suits: no alarm for what is over, no chat about other things."""
        if reply.id in self._chat and not _known(reply).issuperset(map(fold, meant.heavy)):
            return None
        return _unless_over(question, reply)


def is_cry(reply: Reply) -> bool:
    """Whether a reply is to a cry for help: the number is the first that it says."""
    return ALARM in first_sentence(reply.answer)


def outside_texts(knowledge: Knowledge, *, english: bool = False) -> tuple[tuple[str, ...], tuple[Reply | None, ...]]:
    """All messages known to be out of scope, those of any network too, and where `english` then those in English last.

    In step with them is the reply that some have.
    """
    texts: list[str] = []
    replies: list[Reply | None] = []
    for reply in (*knowledge.pointers, *knowledge.small_talk):
        texts += map(cut, reply.phrases)
        replies += [reply] * len(reply.phrases)
    known = set(texts)
    others = (*knowledge.out_of_scope, *ordinary().outside)
    texts += [text for text in map(cut, others) if text not in known]
    texts += ordinary().outside_english if english else ()
    return tuple(texts), (*replies, *[None] * (len(texts) - len(replies)))


def _known(reply: Reply) -> set[str]:
    """The folded words of what a reply is for."""
    return set(words(" ".join(reply.phrases)))


def _unless_over(question: str, reply: Reply) -> Reply | None:
    return None if ALARM in reply.answer and is_over(question) else reply


def _plain(text: str) -> str:
    """The folded words; a message without words, such as a waving hand, as it is."""
    return " ".join(words(text)) or cut(text)

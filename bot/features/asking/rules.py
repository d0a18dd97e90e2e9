"""How words are read that go on with a conversation; nothing is looked up and nothing stored here.

A message goes on with a thread by whole phrases ("mer", "källa?"), or by asking for a kind of answer without naming
another topic ("och vad kostar det"). What `meant` names is compared with the words of the `topic`, the entry's own.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from bot.features.asking.patterns import bare, kind_asked, patterns
from bot.features.asking.remarks import asks, is_courtesy
from bot.features.asking.values import FollowUp
from bot.matching.content import Content
from bot.matching.patterns import plain
from bot.matching.text import fold, spelled_words, words

_ALIKE: Final = 5  # letters that two forms of a word share
_LEAST: Final = 2  # letters; no word that names something has so few without its ending
_SHORT: Final = 5  # words; so few name no topic of their own
_FEW: Final = 2  # words with meaning; a message with more is a whole thought

_ABOUT: Final = re.compile(
    r"^\W*(?:och |men |nej |ok )*(?:tillbaka till|åter till|mer om|berätta (?:mer )?om|den (?:med|om|där med)|"
    r"det (?:med|om|där om)|jag menar|jag menade|jag tänkte på|ge mig (?:ett |några )?exempel på|exempel på) (.+)$",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"^\W*(?:(?:och|men|hur är det|hur ser det ut|finns det|gäller det|ja)\s+)*(?:då\s+)?(?:i|på|kring|runt)\s+"
    r"([A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?)(?:\s+då|\s+också)?\W*$"
)
_SOMEWHERE: Final = re.compile(r"\b(?:i|på)\s+[A-ZÅÄÖ][\w-]+")
_BESIDE: Final = re.compile(r"\b(?:i|på|hos|vid|till|för|från|med|av|om)\s+\w+", re.IGNORECASE)
_ENDINGS: Final = ("en", "et", "n", "t", "ar", "er", "or", "s")
_ELLIPSIS: Final = re.compile(r"(?:hur )?\w+ \w+|vilk\w+ \w+ \w+s")


def follow_up(
    text: str, meant: Content, topic: Collection[str], *, sure: bool = False, foreign: bool = False
) -> FollowUp | None:
    """What a message wants of the thread whose topic has these words (folded); None if it begins anew.

    `sure` tells that it has an answer of its own, which goes before all but short words that point back. Of a
    `foreign` message it is not known which words name a topic, so only what is brief or points back goes on.
    """
    said = plain(text)
    wish = next((wish for wish, phrase in patterns().phrases.items() if phrase.fullmatch(said)), None)
    if wish is not None:
        return FollowUp(wish)
    if named := place(text):
        return FollowUp("place", place=named)
    if is_courtesy(text, meant):
        return None
    return _foreign(said) if foreign else _asking(text, said, _named(text, meant, topic), sure)


@dataclass(frozen=True, slots=True)
class _Named:
    """The words of a message that name something: those that are not the topic's, and whether one of the others is.

    Of the `strangers` some are `new`; the others are what any topic has, such as a price.
    """

    strangers: tuple[str, ...]
    new: tuple[str, ...]
    topical: bool


def _asking(text: str, said: str, named: _Named, sure: bool) -> FollowUp | None:
    """A question about the thread; one that names something new is so only if it points back or leaves a word out."""
    points = points_back(said)
    back = points or said.startswith(("och ", "men ")) or said.endswith(" da")
    brief = len(said.split()) <= _SHORT
    if back and not sure and len(named.new) <= points and patterns().any["pengar"].search(said):
        return FollowUp("money")
    fits = not named.new or (len(named.new) == 1 and (points or named.topical or _leaves_out(said)))
    if not named.strangers or (fits and (points or brief) and not (sure and not (back and brief))):
        asked = kind_asked(said)
        if asked is not None:
            return FollowUp("kind", asked)
    if named.strangers or sure or len(text.split()) == 1:
        return None
    begins = back or said.startswith(("i ", "pa ", "med ", "for "))
    return FollowUp("more") if (begins and brief) or (back and asks(text)) else None


def place(text: str) -> str | None:
    """The place that a message asks about and nothing else, as in "och i Norrbotten?"."""
    found = _PLACE.match(text.strip())
    return None if found is None else found[1]


def points_back(text: str) -> bool:
    """Whether a message has a word such as "det" that stands for what has been spoken of."""
    said = plain(text)
    return bool(patterns().words["pekar"].intersection(patterns().any["pekar_inte"].sub(" ", said).split()))


def _leaves_out(said: str) -> bool:
    """Whether what is asked about goes without saying, as in "hur många åker" or "vilken kommun"."""
    return bool(_ELLIPSIS.fullmatch(bare(said)))


def _foreign(said: str) -> FollowUp | None:
    each, asked = said.split(), kind_asked(said)
    near = len(each) <= _FEW + 1 or bool(patterns().words["pekar_utrikes"].intersection(each))
    return FollowUp("kind", asked) if asked is not None and near else None


def _named(text: str, meant: Content, topic: Collection[str]) -> _Named:
    """What a message names, a place aside; what only stands beside, as in "i byn", makes no word the topic's."""
    within = _SOMEWHERE.sub(" ", text)
    strangers = tuple(word for word in _heavy(text, within, meant) if not _in(word, topic))
    known = patterns().any
    new = tuple(word for word in strangers if not any(known[of].fullmatch(fold(word)) for of in ("pengar", "hör_till")))
    return _Named(strangers, new, any(_in(word, topic) for word in _heavy(text, _BESIDE.sub(" ", within), meant)))


def _heavy(text: str, within: str, meant: Content) -> list[str]:
    """The words that name something, as they were meant, but for those that stand outside a part of the text only."""
    left_out = set(words(text)).difference(words(within))
    return [word for word in meant.heavy if fold(word) not in left_out]


def about(text: str) -> str | None:
    """What a message says that it is about, as in "mer om maten" or "den med bussen"."""
    found = _ABOUT.match(text.strip())
    return None if found is None else found[1]


def chosen(meant: Content, choice: Mapping[str, Collection[str]]) -> str | None:
    """The one of the entries on offer, by id with their words, that a message names; None if none, or several."""
    wanted = [*meant.heavy, *meant.light]
    fitting = [each for each, words in choice.items() if wanted and all(_in(word, words) for word in wanted)]
    return fitting[0] if len(fitting) == 1 else None


def is_reaction(text: str, meant: Content) -> bool:
    """Whether a message goes on with what was shown, so that nothing more need follow."""
    return follow_up(text, meant, ()) is not None or is_courtesy(text, meant)


def is_short(text: str) -> bool:
    """Whether a message is so short that it can only go on with something."""
    return len(spelled_words(text)) <= _SHORT and kind_asked(text) is None and not is_courtesy(text, Content())


def is_unfinished(text: str, meant: Content) -> bool:
    """Whether more words are likely to follow within a moment: nothing is asked, and little is said."""
    return not asks(text) and len(meant.heavy) <= _FEW


def _in(word: str, topic: Collection[str]) -> bool:
    """Whether a topic has a word, inflected, or as the beginning or the end of a longer one."""
    folded = fold(word)
    stem = folded[:_ALIKE]
    bases = {folded.removesuffix(ending) for ending in _ENDINGS if len(folded) > len(ending) + _LEAST}
    return any(each in bases or each.startswith(stem) or (len(stem) == _ALIKE and stem in each) for each in topic)

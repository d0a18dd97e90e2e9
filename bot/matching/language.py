"""Which language a message is in; without the network, and in less than a tenth of a millisecond.

Most messages are Swedish, with dialect and slips that a detector takes for Danish or Norwegian. So a message is in
another language only if the knowledge knows few of its letters, and the detector is sure of one that is no neighbour.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from py3langid.langid import LanguageIdentifier

from bot.matching.encoder import VectorCache
from bot.matching.remembered import Memory, fingerprint
from bot.matching.text import spelled_words

log = logging.getLogger(__name__)

SWEDISH = "sv"
ENGLISH = "en"
_NEIGHBOURS = frozenset({"da", "no"})
_LIKELY = (
    "sv", "da", "no", "en", "fi", "et", "de", "fr", "es", "it", "nl", "pl", "uk", "ru", "ar", "fa", "ku", "tr", "ro",
    "lt", "lv", "hr", "sq", "th", "vi", "zh",
)  # fmt: skip
_FAMILIAR = 0.75  # of a message's letters; above that it is Swedish, and the detector is not asked
_SURE = 0.9


def language(question: str, known: float) -> str:
    """The ISO 639-1 code of a message; `known` is the share of its letters that the knowledge has."""
    if known >= _FAMILIAR or not any(map(str.isalpha, question)):
        return SWEDISH
    detector = _detector()
    if detector is None:
        return SWEDISH
    code, chance = detector.classify(question)
    latin = any("a" <= letter <= "z" for letter in question.casefold())
    if latin and (code in _NEIGHBOURS or chance < _SURE or len(spelled_words(question)) < 2):
        return SWEDISH
    return str(code)


@dataclass(frozen=True, slots=True)
class _Home:
    """The language of a knowledge."""

    code: str


def home(texts: Sequence[str], cached: VectorCache | None) -> str:
    """The language that texts are in, from the cache where that has been told before."""
    if cached is None:
        return language(" ".join(texts), 0.0)
    return Memory(cached, fingerprint(texts)).recall(_Home, lambda: _Home(language(" ".join(texts), 0.0))).code


@cache
def _detector() -> LanguageIdentifier | None:
    """Loaded when first needed, which takes half a second and 40 MB; None where it cannot be unpacked."""
    try:
        made = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    except OSError as failed:  # it is unpacked to a file first, and the disk may be full
        log.warning("languages are not told apart: %s", failed.strerror)
        return None
    made.set_languages(_LIKELY)
    return made

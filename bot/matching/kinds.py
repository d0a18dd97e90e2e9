"""What kind of answer a question asks for, and which kinds an entry holds.

Only kinds that an entry can lack count: a person's name, a place, a time, an amount, a reason, a permission. Those who
ask what or how are helped by any entry on the topic.
"""

import re
from collections.abc import Mapping
from typing import Final, Literal

from bot.knowledge import Entry
from bot.matching.text import fold, spelled_words

AnswerKind = Literal["vem", "var", "när", "hur mycket", "varför", "får man"]

_BE: Final = r"(?:ar|e|ae|va|var|blir|blev|heter|sitter|ager|skoter|driver|bestammer|kor|leder|ansvarar|jobbar|ringer|tar|har|svarar)"
_START: Final = (
    r"(?:^|.*[.?!] |^(?:hej|och|men|jo|ja|sa|undrar|vet ni|vet du|vet nan|nan som vet|kan ni saga) (?:\w+ )?)"
)
_ASKED: Final[Mapping[AnswerKind, re.Pattern[str]]] = {
    "hur mycket": re.compile(
        r"\bhur (?:mycke|mycket|mkt|manga|hog|hogt|hoga|stor|stort|stora|lang|langt|lange|dyr|dyrt|ofta|gammal|fort)\b|"
        r"\bvad (?:kostar|kosta|tar (?:de|ni|dom|man) (?:for|betalt)|tjanar|betalar)\b|\bva (?:kostar|kostr)\b|"
        r"\b(?:vilket pris|priset|prisnivan|timlon|lonen|hyran|avgiften)\b|"
        r"^(?:vad|vilken|va) (?:ar|e|blir) (?:hyran|momsen|lonen|skatten|avgiften|moms|priset|taxan|milersattningen)\b|"
        r"^vilken (?:moms|lon|avgift|hyra|skatt|skattesats|ranta)\b|^momsen (?:pa|for)\b"
    ),
    "när": re.compile(
        r"^nar (?:ar|e|gar|kommer|borjar|oppnar|oppnas|stanger|startar|slutar|har|far|byggs|blir|ska|betalas|sker|halls|"
        r"ska|kan|star|infors|utlyses|gors)\b|"
        r"\b(?:hur dags|vilken tid|vilket datum|vilken dag|vilka dagar|vilka tider|vilket ar|sista dag|sista ansokningsdag)\b"
    ),
    "vem": re.compile(
        rf"^(?:vem|vems|ka|vilka personer) {_BE}\b|^vem som\b|\bvem (?:ar|e|heter|blir|blev|sitter|ager|var)\b|"
        r"^(?:vad|va) heter (?!det)|\bvet (?:ni|du|nan|nagon) vem\b|^vilk(?:en|et|a) (?:foretag|firma|kommun|operator|parti|bank|person|personer)\b|"
        r"^vem (?:kan|far|ska|gor|har|vann|hyr|bygger|betalar|graver|ger|valjer|utser)\b"
    ),
    "var": re.compile(
        r"^(?:var|vart) \w+ (?:man|jag|vi|ni|en)\b|\b(?:var|vart) (?:ligger|finns|hittar|kan|ar|e|ska|far|star|hanger|gar)\b|"
        r"^(?:vilken|vilket) (?:ort|stad|adress)\b|^i vilken (?:kommun|by|ort)\b|^vilken (?:kommun|by|ort)\b"
    ),
    "varför": re.compile(r"\b(?:varfor|vaffor|hur kommer det sig|va for nar|av vilken anledning)\b"),
    "får man": re.compile(
        r"^(?:far|maste|behover) (?:man|jag|vi|en|ett|byn|foreningen|byalaget|kommunen|det)\b|\b(?:ar det|e det) (?:tillatet|lagligt|olagligt|forbjudet|okej|ok)\b|"
        r"\bkravs (?:det )?(?:\w+ )?(?:tillstand|lov|bygglov|licens|registrering|\w*tillstand)\b|\bbehovs (?:det )?\w*(?:tillstand|lov|licens)\b"
    ),
}  # fmt: skip

_HELD: Final[Mapping[AnswerKind, re.Pattern[str]]] = {
    "hur mycket": re.compile(r"\d+ ?(?:%|procent|kr|kronor|mil|invanare)|\b\d+ procent|procent moms"),
    "när": re.compile(r"\b(?:den \d+ \w+|klockan \d|varje (?:mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag))\b"),
    "vem": re.compile(r"\bheter \w+|\bkontaktperson\b"),
    "var": re.compile(r"\b(?:ludvika|appelbo|gagnef|i \w+ kommun)\b"),
    "varför": re.compile(r"\b(?:darfor|eftersom|for att|sa att|gor att|leder till|orsak|syftet|beror)\b"),
    "får man": re.compile(r"\b(?:tillatet|forbjudet|lagen sager|tillstand|far bara|far man)\b"),
}


def kind(question: str) -> AnswerKind | None:
    """The kind of answer that a Swedish question asks for, where an entry may lack it."""
    plain = _plain(question)
    return next((name for name, asked in _ASKED.items() if asked.search(plain)), None)


def held(entry: Entry) -> frozenset[AnswerKind]:
    """The kinds of answer that an entry's own text holds, and those that its example questions ask for."""
    plain = _plain(" ".join(filter(None, (entry.title, entry.answer, entry.more))))
    told = {name for name, holding in _HELD.items() if holding.search(plain)}
    return frozenset(told.union(filter(None, map(kind, entry.questions))))


def _plain(text: str) -> str:
    """The folded words; only "vår" keeps its ring, so that it is not taken for "var"."""
    return " ".join(word if word == "vår" else fold(word) for word in spelled_words(text))

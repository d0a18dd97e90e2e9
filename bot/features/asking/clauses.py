"""The clauses of a message: a question turned into what is not known, and several questions told apart.

"Var kan man låna ett släp" is turned into "Var man kan låna ett släp". Only questions of plain build are turned; of
others None, so that nothing is said that the member did not mean.
"""

import re
from typing import Final

_LONGEST: Final = 10  # words; more is a story rather than a question
_FEW: Final = 3  # words that may name one thing, as in "var ligger den gamla kvarnen"
_MODAL: Final = "kan|får|ska|skall|måste|behöver|bör|vill|brukar"
_BE: Final = "är|var|blir|blev"
_VERB: Final = (
    rf"{_MODAL}|{_BE}|finns|ligger|går|kostar|kommer|öppnar|stänger|börjar|började|slutar|startar|har|hade|gör|gjorde|"
    "säljs|hålls|håller|står|heter|kör|sköter|äger|bestämmer|betalar|ansvarar|driver|leder|hyr|söker|hittar|tar"
)
_ALONE: Final = "ligger|finns|går|kommer|kostar|öppnar|stänger|börjar|började|slutar|startar|heter|står"
_PLACED: Final = r"(var|vart|när|varför|hur dags|hur (?:mycket|många|ofta|länge|långt|stor|stort|dyrt?)(?: \w+)?|vad)"
_WHO: Final = "(vem|vilka|vilken|vilket)"
_WHICH: Final = r"((?:vilken|vilket|vilka) \w+)"
_TURNED: Final = (
    (rf"{_WHO} ({_BE}) (det|den|han|hon|de|dom)$", r"\1 \3 \2"),
    (rf"{_WHO} ({_VERB}) (man|jag|vi)\b(.*)", r"\1 \3 \2\4"),
    (rf"{_WHO} ({_VERB})\b(?! (?:de|dom|han|hon)\b)(.*)", r"\1 som \2\3"),
    (rf"{_WHICH} ({_VERB}) (man|jag|vi|det|den|de|dom|han|hon)\b(.*)", r"\1 \3 \2\4"),
    (rf"{_PLACED} ({_VERB}) (man|jag|vi|det|den|de|dom|han|hon)\b(.*)", r"\1 \3 \2\4"),
    (rf"{_PLACED} ({_ALONE}) ((?:\w+ ?){{1,{_FEW}}})$", r"\1 \3 \2"),
    (rf"({_MODAL}) (man|jag|vi)\b(.*)", r"om \2 \1\3"),
    (rf"({_BE}) (det)\b(.*)", r"om \2 \1\3"),
)
_YOURS: Final = {
    "jag": "du", "mig": "dig", "mej": "dig", "min": "din", "mitt": "ditt", "mina": "dina",
    "vi": "ni", "oss": "er", "vår": "er", "vårt": "ert", "våra": "era", "dom": "de",
}  # fmt: skip
_OURS: Final = frozenset(("du", "dig", "dej", "din", "ditt", "dina", "ni", "er", "ert", "era"))
_ASIDE: Final = re.compile(r"^(?:(?:och|men|hej|ja|jo|jaha|ok|okej|då|så|alltså|vet (?:du|ni))[ ,]+)+", re.IGNORECASE)

_DOER: Final = "det|man|vi|jag|du|ni|någon|nån|något|nåt|några"
# a verb, as it stands before whoever does it, also as it is spoken: "hur ordna vi"
_PRESENT: Final = rf"(?:{_VERB}|e|ä|\w{{2,}}(?:ar|er|år|ör|yr|ir)|\w{{3,}}a(?= (?:{_DOER})\b))\b"
_HOW: Final = r"(?:(?:mycket|många|ofta|länge|långt|stor|stort|dyrt?|snabbt|dags|bra)(?: \w+)? )?"
_BEGINS: Final = (
    rf"(?:(?:vad?|var|vart|när|varför|vem|vilka) |hur {_HOW}|vilk\w+ \w+ ){_PRESENT}"
    rf"|(?:{_MODAL}|har|finns|går|är|blir) (?:{_DOER})\b"
)
_AND: Final = "(?:och|å|o|&|samt|sen|sedan|men)"
_ASKS: Final = re.compile(_BEGINS, re.IGNORECASE)
_BETWEEN: Final = re.compile(
    rf"(?:(?<=\?)(?:\s+|(?=\w+ ))|\s*\n\s*)(?:{_AND}\s+)?"
    rf"|(?:(?<=[.,;])\s+|\s+(?:\d[.)]|{_AND}(?:\s+(?:också|även|så|då))?)\s+)(?={_BEGINS})",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"^[ \t]*(?:\d+[.)]|[-–•*])[ \t]+", re.MULTILINE)
MOST: Final = 3  # questions of a message; more are a letter


def parted(text: str) -> tuple[str, ...]:
    """The questions of a message, each with what was said just before it; only one where they cannot be told apart."""
    said, asked = "", []
    for part in _BETWEEN.split(_BULLET.sub("", text).strip()):
        said = f"{said} {part}".strip()
        if part.endswith("?") or _ASKS.match(_ASIDE.sub("", part)):
            asked.append(said.rstrip(" ,.;"))
            said = ""
    return (*asked[:-1], f"{asked[-1]} {said}".strip()) if 1 < len(asked) <= MOST else (text,)


def unknown(question: str) -> str | None:
    """The clause that says what a question asks for, with a capital; plain text."""
    asked = _ASIDE.sub("", " ".join(question.split())).rstrip(" ?!.").removesuffix(" då")
    words = re.findall(r"[\w-]+", asked.casefold())
    if not asked or len(words) > _LONGEST or _OURS.intersection(words) or re.search(r"[^\w\s-]", asked):
        return None
    asked = asked.casefold() if asked.isupper() else asked
    for build, turned in _TURNED:
        if found := re.fullmatch(build, asked, re.IGNORECASE):
            clause = re.sub(r"[\w-]+", _yours, found.expand(turned).strip())
            return clause[:1].upper() + clause[1:]
    return None


def _yours(found: re.Match[str]) -> str:
    word = found.group()
    return _YOURS.get(word.casefold(), word)

"""Personal data in free text, pointed out to whoever wrote it before it is sent and to moderators before it is shown.

Found are Swedish personal identity numbers and coordination numbers (with their check digit, Skatteverket's SKV 704
and 707), what has only the shape of one, as clumsy thumbs write it, Swedish phone numbers of persons (not 020 and 077,
which only firms and authorities have), e-mail addresses, property designations, names of persons and what is told of
somebody's health. It points out and never blocks, and would rather miss than cry wolf.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from stdnum import luhn

from bot.language.persons import health, names
from bot.language.text import escape, shortened

Kind = Literal["identity_number", "identity_shape", "phone", "email", "property", "name", "health"]

MOST_LISTED: Final = 5
_KINDS: Final[dict[Kind, str]] = {
    "identity_number": "personnummer",
    "identity_shape": "ser ut som ett personnummer",
    "phone": "telefonnummer",
    "email": "e-postadress",
    "property": "fastighetsbeteckning",
    "name": "namn",
    "health": "hälsa",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of the text as it was written (in NFC)."""

    kind: Kind
    text: str


def find(text: str) -> tuple[Finding, ...]:
    """What looks like personal data, each once, in the text's order; no piece counts as two kinds."""
    composed = unicodedata.normalize("NFC", text)
    plain = composed.translate(_TYPESET)
    taken: dict[tuple[int, int], Kind] = {}
    for kind, search in _SEARCHES:
        for start, end in search(plain):
            if all(end <= other_start or start >= other_end for other_start, other_end in taken):
                taken[start, end] = kind
    return tuple(dict.fromkeys(Finding(kind, composed[start:end]) for (start, end), kind in sorted(taken.items())))


def pieces(text: str) -> list[str]:
    """The text (in NFC) in pieces, of which every other, from the second on, looks like personal data."""
    found = sorted((each.text for each in find(text)), key=len, reverse=True)  # "Anna Bergström" before "Anna Berg"
    composed = unicodedata.normalize("NFC", text)
    return re.split(f"({'|'.join(map(re.escape, found))})", composed) if found else [composed]


def without(text: str, instead: str = " ") -> str:
    """The text (in NFC) with something else where it looks like personal data."""
    return instead.join(pieces(text)[::2])


def listed(findings: Sequence[Finding]) -> str:
    """The first of them, one a line, in Swedish; safe HTML."""
    return "\n".join(f"• {_KINDS[each.kind]}: {escape(shortened(each.text, 60))}" for each in findings[:MOST_LISTED])


_TYPESET = str.maketrans({"–": "-", "−": "-", "‑": "-", "\u00a0": " ", "\u202f": " "})
_BEFORE = r"(?<!\w)(?<!\d[-.,:/+])"
_AFTER = r"(?!\w)(?![-.,:/]\d)"

_IDENTITY = re.compile(rf"{_BEFORE}(\d\d)?(\d\d)(\d\d)(\d\d)(?: ?[-+] ?| )?(\d{{4}}){_AFTER}")

_AREA = (
    "08|0(?:10|11|13|16|18|19|21|23|26|31|33|35|36|40|42|44|46|54|60|63|90)"
    "|0(?!10|11|13|16|18|19|20|21|23|26|31|33|35|36|40|42|44|46|54|60|63|7|8|90)[1-9]\\d\\d"
)
_GROUPS = r"\d{2,3}(?: ?\d{2,3}){1,2}"
_PHONE = re.compile(
    _BEFORE
    + "(?:"
    + r"(?:\+|00)46[ \-]?(?:\(0\)[ ]?|0)?[1-9](?:[ .\-]?\d){6,8}"
    + r"|07[02369](?: ?[-/] ?)?(?:[ .\-]?\d){7}"
    + rf"|\((?:{_AREA})\) ?{_GROUPS}"
    + rf"|(?:{_AREA}) ?[-/] ?{_GROUPS}"
    + rf"|(?:{_AREA}) \d{{3}}(?: ?\d{{2,3}}){{1,2}}"
    + r"|0(?!20|7)[1-9]\d{7,8}"
    + ")"
    + _AFTER
)

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@| ?[(\[](?:at|a|@)[)\]] ?| snabel-?a )(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])",
    re.IGNORECASE,
)

_NAME = r"[A-ZÅÄÖÉÜ][\w-]{1,30}"
_UNIT = r"(?:[1-9]\d{0,2}|[Ss]):[1-9]\d{0,3}(?:>[1-9]\d?)?"
_DESIGNATION = re.compile(rf"(?<![\w-])((?:{_NAME} ){{0,2}})({_NAME}) ({_UNIT}){_AFTER}")
_CALLED = r"(?:fastighet(?:en|sbeteckning(?:en)?)?|beteckning(?:en)?|tomt(?:en)?)"
_NAMED_DESIGNATION = re.compile(rf"\b{_CALLED}:? ((?:[\w-]{{2,30}} ){{1,3}}{_UNIT}){_AFTER}", re.IGNORECASE)
_BLOCK = re.compile(rf"\b(?:[Kk]v\.?|KV\.?|[Kk]varteret) ?{_NAME}(?: {_NAME})? [1-9]\d{{0,2}}{_AFTER}(?! ?(?:kr|kl|%))")
_NOT_PLACES = re.compile(
    r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en|ar|arna|s)?|kl|klockan|start|slut|tid|öppet|skala|psalm|kapitel|vers"
    r"|från|till|mellan|senast|idag|imorgon|matt|matteus|markus|luk|lukas|joh|johannes|rom|mos|kor|ps|upp|apg|hebr"
    r"|jan(?:uari)?|feb(?:ruari)?|mars|april|maj|juni|juli|aug(?:usti)?|sep(?:tember)?|okt(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|seger|vinst|förlust|matchen|resultat|ställningen",
    re.IGNORECASE,
)


def _identity_numbers(text: str) -> Iterator[tuple[int, int]]:
    for found in _dated(text):
        is_mobile = re.fullmatch(r"07[02369]\d{7}", found[0]) is not None
        if not is_mobile and luhn.is_valid("".join(found.groups()[1:])):
            yield found.span()


def _identity_shapes(text: str) -> Iterator[tuple[int, int]]:
    """With any last digit, where a sign or the century says that it is meant so: ten digits may be anything."""
    for found in _dated(text):
        if "-" in found[0] or "+" in found[0] or (found[1] and found[0].isdigit()):
            yield found.span()


def _dated(text: str) -> Iterator[re.Match[str]]:
    """A date of birth and four digits."""
    for found in _IDENTITY.finditer(text):
        century, *born = found.groups()[:4]
        if any(_is_date(each, *born) for each in ([century] if century else ["19", "20"])):
            yield found


def _is_date(century: str, year: str, month: str, day: str) -> bool:
    """Whether somebody can be born then; a coordination number has 60 added to the day."""
    if century not in {"18", "19", "20"}:
        return False
    number = int(day)
    try:
        date(int(century + year), int(month), number - 60 if number > 60 else number)
    except ValueError:
        return False
    return True


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        national = re.sub(r"^(?:0046|46)0?", "0", digits) if found[0].startswith(("+", "00")) else digits
        if 8 <= len(national) <= 10 and not national.startswith(("020", "077")):
            yield found.span()


def _emails(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _EMAIL.finditer(text))


def _properties(text: str) -> Iterator[tuple[int, int]]:
    for found in _NAMED_DESIGNATION.finditer(text):
        yield found.span(1)
    for found in _BLOCK.finditer(text):
        yield found.span()
    for found in _DESIGNATION.finditer(text):
        if not _NOT_PLACES.fullmatch(found[2]) and not _is_law(found[2]) and not _is_clock(found[3]):
            yield found.span()


def _is_law(name: str) -> bool:
    """Whether it is an act's abbreviation: "PBL 8:1"."""
    return name.isupper() and len(name) <= 3


def _is_clock(unit: str) -> bool:
    """Whether it is rather a time: a whole quarter of an hour between 6 and 23."""
    block, _, number = unit.partition(":")
    return block.isdigit() and 6 <= int(block) <= 23 and number in {"15", "30", "45"}


_SEARCHES: tuple[tuple[Kind, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    ("email", _emails),
    ("identity_number", _identity_numbers),
    ("phone", _phones),
    ("identity_shape", _identity_shapes),
    ("property", _properties),
    ("health", health),
    ("name", names),
)

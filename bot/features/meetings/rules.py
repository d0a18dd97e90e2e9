"""What answers a meeting's question, how answers are read, and what moderators mean by what they choose or write."""

import re
from collections.abc import Sequence
from typing import Final

from bot.features.meetings.values import Given, NotAnswered, Question
from bot.language.personal_data import find, without
from bot.language.text import cleaned, flat, units

LONGEST_ANSWER: Final = 1_000  # UTF-16 units
LONGEST_PLACE: Final = 60
_SHORT: Final = 10  # letters; shorter, or a single word, may not say enough to others
NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[-•*])\s+")
_OPEN = re.compile(r"^när\b|\b(?:vad|vart|varför|vem|vilk(?:a|en|et)|hur|berätta|beskriv)\b", re.IGNORECASE)
_WANTING = re.compile(r"\b(?:behöv|sakna|önska|efterlys|fattas|vill ni|hjälp)", re.IGNORECASE)
_BETWEEN_PLACES = re.compile(r"[,;\n]|\s(?:och|o|samt|&)\s(?=[A-ZÅÄÖ])")
_BEFORE_A_PLACE = re.compile(r"^(?:(?i:(?:(?:jag|vi) )?(?:bor|kommer|är) (?:i|på|från)|från) |(?i:i|på) (?=[A-ZÅÄÖ]))")
_GOING_ON = re.compile(r"(?:och|men|samt|eller|fast|för att|så att|som|där|eftersom)\b")
_RUNNING_ON = re.compile(  # what makes a sentence or a name of a word that stands before it
    rf"{_GOING_ON.pattern}|(?:till|från|på|i|för|med|utan|av|vid|om|under|mellan|genom|runt|åt|hem|hit|dit|är|var|går|"
    r"kör|ska|skulle|måste|behöver|borde|kan|får|har|finns|kommer|fungerar|inte|aldrig|igen)\b"
)
_SUM = re.compile(r"\d{1,2}(?:\s*\+\s*\d{1,2})+")
_SUMS = re.compile(rf"{_SUM.pattern}(?:(?:[\s,;]+|\s+och\s+){_SUM.pattern})*[\s.]*")
_JOIN = re.compile(r"^slå ihop (?:rad(?:erna)? )?", re.IGNORECASE)
_ROWS = re.compile(r"\d{1,2}(?:(?:, ?| ?\+ ?| och | o | )\d{1,2})+[\s.]*")
_NO_WORDS = re.compile(r"[^\w\s.,:;!?()/%&+'’”\"-]+")
_ROUND_PLACES = re.compile(r"^[\W_]+|[^\w)]+$")


def answers(question: Question, words: str) -> tuple[str, ...]:
    """The answers that a message gives to a question; NotAnswered if it gives none.

    Places are parted by commas and lines. Of words, every line of a list is an answer of its own, anything else is one.
    """
    given = cleaned(words, lines=True)
    places = question.answered_by == "place"
    if places:
        parts = [place(each) for each in _BETWEEN_PLACES.split(given)]
    else:
        lines = [each.strip() for each in given.splitlines() if each.strip()]
        is_list = len(lines) > 1 and all(map(NUMBERED.match, lines))
        parts = [NUMBERED.sub("", each) for each in lines] if is_list else [given]
    parts = [each for each in dict.fromkeys(parts) if any(letter.isalpha() for letter in each)]
    if not parts:
        raise NotAnswered("empty")
    most = LONGEST_PLACE if places else LONGEST_ANSWER
    if max(map(units, parts)) > most:
        raise NotAnswered("too_long", most)
    return tuple(parts)


def place(words: str) -> str:
    """The place that words name: "Jag kommer från Åsby!" -> "Åsby"."""
    return _BEFORE_A_PLACE.sub("", _ROUND_PLACES.sub("", flat(words)))


def is_short(question: Question, text: str) -> bool:
    """Whether an answer may not say enough to those who were not there."""
    return question.answered_by == "words" and says_little(text)


def says_little(text: str) -> bool:
    """Whether words are so few that they may mean much: "Vägen"."""
    return len(text.split()) < 2 or len(text) < _SHORT


def goes_on(question: Question, text: str) -> bool:
    """Whether words are the rest of a thought that was sent before it was whole: "och alla kan vara med"."""
    return question.answered_by == "words" and _GOING_ON.match(text) is not None


def tells_more(words: str) -> bool:
    """Whether words can tell more of a short answer: a single one, as "Skolan" after "Bussen", is an answer itself."""
    return len(words.split()) > 1


def joined(before: str, words: str) -> str:
    """An answer with what came after it, which goes on with it, tells of one word, or is a sentence of its own.

    What repeats it takes its place.
    """
    start = before.rstrip(" .!,")
    if re.search(rf"\b{re.escape(start)}", words, re.IGNORECASE):
        return words
    if words[:1].islower():
        return f"{start} {words}" if " " in start or _RUNNING_ON.match(words) else f"{start}: {words}"
    return f"{start}. {words}"


def is_wish(question: Question) -> bool:
    """Whether a question asks what is wanted, so that its answers tell of what is not there."""
    return bool(_WANTING.search(question.text))


def is_yes_or_no(question: Question) -> bool:
    """Whether "ja" or "nej" answers a question: "Ska vi ha en julmarknad?"."""
    return question.answered_by == "words" and not _OPEN.search(question.text)


def careful(groups: Sequence[Given]) -> frozenset[int]:
    """The numbers of the answers that may tell of a person, which nobody takes in by the dozen."""
    return frozenset(number for number, each in enumerate(groups) if any(find(one.text) for one in (each, *each.alike)))


def headed(groups: Sequence[Given], chosen: Sequence[int]) -> list[int]:
    """The numbers of answers to be joined, first the one that says most, last what tells of a person, or has told."""

    def key(number: int) -> tuple[bool, int]:
        of = groups[number]
        return bool(find(of.text)) or "…" in (of.wording or ""), -units(of.text)

    return sorted(chosen, key=key)


def commonest(groups: Sequence[Given], chosen: Sequence[int]) -> list[int]:
    """The numbers of places to be joined, first the one that most name."""
    return sorted(chosen, key=lambda number: (-groups[number].number, number))


def sums(text: str) -> str:
    """The rows to be joined that somebody writes as "2 + 5, 1+4" or "slå ihop 2 och 5", without spaces; else empty."""
    said = text.strip()
    rows = _JOIN.sub("", said)
    if _SUMS.fullmatch(rows):
        return ",".join("".join(each.split()) for each in _SUM.findall(rows))
    return "+".join(re.findall(r"\d+", rows)) if rows != said and _ROWS.fullmatch(rows) else ""


def compared(text: str) -> str:
    """The words of an answer, by which it is like others; the same emoji after two does not make them so."""
    return " ".join(_NO_WORDS.sub(" ", text).split()) or text


def hidden(text: str) -> str:
    """The text without what looks like personal data."""
    return without(text, "…")

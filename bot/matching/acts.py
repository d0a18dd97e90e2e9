"""What a member does with a message other than asking: cries for help, wants a person, asks for the next meeting.

Each is told by words that stand together, whatever else the message says, its capitals, dots, dialect and small slips
aside. A danger that is over is none, and neither is one that a film or a figure of speech tells of.
"""

from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.content import content
from bot.matching.patterns import patterns, plain
from bot.matching.text import fold, spelled_words

Act = Literal["danger", "person", "meetings"]

_SHORTEST = 5  # letters; a slip in a shorter word makes another word


def act(question: str) -> Act | None:
    """What a message does, if it does anything but ask."""
    if _is_danger(question):
        return "danger"
    known, text = patterns(), plain(question)
    meant = content(spelled_words(question))
    named = {*meant.heavy, *meant.light}
    if known.person.search(text) and named <= known.words["människa"]:
        return "person"
    signing_up = "anmäl" in question.casefold()
    return "meetings" if known.meetings.search(text) and (signing_up or named <= known.words["träffar"]) else None


def is_over(question: str) -> bool:
    """Whether a message tells of a danger that has passed and does not go on, or of none, as "vi brinner för byn"."""
    known, text = patterns(), plain(question)
    return bool(known.over.search(text)) and not known.going_on.search(text)


def has_passed(question: str) -> bool:
    """Whether a message that follows a cry for help tells that help has come, or that all is well."""
    return is_over(question) or bool(patterns().passed.search(plain(question)))


def _is_danger(question: str) -> bool:
    mended = " ".join(fold(_mended(word)) for word in spelled_words(question))
    return any(map(patterns().danger.search, (plain(question), mended))) and not is_over(question)


def _mended(word: str) -> str:
    """A word of danger for one that is a slip from it."""
    if len(word) < _SHORTEST:
        return word
    near = process.extractOne(word, patterns().words["fara"], scorer=OSA.distance, score_cutoff=1)
    return word if near is None or near[0][0] != word[0] else near[0]

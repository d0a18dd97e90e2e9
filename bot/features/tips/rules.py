"""The dialogue of a submission as data: which step is next, and which answers it takes. Nothing is stored here.

A tip goes text, place, theme, signature, photo, the photo's description, preview. A question to a human, a report of
an entry, a reply to the moderators and the name of a place, which a meeting asks for, go text, preview.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.features.tips.values import OTHER_STEPS, Draft, Kind, NotTaken, Step
from bot.language.text import cleaned, units

LONGEST: dict[Step, int] = {"text": 3_500, "place": 100, "signature": 80, "photo_text": 300}  # UTF-16 units
LONGEST_PLACES = 300  # UTF-16 units; an answer may name several
GOES_ON_WITHIN = timedelta(seconds=20)  # from one message of a text to the next
AT_ONCE = timedelta(seconds=3)  # too soon for somebody to have read what is asked
FEW = 4  # words; so many that came too soon for an answer hardly name a place
SENTENCE = 6  # words; so many hardly name a place
FEWEST_WORDS: dict[Kind, int] = {"tip": 3, "question": 1, "report": 1, "reply": 0, "place": 0}

_CLAUSE = re.compile(  # "den eldas", and not "den gamla kvarnen"
    r"\W*(?:(?:den|det|de|dom)(?! (?!ska\b|bara\b|bra\b)\w+a )|och|o|som|men|så|alla|man|sen)\b", re.IGNORECASE
)
_LIES = re.compile(
    r"\b(?:är|ligger|finns|bor|var|står)\s+(?:det\s+)?(?:i|på|vid|nära|utanför|mellan|norr|söder|öster|väster)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\s[A-ZÅÄÖ]|^\W*(?:[Ii]|[Pp]å|[Vv]id|[Nn]ära|[Uu]tanför|[Mm]ellan|[Bb]akom|[Nn]orr|[Ss]öder|[Öö]ster|[Vv]äster)\b"
)
_ASKS_BACK = re.compile(
    r"(?:och|men|sen|va|vad|vadå|hur|vilket)(?: \w+)?\?$|(?:vadå|va|hur då|och sen)$", re.IGNORECASE
)
_REFUSING = frozenset(("nej", "nä", "nej tack", "hoppa över", "vet inte", "ingen", "inget"))  # describes no photo
_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


def answered(draft: Draft, value: str | None, themes: Collection[str] = ()) -> Draft:
    """`draft` with the step at hand filled in, at its next step; words at the preview of a mere text are that text."""
    if draft.step == "preview" and draft.steps == OTHER_STEPS and value is not None:
        draft = replace(draft, step="text")
    given = None if value is None else _checked(draft, value, themes)
    if given is None and draft.step in {"text", "photo_text"}:
        raise NotTaken("empty")
    return _advanced(_filled(draft, given))


def held(draft: Draft, words: str) -> Draft:
    """`draft` with words at the step at hand, where it stays until it is clear that they were meant for it."""
    return replace(answered(draft, words), step=draft.step, whole=draft.whole)


def emptied(draft: Draft) -> Draft:
    """`draft` with nothing at the step at hand, since that was a question."""
    return _filled(draft, None)


def may_be_question(draft: Draft, words: str) -> bool:
    """Whether words may be a question in the midst of a tip; an answer to a meeting's question may look like one."""
    new = draft.kind == "tip" and draft.meeting_id is None and not (draft.step == "text" and draft.whole)
    return new and len(words.split()) >= FEWEST_WORDS["tip"]


def is_no_place(draft: Draft, words: str) -> bool:
    """Whether a place is asked for and something else is asked back."""
    return draft.step == "place" and words.rstrip().endswith("?")


def goes_on(draft: Draft, words: str, at: datetime) -> bool:
    """Whether words are more of the text that was written a moment ago, and no answer to what was asked since."""
    if not draft.text or draft.message_id is None or at - draft.changed_at > GOES_ON_WITHIN:
        return False
    if draft.kind == "tip":
        at_once = at - draft.changed_at <= AT_ONCE
        return draft.step == "place" and not draft.whole and _is_sentence(words, at_once=at_once)
    return draft.step == "preview" and draft.kind != "place"


def _is_sentence(words: str, *, at_once: bool) -> bool:
    """Whether words say more than where it is: many of them, such as go on, or some that came `at_once`."""
    number = len(words.split())
    if number >= SENTENCE or number < FEWEST_WORDS["tip"] or _LIES.search(words):
        return number >= SENTENCE
    return _CLAUSE.match(words) is not None or (at_once and number >= FEW and not _PLACED.search(words))


def added(draft: Draft, words: str) -> Draft:
    """`draft` at the same step, with words on a new line of its text."""
    return answered(replace(draft, step="text"), f"{draft.text}\n{words}")


def attached(draft: Draft, photo: str, caption: str = "") -> Draft:
    """`draft` with a photo; at the first step its caption is the text, at the step "photo" its description."""
    if draft.kind != "tip":
        raise NotTaken("no_photos")
    if draft.photo is not None and draft.step != "photo":
        raise NotTaken("one_photo")
    shown = replace(draft, photo=photo, photo_text=None)
    if draft.step == "text" and caption.strip():
        return answered(shown, caption)
    if draft.step not in {"photo", "preview"}:
        return shown
    described = replace(shown, step="photo_text")
    return answered(described, caption) if cleaned(caption, lines=False) else described


def kept(draft: Draft) -> Draft:
    """`draft` at its next step; what must be there has to be."""
    if (draft.step == "text" and not draft.text) or (draft.step == "photo_text" and draft.photo_text is None):
        raise NotTaken("empty")
    if draft.step == "preview":
        raise NotTaken("not_here")
    return _advanced(draft)


def stepped_back(draft: Draft) -> Draft:
    """`draft` at the step before."""
    passed = [step for step in draft.steps[: draft.steps.index(draft.step)] if _has(draft, step)]
    return replace(draft, step=passed[-1]) if passed else draft


def moved(draft: Draft, step: Step) -> Draft:
    """`draft` at `step`, if it may go there."""
    reached = draft.steps if draft.whole else draft.steps[: draft.steps.index(draft.step) + 1]
    if step not in reached or not _has(draft, step) or (step == "preview" and draft.undescribed):
        raise NotTaken("not_here")
    return replace(draft, step=step)


def _checked(draft: Draft, value: str, themes: Collection[str]) -> str:
    if draft.step == "preview":
        raise NotTaken("not_here")
    if draft.step == "photo":
        raise NotTaken("not_a_photo")
    if draft.step == "theme":
        if value not in themes:
            raise NotTaken("not_a_theme")
        return value
    given = cleaned(value, lines=draft.step == "text")
    _check_words(draft, given)
    most = LONGEST_PLACES if draft.kind == "place" else LONGEST[draft.step]
    if units(given) > most:
        raise NotTaken("too_long", most)
    return given


def _check_words(draft: Draft, given: str) -> None:
    if not given or (draft.step != "text" and not any(letter.isalnum() for letter in given)):
        raise NotTaken("empty")
    if draft.kind == "place" and not any(letter.isalpha() for letter in given):
        raise NotTaken("no_place")
    if draft.step == "place" and _ASKS_BACK.match(given):
        raise NotTaken("no_place")
    if draft.step == "photo_text" and given.strip(" .!").casefold() in _REFUSING:
        raise NotTaken("no_words")
    if draft.step != "text" or draft.kind == "reply":
        return
    words = _WORD.findall(_LINK.sub(" ", given))
    pictures = sum(unicodedata.category(letter) == "So" for letter in given)
    if len(words) < FEWEST_WORDS[draft.kind] or pictures > sum(map(len, words)):
        raise NotTaken("no_words")


def _filled(draft: Draft, value: str | None) -> Draft:
    if draft.step == "preview":
        raise NotTaken("not_here")
    if draft.step == "photo":
        return replace(draft, photo=None, photo_text=None)
    filled: dict[str, Any] = {draft.step: value}
    return replace(draft, **filled)


def _advanced(draft: Draft) -> Draft:
    """At the next step that has something to ask; a photo that is already there is only to be described."""
    if draft.whole:
        return replace(draft, step="photo_text" if draft.undescribed else "preview")
    later = draft.steps[draft.steps.index(draft.step) + 1 :]
    done = {"photo": draft.photo is not None, "photo_text": not draft.undescribed}
    step = next(step for step in later if not done.get(step, False))
    return replace(draft, step=step, whole=step == "preview")


def _has(draft: Draft, step: Step) -> bool:
    return step != "photo_text" or draft.photo is not None

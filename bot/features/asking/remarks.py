"""What a message is besides a question to the knowledge: thanks, a link, words to the bot or about it, a wish."""

import re
from typing import Final

from bot.features.asking.patterns import kind_asked, patterns
from bot.knowledge.profile import Word
from bot.matching.acts import act
from bot.matching.content import Content
from bot.matching.patterns import patterns as matching_patterns
from bot.matching.patterns import plain
from bot.matching.text import fold, spelled_words

_LINKS: Final = re.compile(r"\s*(?:(?:https?://|www\.)\S+\s*)+", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether a message asks something."""
    return "?" in text or bool(patterns().any["undrar"].search(plain(text)))


def is_courtesy(text: str, meant: Content) -> bool:
    """Whether a message only thanks, agrees, or says that it was not meant for the bot."""
    said, polite = plain(text), patterns().words["artighet"]
    if "?" in text or patterns().any["artig_fråga"].search(said):
        return False
    if patterns().any["åtsidan"].search(said) or (patterns().any["tackar"].search(said) and not asks(text)):
        return True
    others = {fold(word) for word in meant.heavy} - polite
    return bool(polite.intersection(said.split())) and not others and kind_asked(text) is None


def is_opening(text: str) -> bool:
    """Whether a message only calls for attention, as people do before they say what they want."""
    return bool(patterns().any["anrop"].fullmatch(plain(text)))


def is_link(text: str) -> bool:
    """Whether a message is nothing but addresses."""
    return bool(_LINKS.fullmatch(text))


def of_itself(text: str) -> str | None:
    """What a message says of or to the bot itself, by its name in patterns.yaml."""
    said = plain(text)
    return next((name for name, pattern in patterns().itself.items() if pattern.search(said)), None)


def wants_english(text: str) -> bool:
    """Whether a message asks for another language than Swedish."""
    return bool(patterns().phrases["language"].fullmatch(plain(text)))


def wants_person(text: str, *, sure: bool = False) -> bool:
    """Whether a message rather asks for somebody to talk to; where there is a `sure` answer, hardly any does."""
    said, known = plain(text), patterns().any
    return bool(known["nås"].search(said) or (not sure and known["människa"].search(said)))


def wants_meetings(text: str, called: Word) -> bool:
    """Whether a message asks for the next meeting in another language, or by what the network has `called` it."""
    if patterns().any["träff"].search(plain(text)):
        return True
    usual = {called.one: "träff", called.the: "träffen", called.many: "träffar"}
    known = {fold(name): word for name, word in usual.items()}
    said = spelled_words(text)
    named = any(fold(word) in known for word in said)
    return named and act(" ".join(known.get(fold(word), word) for word in said)) == "meetings"


def is_of_meetings(meant: Content) -> bool:
    """Whether a message names nothing but what meetings have: days, places, signing up."""
    return {*meant.heavy, *meant.light} <= matching_patterns().words["träffar"]

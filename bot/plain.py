"""A result as plain text for the terminal: what a member would see, without Telegram's formatting."""

import html
import re

from bot import texts
from bot.knowledge import Knowledge
from bot.matching import Result

_LINK = re.compile(r'<a href="([^"]+)">([^<]*)</a>')
_TAG = re.compile(r"<[^>]+>")


def result(knowledge: Knowledge, found: Result) -> list[str]:
    """Lines of the answer, the suggestions or the honest no."""
    if found.reply is not None:
        return [found.reply.answer]
    if found.outcome == "answer":
        entry = found.hits[0].entry
        related = [f"• {other.title}" for other in knowledge.related_to(entry)]
        return [*map(_plain, texts.answer(knowledge, entry)), *(["", texts.RELATED] if related else []), *related]
    if found.outcome == "suggestions":
        return [_plain(texts.suggestions([entry.title for entry in found.suggested]))]
    return [_plain(texts.NO_SAFE_ANSWER if found.hits else texts.NO_WORDS)]


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", _LINK.sub(r"\2 (\1)", text)))

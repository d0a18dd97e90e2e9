"""Chats that somebody has saved: what was asked with a question mark, and what was replied. No name comes along."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from bot.importing.decoding import text
from bot.importing.values import Block, Document, UnreadableFile
from bot.language.text import flat

_WHATSAPP: Final = re.compile(
    r"^\[?\u200e?(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}),? (?:kl\. )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\]?"
    r"(?: -)? ([^:\n]{1,60}): (.*)$"
)
_ENOUGH: Final = 3  # lines that look like messages make a text a chat
_SHORT: Final = 3  # words; "Ja!" alone tells nobody anything


@dataclass(frozen=True, slots=True)
class _Said:
    who: str
    text: str
    line: int
    answers: int | None = None
    number: int | None = None


def is_chat(written: str) -> bool:
    """Whether the lines are messages of a saved chat."""
    return sum(1 for line in written.split("\n") if _WHATSAPP.match(line)) >= _ENOUGH


def read_json(path: Path) -> Document:
    """Telegram's export: a reply to a question is its answer. Lines are the messages in their order."""
    try:
        stored = json.loads(text(path))
        messages = stored["messages"]
        said = [each for line, one in enumerate(messages, start=1) if (each := _telegram(one, line))]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableFile(path.name, "not_chat") from error
    asked = {each.number: each for each in said if each.number is not None and _asks(each.text)}
    pairs = [(asked[each.answers], each) for each in said if each.answers in asked]
    return Document(path.name, tuple(_blocks(pairs)))


def read_text(path: Path) -> Document:
    """WhatsApp's export: the next message of somebody else answers a question, unless it asks something too."""
    said = list(_whatsapp(text(path)))
    pairs = [(one, other) for one, other in pairwise(said) if _asks(one.text) and one.who != other.who]
    return Document(path.name, tuple(_blocks(pairs)))


def _blocks(pairs: list[tuple[_Said, _Said]]) -> Iterator[Block]:
    for asked, answered in pairs:
        if not _asks(answered.text) and len(answered.text.split()) > _SHORT:
            yield Block("pair", asked.text, answered.line, answer=answered.text)


def _asks(words: str) -> bool:
    return words.endswith("?") and len(words.split()) > 1


def _telegram(message: dict[str, Any], line: int) -> _Said | None:
    parts = message.get("text") or ""
    words = parts if isinstance(parts, str) else "".join(p if isinstance(p, str) else p.get("text", "") for p in parts)
    if message.get("type") != "message" or not words.strip():
        return None
    return _Said(str(message.get("from_id")), flat(words), line, message.get("reply_to_message_id"), message.get("id"))


def _whatsapp(written: str) -> Iterator[_Said]:
    current: _Said | None = None
    for number, line in enumerate(written.split("\n"), start=1):
        if found := _WHATSAPP.match(line):
            if current is not None:
                yield current
            current = _Said(found[1], flat(found[2]), number)
        elif current is not None and line.strip():
            current = _Said(current.who, f"{current.text} {flat(line)}", current.line)
    if current is not None:
        yield current

"""Chats that somebody has saved: what was asked with a question mark, and what was replied. No name comes along."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path
from typing import Any, Final

from bot.importing.decoding import text
from bot.importing.values import Block, Document, UnreadableFile
from bot.language.text import flat

_WHATSAPP: Final = re.compile(
    r"^\u200e?\[?\u200e?(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}),? (?:kl\. )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:[ \u202f\u00a0](?:[AaPp]\.?[Mm]\.?|[ef]\.?m\.?))?\]?"
    r"(?: -)? ([^:\n]{1,60}): (.*)$"
)
_NUMBER: Final = re.compile(r"message(\d{1,15})")
_REPLIED: Final = re.compile(r"go_to_message(\d{1,15})")
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


def is_telegram_page(written: str) -> bool:
    """Whether a web page is a chat that Telegram has saved."""
    return 'class="from_name"' in written and 'id="message' in written


def read_json(path: Path) -> Document:
    """Telegram's export, of one chat or of all. Lines are the messages in their order."""
    try:
        stored = json.loads(text(path))
        chats = stored["chats"]["list"] if "chats" in stored else [stored]
        lines = count(1)
        said = [[each for one in chat["messages"] if (each := _telegram(one, next(lines)))] for chat in chats]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile(path.name, "not_chat") from error
    return Document(path.name, tuple(block for chat in said for block in _blocks(_answered(chat))))


def read_page(path: Path) -> Document:
    """The same as a web page; a message without a sender is by the one before."""
    from lxml import html

    root = html.document_fromstring(text(path).encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    said: list[_Said] = []
    for message in root.iterfind(".//div[@id]"):
        if (found := _shown(message, said[-1].who if said else "")) is not None:
            said.append(found)
    return Document(path.name, tuple(_blocks(_answered(said))))


def _shown(message: Any, before: str) -> _Said | None:
    """A message of such a page; `before` is who said the one before."""
    number, words = _NUMBER.fullmatch(message.get("id", "")), message.find(".//div[@class='text']")
    said = flat(" ".join(words.itertext())) if words is not None else ""
    if number is None or not said:
        return None
    sender, reply = message.find(".//div[@class='from_name']"), message.find(".//div[@class='reply_to details']/a")
    who = flat(sender.text_content()) if sender is not None else before
    replied = _REPLIED.search(reply.get("href", "")) if reply is not None else None
    answers = int(replied[1]) if replied is not None else None
    return _Said(who, said, message.sourceline or 0, answers, int(number[1]))


def _answered(said: list[_Said]) -> list[tuple[_Said, _Said]]:
    """Each question with the replies to it, or with what somebody else says next where nobody has replied."""
    asked = {each.number: each for each in said if each.number is not None and _asks(each.text)}
    replied = [(asked[each.answers], each) for each in said if each.answers in asked]
    known = {one.number for one, _ in replied}
    following = [
        (one, other)
        for one, other in pairwise(said)
        if one.number in asked and one.number not in known and one.who != other.who and other.answers is None
    ]
    return sorted([*replied, *following], key=lambda pair: pair[1].line)


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

"""Telegram's HTML: what `parse_mode=HTML` understands and how it refuses the rest."""

import re
from dataclasses import dataclass

from bot.simulator.entities import Formatted, ordered, slice_utf16, utf16_length
from bot.simulator.model import Json
from bot.simulator.refusal import bad_request

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_TOKEN = re.compile(r"<|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|(?:lt|gt|amp|quot)(?![a-zA-Z]));?|[^<&]+|&")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)\s*(?:(=)\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?""", re.ASCII)
_MOMENT_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_NAME = re.compile(r"[^\s>]*")
_END_OF_TAG = re.compile(r"\s*>")
_END_TAG = re.compile(r"</([^\s>]*)\s*(>?)")


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    argument: str
    start: int


def parse_html(source: str) -> Formatted:
    """Raises Refusal with TDLib's words (`parse_html` in its MessageEntity.cpp) where the markup is wrong."""
    if "<" not in source and "&" not in source:
        return Formatted(source, [])
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def run(self) -> Formatted:
        position = 0
        while position < len(self.source):
            token = _TOKEN.match(self.source, position)
            if token is None or token[0] != "<":
                position += self._take(token[0] if token else "")
            elif self.source.startswith("/", position + 1):
                position = self._end_tag(position)
            else:
                position = self._start_tag(position)
        if self.open:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return Formatted("".join(self.parts), ordered(self.entities))

    def _take(self, piece: str) -> int:
        plain = _unescape(piece) if piece.startswith("&") else piece
        self.parts.append(plain)
        self.offset += utf16_length(plain)
        return len(piece)

    def _start_tag(self, begin: int) -> int:
        where = f"at byte offset {self._bytes(begin)}"
        name = _NAME.match(self.source, begin + 1)
        tag, position = (name[0].lower(), name.end()) if name else ("", begin + 1)
        if position >= len(self.source):
            raise _wrong(f"Unclosed start tag {where}")
        if tag not in TAGS:
            raise _wrong(f'Unsupported start tag "{tag}" {where}')
        argument, position = self._attributes(tag, position, where)
        if tag == "span" and argument != "spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" {where}')
        self.open.append(_Open(tag, argument, self.offset))
        return position

    def _attributes(self, tag: str, position: int, where: str) -> tuple[str, int]:
        argument = ""
        while not (end := _END_OF_TAG.match(self.source, position)):
            found = _ATTRIBUTE.match(self.source, position)
            if not found or self.source.startswith("=", found.end()):
                empty = not found and self.source[position:].strip()
                raise _wrong(
                    f'Empty attribute name in the tag "{tag}" {where}' if empty else f"Unclosed start tag {where}"
                )
            name = found[1].lower()
            if not found[2] and (tag, name) != ("blockquote", "expandable"):
                raise _wrong(f'Expected equal sign in declaration of an attribute of the tag "{tag}" {where}')
            value = _unescape(next((text for text in found.groups()[2:] if text is not None), ""))
            argument = f"{argument} {name}={value}" if tag == "tg-time" else _argument(tag, name, value) or argument
            position = found.end()
        return argument, end.end()

    def _end_tag(self, begin: int) -> int:
        offset = self._bytes(begin)
        if not self.open:
            raise _wrong(f"Unexpected end tag at byte offset {offset}")
        end = _END_TAG.match(self.source, begin)
        if end is None or not end[2]:
            raise _wrong(f"Unclosed end tag at byte offset {offset}")
        opened = self.open.pop()
        if end[1] and end[1].lower() != opened.tag:
            raise _wrong(f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", found "</{end[1]}>"')
        if self.offset > opened.start:
            self._close(opened)
        return end.end()

    def _close(self, opened: _Open) -> None:
        entity: Json = {
            "type": TAGS[opened.tag],
            "offset": opened.start,
            "length": self.offset - opened.start,
        }
        match entity["type"]:
            case "text_link":
                covered = slice_utf16("".join(self.parts), opened.start, entity["length"])
                if not _is_link(url := opened.argument or covered):
                    return
                entity["url"] = url
            case "custom_emoji":
                if not opened.argument.isdigit():
                    raise _wrong("Invalid custom emoji identifier specified")
                entity["custom_emoji_id"] = opened.argument
            case "date_time":
                entity |= _moment(opened.argument)
            case "code" if opened.argument:
                entity["language"] = opened.argument
            case "blockquote" if opened.argument:
                entity["type"] = "expandable_blockquote"
        self.entities.append(entity)

    def _bytes(self, position: int) -> int:
        return len(self.source[:position].encode())


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-") if value.startswith("tg-") else ""
        case "blockquote", "expandable":
            return "expandable"
    return ""


def _moment(argument: str) -> Json:
    given = dict(part.partition("=")[::2] for part in argument.split())
    unix, form = given.get("unix", ""), given.get("format", "")
    if not unix.isdecimal() or not _MOMENT_FORMAT.fullmatch(form):
        raise _wrong("Invalid date-time entity specified")
    return {"unix_time": int(unix), "date_time_format": form}


def _is_link(url: str) -> bool:
    return bool(
        re.match(r"(?:(?:https?|tg|ton|tonsite)://\S|mailto:\S|(?:[\w-]+\.)+\w{2,})", url.strip(), re.IGNORECASE)
    )


def _unescape(text: str) -> str:
    return _CHARACTER.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
    if name:
        return _NAMED[name]
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]


def _wrong(words: str) -> Exception:
    return bad_request(f"can't parse entities: {words}")

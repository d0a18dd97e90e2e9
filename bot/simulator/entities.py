"""The entities in a text. Offsets and lengths count UTF-16 units, as the Bot API does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.simulator.model import Json

MOST_ENTITIES = 100
_SPACES = " \n\t\r\v\f\0"
_LINK_END = r"[^\s<>\".,;:!?)'\]»”]"
_DETECT = re.compile(
    rf"(?P<url>https?://[^\s<>\"]*{_LINK_END}"
    r"|(?<![\w@.])(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:se|com|org|net|nu|eu)"
    rf"(?:/[^\s<>\"]*{_LINK_END})?(?![\w@]))"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[A-Za-z][A-Za-z0-9_]{2,31})(?!\w)"
    r"|(?<!\w)(?P<hashtag>\#\w*[^\W\d]\w*)"
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A plain text and where it is formatted."""

    text: str
    entities: list[Json]


def utf16_length(text: str) -> int:
    """Length in UTF-16 units: characters outside the basic plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def slice_utf16(text: str, offset: int, length: int) -> str:
    """The part of `text` that an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def ordered(entities: list[Json]) -> list[Json]:
    """By offset, the longer first; `<pre><code class=…>` becomes one with a language."""
    pres = {(each["offset"], each["length"]): each for each in entities if each["type"] == "pre"}
    kept = []
    for entity in entities:
        around = pres.get((entity["offset"], entity["length"]))
        if entity["type"] != "code" or around is None:
            kept.append({key: value for key, value in entity.items() if (entity["type"], key) != ("code", "language")})
        elif "language" in entity:
            around["language"] = entity["language"]
    kept = [pres.get((each["offset"], each["length"]), each) if each["type"] == "pre" else each for each in kept]
    return sorted(kept, key=lambda each: (each["offset"], -each["length"]))[:MOST_ENTITIES]


def trimmed(formatted: Formatted) -> Formatted:
    """Without white space around the text, as Telegram stores it."""
    text = formatted.text.rstrip(_SPACES)
    lead = len(text) - len(text.lstrip(_SPACES))
    text = text[lead:]
    size, moved = utf16_length(text), []
    for entity in formatted.entities:
        start = max(0, entity["offset"] - lead)
        stop = min(size, entity["offset"] + entity["length"] - lead)
        if stop > start:
            moved.append(entity | {"offset": start, "length": stop - start})
    return Formatted(text, moved)


def with_detected(formatted: Formatted) -> Formatted:
    """Adds the commands, mentions, links and hashtags that Telegram finds by itself outside code."""
    taken = [e for e in formatted.entities if e["type"] in ("code", "pre", "text_link")]
    found = [e for e in _detected(formatted.text) if not any(_overlap(e, other) for other in taken)]
    if not found:
        return formatted
    entities = sorted([*formatted.entities, *found], key=lambda each: (each["offset"], -each["length"]))
    return Formatted(formatted.text, entities[:MOST_ENTITIES])


def _detected(text: str) -> Iterator[Json]:
    if not any(sign in text for sign in "/@#."):
        return
    for match in _DETECT.finditer(text):
        if match.lastgroup:
            start = utf16_length(text[: match.start()])
            yield {"type": match.lastgroup, "offset": start, "length": utf16_length(match[0])}


def _overlap(one: Json, other: Json) -> bool:
    start, stop = other["offset"], other["offset"] + other["length"]
    return bool(one["offset"] < stop and start < one["offset"] + one["length"])

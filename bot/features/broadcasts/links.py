"""Links to the bot in a broadcast lead through a number, so that it can be counted how many times they are opened.

What is shown stays to the letter: a link that stands in the text as it is becomes a formatted one over the same words.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.features.broadcasts.values import Content

KIND: Final = "l"
_MOST: Final = 64  # letters that Telegram takes in a link
_MARKED: Final = re.compile(r"l_\d{1,15}_")
_OWN: Final = r"(?:https?://)?(?:t|telegram)\.me/{name}\?start=([\w-]+)"


def counted(content: Content, broadcast_id: int, username: str) -> Content:
    """The content with its links to the bot of that name marked with the number of the broadcast."""
    own = re.compile(_OWN.format(name=re.escape(username)), re.IGNORECASE | re.ASCII)
    return replace(
        content, entities=tuple(_counted(content.text, each, broadcast_id, own, username) for each in content.entities)
    )


def _counted(
    text: str, entity: Mapping[str, Any], broadcast_id: int, own: re.Pattern[str], username: str
) -> Mapping[str, Any]:
    found = own.fullmatch(_address(text, entity))
    if found is None:
        return entity
    payload = f"{KIND}_{broadcast_id}_{_MARKED.sub('', found.group(1), count=1)}"
    if len(payload) > _MOST:
        return entity
    url = f"https://t.me/{username}?start={payload}"
    return {"type": "text_link", "offset": entity["offset"], "length": entity["length"], "url": url}


def _address(text: str, entity: Mapping[str, Any]) -> str:
    """Where an entity leads; empty where it is no link."""
    if entity["type"] == "text_link":
        return str(entity["url"])
    if entity["type"] != "url":
        return ""
    start, end = (2 * each for each in (entity["offset"], entity["offset"] + entity["length"]))
    return text.encode("utf-16-le", "surrogatepass")[start:end].decode("utf-16-le", "replace")

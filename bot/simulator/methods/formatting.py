"""Texts and captions of a call: parsed, trimmed, with the entities that Telegram finds by itself, within its
limits.
"""

from bot.simulator.entities import Formatted, trimmed, utf16_length, with_detected
from bot.simulator.markup import parse_html
from bot.simulator.model import Json
from bot.simulator.refusal import bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def text_content(params: Json, key: str = "text") -> Json:
    """`text` and `entities` of a message. Raises Refusal where nothing is left, or more than 4,096 UTF-16
    units.
    """
    if not params[key]:
        raise bad_request("message text is empty")
    formatted = _formatted(params, key, "entities")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    preview = params.get("link_preview_options")
    shown = {"link_preview_options": preview} if preview else {}
    return {"text": formatted.text} | ({"entities": formatted.entities} if formatted.entities else {}) | shown


def caption_content(params: Json) -> Json:
    """`caption` and `caption_entities`, nothing where there is no caption. Raises Refusal above 1,024 UTF-16
    units.
    """
    if not params.get("caption"):
        return {}
    formatted = _formatted(params, "caption", "caption_entities")
    if utf16_length(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    if not formatted.text:
        return {}
    return {"caption": formatted.text} | ({"caption_entities": formatted.entities} if formatted.entities else {})


def _formatted(params: Json, key: str, entities: str) -> Formatted:
    source, mode = params[key], params.get("parse_mode", "")
    if not mode:
        size = utf16_length(source)
        given = [e for e in params.get(entities, []) if e["offset"] >= 0 < e["length"] <= size - e["offset"]]
        return with_detected(trimmed(Formatted(source, given)))
    if mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return with_detected(trimmed(parse_html(source)))

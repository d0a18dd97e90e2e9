"""Every field of a request is known, of its kind and present, before a method sees it.

Telegram itself overlooks unknown fields and reads a malformed number as 0; here both are refused, since in a
test they
are slips. The words for them are our own, in the manner of Telegram's.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.model import Json
from bot.simulator.refusal import Refusal, bad_request
from bot.simulator.schema import METHODS, TYPES

Check = Callable[[Any, str], Any]
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
    "sticker": "there is no sticker in the request",
    "user_id": "invalid user_id specified",
    "action": "wrong parameter action in request",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a method or type; `decode` tells that a string may hold JSON (form encoding)."""

    name: str
    kind: str
    required: bool
    decode: bool
    check: Check


@dataclass(frozen=True, slots=True)
class Method:
    """A Bot API method, its name as Telegram spells it."""

    name: str
    fields: Mapping[str, Field]
    required: tuple[str, ...] = field(default=())


def find_method(name: str) -> Method:
    """The method, whatever the case of its letters. Raises Refusal 404 where there is none."""
    method = _BY_LOWER_NAME.get(name.lower())
    if method is None:
        raise Refusal(404, "Not Found")
    return method


def validate(method: Method, params: Mapping[str, Any], files: Mapping[str, Any]) -> Json:
    """The parameters as JSON values: numbers as numbers, objects as dicts. Raises Refusal 400."""
    checked: Json = {}
    for name, value in params.items():
        known = method.fields.get(name)
        if known is None:
            raise bad_request(f'unknown field "{name}" in {method.name}')
        checked[name] = known.check(_decoded(value) if known.decode else value, name)
    for name in method.required:
        if name not in checked and name not in files:
            raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
    return checked


def _decoded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value.lower() == "true" if value.lower() in ("true", "false") else value


def _integer(value: Any, where: str) -> int:
    if type(value) is not int:
        raise _ill_typed(where, "Integer")
    if not -(2**63) <= value < 2**63:
        raise _ill_typed(where, "Integer of 64 bits")
    return value


def _float(value: Any, where: str) -> float:
    if type(value) not in (int, float):
        raise _ill_typed(where, "Number")
    return float(value)


def _boolean(value: Any, where: str) -> bool:
    if type(value) is not bool:
        raise _ill_typed(where, "Boolean")
    return value


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise _ill_typed(where, "String")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return value


def _chat(value: Any, where: str) -> int | str:
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value):
        return int(value)
    if isinstance(value, str) and not value.startswith("@"):
        raise bad_request("chat_id is empty" if not value else "chat not found")
    return value if isinstance(value, str) else _integer(value, where)


def _list_of(item: Check) -> Check:
    def check(value: Any, where: str) -> list[Any]:
        if not isinstance(value, list):
            raise _ill_typed(where, "Array")
        return [item(each, where) for each in value]

    return check


def _one_of(kinds: list[str]) -> Check:
    def check(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            return _check(kinds[-1])(value, where) if kinds[-1] == "str" else _object(kinds[0])(value, where)
        fits = [kind for kind in kinds if kind in _TYPES and set(_TYPES[kind].required) <= value.keys()]
        return _object(min(fits or kinds[:1], key=lambda kind: len(value.keys() - _TYPES[kind].fields.keys())))(
            value, where
        )

    return check


def _object(name: str) -> Check:
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()

    def check(value: Any, where: str) -> Json:
        if not isinstance(value, dict):
            raise bad_request(f'can\'t parse {words}: field "{where}" must be of type Object')
        fields = _TYPES[name].fields
        for unknown in value.keys() - fields.keys():
            raise bad_request(f'can\'t parse {words}: unknown field "{unknown}"')
        for missing in _TYPES[name].required:
            if missing not in value:
                raise bad_request(f"can't parse {words}: Can't find field \"{missing}\"")
        return {key: fields[key].check(each, key) for key, each in value.items()}

    return check


def _check(kind: str) -> Check:
    if "|" in kind and not kind.startswith("["):
        return _one_of(kind.split("|"))
    if kind.startswith("["):
        return _list_of(_check(kind[1:-1]))
    return _SIMPLE.get(kind) or _object(kind)


def _ill_typed(where: str, kind: str) -> Refusal:
    return bad_request(f'field "{where}" must be of type {kind}')


def _parse(line: str) -> Method:
    name, *words = line.split()
    fields = {}
    for word in words:
        label, kind = word.split(":", 1)
        plain = label.rstrip("!")
        decode = kind not in ("str", "file", "chat")
        fields[plain] = Field(plain, kind, label.endswith("!"), decode, _check(kind))
    return Method(name, fields, tuple(each.name for each in fields.values() if each.required))


_SIMPLE: dict[str, Check] = {
    "int": _integer, "float": _float, "bool": _boolean, "str": _string, "file": _string, "chat": _chat,
}  # fmt: skip
_TYPES: dict[str, Method] = {method.name: method for method in map(_parse, TYPES.strip().splitlines())}
ALL_METHODS: dict[str, Method] = {method.name: method for method in map(_parse, METHODS.strip().splitlines())}
ALL_TYPES = _TYPES
_BY_LOWER_NAME = {name.lower(): method for name, method in ALL_METHODS.items()}

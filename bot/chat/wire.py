"""How actions are written on buttons: small values as at most 64 bytes, and read back.

A kind of action is declared with its format, such as "t:{theme_id}:{page}". Buttons that are written so stand in chats
already: a format never changes. Fields with a default stand last and may be left out.
"""

import re
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields
from functools import cache
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    Literal,
    Protocol,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

Number = Annotated[int, r"\d{1,15}"]
"""A row, a version or a page of ours."""
ChatId = Annotated[int, r"-?\d{1,16}"]
_PLAIN: Final = r"[^:]+"


class Action(Protocol):
    """What a button carries: a value of a kind that was declared with `action`."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Kind = TypeVar("Kind", bound=Action)
_Class = TypeVar("_Class")
_FORMATS: Final[dict[type[Any], str]] = {}


@dataclass_transform(frozen_default=True)
def action(format_: str) -> Callable[[type[_Class]], type[_Class]]:
    """Declare a kind of action: a frozen dataclass that is written so."""

    def declare(kind: type[_Class]) -> type[_Class]:
        made = dataclass(frozen=True, slots=True)(kind)
        _FORMATS[made] = format_
        return made

    return declare


def format_of(kind: type[Action]) -> str:
    """How a kind of action is written."""
    return _FORMATS[kind]


def pack(action: Action) -> str:
    """What the button carries on the wire."""
    parts = format_of(type(action)).split(":")
    usual = {f"{{{each.name}}}" for each in fields(action) if each.default == getattr(action, each.name)}
    while parts[-1] in usual:
        parts.pop()
    return ":".join(parts).format_map({each.name: getattr(action, each.name) for each in fields(action)})


def unpack(kind: type[Kind], data: str) -> Kind | None:
    """The action that `data` stands for; None if it is not of this kind."""
    found = _pattern(kind).fullmatch(data)
    if found is None:
        return None
    hints = get_type_hints(kind)
    given = {name: text for name, text in found.groupdict().items() if text is not None}
    return kind(**{name: int(text) if hints[name] is int else text for name, text in given.items()})


@cache
def _pattern(kind: type[Action]) -> re.Pattern[str]:
    hints = get_type_hints(kind, include_extras=True)
    optional = {each.name for each in fields(kind) if each.default is not MISSING}
    return re.compile("".join(_part(part, hints, optional) for part in format_of(kind).split(":")).removeprefix(":"))


def _part(part: str, hints: dict[str, Any], optional: set[str]) -> str:
    """One part of a format as a pattern, with the colon before it."""
    if not part.startswith("{"):
        return f":{re.escape(part)}"
    name = part.strip("{}")
    written = f":(?P<{name}>{_shape(hints[name])})"
    return f"(?:{written})?" if name in optional else written


def _shape(hint: Any) -> str:
    if get_origin(hint) is Annotated:
        return str(hint.__metadata__[0])
    if get_origin(hint) is Literal:
        return "|".join(re.escape(each) for each in get_args(hint))
    return _PLAIN

"""Rows as values: columns are called as the fields that they fill."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeVar, get_type_hints

from bot.storage.clock import moment
from bot.storage.database import Row

Made = TypeVar("Made")


def moment_or_none(text: str | None) -> datetime | None:
    """A moment that need not have come."""
    return None if text is None else moment(text)


_READ: Final[dict[Any, Callable[[Any], Any]]] = {bool: bool, datetime: moment, datetime | None: moment_or_none}


def made(kind: Callable[..., Made], row: Row, **otherwise: Any) -> Made:
    """A value of the row, times and truths as such; some of its fields may be given `otherwise`."""
    there = set(row.keys()) - otherwise.keys()
    read = {name: how(row[name]) for name, how in _fields(kind) if name in there}
    return kind(**read, **otherwise)


@cache
def _fields(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    hints = get_type_hints(kind)
    return tuple((each.name, _READ.get(hints[each.name], _as_it_is)) for each in fields(kind))


def _as_it_is(value: Any) -> Any:
    return value

"""What has been derived from a knowledge, kept beside its vectors so that no start derives it again.

Each figure is kept under a fingerprint of all that it was derived from, this program among it; what is found under
another is nobody's, and what is damaged is derived anew.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from bot.matching.encoder import VectorCache

Derived = TypeVar("Derived")
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept in a cache of what has the fingerprint `of`."""

    cache: VectorCache
    of: bytes

    def recall(self, kind: type[Derived], derive: Callable[[], Derived]) -> Derived:
        """The value of a dataclass whose fields JSON can tell; derived where it is not kept, and then kept."""
        key = _digest(self.of, kind.__qualname__.encode())
        value = _read(kind, self.cache.kept(key))
        if value is None:
            value = derive()
            self.cache.keep(key, _written(value))
        return value


def fingerprint(told: Iterable[object]) -> bytes:
    """Of values whose `repr` tells all that is in them, and of this program."""
    return _digest(_program(), *(repr(each).encode("utf-8", "surrogatepass") for each in told))


@cache
def _program() -> bytes:
    """Of the code and the data here: what another version has derived may not hold for this one."""
    files = (each for each in Path(__file__).parent.iterdir() if each.is_file())
    return _digest(*(each.read_bytes() for each in sorted(files)))


def _digest(*parts: bytes) -> bytes:
    found = blake2b(digest_size=_DIGEST)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


def _written(value: Any) -> bytes:
    told = json.dumps(asdict(value)).encode()
    return _digest(told) + told


def _read(kind: type[Derived], stored: bytes | None) -> Derived | None:
    if stored is None or _digest(stored[_DIGEST:]) != stored[:_DIGEST]:
        return None
    return kind(**json.loads(stored[_DIGEST:]))

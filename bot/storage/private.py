"""Files with members' data are readable by their owner only."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from bot.errors import DatabaseUnusable

_OWNER: Final = 0o600
_OTHERS: Final = 0o077
_BESIDE: Final = ("", "-wal", "-shm", "-journal", "-alone", "-copy")
"""What SQLite, the lock against a second bot and the note of the newest copy add to the name of a database."""


def make(path: Path) -> None:
    """Make the file if there is none, and let nobody but its owner read it and what lies beside it.

    SQLite gives its own files the rights of the database. DatabaseUnusable where no file can be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, _OWNER))
    except OSError as failed:
        full = failed.errno in (errno.ENOSPC, errno.EDQUOT)
        raise DatabaseUnusable(path, "full" if full else "unwritable") from failed
    for each in _set(path):
        if is_open(each):
            with suppress(OSError):  # somebody else's, or where there are no rights: `check` tells
                each.chmod(_OWNER)


def is_open(path: Path) -> bool:
    """Whether others than its owner may read or write the file."""
    return os.name == "posix" and path.is_file() and bool(path.stat().st_mode & _OTHERS)


def open_to_others(*files: Path) -> Iterator[Path]:
    """Those of the files, and of what lies beside them, that others may read or write."""
    return (each for file in files for each in _set(file) if is_open(each))


def _set(path: Path) -> list[Path]:
    return [Path(f"{path}{ending}") for ending in _BESIDE]

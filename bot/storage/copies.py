"""Copies of the database: made whole or not at all, checked before they are taken into use."""

import errno
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.errors import DatabaseUnusable
from bot.storage import private
from bot.storage.database import require_ours, telling, unusable

_BESIDE: Final = ("-wal", "-shm", "-journal")


def dated(source: Path, at: datetime) -> str:
    """The name of a copy made then."""
    return f"{source.stem}-{at:%Y-%m-%d}.db"


def vacant(folder: Path, source: Path, at: datetime) -> Path:
    """Where a copy made then may lie: named by the day, and by the second when there is one of that day."""
    target = folder / dated(source, at)
    return folder / f"{target.stem}-{at:%H%M%S}.db" if target.exists() else target


def older(folder: Path, source: Path, keep: int) -> list[Path]:
    """The copies in a folder that are named by their day, without the newest `keep`."""
    named = re.compile(rf"{re.escape(source.stem)}-\d{{4}}-\d\d-\d\d(-\d{{6}})?")
    found = sorted(path for path in folder.glob("*.db") if named.fullmatch(path.stem) and path.is_file())
    found.sort(key=lambda path: path.stem)  # the first of a day before those with a time
    return found[: max(0, len(found) - keep)]


def back_up(source: Path, target: Path) -> None:
    """Copy a database as it is, whole, to `target`; a bot may be using it meanwhile.

    FileExistsError if there is a target; DatabaseUnusable. Where it fails nothing is left behind.
    """
    if target.exists():
        raise FileExistsError(errno.EEXIST, "exists", str(target))
    with unfinished(target) as part:
        copy(source, part, target)
        try:
            os.link(part, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without links, such as that of a memory stick
            part.rename(target)


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """An empty file beside the target, its owner's only, which is gone afterwards unless it has got another name."""
    try:
        number, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.absolute().parent)
    except OSError as failed:
        full = failed.errno in (errno.ENOSPC, errno.EDQUOT)
        raise DatabaseUnusable(target, "full" if full else "unwritable") from failed
    os.close(number)
    try:
        yield Path(name)
    finally:
        for ending in ("", *_BESIDE):
            Path(f"{name}{ending}").unlink(missing_ok=True)


def copy(source: Path, part: Path, target: Path) -> None:
    """Copy a whole database of ours into an empty file that is to become `target`."""
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            require_ours(connection, source)
            connection.execute("VACUUM INTO ?", (str(part),))
    except sqlite3.Error as failed:
        why = unusable(failed) or "failing"
        raise DatabaseUnusable(target if why == "full" else source, why) from failed


def note(source: Path, target: Path) -> None:
    """Remember beside the database where its newest copy lies, for `renew`."""
    beside = _noted(source)
    beside.unlink(missing_ok=True)
    private.make(beside)
    beside.write_text(str(target.resolve()), encoding="utf-8")


def newest(source: Path) -> Path | None:
    """The newest copy that is known and still there."""
    try:
        found = Path(_noted(source).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return found if found.is_file() else None


def renew(source: Path) -> Path | None:
    """Make the newest copy into one of the database as it is now, so that it has nothing of what is gone since.

    At every moment there is a whole copy under its name. Which one it is, None if there is none; DatabaseUnusable.
    """
    target = newest(source)
    if target is not None:
        with unfinished(target) as part:
            copy(source, part, target)
            part.replace(target)
    return target


def _noted(source: Path) -> Path:
    return Path(f"{source.resolve()}-copy")


def require_whole(source: Path) -> None:
    """DatabaseUnusable unless the file is a database of ours, with content and without damage."""
    with telling(source), closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise DatabaseUnusable(source, "garbage")
        require_ours(connection, source)
        if [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] != ["ok"]:
            raise DatabaseUnusable(source, "damaged")


def exchange(part: Path, database: Path, at: datetime) -> Path | None:
    """Put the finished file in the place of the database; where the earlier one lies now, None if there was none.

    At every moment there is a database under its name: the earlier one gets a second name before it loses the first.
    """
    if not database.exists():
        part.rename(database)
        return None
    kept = database.with_name(f"{database.stem}-innan-{at:%Y-%m-%d-%H%M%S}.db")
    _gather(database)
    try:
        os.link(database, kept)
    except OSError:
        database.rename(kept)
    for ending in _BESIDE:
        with suppress(FileNotFoundError):
            Path(f"{database}{ending}").rename(f"{kept}{ending}")
    part.replace(database)
    return kept


def _gather(database: Path) -> None:
    """Write what still lies beside the file into it, if it is sound enough for that."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

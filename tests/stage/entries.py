"""Rows of approved knowledge as the moderators' decisions leave them, for the tests of what lies over the files."""

import json
from collections.abc import Sequence

from bot.matching.library import Library
from bot.storage.database import Database


async def put_entry(
    database: Database,
    entry_id: str,
    *,
    origin: str = "tip",
    title: str = "Budrundan Torpstickan",
    answer: str = "Byalaget kör varor hem varje torsdag.",
    more: str | None = None,
    theme: str = "mat",
    keywords: Sequence[str] = (),
    questions: Sequence[str] = (),
    signature: str | None = None,
    status: str = "live",
    day: str = "2026-05-01",
) -> None:
    """One row of `entries`."""
    await database.execute(
        "INSERT OR REPLACE INTO entries (id, origin, title, answer, more, theme, kind, keywords, questions,"
        " signature, status, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, 'exempel', ?, ?, ?, ?, ?, ?)",
        (
            entry_id, origin, title, answer, more, theme,
            json.dumps(list(keywords)), json.dumps(list(questions)), signature, status,
            f"{day}T10:00:00Z", f"{day}T10:00:00Z",
        ),
    )  # fmt: skip


async def put_phrase(database: Database, entry_id: str, phrase: str, day: str = "2026-05-01") -> None:
    """One learnt phrase."""
    await database.execute(
        "INSERT INTO phrases (entry_id, phrase, added_by, added_at) VALUES (?, ?, 1, ?)",
        (entry_id, phrase, f"{day}T10:00:00Z"),
    )


async def warmed(library: Library) -> None:
    """Return when the vectors asked for last are in use."""
    if library._warming is not None:
        await library._warming

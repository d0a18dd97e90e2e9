"""Where tables hold a person: no column that can is left out, and nothing of a person is left once they are erased."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from bot.features.privacy.texts.data import HEADINGS
from bot.storage import personal
from bot.storage.database import Database, migrations, open_database
from bot.storage.personal import Trace
from bot.wiring import personal as known_personal
from tests.storage.test_upgrading import build

MARK: Final = 7_654_321_012_345
KNOWN: Final = known_personal()

# What says nothing of a person: numbers of rows, times, states, names of groups, themes and the like, by column, and
# below that where a column of another name, or in one table only, does not.
IMPERSONAL: Final = re.compile(
    r"id|at|.*_at|what|.*until|.*since|status|version|.*_version|kind|origin|outcome|standing|step|theme|county|topic|topic_name"
    r"|message_id|answer_id|update_id|item_id|waiter_id|broadcast_id|group_id|question_id|meeting_id|link_id|entry_id"
    r"|attempts|deaths|number|day|date|slug|position|reason|edit_reason|action|title|is_forum|migrated_to|unfinished"
    r"|confidence|verdict|token|about|choice|seen|language|is_.*|quiet|fingerprint|deadline|pause_reason|template"
    r"|trial_of|tried|failures|in_a_row|overridden|thanked|deletions|earliest|latest|audience|status_message|shown"
    r"|status_shown|purpose|answered_by|note|code|retired|removed|based_on"
)
NOBODYS: Final = {
    "questions": {"text", "place"},  # whose they are is nowhere kept
    "question_counts": {"place"},
    "askers": {"text_hash"},
    "secrets": {"name", "value"},
    "daily": {"name"},
    "groups": {"chat_id"},
    "moderators": {"chat_id"},
    "cards": {"chat_id"},  # the moderators'
    "network": {"chat_id"},
    "network_history": {"chat_id"},
    "meetings": {"name", "place", "time"},
    "meeting_questions": {"text"},
    "meeting_sites": {"name"},
    "participants": {"site", "question", "short_id"},
    "meeting_answers": {"question", "part", "merged_into"},
    "sortings": {"question", "shelf", "page", "mark", "ticked", "before"},
    "same_places": {"one", "other"},  # places of a meeting, whoever named them
    "comings": {"answer", "reminded"},
    "broadcasts": {"follow_up"},
    "broadcast_opens": {"link"},
    "deliveries": {"others"},  # numbers of messages
    "items": {"question"},  # of a meeting
    "phrases": {"phrase"},  # published
    "synonyms": {"word", "leads_to"},  # of questions that may be shown
    "pins": {"phrase"},  # a moderator's own words for what is published
    "offers": {"action"},
}

NO_IDS: Final = {
    "askers.asker_hash",
    "entries.signature",
    "meeting_answers.participant_id",
    "network.asked_message",
    "proposals.item_id",
}
"""Columns that lead to a person otherwise than by their id."""


async def test_every_column_that_can_hold_a_person_is_covered(database: Database) -> None:
    """A new column is either said to say nothing of anybody, here, or told and erased, by a Trace of its owner."""
    covered = {(trace.table, name) for trace in KNOWN.traces for name in (trace.column, *trace.besides)}
    tables = await database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    missing = [
        f"{table['name']}.{column['name']}"
        for table in tables
        for column in await database.rows(f"PRAGMA table_info({table['name']})")
        if (table["name"], column["name"]) not in covered
        and column["name"] not in NOBODYS.get(table["name"], ())
        and not IMPERSONAL.fullmatch(column["name"])
    ]
    assert missing == []


async def test_every_trace_leads_to_a_table_and_has_a_heading(database: Database) -> None:
    """Its columns are there, and what it tells is told under words of its own."""
    async with database.transaction() as transaction:
        for trace in KNOWN.traces:
            columns = {row["name"] for row in await transaction.rows(f"PRAGMA table_info({trace.table})")}
            assert {trace.column, *trace.tells, *trace.besides} <= columns, trace
            assert await personal.found(transaction, trace, MARK) == []
    assert set(HEADINGS) == {trace.name for trace in KNOWN.traces if trace.tells}


async def test_nothing_is_left_of_a_person_in_any_column(tmp_path: Path) -> None:
    """The person is put wherever the tables take them, erased, and neither their id nor their name is in the file."""
    file = await build(tmp_path / "bot.db", len(migrations()))
    marked = put_everywhere(file)
    assert {trace.name for trace in KNOWN.traces} - marked == NO_IDS
    assert traces_in(file) != []
    database = await open_database(file)
    try:
        async with database.transaction() as transaction:
            await personal.erase(transaction, KNOWN, MARK)
        assert await database.settle(anew=True)
    finally:
        await database.close()
    assert left_by_trace(file) == []
    assert traces_in(file) == []


def put_everywhere(file: Path) -> set[str]:
    """A person whose id and name are marked, in every column of a closed file that takes them; the traces filled."""
    marked = set()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = OFF")
        for trace in (each for each in KNOWN.traces if each.name not in NO_IDS):
            value = json.dumps({"decided_by": MARK}) if trace.erased == "rewritten" else MARK
            if trace.table == "inbox":
                value = json.dumps({"message": {"from": {"id": MARK, "first_name": "Märkta-Mia"}}})
            marked |= {trace.name} if put(connection, trace, value) else set()
        marked |= {"items.claimed_by", "broadcasts.unapproved_by", "organisers.removed_by"}
        connection.execute(
            "INSERT INTO organisers VALUES (8, 'Åsa', 1, '2026-11-21T08:00:00Z', ?, '2026-11-21T08:00:00Z')", (MARK,)
        )
        claim = "UPDATE items SET claimed_by = ?, claimed_until = '2030-01-01T00:00:00Z' WHERE status = 'waiting'"
        connection.execute(claim, (MARK,))
        connection.execute("UPDATE broadcasts SET unapproved_by = ? WHERE status = 'paused'", (MARK,))
        connection.execute(
            "INSERT INTO history (item_id, version, actor_id, action, before, after, at)"
            " SELECT id, version, author_id, 'submit', '{}', '{}', created_at FROM items"
            " WHERE id NOT IN (SELECT item_id FROM history)"
        )
        connection.execute(
            "INSERT INTO broadcast_history (broadcast_id, version, actor_id, action, before, after, at)"
            " SELECT id, version, created_by, 'write', '{}', '{}', created_at FROM broadcasts"
            " WHERE (id, version) NOT IN (SELECT broadcast_id, version FROM broadcast_history)"
        )
        connection.execute("DROP TRIGGER broadcasts_bound")
        audience = {"groups": True, "counties": [], "themes": [], "subscribers": True}
        connection.execute("UPDATE broadcasts SET audience = ?", (json.dumps(audience),))
        connection.execute("UPDATE secrets SET value = 'ab'")
        connection.execute("UPDATE items SET author_id = ?, chat_id = ?, signature = 'Märkta-Mia'", (MARK, MARK))
        connection.execute("UPDATE entries SET signature = 'Märkta-Mia' WHERE item_id IS NOT NULL")
        connection.execute("UPDATE participants SET name = 'Märkta-Mia' WHERE user_id = ?", (MARK,))
        connection.execute("UPDATE organisers SET name = 'Märkta-Mia' WHERE user_id = ?", (MARK,))
        connection.execute("UPDATE broadcasts SET status_chat = ? WHERE status_chat IS NOT NULL", (MARK,))
    return marked


def put(connection: sqlite3.Connection, trace: Trace, value: object) -> bool:
    """Put the value in a row of the trace, or in all where rows have no numbers; whether there is one."""
    one = f'rowid = (SELECT max(rowid) FROM {trace.table} WHERE "{trace.column}" IS NOT NULL)'
    for where in (one, "TRUE"):
        try:
            done = connection.execute(f'UPDATE {trace.table} SET "{trace.column}" = ? WHERE {where}', (value,))
        except sqlite3.Error:
            continue
        return bool(done.rowcount)
    return False


def left_by_trace(file: Path) -> list[str]:
    """Where the marked person still is, as tables see it."""
    with closing(sqlite3.connect(file)) as connection:
        return [
            trace.name
            for trace in KNOWN.traces
            if connection.execute(f"SELECT 1 FROM {trace.table} WHERE {trace.condition}", (MARK,)).fetchone()
        ]


def traces_in(*files: Path) -> list[str]:
    """In which files the bytes of a marked person still are: the id as SQLite and JSON write it, and the name."""
    needles = (MARK.to_bytes(6, "big"), str(MARK).encode(), "Märkta".encode())
    beside = [Path(f"{file}{ending}") for file in files for ending in ("", "-wal", "-journal")]
    return [
        f"{each.name}: {needle!r}"
        for each in beside
        if each.exists()
        for needle in needles
        if needle in each.read_bytes()
    ]

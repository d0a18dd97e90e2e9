"""The outbox: what people are to be told is stored with the decision and sent once.

A notice is marked `sending` before Telegram is called, so a process that dies then leaves it `unknown`: it may or may
not have arrived, and it is not sent again. `gone` is a chat that cannot be reached, `recalled` a notice whose decision
was undone before it was sent.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal, get_args

from bot.gateway.values import Backlog
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS
from bot.storage.rows import made

MODERATORS: Final = 0  # a chat id that stands for the moderators' chat, wherever that is when the notice is sent

GRACE: Final = timedelta(minutes=10)  # before somebody who waits is told, since moderators can undo for as long

_DUE: Final = (
    "status = 'queued' AND (chat_id <> ? OR EXISTS (SELECT 1 FROM moderators WHERE chat_id IS NOT NULL))"
    " AND (waiter_id IS NULL OR created_at <= ?)"
)

TRACES: Final = (Trace("notices", "chat_id", ("kind", "payload", "status", "created_at"), besides=("payload",)),)


NoticeStatus = Literal["queued", "sending", "sent", "unknown", "gone", "recalled"]
Payload = Mapping[str, str | int | None]
About = Literal["item", "waiter", "broadcast", "group"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell `chat_id` about version `version` of an item, a broadcast or a group, or somebody who waits.

    `number` is that of what it is `about`; `kind` and `payload` are for texts.
    """

    id: int
    about: About
    number: int
    version: int
    kind: str
    chat_id: int
    payload: Payload
    status: NoticeStatus
    attempts: int


async def add(
    transaction: Transaction,
    about: About,
    number: int,
    version: int,
    kind: str,
    chat_id: int,
    payload: Payload | None = None,
    status: NoticeStatus = "queued",
) -> None:
    """Queue a notice in the transaction of what it tells; the same one again is not queued twice."""
    moment = stamp(now())
    await transaction.execute(
        f"INSERT OR IGNORE INTO notices ({about}_id, version, kind, chat_id, payload, status, created_at, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (number, version, kind, chat_id, json.dumps(payload or {}, ensure_ascii=False), status, moment, moment),
    )


async def add_answer(transaction: Transaction, waiter_id: int, chat_id: int) -> None:
    """Queue the answer for somebody who waits, to be sent after a grace.

    One that was recalled is queued again, any other only once.
    """
    moment = stamp(now())
    await transaction.execute(
        "INSERT INTO notices (waiter_id, version, kind, chat_id, created_at, changed_at)"
        " VALUES (?, 1, 'answer_found', ?, ?, ?)"
        " ON CONFLICT (waiter_id) DO UPDATE SET status = 'queued', created_at = excluded.created_at,"
        " changed_at = excluded.changed_at"
        " WHERE status = 'recalled'",
        (waiter_id, chat_id, moment, moment),
    )


async def answered(transaction: Transaction, statuses: Iterable[NoticeStatus]) -> list[int]:
    """Who of those who wait has an answer here with one of these statuses."""
    rows = await transaction.rows(
        "SELECT waiter_id FROM notices WHERE waiter_id IS NOT NULL AND status IN (SELECT value FROM json_each(?))",
        (json.dumps(list(statuses)),),
    )
    return [row["waiter_id"] for row in rows]


async def recall_answer(transaction: Transaction, waiter_id: int) -> None:
    """What was about to be sent to somebody who waits is no answer any more."""
    await transaction.execute(
        "UPDATE notices SET status = 'recalled', changed_at = ? WHERE waiter_id = ? AND status = 'sending'",
        (stamp(now()), waiter_id),
    )


async def recall(transaction: Transaction, item_id: int, version: int) -> bool:
    """Take back what has not been sent about a version; whether the author may have been told of it already."""
    await transaction.execute(
        "UPDATE notices SET status = 'recalled', changed_at = ?"
        " WHERE item_id = ? AND version = ? AND status = 'queued'",
        (stamp(now()), item_id, version),
    )
    told = await transaction.row(
        "SELECT 1 FROM notices WHERE item_id = ? AND version = ? AND chat_id <> ?"
        " AND status IN ('sending', 'sent', 'unknown')",
        (item_id, version, MODERATORS),
    )
    return told is not None


async def wipe(transaction: Transaction, item_id: int, version: int) -> None:
    """Words about an item are no longer known: nothing is said of it but what came of it at this version."""
    await transaction.execute(
        "UPDATE notices SET status = iif(status = 'queued', 'recalled', status), payload = '{}', changed_at = ?"
        " WHERE item_id = ? AND version < ?",
        (stamp(now()), item_id, version),
    )


async def forget(database: Database) -> None:
    """Drop what was said so long ago that nobody undoes it any more."""
    await database.execute(
        "DELETE FROM notices WHERE status NOT IN ('queued', 'sending') AND changed_at < ?",
        (stamp(now() - PERIODS["notice"]),),
    )


async def take(database: Database, held: Collection[int] = ()) -> Notice | None:
    """The oldest queued notice to a chat that is not `held`, now marked `sending`; people's go before groups'.

    A group's take a second each, and no more than twenty a minute: a person is not to wait for all of them. Those to
    the moderators wait until a chat is bound, and answers until their grace is over.
    """
    at = now()
    row = await database.row(
        "UPDATE notices SET status = 'sending', attempts = attempts + 1, changed_at = ?"
        f" WHERE id = (SELECT id FROM notices WHERE {_DUE}"
        " AND coalesce(nullif(chat_id, ?), (SELECT chat_id FROM moderators))"
        " NOT IN (SELECT value FROM json_each(?)) ORDER BY chat_id <= 0, id LIMIT 1)"
        " RETURNING *, (SELECT chat_id FROM moderators) AS bound",
        (stamp(at), MODERATORS, stamp(at - GRACE), MODERATORS, json.dumps(list(held))),
    )
    return None if row is None else _notice(row, row["bound"])


async def backlog(database: Database) -> Backlog:
    """What is queued and could be taken."""
    [row] = await database.rows(
        f"SELECT count(*) AS number, min(created_at) AS since FROM notices WHERE {_DUE}",
        (MODERATORS, stamp(now() - GRACE)),
    )
    return made(Backlog, row)


async def finish(database: Database, notice_id: int, status: NoticeStatus) -> None:
    """What came of one that was taken: "queued" surely was not sent, and is taken again before younger ones."""
    await database.execute(
        "UPDATE notices SET status = ?, changed_at = ? WHERE id = ? AND status = 'sending'",
        (status, stamp(now()), notice_id),
    )


async def is_unsaid(database: Database, chat_id: int, kind: str) -> bool:
    """Whether a notice that a dialogue was to say itself may not have been said."""
    found = "SELECT 1 FROM notices WHERE chat_id = ? AND kind = ? AND status = 'unknown'"
    return await database.row(found, (chat_id, kind)) is not None


async def settle(database: Database, chat_id: int, kind: str, status: Literal["sent", "gone"]) -> None:
    """What came of it when the dialogue said it."""
    await database.execute(
        "UPDATE notices SET status = ?, changed_at = ? WHERE chat_id = ? AND kind = ? AND status = 'unknown'",
        (status, stamp(now()), chat_id, kind),
    )


async def resume(database: Database) -> int:
    """At start: what an earlier process was sending becomes unknown; how many those are."""
    return await database.execute(
        "UPDATE notices SET status = 'unknown', changed_at = ? WHERE status = 'sending'", (stamp(now()),)
    )


async def set_aside(database: Database) -> int:
    """Of a copy that is taken into use: what waits may long have been sent, and becomes unknown; how much that is."""
    return await database.execute(
        "UPDATE notices SET status = 'unknown', changed_at = ? WHERE status IN ('queued', 'sending')",
        (stamp(now()),),
    )


def _notice(row: Row, moderators: int | None) -> Notice:
    about = next(each for each in get_args(About) if row[f"{each}_id"] is not None)
    is_theirs = row["chat_id"] == MODERATORS and moderators is not None
    return made(
        Notice,
        row,
        about=about,
        number=row[f"{about}_id"],
        chat_id=moderators if is_theirs else row["chat_id"],
        payload=json.loads(row["payload"]),
    )

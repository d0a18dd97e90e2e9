"""What moderators do with a meeting's answers: many at once, on a page that only presses with its mark change."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, get_args

from bot.features.meetings.store import spellings
from bot.features.meetings.store.answers import SELECT, given
from bot.features.meetings.values import Given, NotSorted, Shelf, Sorting
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS

KEPT: Final = PERIODS["sorting"]

TRACES: Final = (Trace("sortings", "user_id", ("shelf", "changed_at")),)


async def shelf(database: Database, meeting_id: int, question: int, which: Shelf) -> tuple[Given, ...]:
    """The answers to a question that lie there, as in `shelves`."""
    return (await shelves(database, meeting_id, question))[which]


async def shelves(database: Database, meeting_id: int, question: int) -> dict[Shelf, tuple[Given, ...]]:
    """The answers to a question by where they lie, in the order they came, each with those merged into it."""
    rows = await database.rows(
        f"{SELECT} WHERE participants.meeting_id = ? AND meeting_answers.question = ? ORDER BY meeting_answers.id",
        (meeting_id, question),
    )
    merged: dict[int, list[Given]] = {}
    for row in rows:
        if row["merged_into"] is not None:
            merged.setdefault(row["merged_into"], []).append(given(row))
    lying = [replace(given(row), alike=tuple(merged.get(row["id"], ()))) for row in rows]
    return {which: tuple(each for each in lying if each.status == which) for which in get_args(Shelf)}


async def counts(database: Database, meeting_id: int) -> dict[tuple[int, Shelf], int]:
    """How many answers to each question lie on each shelf; those merged into others lie where these do."""
    rows = await database.rows(
        "SELECT meeting_answers.question, replace(status, 'merged', 'included') AS shelf, count(*) AS number"
        " FROM meeting_answers JOIN participants ON participants.id = participant_id"
        " WHERE meeting_id = ? GROUP BY meeting_answers.question, shelf",
        (meeting_id,),
    )
    return {(row["question"], row["shelf"]): row["number"] for row in rows}


async def answer(database: Database, answer_id: int) -> Given:
    """One answer; NotSorted if there is none."""
    row = await database.row(f"{SELECT} WHERE meeting_answers.id = ?", (answer_id,))
    if row is None:
        raise NotSorted
    return given(row)


async def lay_out(
    database: Database,
    user_id: int,
    at: tuple[int, int, Shelf, int],
    shown: Sequence[Sequence[int]],
    *,
    undoable: bool = False,
) -> Sorting:
    """A new page before a moderator: (meeting, question, shelf, page) and the groups of answers on it.

    What they did last can be undone from it if it is `undoable`.
    """
    async with database.transaction() as transaction:
        [row] = await transaction.rows(
            "INSERT INTO sortings (user_id, meeting_id, question, shelf, page, mark, shown, changed_at)"
            " VALUES (?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT (user_id) DO UPDATE SET meeting_id = excluded.meeting_id,"
            " question = excluded.question, shelf = excluded.shelf, page = excluded.page, mark = mark + 1,"
            " shown = excluded.shown, ticked = '[]', changed_at = excluded.changed_at,"
            " before = iif(?, before, '[]') RETURNING *",
            (user_id, *at, json.dumps([list(each) for each in shown]), stamp(now()), int(undoable)),
        )
    return _sorting(row)


async def current(database: Database, user_id: int, mark: int) -> Sorting:
    """The page before a moderator; NotSorted when it has another mark."""
    async with database.transaction() as transaction:
        return await _at(transaction, user_id, mark)


async def newest(database: Database, user_id: int) -> Sorting | None:
    """The page that was last laid out before a moderator."""
    row = await database.row("SELECT * FROM sortings WHERE user_id = ?", (user_id,))
    return None if row is None else _sorting(row)


async def tick(database: Database, user_id: int, mark: int, number: int, *, on: bool | None = None) -> Sorting:
    """Tick a group of the page (`on`), or let go of it; None turns it over."""
    async with database.transaction() as transaction:
        found = await _at(transaction, user_id, mark)
        wanted = number not in found.ticked if on is None else on
        ticked = found.ticked | {number} if wanted else found.ticked - {number}
        ticked = frozenset(each for each in ticked if each < len(found.shown))
        await transaction.execute(
            "UPDATE sortings SET ticked = ?, changed_at = ? WHERE user_id = ?",
            (json.dumps(sorted(ticked)), stamp(now()), user_id),
        )
    return replace(found, ticked=ticked)


async def include(database: Database, user_id: int, mark: int, chosen: Sequence[int]) -> None:
    """The groups belong to the summary, each as its first answer says it."""
    async with database.transaction() as transaction:
        found = await _begin(transaction, user_id, mark, chosen)
        for number in chosen:
            await _merge(transaction, found.shown[number], user_id)


async def join(database: Database, user_id: int, mark: int, joins: Sequence[Sequence[int]]) -> None:
    """The groups of each join say one thing, as the first of them says it, and belong to the summary."""
    async with database.transaction() as transaction:
        found = await _begin(transaction, user_id, mark, [number for chosen in joins for number in chosen])
        for chosen in joins:
            await _merge(transaction, [each for number in chosen for each in found.shown[number]], user_id)


async def remove(database: Database, user_id: int, mark: int, chosen: Sequence[int]) -> None:
    """The groups stay out of the summary."""
    async with database.transaction() as transaction:
        found = await _begin(transaction, user_id, mark, chosen)
        for number in chosen:
            await _part(transaction, found.shown[number], "removed", user_id)


async def part(database: Database, user_id: int, mark: int, chosen: Sequence[int]) -> None:
    """Each answer of the groups stands for itself in the summary again."""
    async with database.transaction() as transaction:
        found = await _begin(transaction, user_id, mark, chosen)
        for number in chosen:
            await _part(transaction, found.shown[number], "included", user_id)


async def renew(database: Database, user_id: int, mark: int, chosen: Sequence[int]) -> None:
    """Each answer of the groups is new again, as if nobody had looked at it."""
    async with database.transaction() as transaction:
        found = await _begin(transaction, user_id, mark, chosen)
        for number in chosen:
            await _part(transaction, found.shown[number], "waiting", user_id)


async def undo(database: Database, user_id: int, mark: int) -> None:
    """What the moderator did last is as it was; NotSorted if somebody has done something else with it since."""
    async with database.transaction() as transaction:
        for answer_id, status, leader in (await _at(transaction, user_id, mark)).before:
            row = await transaction.row("SELECT decided_by FROM meeting_answers WHERE id = ?", (answer_id,))
            if row is None or row["decided_by"] != user_id:
                raise NotSorted
            await _set(transaction, [answer_id], status, leader, user_id)
        await transaction.execute("UPDATE sortings SET before = '[]' WHERE user_id = ?", (user_id,))


async def mend(database: Database, answer_id: int, wording: str, *, forgetting: bool) -> None:
    """Another wording; when it is `forgetting`, the member's own words are kept nowhere."""
    before = await answer(database, answer_id)
    async with database.transaction() as transaction:
        if forgetting:
            await spellings.let_go(transaction, before.meeting_id, before.written)
        await transaction.execute(
            "UPDATE meeting_answers SET wording = ?1, text = CASE WHEN ?2 THEN ?1 ELSE text END WHERE id = ?3",
            (wording, int(forgetting), answer_id),
        )


async def move(database: Database, answer_id: int, question: int) -> None:
    """An answer, with those merged into it, answers another question of the meeting."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE meeting_answers SET question = ?1 WHERE id = ?2 OR merged_into = ?2", (question, answer_id)
        )


async def passed_on(transaction: Transaction, answer_id: int, item_id: int) -> bool:
    """The answer has become a proposal; False if it had already."""
    return bool(
        await transaction.execute(
            "UPDATE meeting_answers SET item_id = ? WHERE id = ? AND item_id IS NULL", (item_id, answer_id)
        )
    )


async def proposed(database: Database, meeting_id: int) -> tuple[int, ...]:
    """The proposals that the meeting's answers have become."""
    rows = await database.rows(
        "SELECT item_id FROM meeting_answers JOIN participants ON participants.id = participant_id"
        " WHERE meeting_id = ? AND item_id IS NOT NULL",
        (meeting_id,),
    )
    return tuple(row["item_id"] for row in rows)


async def forget(database: Database) -> None:
    """Drop pages that nobody has touched for 30 days."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM sortings WHERE changed_at < ?", (stamp(now() - KEPT),))


async def _begin(transaction: Transaction, user_id: int, mark: int, chosen: Sequence[int]) -> Sorting:
    """The page before a moderator, once it is noted how the chosen groups lie, for `undo`."""
    found = await _at(transaction, user_id, mark)
    ids = json.dumps([each for number in chosen for each in found.shown[number]])
    rows = await transaction.rows(
        "SELECT id, status, merged_into FROM meeting_answers WHERE id IN (SELECT value FROM json_each(?1))"
        " OR merged_into IN (SELECT value FROM json_each(?1))",
        (ids,),
    )
    before = json.dumps([tuple(row) for row in rows])
    await transaction.execute("UPDATE sortings SET before = ? WHERE user_id = ?", (before, user_id))
    return found


async def _merge(transaction: Transaction, ids: Sequence[int], by: int) -> None:
    """The first leads, and the others, with what had been merged into them, are merged into it."""
    leader, *others = ids
    await _set(transaction, [leader], "included", None, by)
    for each in others:
        await _set(transaction, [each], "merged", leader, by)
        await transaction.execute("UPDATE meeting_answers SET merged_into = ? WHERE merged_into = ?", (leader, each))


async def _part(transaction: Transaction, ids: Sequence[int], status: Shelf, by: int) -> None:
    """All of them, and what had been merged into them, each alone."""
    for each in ids:
        rows = await transaction.rows("SELECT id FROM meeting_answers WHERE id = ?1 OR merged_into = ?1", (each,))
        await _set(transaction, [row["id"] for row in rows], status, None, by)


async def _set(transaction: Transaction, ids: Iterable[int], status: str, leader: int | None, by: int) -> None:
    at = None if status == "waiting" else stamp(now())
    for each in ids:
        await transaction.execute(
            "UPDATE meeting_answers SET status = ?, merged_into = ?, decided_by = ?, decided_at = ? WHERE id = ?",
            (status, leader, by, at, each),
        )


async def _at(transaction: Transaction, user_id: int, mark: int) -> Sorting:
    row = await transaction.row("SELECT * FROM sortings WHERE user_id = ? AND mark = ?", (user_id, mark))
    if row is None:
        raise NotSorted
    return _sorting(row)


def _sorting(row: Row) -> Sorting:
    return Sorting(
        row["user_id"], row["meeting_id"], row["question"], row["shelf"], row["page"], row["mark"],
        tuple(map(tuple, json.loads(row["shown"]))), frozenset(json.loads(row["ticked"])),
        tuple(map(tuple, json.loads(row["before"]))),
    )  # fmt: skip

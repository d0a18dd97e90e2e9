"""Who answers at a meeting and what they answer; a message that is handled twice answers once."""

import json
from collections.abc import Sequence
from typing import Final

from bot.features.meetings.places import capitalized
from bot.features.meetings.rules import LONGEST_ANSWER, joined
from bot.features.meetings.values import Given, Meeting, NotAnswered, Participant
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.personal import NOBODY, Trace
from bot.storage.retention import PERIODS

MOST_OF_A_QUESTION: Final = 10  # answers of one person

SELECT: Final = (
    "SELECT meeting_answers.*, participants.user_id, participants.name, participants.place, participants.site,"
    " participants.meeting_id"
    " FROM meeting_answers JOIN participants ON participants.id = meeting_answers.participant_id"
)

TRACES: Final = (
    Trace("participants", "user_id", ("name", "place", "changed_at"), "own", besides=("name", "place")),
    Trace(
        "meeting_answers",
        "participant_id",
        ("text", "status", "sent_at"),
        "own",
        besides=("text", "wording", "begun"),
        where="participant_id IN (SELECT id FROM participants WHERE user_id = ?1)",
    ),
    Trace("meeting_answers", "decided_by", ("status", "decided_at"), "nobody"),
)


async def join(database: Database, meeting: Meeting, user_id: int, site: int | None = None) -> Participant:
    """The person at the meeting, who may have come before; a link of a site says where they sit."""
    where = site if meeting.site(site) else None
    async with database.transaction() as transaction:
        [row] = await transaction.rows(
            "INSERT INTO participants (meeting_id, user_id, site, changed_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (meeting_id, user_id) DO UPDATE SET site = coalesce(excluded.site, site),"
            " changed_at = excluded.changed_at RETURNING *",
            (meeting.id, user_id, where, stamp(now())),
        )
    return _participant(row)


async def site_of(database: Database, meeting_id: int, user_id: int) -> int | None:
    """Which of several places somebody sits in, if they have said so."""
    row = await database.row(
        "SELECT site FROM participants WHERE meeting_id = ? AND user_id = ?", (meeting_id, user_id)
    )
    return None if row is None else row["site"]


async def turn_to(database: Database, participant: Participant, number: int) -> Participant:
    """At another question, or done (0)."""
    return await _change(
        database, participant.id, "UPDATE participants SET question = ?, short_id = NULL WHERE id = ?", number
    )


async def show_name(database: Database, participant: Participant, name: str | None) -> Participant:
    """Named, or anonymous."""
    return await _change(database, participant.id, "UPDATE participants SET name = ? WHERE id = ?", name)


async def put_place(database: Database, participant: Participant, place: str | None) -> Participant:
    """Where they come from."""
    return await _change(database, participant.id, "UPDATE participants SET place = ? WHERE id = ?", place)


async def sit(database: Database, participant: Participant, site: int) -> Participant:
    """Which of several places they sit in."""
    return await _change(database, participant.id, "UPDATE participants SET site = ? WHERE id = ?", site)


async def give(
    database: Database, participant: Participant, message_id: int, texts: Sequence[str], *, short: bool, places: bool
) -> Participant:
    """Take answers to the question at hand; the first of a question for `places` is also where the person comes from.

    What follows a short answer is added to it. NotAnswered when there are too many.
    """
    async with database.transaction() as transaction:
        if not await _add(transaction, participant, message_id, texts):
            await _extend(transaction, participant, message_id, texts[0])
        newest = await transaction.row(
            "SELECT id FROM meeting_answers WHERE participant_id = ? AND message_id = ?", (participant.id, message_id)
        )
        [row] = await transaction.rows(
            "UPDATE participants SET short_id = ?, place = coalesce(place, ?), changed_at = ? WHERE id = ? RETURNING *",
            (
                newest["id"] if newest is not None and short else None,
                texts[0] if places else None,
                stamp(now()),
                participant.id,
            ),
        )
    return _participant(row)


async def take_back(database: Database, participant: Participant, answer_id: int) -> None:
    """An answer that no moderator has looked at is gone."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "DELETE FROM meeting_answers WHERE id = ? AND participant_id = ? AND status = 'waiting'",
            (answer_id, participant.id),
        )


async def own(database: Database, participant: Participant) -> tuple[Given, ...]:
    """What somebody has answered, in order."""
    rows = await database.rows(f"{SELECT} WHERE participant_id = ? ORDER BY meeting_answers.id", (participant.id,))
    return tuple(map(given, rows))


async def is_first_waiting(database: Database, meeting_id: int, user_id: int) -> bool:
    """Whether nobody else's answers to the meeting wait, and this person's only just: then moderators are told."""
    row = await database.row(
        "SELECT count(DISTINCT message_id) AS number, max(participants.user_id IS NOT ?) AS others FROM meeting_answers"
        " JOIN participants ON participants.id = participant_id WHERE meeting_id = ? AND status = 'waiting'",
        (user_id, meeting_id),
    )
    return row is not None and row["number"] == 1 and not row["others"]


async def forget(database: Database) -> None:
    """Who said what is not known any more 120 days after the meeting; what they chose to show stays.

    Who decided about it is left out after a year.
    """
    last = (now() - PERIODS["participant"]).date().isoformat()
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE participants SET user_id = NULL WHERE user_id IS NOT NULL"
            " AND meeting_id IN (SELECT id FROM meetings WHERE date < ?)",
            (last,),
        )
        await transaction.execute(
            "UPDATE meeting_answers SET decided_by = ?1 WHERE decided_by <> ?1 AND coalesce(decided_at, sent_at) < ?2",
            (NOBODY, stamp(now() - PERIODS["decision"])),
        )


def given(row: Row) -> Given:
    """An answer of a row that `SELECT` gives."""
    return Given(
        row["id"], row["question"], row["text"], row["wording"], row["status"], row["user_id"], row["name"],
        capitalized(row["place"]), row["site"], row["item_id"], (), row["participant_id"], row["meeting_id"],
    )  # fmt: skip


async def _add(transaction: Transaction, participant: Participant, message_id: int, texts: Sequence[str]) -> bool:
    """New rows; False when the words go on with an answer that still waits and has room for them."""
    if len(texts) == 1 and participant.short_id is not None:
        waits = (
            "SELECT 1 FROM meeting_answers WHERE id = ? AND status = 'waiting' AND message_id <> ?"
            " AND length(text) + length(?) < ?"
        )
        if await transaction.row(waits, (participant.short_id, message_id, texts[0], LONGEST_ANSWER)):
            return False
    await write(transaction, (participant.id, participant.question, message_id), texts)
    return True


async def write(
    transaction: Transaction, of: tuple[int, int, int], texts: Sequence[str], *, anew: bool = False
) -> None:
    """What a message answers, `of` a participant, a question and a message; what is there stays, or reads `anew`.

    NotAnswered where these, with those of other messages, are too many for a question.
    """
    [row] = await transaction.rows(
        "SELECT count(*) AS number FROM meeting_answers WHERE participant_id = ? AND question = ? AND message_id <> ?",
        of,
    )
    if row["number"] + len(texts) > MOST_OF_A_QUESTION:
        raise NotAnswered("too_many", MOST_OF_A_QUESTION)
    already = "UPDATE SET text = excluded.text, sent_at = excluded.sent_at" if anew else "NOTHING"
    for part, text in enumerate(texts):
        await transaction.execute(
            "INSERT INTO meeting_answers (participant_id, question, message_id, part, text, sent_at)"
            f" VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO {already}",
            (*of, part, text, stamp(now())),
        )


async def _extend(transaction: Transaction, participant: Participant, message_id: int, words: str) -> None:
    """The short answer is longer now, by this message."""
    [row] = await transaction.rows("SELECT id, text FROM meeting_answers WHERE id = ?", (participant.short_id,))
    await unsee(transaction, [row["id"]])
    await transaction.execute(
        "UPDATE meeting_answers SET text = ?, begun = ?, message_id = ? WHERE id = ?",
        (joined(row["text"], words), row["text"], message_id, row["id"]),
    )


async def unsee(transaction: Transaction, ids: Sequence[int]) -> None:
    """The answers read otherwise from now on: nobody takes them in by a page on which they have seen them before."""
    await transaction.execute(
        "UPDATE sortings SET mark = mark + 1 WHERE EXISTS (SELECT 1 FROM json_tree(shown)"
        " WHERE type = 'integer' AND atom IN (SELECT value FROM json_each(?)))",
        (json.dumps(ids),),
    )


async def _change(database: Database, participant_id: int, statement: str, value: str | int | None) -> Participant:
    async with database.transaction() as transaction:
        await transaction.execute(statement, (value, participant_id))
        [row] = await transaction.rows("SELECT * FROM participants WHERE id = ?", (participant_id,))
    return _participant(row)


def _participant(row: Row) -> Participant:
    return Participant(
        row["id"], row["meeting_id"], row["user_id"], row["site"], capitalized(row["place"]), row["name"],
        row["question"], row["short_id"],
    )  # fmt: skip

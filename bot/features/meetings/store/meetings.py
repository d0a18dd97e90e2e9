"""Meetings whose questions members answer: those of the knowledge files, and those that organisers make in chat."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Final

from bot.features.meetings.values import Meeting, NoSuchMeeting, Question
from bot.knowledge import values
from bot.language.text import ID_LENGTH, slug
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.personal import NOBODY, Trace
from bot.storage.retention import PERIODS

_UNNAMED: Final = "traff"
_BY_PLACE: Final = 1  # the files do not say it: the network's first question asks where smart rural areas are


TRACES: Final = (Trace("meetings", "created_by", ("name", "date", "created_at"), "nobody"),)


async def sync(database: Database, files: values.Knowledge) -> None:
    """Put the files' meetings in the database, as the files have them now; what they no longer name stays."""
    async with database.transaction() as transaction:
        for each in files.meetings:
            [row] = await transaction.rows(
                "INSERT INTO meetings (slug, name, date, created_at, origin) VALUES (?, ?, ?, ?, 'knowledge')"
                " ON CONFLICT (slug) DO UPDATE SET name = excluded.name, date = excluded.date RETURNING id",
                (each.id, each.name, each.date.isoformat(), stamp(now())),
            )
            asked = [
                Question(number, text, "place" if number == _BY_PLACE else "words")
                for number, text in each.questions.items()
            ]
            await _put_questions(transaction, row["id"], asked)


async def create(
    transaction: Transaction,
    name: str,
    day: date,
    place: str | None,
    questions: Sequence[Question],
    by: int,
    sites: Sequence[str] = (),
    clock: time | None = None,
) -> int:
    """Make a meeting, in the transaction that uses up the plan of it; its id."""
    taken = {row["slug"] for row in await transaction.rows("SELECT slug FROM meetings")}
    [row] = await transaction.rows(
        "INSERT INTO meetings (slug, name, date, time, place, created_by, created_at, origin)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'chat') RETURNING id",
        (_new_slug(name, day, taken), name, day.isoformat(), _written(clock), place, by, stamp(now())),
    )
    await _put_questions(transaction, row["id"], questions)
    await _put_sites(transaction, row["id"], sites)
    return int(row["id"])


async def change(transaction: Transaction, meeting: Meeting) -> None:
    """The meeting is as this says from now on; a question or a site that somebody has answered or sits at stays."""
    await transaction.execute(
        "UPDATE meetings SET name = ?, date = ?, time = ?, place = ?, version = version + 1 WHERE id = ?",
        (meeting.name, meeting.day.isoformat(), _written(meeting.clock), meeting.place, meeting.id),
    )
    await transaction.execute(
        "DELETE FROM meeting_questions WHERE meeting_id = ?1 AND number > ?2"
        " AND number NOT IN (SELECT meeting_answers.question FROM meeting_answers JOIN participants"
        " ON participants.id = participant_id WHERE meeting_id = ?1)",
        (meeting.id, len(meeting.questions)),
    )
    await transaction.execute(
        "DELETE FROM meeting_sites WHERE meeting_id = ?1 AND number > ?2"
        " AND number NOT IN (SELECT site FROM participants WHERE meeting_id = ?1 AND site IS NOT NULL)",
        (meeting.id, len(meeting.sites)),
    )
    await _put_questions(transaction, meeting.id, meeting.questions)
    for each in meeting.questions:
        await transaction.execute(
            "UPDATE meeting_questions SET answered_by = ? WHERE meeting_id = ? AND number = ?",
            (each.answered_by, meeting.id, each.number),
        )
    await _put_sites(transaction, meeting.id, meeting.sites)


async def call_off(transaction: Transaction, meeting_id: int, *, is_off: bool) -> bool:
    """It does not take place, or does after all; False if that has been said before."""
    return bool(
        await transaction.execute(
            "UPDATE meetings SET is_off = ?1, version = version + 1 WHERE id = ?2 AND is_off <> ?1",
            (int(is_off), meeting_id),
        )
    )


async def all_meetings(database: Database) -> tuple[Meeting, ...]:
    """Every meeting, the newest first."""
    rows = await database.rows("SELECT * FROM meetings ORDER BY date DESC, id DESC")
    asked = await database.rows("SELECT * FROM meeting_questions ORDER BY meeting_id, number")
    sites = await database.rows("SELECT * FROM meeting_sites ORDER BY meeting_id, number")
    return tuple(_meeting(row, _of(row, asked), _of(row, sites)) for row in rows)


async def meeting(database: Database, meeting_id: int) -> Meeting:
    """The meeting with this id; NoSuchMeeting if there is none."""
    row = await database.row("SELECT * FROM meetings WHERE id = ?", (meeting_id,))
    if row is None:
        raise NoSuchMeeting
    asked = "SELECT * FROM meeting_questions WHERE meeting_id = ? ORDER BY number"
    sites = "SELECT * FROM meeting_sites WHERE meeting_id = ? ORDER BY number"
    return _meeting(row, await database.rows(asked, (meeting_id,)), await database.rows(sites, (meeting_id,)))


async def by_slug(database: Database, name: str) -> Meeting:
    """The meeting that a link leads to; NoSuchMeeting if there is none."""
    row = await database.row("SELECT id FROM meetings WHERE slug = ?", (name,))
    if row is None:
        raise NoSuchMeeting
    return await meeting(database, row["id"])


async def find(database: Database, words: str) -> tuple[Meeting, ...]:
    """The meetings that somebody may mean by a slug, a date such as 2026-12-06 or a part of a name; newest first."""
    wanted = words.casefold().strip()
    known = await all_meetings(database)
    exact = tuple(each for each in known if wanted in {each.slug, each.day.isoformat()})
    return exact or tuple(each for each in known if wanted in f"{each.name.casefold()} {each.slug}")


async def _put_questions(transaction: Transaction, meeting_id: int, questions: Iterable[Question]) -> None:
    for each in questions:
        await transaction.execute(
            "INSERT INTO meeting_questions (meeting_id, number, text, answered_by) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (meeting_id, number) DO UPDATE SET text = excluded.text",
            (meeting_id, each.number, each.text, each.answered_by),
        )


async def _put_sites(transaction: Transaction, meeting_id: int, sites: Iterable[str]) -> None:
    for number, name in enumerate(sites, start=1):
        await transaction.execute(
            "INSERT INTO meeting_sites (meeting_id, number, name) VALUES (?, ?, ?)"
            " ON CONFLICT (meeting_id, number) DO UPDATE SET name = excluded.name",
            (meeting_id, number, name),
        )


def _new_slug(name: str, day: date, taken: set[str]) -> str:
    """The name and the date, at most 40 letters, with a number where another meeting has them already."""
    end = f"-{day.isoformat()}"
    found, number = _fitted(slug(name) or _UNNAMED, end), 1
    while found in taken:
        number += 1
        found = _fitted(slug(name) or _UNNAMED, f"{end}-{number}")
    return found


def _fitted(beginning: str, end: str) -> str:
    return beginning[: ID_LENGTH - len(end)].rstrip("-") + end


def _of(meeting: Row, rows: Sequence[Row]) -> list[Row]:
    return [each for each in rows if each["meeting_id"] == meeting["id"]]


def _meeting(row: Row, questions: Sequence[Row], sites: Sequence[Row]) -> Meeting:
    asked = tuple(Question(each["number"], each["text"], each["answered_by"]) for each in questions)
    day, filed = date.fromisoformat(row["date"]), row["origin"] == "knowledge"
    clock = time.fromisoformat(row["time"]) if row["time"] else None
    named = tuple(each["name"] for each in sites)
    return Meeting(
        row["id"], row["slug"], row["name"], day, row["place"], asked, filed, named, clock, row["version"],
        bool(row["is_off"]),
    )  # fmt: skip


async def forget(database: Database) -> None:
    """Leave out who made a meeting, after a year."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE meetings SET created_by = ? WHERE created_by IS NOT NULL AND created_at < ?",
            (NOBODY, stamp(now() - PERIODS["decision"])),
        )


def _written(clock: time | None) -> str | None:
    return clock.isoformat("minutes") if clock is not None else None

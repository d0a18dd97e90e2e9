"""What the composition root does by itself: housekeeping."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import app, wiring
from bot.chat import offers, threads
from bot.chat.offers import Choice
from bot.chat.threads import Answered
from bot.features.moderation.store import mutes
from bot.features.moderation.store.decide import submit
from bot.features.moderation.values import Content, Submission
from bot.features.tips import store as tips_store
from bot.features.tips.values import Draft
from bot.features.unanswered.store import questions, waiters
from bot.features.unanswered.store.questions import Asked
from bot.gateway import inbox, outbox
from bot.matching.library import Library
from bot.settings import Settings
from bot.storage.clock import now
from bot.storage.database import Database, open_database
from tests.conftest import Stage, peopled, performed
from tests.stage.entries import put_entry
from tests.stage.outbox import of_item
from tests.stage.paths import KNOWLEDGE

LONG_AGO = "2020-01-01T00:00:00Z"
AGEING = {
    "inbox": "received_at",
    "questions": "asked_at",
    "answers": "sent_at",
    "offers": "offered_at",
    "drafts": "changed_at",
    "waiters": "until",
    "mutes": "until",
}


async def stored(database: Database) -> dict[str, int]:
    """How many rows each kind of passing data has."""
    found = {}
    for table in AGEING:
        row = await database.row(f"SELECT count(*) AS number FROM {table}")
        found[table] = 0 if row is None else int(row["number"])
    return found


async def test_housekeeping_forgets_everything_that_has_had_its_time(database: Database) -> None:
    """Handled updates, questions, links, offers, drafts, waiters and mutes: fresh ones stay, old ones go."""
    await inbox.receive(database, {1: "{}"})
    await inbox.handled(database, 1)
    await questions.record(database, Asked("reko", "private", "answer", 0.9, "reko-ring"))
    await threads.remember_answer(database, Answered(7, 1, 2, 0, "reko-ring"))
    await offers.offer(database, 7, [Choice("Mat", "t:mat:1")])
    await tips_store.start(database, Draft(7, "tip"))
    await waiters.wait(database, 7, 7, "kan man hyra bystugan")
    await mutes.mute(database, 7, now() + timedelta(days=1), 8)
    await wiring.tidy(database)
    assert await stored(database) == dict.fromkeys(AGEING, 1)
    async with database.transaction() as transaction:
        for table, column in AGEING.items():
            await transaction.execute(f"UPDATE {table} SET {column} = ?", (LONG_AGO,))
    await wiring.tidy(database)
    assert await stored(database) == dict.fromkeys(AGEING, 0)


async def test_housekeeping_is_done_soon_after_the_start_and_every_hour(stage: Stage) -> None:
    """A bot that is restarted every day, at any time, forgets as promised."""
    queue = stage.bot.application.job_queue
    assert queue is not None
    [job] = queue.get_jobs_by_name("_tidy")
    assert job.next_t is not None
    assert (job.next_t - datetime.now(UTC)).total_seconds() < 60
    await job.run(stage.bot.application)


async def test_approved_tips_are_known_from_the_first_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was approved before the start lies over the files when the services are open."""
    monkeypatch.setattr(app, "find_encoder", lambda: None)
    database = await open_database(tmp_path / "bot.db")
    await put_entry(database, "torpstickan")
    await database.close()
    settings = Settings("1:a", "http://127.0.0.1:9", tmp_path / "bot.db", KNOWLEDGE, None, None)
    async with app.services(settings, tmp_path / "vectors.db") as opened:
        assert (await opened.library.ask("Budrundan Torpstickan")).hits[0].entry.id == "torpstickan"


async def test_what_an_earlier_process_left_to_be_told_is_told_at_the_start(tmp_path: Path, library: Library) -> None:
    """A notice queued before the stop reaches its chat, and the one whose sending was cut off is not sent again."""
    simulator, village = peopled()
    simulator.people.start(village.pensioner)
    chat = simulator.world.private(village.pensioner)
    database = await open_database(tmp_path / "bot.db")
    async with database.transaction() as transaction:
        item = await submit(transaction, Submission("tip", village.pensioner.id, chat.id, Content("Vi har en kiosk.")))
        for version, reason in ((2, "exists"), (3, "advert")):
            await outbox.add(
                transaction, "item", item.id, version, "declined", chat.id, {"reason": reason, "words": None}
            )
    cut_off = await outbox.take(database)
    await database.close()
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        made = Stage(simulator, village, bot)
        await made.settled()
        told = {notice.version: notice.status for notice in await of_item(bot.services.database, item.id)}
    assert cut_off is not None
    assert (told[cut_off.version], told[3]) == ("unknown", "sent")


async def test_what_cannot_be_forgotten_does_not_keep_the_rest(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A promise about one thing is kept although another fails."""
    forgotten = []

    async def refuse(_: Database) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    async def forget(_: Database) -> None:
        forgotten.append("mutes")

    monkeypatch.setattr(wiring, "forgetting", lambda: (refuse, forget))
    await wiring.tidy(stage.database)
    assert forgotten == ["mutes"]
    assert "disk I/O error" in caplog.text

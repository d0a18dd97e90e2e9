"""What the composition root does by itself: housekeeping."""

from datetime import UTC, datetime

from bot import app, inbox, offers, questions
from bot.database import Database
from bot.offers import Choice
from bot.questions import Answered, Asked
from bot.simulator.failures import Kind, Rule
from tests.conftest import Stage

LONG_AGO = "2020-01-01T00:00:00Z"
AGEING = {"inbox": "received_at", "questions": "asked_at", "answers": "sent_at", "offers": "offered_at"}


async def stored(database: Database) -> dict[str, int]:
    """How many rows each kind of passing data has."""
    found = {}
    for table in AGEING:
        row = await database.row(f"SELECT count(*) AS number FROM {table}")
        found[table] = 0 if row is None else int(row["number"])
    return found


async def test_housekeeping_forgets_everything_that_has_had_its_time(database: Database) -> None:
    """Handled updates, questions, links between messages and offers: fresh ones stay, old ones go."""
    await inbox.receive(database, 1, "{}")
    await inbox.handled(database, 1)
    await questions.record(database, Asked("reko", "private", "answer", 0.9, "reko-ring"))
    await questions.remember_answer(database, Answered(7, 1, 2, 0, "reko-ring"))
    await offers.offer(database, 7, [Choice("Mat", "t:mat:1")])
    await app.tidy(database)
    assert await stored(database) == dict.fromkeys(AGEING, 1)
    async with database.transaction() as transaction:
        for table, column in AGEING.items():
            await transaction.execute(f"UPDATE {table} SET {column} = ?", (LONG_AGO,))
    await app.tidy(database)
    assert await stored(database) == dict.fromkeys(AGEING, 0)


async def test_housekeeping_is_done_soon_after_the_start_and_every_hour(stage: Stage) -> None:
    """A bot that is restarted every day, at any time, forgets as promised."""
    queue = stage.bot.application.job_queue
    assert queue is not None
    [job] = queue.get_jobs_by_name("_tidy")
    assert job.next_t is not None
    assert (job.next_t - datetime.now(UTC)).total_seconds() < 60
    await job.run(stage.bot.application)


async def test_a_revoked_token_ends_the_bot(stage: Stage) -> None:
    """PTB stops polling without a word then; a deaf process that looks healthy helps nobody."""
    queue = stage.bot.application.job_queue
    assert queue is not None
    [job] = queue.get_jobs_by_name("_still_known")
    await job.run(stage.bot.application)
    assert not stage.services.stopping.is_set()
    stage.simulator.failures.order(Rule(Kind.SERVER_ERROR, method="getMe", code=401, words="Unauthorized"))
    await job.run(stage.bot.application)
    assert stage.services.stopping.is_set()
    assert stage.services.refused

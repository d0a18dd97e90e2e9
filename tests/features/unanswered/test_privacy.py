"""What is kept of who asks and who waits, and for how long."""

import hashlib
from datetime import timedelta
from pathlib import Path

from bot.features.asking import texts as asking_texts
from bot.features.unanswered.store import clusters, questions, waiters
from bot.features.unanswered.store.clusters import Unanswered
from bot.storage.clock import now, stamp
from bot.wiring import tidy
from tests.conftest import Stage
from tests.stage.waiting import (
    NONSENSE,
    wait,
)


async def found(desk: Stage) -> tuple[Unanswered, ...]:
    """What was asked in vain."""
    return await clusters.unanswered(desk.services.database)


async def test_askers_in_vain_are_counted_in_every_room_and_named_in_none(desk: Stage, tmp_path: Path) -> None:
    """One in private, one by an edit, one in a group: three, so the text may be shown.

    The file has neither what their codes are made of nor a code that anybody could make without its key.
    """
    group, nils, samira = desk.village.association, desk.village.farmer, desk.village.volunteer
    await desk.say(NONSENSE)
    await desk.say("hej", desk.simulator.world.private(nils), nils)
    await desk.edit(desk.last_from(desk.simulator.world.private(nils), nils), NONSENSE)
    assert [each.shown for each in await found(desk)] == [False]
    await desk.say(f"/fraga {NONSENSE}", group, samira)
    assert [(each.text, each.shown) for each in await found(desk)] == [(NONSENSE, True)]
    stored = await desk.services.database.rows("SELECT text_hash, asker_hash FROM askers")
    assert len({row["asker_hash"] for row in stored}) == 3
    written = b"".join((tmp_path / name).read_bytes() for name in ("bot.db", "bot.db-wal"))
    assert all(row["asker_hash"].encode() in written for row in stored)
    for user in (desk.anna, nils, samira):
        made_of = f"{user.id} {NONSENSE}".encode()
        for trace in (made_of, hashlib.sha256(made_of).hexdigest().encode(), hashlib.sha256(made_of).digest()):
            assert trace not in written


async def test_an_answered_question_leaves_no_trace_of_its_asker(desk: Stage) -> None:
    """Only what found no answer is counted."""
    await desk.say("hur ordnar vi samåkning")
    assert len(await questions.latest(desk.services.database, 5)) == 1
    assert await desk.services.database.rows("SELECT * FROM askers") == []


async def test_the_privacy_page_tells_of_both(desk: Stage) -> None:
    """/integritet names the code of askers and what waiting stores; both are gone when it says that they are."""
    await wait(desk)
    [page] = await desk.say("/integritet")
    [code] = [each for each in page.text.split("• ") if "utan att få svar" in each]
    [waits] = [each for each in page.text.split("• ") if asking_texts.WAIT in each]
    for words in ("en kod", "frågan och ditt konto", "tas bort tillsammans med frågan"):
        assert words in code
    for words in ("tillsammans med ditt konto", f"efter {waiters.WAITS.days} dagar", "/mina"):
        assert words in waits
    database, over = desk.services.database, stamp(now() - questions.TEXT_KEPT - timedelta(seconds=1))
    assert await database.rows("SELECT * FROM askers") != []
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE questions SET asked_at = ?", (over,))
        await transaction.execute("UPDATE waiters SET until = ?", (over,))
    await tidy(database)
    for table in ("askers", "waiters"):
        assert await database.rows(f"SELECT * FROM {table}") == []

"""Somebody means to do what an answer tells of, is asked once after 90 days, and it is counted without them."""

from datetime import timedelta

import pytest

from bot.features.adoption import store, texts, worker
from bot.features.adoption.values import Tally
from bot.features.answers import texts as answers_texts
from bot.gateway.limiter import Postponed
from bot.knowledge.values import Entry
from bot.language import times
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Message
from bot.storage.clock import now, stamp
from tests.conftest import Stage


@pytest.fixture(autouse=True)
def _by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "is_quiet", lambda _: False)


def first(stage: Stage) -> Entry:
    """An entry."""
    return stage.services.library.knowledge.entries[0]


async def opened(stage: Stage) -> Message:
    """Anna has opened it; the answer."""
    stage.simulator.people.start(stage.anna, f"k_{first(stage).id}")
    await stage.settled()
    return stage.simulator.sent(stage.private)[-1]


async def wait(stage: Stage, days: int) -> None:
    """So many days go by."""
    async with stage.services.database.transaction() as transaction:
        for column in ("planned_at", "asked_at", "answered_at"):
            await transaction.execute(
                f"UPDATE adoptions SET {column} = ? WHERE {column} IS NOT NULL", (stamp(now() - timedelta(days=days)),)
            )


async def asked(stage: Stage) -> list[Message]:
    """What she is asked now."""
    before = len(stage.simulator.sent(stage.private))
    await worker.ask_all(stage.bot.application.bot, stage.services)
    return stage.simulator.sent(stage.private)[before:]


async def test_who_means_to_is_asked_once_after_90_days_and_it_stands_on_the_answer(stage: Stage) -> None:
    """Not before, not twice; what was answered can be changed."""
    [said] = await stage.press(await opened(stage), answers_texts.ADOPT)
    assert said.text == texts.PLANNED
    await wait(stage, 89)
    assert await asked(stage) == []
    await wait(stage, 90)
    [question] = await asked(stage)
    assert first(stage).title in question.text
    assert await asked(stage) == []
    await stage.press(question, texts.OUTCOMES["done"])
    assert "1 bygd har gjort det." in (await opened(stage)).text
    await stage.press(question, texts.CHANGE)
    await stage.press(question, texts.OUTCOMES["dropped"])
    assert "gjort det." not in (await opened(stage)).text
    assert await store.tally(stage.services.database) == Tally(0, 0, 0, 0, 1)


async def test_a_slip_is_undone_and_twice_is_once(stage: Stage) -> None:
    """Nobody is asked of what they took back."""
    answer = await opened(stage)
    [said] = await stage.press(answer, answers_texts.ADOPT)
    [again] = await stage.press(answer, answers_texts.ADOPT)
    assert again.text == texts.PLANNED_ALREADY
    await stage.press(said, "Ångra")
    await wait(stage, 91)
    assert await asked(stage) == []


@pytest.mark.parametrize(("kind", "left"), [(Kind.FORBIDDEN, []), (Kind.DROP_AFTER, ["asked"])])
async def test_who_cannot_be_asked_is_not_asked_again(stage: Stage, kind: Kind, left: list[str]) -> None:
    """Whoever has blocked the bot is let go; what may have arrived is not sent twice."""
    await stage.press(await opened(stage), answers_texts.ADOPT)
    await wait(stage, 90)
    words = "bot was blocked by the user" if kind is Kind.FORBIDDEN else ""
    stage.simulator.failures.order(Rule(kind, "sendMessage", stage.private.id, 1, words))
    await asked(stage)
    assert await asked(stage) == []
    rows = await stage.services.database.rows("SELECT status FROM adoptions")
    assert [row["status"] for row in rows] == left


async def test_what_surely_was_not_sent_is_asked_later(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram has asked for a pause that is longer than anybody waits."""
    await stage.press(await opened(stage), answers_texts.ADOPT)
    await wait(stage, 90)

    async def postponed(*_: object) -> None:
        raise Postponed

    with monkeypatch.context() as patch:
        patch.setattr(worker, "post", postponed)
        assert await asked(stage) == []
    assert len(await asked(stage)) == 1


async def test_nobody_is_asked_at_night(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits for the day."""
    await stage.press(await opened(stage), answers_texts.ADOPT)
    await wait(stage, 90)
    monkeypatch.setattr(times, "is_quiet", lambda _: True)
    assert await asked(stage) == []


async def test_another_s_answer_is_refused(stage: Stage) -> None:
    """A forged press about somebody else's changes nothing."""
    database = stage.services.database
    await store.plan(database, first(stage).id, stage.village.farmer.id)
    await wait(stage, 90)
    [theirs] = await store.ripe(database, now())
    await store.take(database, theirs.id)
    await stage.forge(await opened(stage), f"j:a:{theirs.id}:done")
    assert (await store.tally(database)).done == 0
    assert stage.now(stage.simulator.sent(stage.private)[-1]).text == texts.GONE


async def test_who_it_was_is_forgotten_and_the_count_stays(stage: Stage) -> None:
    """90 days after the answer; a question that nobody answered goes altogether."""
    database = stage.services.database
    for user_id in (1, 2, 3):
        await store.plan(database, "lokalbuss", user_id)
    await wait(stage, 90)
    one, two, _ = await store.ripe(database, now())
    for each in (one, two):
        await store.take(database, each.id)
    await store.answer(database, one.id, 1, "done")
    await wait(stage, 91)
    await store.forget(database)
    rows = await database.rows("SELECT user_id, status FROM adoptions ORDER BY id")
    assert [tuple(each) for each in rows] == [(None, "done"), (3, "planned")]
    assert await store.answer(database, one.id, 1, "dropped") is None


async def test_a_copy_taken_into_use_asks_nobody_again(stage: Stage) -> None:
    """They may have been asked since it was made."""
    await store.plan(stage.services.database, first(stage).id, stage.anna.id)
    await wait(stage, 90)
    await store.set_aside(stage.services.database)
    assert await store.ripe(stage.services.database, now()) == []


async def test_an_entry_that_is_gone_is_not_asked_about(stage: Stage) -> None:
    """There is nothing to show."""
    await store.plan(stage.services.database, "finns-inte-langre", stage.anna.id)
    await wait(stage, 90)
    assert await asked(stage) == []
    assert await store.tally(stage.services.database) == Tally(0, 0, 0, 0, 0)


async def test_of_somebody_erased_only_what_is_over_is_counted(stage: Stage) -> None:
    """As nobody's; what they meant to do, and what they were asked about, is gone."""
    database = stage.services.database
    for entry_id in ("samakning", "lokalbuss"):
        await store.plan(database, entry_id, stage.anna.id)
    [over, _] = await database.rows("SELECT id FROM adoptions ORDER BY id")
    await store.take(database, over["id"])
    await store.answer(database, over["id"], stage.anna.id, "done")
    async with database.transaction() as transaction:
        await store.erase(transaction, stage.anna.id)
    rows = await database.rows("SELECT entry_id, user_id FROM adoptions")
    assert [tuple(row) for row in rows] == [("samakning", None)]

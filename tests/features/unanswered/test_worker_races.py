"""Whoever waits for an answer hears, whatever comes in between."""

import pytest

from bot.features.unanswered import worker as unanswered_worker
from bot.features.unanswered.store import waiters
from bot.features.unanswered.worker import Hearing
from bot.knowledge import store
from bot.knowledge.values import Entry
from bot.matching.library import Library
from tests.conftest import Stage
from tests.stage.waiting import ASKED, answers, approve, wait


async def test_an_answer_that_was_gone_and_back_strands_nobody(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is gone when it is to be sent; it is back, and all are looked through, before it is noted that Anna waits."""
    await wait(desk)
    asked, answering = [], unanswered_worker.answering

    async def between(library: Library, question: str) -> Entry | None:
        asked.append(question)
        if len(asked) != 2:  # the first look finds it, the second is the outbox's
            return await answering(library, question)
        await library.refresh(await store.read(desk.services.database))
        unanswered_worker.tell(desk.services)
        assert await desk.simulator.until(lambda: not desk.services.state(Hearing).learnt.is_set())
        assert await waiters.waiting(desk.services.database) == ()
        return None

    monkeypatch.setattr(unanswered_worker, "answering", between)
    await approve(desk)
    await desk.settled()
    assert len(answers(desk)) == 1


async def test_one_question_that_cannot_be_asked_holds_up_nobody(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anna's makes the matcher stumble; Nils, who waits after her, hears."""
    nils, answering = desk.village.farmer, unanswered_worker.answering
    broken = f"{ASKED} nu"
    await wait(desk, broken)
    await wait(desk, ASKED, nils)

    async def stumbling(library: Library, question: str) -> Entry | None:
        if question == broken:
            raise RuntimeError
        return await answering(library, question)

    monkeypatch.setattr(unanswered_worker, "answering", stumbling)
    await approve(desk)
    assert len(answers(desk, nils)) == 1
    assert [each.question for each in await waiters.waiting(desk.services.database)] == [broken]

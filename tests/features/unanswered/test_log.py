"""The log of questions: what is kept, for how long, and what is left then."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import threads
from bot.chat.threads import Answered, new_token
from bot.features.answers import store as answers_store
from bot.features.unanswered.store import questions
from bot.features.unanswered.store.questions import Asked
from bot.storage.database import Database

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHARING = Asked("hur ordnar vi samåkning", "private", "answer", 0.9, "app-for-samakning")
UNKNOWN = Asked("vem är kung", "group", "none", 0.1, None)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **time: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that what is kept of questions and answers reads."""
    made = Clock()
    for module in (questions, threads, answers_store):
        monkeypatch.setattr(module, "now", made)
    return made


async def counts(database: Database) -> list[tuple[str, str, str, str, int]]:
    """What is left of forgotten questions."""
    rows = await database.rows("SELECT * FROM question_counts ORDER BY day, place, outcome, entry_id")
    return [(row["day"], row["place"], row["outcome"], row["entry_id"], row["number"]) for row in rows]


async def texts_kept(database: Database) -> list[str]:
    """The questions whose words are still there."""
    return [row["text"] for row in await database.rows("SELECT text FROM questions ORDER BY id")]


async def test_after_90_days_only_counts_are_left(database: Database, clock: Clock) -> None:
    """Per day, place, outcome and entry: how many; the words are gone."""
    for asked in (SHARING, SHARING, UNKNOWN):
        await questions.record(database, asked)
    clock.move(days=90, seconds=1)
    await questions.record(database, UNKNOWN)
    await questions.forget(database)
    assert await counts(database) == [
        ("2026-03-01", "group", "none", "", 1),
        ("2026-03-01", "private", "answer", "app-for-samakning", 2),
    ]
    assert await texts_kept(database) == [UNKNOWN.text]


async def test_until_then_nothing_is_forgotten(database: Database, clock: Clock) -> None:
    """On the 90th day the question is still there."""
    await questions.record(database, SHARING)
    clock.move(days=90)
    await questions.forget(database)
    assert await texts_kept(database) == [SHARING.text]
    assert await counts(database) == []


async def test_forgetting_again_adds_to_the_counts_and_counts_nothing_twice(database: Database, clock: Clock) -> None:
    """Housekeeping that runs twice a day, or in the middle of one, counts each question once."""
    await questions.record(database, SHARING)
    clock.move(hours=6)
    await questions.record(database, SHARING)
    clock.move(days=90, hours=-3)
    await questions.forget(database)
    await questions.forget(database)
    assert [row[-1] for row in await counts(database)] == [1]
    clock.move(hours=4)
    await questions.forget(database)
    assert [row[-1] for row in await counts(database)] == [2]


async def test_a_verdict_outlives_the_words(database: Database, clock: Clock) -> None:
    """What members thought of an entry stays when the question is forgotten, tied to nothing."""
    token = await questions.record(database, SHARING)
    await answers_store.judge(database, token, "app-for-samakning", good=False)
    clock.move(days=91)
    await questions.forget(database)
    row = await database.row("SELECT question_id, entry_id, verdict FROM feedback")
    assert row is not None
    assert tuple(row) == (None, "app-for-samakning", "bad")


async def test_a_verdict_is_kept_for_a_year(database: Database, clock: Clock) -> None:
    """Long enough to tell how an entry does, not longer."""
    await answers_store.judge(database, new_token(), "app-for-samakning", good=True)
    clock.move(days=365)
    await answers_store.forget_verdicts(database)
    assert len(await database.rows("SELECT 1 FROM feedback")) == 1
    clock.move(seconds=1)
    await answers_store.forget_verdicts(database)
    assert await database.rows("SELECT 1 FROM feedback") == []


async def test_a_token_leads_to_its_question_and_nothing_else(database: Database) -> None:
    """Unguessable, different for each, and empty-handed for any other."""
    first, second = [await questions.record(database, asked) for asked in (SHARING, UNKNOWN)]
    assert len(first) == 11
    assert await questions.text_of(database, first) == SHARING.text
    assert await questions.text_of(database, second) == UNKNOWN.text
    assert await questions.text_of(database, "") is None


async def test_a_choice_changes_its_own_question_only(database: Database) -> None:
    """What was meant, or that none was, is stored with the question it was chosen for."""
    asked = Asked("möten", "private", "suggestions", 0.4, None)
    tokens = [await questions.record(database, asked) for _ in range(2)]
    await questions.chose(database, tokens[0], "locka-folk-till-moten")
    await questions.chose(database, "forged", "reko-ring")
    rows = await database.rows("SELECT entry_id FROM questions ORDER BY id")
    assert [row["entry_id"] for row in rows] == ["locka-folk-till-moten", None]


async def test_a_new_verdict_replaces_the_old_with_its_reason(database: Database) -> None:
    """A reason belongs to 👎 and goes with it."""
    token = await questions.record(database, SHARING)
    await answers_store.judge(database, token, "app-for-samakning", good=False)
    await answers_store.explain_verdict(database, token, "old")
    await answers_store.judge(database, token, "app-for-samakning", good=True)
    await answers_store.explain_verdict(database, token, "wrong")
    [row] = await database.rows("SELECT verdict, reason FROM feedback")
    assert tuple(row) == ("good", None)


async def test_which_message_answered_which_is_known_for_a_day(database: Database, clock: Clock) -> None:
    """Long enough for an edit, then gone from the file as well."""
    await threads.remember_answer(database, Answered(7, 1, 2, 0, "reko-ring"))
    clock.move(days=1)
    assert await threads.answer_to(database, 7, 1) == 2
    assert await threads.answer_to(database, 8, 1) is None
    clock.move(seconds=1)
    assert await threads.answer_to(database, 7, 1) is None
    await threads.forget(database)
    assert await database.rows("SELECT * FROM answers") == []


async def test_an_entry_is_just_shown_for_a_minute_where_it_was_shown(database: Database, clock: Clock) -> None:
    """The newest message of the chat and topic, and no other entry's."""
    for number in (1, 2):
        await threads.remember_answer(database, Answered(-7, number, 10 + number, 3, "reko-ring"))
        clock.move(seconds=30)
    assert await threads.just_shown(database, -7, 3, "reko-ring") == 12
    assert await threads.just_shown(database, -7, 0, "reko-ring") is None
    assert await threads.just_shown(database, -8, 3, "reko-ring") is None
    assert await threads.just_shown(database, -7, 3, "lokalbuss") is None
    clock.move(seconds=31)
    assert await threads.just_shown(database, -7, 3, "reko-ring") is None

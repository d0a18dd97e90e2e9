"""What is derived of a knowledge is kept for the next start, and for no other knowledge, promise, model or program."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.knowledge.values import Knowledge, Reply, Synonyms
from bot.matching import coverage as covering
from bot.matching import fusion, remembered
from bot.matching.bound import Verdict
from bot.matching.coverage import Coverage, coverage
from bot.matching.encoder import Encoder, VectorCache
from bot.matching.matcher import Matcher
from bot.matching.promise import Temptations
from tests.matching.making import VILLAGE, GramEncoder, entry

Make = Callable[..., fusion.Weights]


class Renamed(GramEncoder):
    """Another model."""

    name = "other"


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How tempting messages outside were found to be; made up, each time otherwise."""
    found: list[float] = []

    def temptations(*_: object) -> Temptations:
        found.append(0.9 + len(found) / 100)
        return Temptations([(found[-1], 0.3, 0.0)] * 50)

    monkeypatch.setattr(Matcher, "_temptations", temptations)
    return found


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """The weights of a new start over the same cache."""

    def made(
        knowledge: Knowledge = VILLAGE, most_wrong: float = 0.02, encoder: Encoder | None = None
    ) -> fusion.Weights:
        return Matcher(knowledge, encoder, VectorCache(tmp_path / "v.db"), most_wrong).weights

    return made


def test_what_was_derived_at_the_first_start_is_used_at_the_next(make: Make, derived: list[float]) -> None:
    """To the last digit, and with all other weights as they were."""
    assert make() == make()
    assert derived == [0.9]


@pytest.mark.parametrize(
    "change",
    [
        {"knowledge": replace(VILLAGE, entries=VILLAGE.entries[1:])},
        {"knowledge": replace(VILLAGE, entries=VILLAGE.entries[::-1])},
        {"knowledge": replace(VILLAGE, entries=(*VILLAGE.entries, entry("ny", "Ett svar till.")))},
        {"knowledge": replace(VILLAGE, entries=(entry("samakning", "Grannar delar bil."), *VILLAGE.entries[1:]))},
        {"knowledge": replace(VILLAGE, synonyms=Synonyms((("bil", "kärra"),)))},
        {"knowledge": replace(VILLAGE, out_of_scope=("vad blir det för mat",))},
        {"knowledge": replace(VILLAGE, small_talk=(Reply("tack", "Varsågod!", ("tack",)),))},
        {"most_wrong": 0.05},
        {"encoder": GramEncoder()},
    ],
)
def test_another_knowledge_promise_or_use_of_meaning_is_derived_for_itself(
    make: Make, derived: list[float], change: dict[str, object]
) -> None:
    """And what was kept for the first one stays."""
    first, other = make(), make(**change)
    assert len(derived) == 2
    assert other != first
    assert (make(), make(**change)) == (first, other)
    assert len(derived) == 2


def test_another_model_is_derived_for_itself(make: Make, derived: list[float]) -> None:
    """Its meanings are others."""
    make(encoder=GramEncoder())
    make(encoder=Renamed())
    assert len(derived) == 2


def test_another_version_of_the_program_derives_anew(
    make: Make, derived: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its weights, its messages out of scope or its way of deriving may be others."""
    make()
    monkeypatch.setattr(remembered, "_program", lambda: b"the next one")
    make()
    assert len(derived) == 2


@pytest.mark.parametrize(
    "value", ["x''", "zeroblob(20)", "substr(value, 1, length(value) - 1) || x'20'", "value || x'20'"]
)
def test_a_kept_value_that_is_damaged_is_derived_anew(
    make: Make, derived: list[float], tmp_path: Path, value: str
) -> None:
    """One letter is enough; the new one is kept in its place."""
    first = make()
    with closing(sqlite3.connect(tmp_path / "v.db")) as connection, connection:
        connection.execute(f"UPDATE kept SET value = {value}")
    second = make()
    assert second.answer - first.answer == pytest.approx(0.01)
    assert make() == second
    assert len(derived) == 2


@pytest.mark.parametrize("content", [b"", b"not a database " * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_file_is_derived_anew(make: Make, derived: list[float], tmp_path: Path, content: bytes) -> None:
    """As its vectors are computed again."""
    make()
    (tmp_path / "v.db").write_bytes(content)
    make()
    make()
    assert len(derived) == 2


def test_a_place_that_cannot_be_written_to_is_done_without(tmp_path: Path, derived: list[float]) -> None:
    """It is derived at each start."""
    first, second = (Matcher(VILLAGE, cache=VectorCache(tmp_path)).weights.answer for _ in range(2))
    assert second - first == pytest.approx(0.01)
    assert len(derived) == 2


def test_the_coverage_is_kept_too_but_not_that_of_a_changed_matcher(
    tmp_path: Path, derived: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`check` tells it each time; a matcher that has been extended or taught is of another knowledge."""
    matcher = Matcher(VILLAGE, cache=VectorCache(tmp_path / "v.db"))
    first = coverage(matcher)
    monkeypatch.setattr(covering, "_derived", lambda _: Coverage(9, 8))
    assert coverage(matcher) == first
    wrong = Verdict("bredband", "fiber", right=False)
    changed = (
        matcher.extended(VILLAGE.entries[1:]), matcher.taught([("bredband", "fiber")]), matcher.widened(Synonyms()),
        matcher.judged([wrong]),
    )  # fmt: skip
    assert {coverage(each) for each in changed} == {Coverage(9, 8)}
    assert len(derived) == 1

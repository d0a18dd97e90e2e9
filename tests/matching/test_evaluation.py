"""The figures of labelled questions: those of the published definitions, and of score.py where that is at hand."""

import importlib.util
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from bot.knowledge.values import Entry
from bot.matching.evaluation import Labelled, NotLabelled, auc, evaluate, figures, read_labelled
from bot.matching.result import Hit, Outcome, Result
from tests.stage.paths import SHARED

SCORE = SHARED / "eval" / "score.py"
NAMES = {"svar": "answered", "missar": "missed", "falska svar": "false answer", "falska förslag": "false hint"}


def result(
    question: str, sources: list[tuple[str, ...]], outcome: Outcome = "answer", confidence: float = 0.5
) -> Result:
    """Hits with these sources in this order."""
    entries = [
        Entry(f"e{place}", "allt", "exempel", "Titel", "Svar.", sources=each) for place, each in enumerate(sources)
    ]
    return Result(question, outcome, confidence, tuple(Hit(each, 1.0) for each in entries))


def labelled(best: str, also: str = "") -> Labelled:
    """A question whose best and fine statements are one letter each."""
    return Labelled("?", frozenset(best), frozenset(also), "short")


def test_a_question_in_scope_counts_where_its_statement_stands() -> None:
    """Second place: not best@1, but best@3, half a reciprocal rank, and 1/log2(3) of the gain."""
    found = figures(labelled("a"), result("?", [("x",), ("a",)]))
    assert found == {
        "best@1": 0, "best@3": 1, "MRR": 0.5, "nDCG@10": pytest.approx(0.6309, abs=1e-4), "svar": 1, "missar": 0,
    }  # fmt: skip


def test_an_entry_may_be_called_by_its_own_id() -> None:
    """Which is all that it has in a network without meetings."""
    found = figures(Labelled("?", frozenset({"e1"}), frozenset(), "short"), result("?", [(), ()]))
    assert (found["best@1"], found["best@3"]) == (0, 1)
    assert found["nDCG@10"] == pytest.approx(0.6309, abs=1e-4)


def test_a_question_out_of_scope_counts_what_the_bot_dared() -> None:
    """Neither ranking nor misses, only false answers and false suggestions."""
    assert figures(labelled(""), result("?", [("a",)], "answer")) == {"falska svar": 1, "falska förslag": 0}
    assert figures(labelled(""), result("?", [("a",)], "suggestions")) == {"falska svar": 0, "falska förslag": 1}


def test_a_question_without_hits_is_no_error() -> None:
    """Everything is zero, and it is missed."""
    assert set(figures(labelled("a"), result("?", [], "none")).values()) == {0, 1}


def test_the_area_under_the_curve_counts_ties_half() -> None:
    """Pairs won of all pairs."""
    assert auc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(3.5 / 4)


def test_the_table_has_a_line_for_each_kind(tmp_path: Path) -> None:
    """And columns that may be missing; a quotation mark is a letter like any other."""
    file = tmp_path / "q.tsv"
    file.write_text('question\tbest\tkind\n"bil\ta\tshort\nväder\t\toff-topic\n', encoding="utf-8")
    lines = evaluate(file, lambda text: result(text, [("a",)], "answer" if "bil" in text else "none", len(text) / 10))
    assert read_labelled(file)[0] == Labelled('"bil', frozenset("a"), frozenset(), "short")
    assert [line.split()[0] for line in lines] == ["best@1", "alla", "short", "off-topic", "AUC"]
    assert lines[1].split()[1:] == ["1.000"] * 5 + ["0.000"] * 3


@pytest.mark.skipif(not SCORE.is_file(), reason="score.py is not beside this checkout")
def test_the_figures_are_those_of_the_published_scorer() -> None:
    """Fifty made-up rounds: each figure equals score.py's to the last digit that matters."""
    scorer, chance = _scorer(), Random(1)
    for _ in range(50):
        questions = [_made_up(chance, number) for number in range(12)]
        results = [_answered(chance, question) for question in questions]
        total, _ = scorer.score([_row(each) for each in questions], [_json(each) for each in results])
        ours = [figures(question, found) for question, found in zip(questions, results, strict=True)]
        for name in {name for each in ours for name in each}:
            values = [each[name] for each in ours if name in each]
            assert sum(values) / len(values) == pytest.approx(total[NAMES.get(name, name)])
        inside = [found.confidence for question, found in zip(questions, results, strict=True) if question.best]
        outside = [found.confidence for question, found in zip(questions, results, strict=True) if not question.best]
        assert auc(inside, outside) == pytest.approx(total["AUC"])


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _made_up(chance: Random, number: int) -> Labelled:
    letters = chance.sample("abcdefgh", 4) if number % 3 else []
    best = frozenset(letters[: chance.randint(1, 3)])
    return Labelled(f"fråga {number}", best, frozenset(letters) - best, "short" if letters else "off-topic")


def _answered(chance: Random, question: Labelled) -> Result:
    hits = [tuple(chance.sample("abcdefgh", chance.randint(0, 3))) for _ in range(chance.randint(0, 10))]
    outcomes: list[Outcome] = ["answer", "suggestions", "none"]
    return result(question.text, hits, chance.choice(outcomes), chance.randint(0, 9) / 10)


def _row(question: Labelled) -> tuple[str, dict[str, int], str]:
    return question.text, dict.fromkeys(question.also, 1) | dict.fromkeys(question.best, 2), question.kind


def _json(found: Result) -> dict[str, object]:
    hits = [{"sources": list(hit.entry.sources)} for hit in found.hits]
    return {"question": found.question, "outcome": found.outcome, "confidence": found.confidence, "hits": hits}


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    """A table of zeros for the wrong file would be taken for a result."""
    file = tmp_path / "README.md"
    file.write_text("# Hej\n\nInte en tabell.\n", encoding="utf-8")
    with pytest.raises(NotLabelled):
        read_labelled(file)

"""The figures of labelled questions, as a table: how often the right entry comes first, and when the bot keeps quiet.

A file is tab separated with the header question, best, also, kind; `best` holds ids of statements or of entries, with
commas between, and a question without any is out of scope.
"""

import csv
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bot.errors import BotError
from bot.knowledge.values import Entry
from bot.matching.result import Result

REQUIRED = ("question", "best")
GAIN_BEST, GAIN_ALSO = 3, 1
_COLUMNS = ("best@1", "best@3", "MRR", "nDCG@10", "svar", "missar", "falska svar", "falska förslag")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with the ids of statements or entries that answer it best and those that are fine further down."""

    text: str
    best: frozenset[str]
    also: frozenset[str]
    kind: str


def read_labelled(path: Path) -> list[Labelled]:
    """The questions of a file; `also` and `kind` may be missing. OSError, NotLabelled."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if not set(REQUIRED) <= set(reader.fieldnames or ()):
            raise NotLabelled(path, REQUIRED)
        rows = list(reader)
    return [
        Labelled(row.get("question") or "", _ids(row.get("best")), _ids(row.get("also")), row.get("kind") or "")
        for row in rows
    ]


def evaluate(path: Path, match: Callable[[str], Result]) -> list[str]:
    """A table with a line for all questions and one for each kind, and the area under the curve."""
    questions = read_labelled(path)
    results = [match(question.text) for question in questions]
    rows = [(question, figures(question, result)) for question, result in zip(questions, results, strict=True)]
    kinds = list(dict.fromkeys(question.kind for question in questions))
    inside = [result.confidence for question, result in zip(questions, results, strict=True) if question.best]
    outside = [result.confidence for question, result in zip(questions, results, strict=True) if not question.best]
    lines = [_line("", _COLUMNS), _line("alla", _means([each for _, each in rows]))]
    lines += [_line(kind, _means([each for question, each in rows if question.kind == kind])) for kind in kinds]
    if inside and outside:
        lines.append(f"AUC {auc(inside, outside):.3f}")
    return lines


def figures(question: Labelled, result: Result) -> dict[str, float]:
    """The figures of one question; in scope and out of scope have different ones."""
    if not question.best:
        return {
            "falska svar": float(result.outcome == "answer"),
            "falska förslag": float(result.outcome == "suggestions"),
        }
    right = [bool(question.best.intersection(_named(hit.entry))) for hit in result.hits[:10]]
    found = any(right[:3])
    return {
        "best@1": float(right[:1] == [True]),
        "best@3": float(found),
        "MRR": next((1 / place for place, hit in enumerate(right, start=1) if hit), 0.0),
        "nDCG@10": _ndcg(question, result),
        "svar": float(found and result.outcome != "none"),
        "missar": float(result.outcome == "none"),
    }


def _named(entry: Entry) -> set[str]:
    """What a label may call it: a network without meetings has entries without sources."""
    return {entry.id, *entry.sources}


def auc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The chance that a question in scope has higher confidence than one out of scope; ties count half."""
    wins = sum((a > b) + (a == b) / 2 for a in inside for b in outside)
    return wins / (len(inside) * len(outside))


def _ndcg(question: Labelled, result: Result) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002); each statement counts once."""
    gains = dict.fromkeys(question.also, GAIN_ALSO) | dict.fromkeys(question.best, GAIN_BEST)
    seen: set[str] = set()
    total = 0.0
    for place, hit in enumerate(result.hits[:10]):
        new = gains.keys() & _named(hit.entry) - seen
        seen |= new
        total += max((gains[each] for each in new), default=0) / math.log2(place + 2)
    ideal = sum(gain / math.log2(place + 2) for place, gain in enumerate(sorted(gains.values(), reverse=True)[:10]))
    return min(1.0, total / ideal)


def _means(each: list[dict[str, float]]) -> list[str]:
    columns = [[row[name] for row in each if name in row] for name in _COLUMNS]
    return [f"{fmean(values):.3f}" if values else "" for values in columns]


def _line(name: str, cells: Iterable[str]) -> str:
    return f"{name:17}" + "".join(
        f"{cell:>{max(9, len(column) + 2)}}" for cell, column in zip(cells, _COLUMNS, strict=True)
    )


def _ids(text: str | None) -> frozenset[str]:
    return frozenset(filter(None, (text or "").split(",")))


class NotLabelled(BotError):
    """`file` does not begin with a line that names `columns`."""

    def __init__(self, file: Path, columns: tuple[str, ...]) -> None:
        super().__init__(f"{file} lacks {columns}")
        self.file = file
        self.columns = columns

"""The commands that ask: `ask` and `evaluate`."""

import argparse
import json
import sys

from bot.errors import SettingsError
from bot.features.asking import terminal
from bot.knowledge.directory import load
from bot.knowledge.values import Knowledge
from bot.matching import evaluation
from bot.matching.coverage import coverage
from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.explain import explain
from bot.matching.matcher import Matcher
from bot.matching.result import Result
from bot.settings import knowledge_directory, most_wrong, vectors_file
from bot.terminal.output import fail, has_all_letters


def ask(options: argparse.Namespace, environment: dict[str, str]) -> int:
    """Show the answer as a member sees it."""
    knowledge = load(options.knowledge or knowledge_directory(environment))
    matcher = matcher_of(knowledge, environment, lexical=options.lexical)
    if options.json:
        for line in sys.stdin:
            question = line.rstrip("\r\n")
            found = _as_json(question, matcher.match(question))
            print(json.dumps(found, ensure_ascii=not has_all_letters(sys.stdout)), flush=True)
        return 0
    if not options.question:
        return fail("Skriv en fråga, till exempel: landsbygdsbot ask ”hur ordnar vi samåkning”", code=2)
    question = " ".join(options.question)
    lines = explain(matcher, question) if options.explain else terminal.result(knowledge, matcher.match(question))
    print("\n".join(lines))
    return 0


def evaluate(options: argparse.Namespace, environment: dict[str, str]) -> int:
    """Measure the answers on labelled questions."""
    knowledge = load(options.knowledge or knowledge_directory(environment))
    matcher = matcher_of(knowledge, environment, lexical=options.lexical)
    print("\n".join((*evaluation.evaluate(options.file, matcher.match), promise(matcher))))
    return 0


def matcher_of(knowledge: Knowledge, environment: dict[str, str], *, lexical: bool) -> Matcher:
    """A matcher over the knowledge, with the encoder where there is one and it is wanted."""
    faults: list[str] = []
    share, encoder = most_wrong(environment, faults), None if lexical else find_encoder()
    if faults:
        raise SettingsError(tuple(faults))
    return Matcher(knowledge, encoder, VectorCache(vectors_file(environment)), share)


def promise(matcher: Matcher) -> str:
    """What is promised, and how many of the knowledge's own questions that leaves an answer."""
    found = coverage(matcher)
    share = f"{matcher.most_wrong * 100:g}".replace(".", ",")
    said = f"Högst {share} % av frågorna ska få ett säkert svar som är fel."
    if not found.tried:
        return f"{said} Det finns inga exempelfrågor att prova med."
    return (
        f"{said} Av {found.tried} exempelfrågor, ställda som om de inte fanns, får {found.sure} rätt och säkert svar."
    )


def _as_json(question: str, result: Result) -> dict[str, object]:
    """One line of `ask --json`; the question is given back to the letter."""
    hits = [
        {
            "id": hit.entry.id,
            "title": hit.entry.title,
            "sources": list(hit.entry.sources),
            "score": round(hit.score, 4),
        }
        for hit in result.hits
    ]
    said = {"reply": result.reply.answer} if result.reply is not None else {}
    return {
        "question": question,
        "outcome": result.outcome,
        "confidence": round(result.confidence, 6),
        "hits": hits,
    } | said

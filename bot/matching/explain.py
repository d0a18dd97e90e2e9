"""Why the entries ranked as they did, in Swedish words for moderators and editors."""

import numpy as np

from bot.matching import fusion
from bot.matching.coverage import Coverage
from bot.matching.judging import Weighing
from bot.matching.language import SWEDISH
from bot.matching.matcher import Matcher
from bot.matching.result import Result
from bot.matching.text import cut, words

_EXPLAINED = 3
_OUTCOMES = {"answer": "svarar", "suggestions": "frågar ”Menade du …?”", "none": "säger att svar saknas"}
_GROUPS = {"meaning": "betydelse", "gram": "bokstäver", "word": "ord", "bare": "påslag för få exempelfrågor"}


def explain(matcher: Matcher, text: str, cost: Coverage | None = None) -> list[str]:
    """Lines of plain text: how the question was read, the three best entries with their evidence, the decision.

    Where it is known, the last line tells what the promise costs.
    """
    question, result = cut(text), matcher.match(text)
    if result.reply is not None and not result.hits:
        return [f"Boten svarar med småprat eller hänvisning: {result.reply.id}."]
    if not words(question) or not matcher.entries:
        return ["Frågan har inga ord att leta efter."]
    weighing = matcher.weigh(question)
    order = [int(number) for number in np.argsort(-weighing.scores, kind="stable")[:_EXPLAINED]]
    lines = [f"Fråga: {question}", *_reading(weighing)]
    for place, number in enumerate(order, start=1):
        lines += _entry(matcher, weighing, question, place, number)
    return [*lines, _decision(matcher, weighing, result), *([_promise(matcher, cost)] if cost is not None else [])]


def _reading(weighing: Weighing) -> list[str]:
    pairs = [f"”{typed}” som ”{' '.join(meant)}”" for typed, meant in weighing.lexical.reading.meant]
    return [f"Läste även {', '.join(pairs)}."] if pairs else []


def _entry(matcher: Matcher, weighing: Weighing, question: str, place: int, number: int) -> list[str]:
    entry = matcher.entries[number]
    points = _number(weighing.scores[number])
    lines = [f"{place}. {entry.title} ({entry.id}), {points} poäng: {_parts(matcher, weighing, number)}."]
    shared = matcher.lexical.shared_words(question, number)[:6]
    lines.append(f"   Gemensamma ord: {', '.join(shared)}." if shared else "   Inga gemensamma ord.")
    if matcher.semantic is not None and matcher.encoder is not None:
        nearest = matcher.semantic.nearest_phrase(matcher.encoder.encode(question), number)
        lines.append(f"   Närmast i betydelse: ”{nearest}”")
    return lines


def _parts(matcher: Matcher, weighing: Weighing, number: int) -> str:
    """How much of the points came from meaning, letters and words."""
    sums = dict.fromkeys(_GROUPS, 0.0)
    for name, weight in matcher.fitted(weighing, number).ranking.items():
        sums[name.split("_")[0]] += weight * float(weighing.named[name][number])
    return ", ".join(f"{_GROUPS[group]} {_number(points)}" for group, points in sums.items() if points)


def _decision(matcher: Matcher, weighing: Weighing, result: Result) -> str:
    fitted = matcher.fitted(weighing)
    probability = fusion.confidence(weighing.signals, fitted.confidence)
    if result.reply is not None:
        return f"Boten svarar med småprat eller hänvisning: {result.reply.id}."
    learnt = matcher.learnt(result.question)
    if learnt is not None and result.reply is None:
        return f"En moderator har kopplat just den frågan till {matcher.entries[learnt].title}. Boten svarar."
    needed = f"{_share(probability)} (svar från {_share(fitted.answer)}, förslag från {_share(fitted.suggestions)})"
    if fitted.taught:
        clear = f"{_share(fusion.clearness(weighing.scores))} (svar från {_share(fitted.clear)})"
        needed = f"Säkerhet att det finns svar: {needed}. Säkerhet att det första är rätt: {clear}."
    else:
        needed = f"Säkerhet att det första är rätt: {needed}."
    return f"{_reason(result, taught=fitted.taught)}{needed} Boten {_OUTCOMES[result.outcome]}."


def _promise(matcher: Matcher, cost: Coverage) -> str:
    """What is promised, and how many of the knowledge's own questions that leaves an answer."""
    told = f"Gränsen är satt så att högst {_share(matcher.most_wrong)} får ett säkert svar som är fel."
    if not cost.tried:
        return f"{told} Vad det kostar går inte att mäta, för inget svar har exempelfrågor."
    left = f"{cost.sure} av {cost.tried} exempelfrågor, ställda som om de inte fanns"
    return f"{told} Med den får {left}, rätt och säkert svar."


def _reason(result: Result, *, taught: bool) -> str:
    """What decided beside the numbers."""
    if result.content.empty and result.language == SWEDISH:
        return "Frågan har inga ord som bär betydelse. "
    if result.content.single and taught:
        return (
            "Frågan har bara ett ord som bär betydelse, och ett säkert svar kräver att bara ett svar handlar om det. "
        )
    return f"Frågan gäller {result.lacks}, och det säger inte det första svaret. " if result.lacks else ""


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _share(value: float) -> str:
    """In whole per cent, as Swedish writes it; the two are never parted."""
    return f"{value:.0%}".replace("%", "\u00a0%")

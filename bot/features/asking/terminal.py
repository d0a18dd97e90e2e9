"""A result as plain text for the terminal: what a member would see, without Telegram's formatting."""

from bot.features.answers import texts as answers_texts
from bot.features.asking import texts
from bot.knowledge.values import Knowledge
from bot.language.text import spelled_out
from bot.matching.language import SWEDISH
from bot.matching.result import Result


def result(knowledge: Knowledge, found: Result) -> list[str]:
    """Lines of the answer, the suggestions or the honest no."""
    if found.reply is not None:
        return [found.reply.answer]
    lines = _outcome(knowledge, found)
    if found.language != SWEDISH and found.outcome != "none":
        before, after = texts.around(found.language)
        return [before, "", *lines, "", after]
    read = found.read_as if found.outcome != "none" else None
    return lines if read is None else [spelled_out(texts.read_as(read)), "", *lines]


def _outcome(knowledge: Knowledge, found: Result) -> list[str]:
    if found.outcome == "answer":
        entry = found.hits[0].entry
        related = [f"• {other.title}" for other in knowledge.related_to(entry)]
        ending = ["", answers_texts.RELATED, *related] if related else []
        return [*map(spelled_out, answers_texts.answer(knowledge, entry)), *ending]
    if found.outcome == "suggestions" and found.lacks is not None:
        return [texts.lacking(found.question), "", spelled_out(texts.lines(found.suggested))]
    if found.outcome == "suggestions":
        return [spelled_out(texts.suggestions([entry.title for entry in found.suggested]))]
    if not found.hits:
        return [texts.NO_WORDS]
    return [spelled_out(texts.NO_SAFE_ANSWER if found.language == SWEDISH else texts.foreign_none(found.language))]

"""A result as plain text for the terminal: what a member would see, without Telegram's formatting."""

from bot.features.answers import texts as answers_texts
from bot.features.asking import texts
from bot.knowledge.values import Knowledge
from bot.language.text import spelled_out
from bot.matching.result import Result


def result(knowledge: Knowledge, found: Result) -> list[str]:
    """Lines of the answer, the suggestions or the honest no."""
    if found.reply is not None:
        return [found.reply.answer]
    if found.outcome == "answer":
        entry = found.hits[0].entry
        related = [f"• {other.title}" for other in knowledge.related_to(entry)]
        return [
            *map(spelled_out, answers_texts.answer(knowledge, entry)),
            *(["", answers_texts.RELATED] if related else []),
            *related,
        ]
    if found.outcome == "suggestions":
        return [spelled_out(texts.suggestions([entry.title for entry in found.suggested]))]
    return [spelled_out(texts.NO_SAFE_ANSWER if found.hits else texts.NO_WORDS)]

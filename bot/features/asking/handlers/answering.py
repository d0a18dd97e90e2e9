"""What a question is shown that stands alone, and what one is shown in a group."""

from dataclasses import replace
from typing import Final

from bot.chat.actions import SeeMeetings
from bot.chat.context import Context
from bot.chat.page import Page, short
from bot.features.answers import pages as answers_pages
from bot.features.asking import pages, remarks, rules, texts
from bot.features.asking.handlers import following
from bot.features.asking.handlers.following import Shown
from bot.features.asking.values import Thread
from bot.features.unanswered.store import questions
from bot.knowledge.values import Entry
from bot.language.text import escape
from bot.matching.language import SWEDISH
from bot.matching.result import Result
from bot.matching.small_talk import is_cry

_MOST_ABOUT: Final = 5  # entries in an overview
_FEW: Final = 3  # words of a wide question


async def afresh(context: Context, result: Result, token: str | None = None) -> Shown:
    """What a question is shown that stands alone; one without a `token` is new to the log."""
    token = token if token is not None else await record(context, result, "private")
    about = on_topic(context, result)
    page = pages.found(context.library.knowledge, result, token, about)
    if result.reply is not None:
        return Shown(page, thread=Thread("danger", token) if is_cry(result.reply) else None)
    ids = tuple(hit.entry.id for hit in result.hits[: following.MOST])
    match result.outcome:
        case "answer":
            held = Thread("entry", token, ids[0], ids[1:], ids[:1], result.language)
            return Shown(page, ids[0], token, held)
        case "suggestions":
            offered = tuple(each.id for each in about) or tuple(each.id for each in result.suggested)
            return Shown(page, None, token, Thread("choice", token, None, offered, (), result.language))
        case _:
            return Shown(page, None, token, Thread("choice", token, language=result.language) if token else None)


async def record(context: Context, result: Result, place: questions.Place) -> str:
    """Log a question; small talk, wishes and wordless messages are none, and get an empty token."""
    if result.reply is not None or result.act is not None or not result.hits:
        return ""
    entry_id = result.hits[0].entry.id if result.outcome == "answer" else None
    asked = questions.Asked(result.question, place, result.outcome, result.confidence, entry_id)
    return await questions.record(context.database, asked)


def on_topic(context: Context, result: Result) -> tuple[Entry, ...]:
    """The entries about the one thing that a wide question names; none where the question is narrower."""
    wide = result.content.single and len(result.question.split()) <= _FEW
    if result.outcome != "suggestions" or result.lacks is not None or not wide:
        return ()
    [word] = (*result.content.heavy, *result.content.light)
    matcher = context.library.matcher
    about = {matcher.entries[each].id for each in matcher.lexical.about(word)}
    return tuple(hit.entry for hit in result.hits if hit.entry.id in about)[:_MOST_ABOUT]


async def in_group(context: Context, question: str, entry: Entry | None) -> Shown:
    """An answer in a group, or one line whose link asks the same in private; `entry` is what the reply thread shows."""
    result = await context.library.ask(question)
    if result.act == "meetings" or remarks.wants_meetings(question, context.library.knowledge.profile.meeting):
        return Shown(action=SeeMeetings())
    if result.act == "person":
        return Shown(short(texts.PERSON_IN_GROUP, following.link(context, "manniska")))
    if entry is not None and result.reply is None:
        topic = following.words_of(entry)
        sure = result.outcome == "answer"
        if (wanted := rules.follow_up(question, result.content, topic, sure=sure)) is not None:
            held = Thread("entry", "", entry.id, seen=(entry.id,))
            shown = await following.go_on(context, held, entry, wanted, question)
            return replace(shown, page=_bare(context, shown), thread=None, goes_on=True)
    token = await record(context, result, "group")
    answered = result.hits[0].entry.id if result.outcome == "answer" else None
    return Shown(_group_page(context, result, token), answered, token)


def _bare(context: Context, shown: Shown) -> Page:
    """A page in a group: no buttons that everybody could press for somebody else."""
    return replace(short("", following.link(context, f"k_{shown.entry_id}")), messages=shown.page.messages)


def _group_page(context: Context, result: Result, token: str) -> Page:
    if result.reply is not None:
        return short(escape(result.reply.answer))
    if not result.hits:
        return short(texts.NO_WORDS)
    if result.outcome == "answer":
        entry = result.hits[0].entry
        page = answers_pages.in_group(
            context.library.knowledge, entry, answers_pages.entry_link(context.bot.username, entry.id)
        )
        return page if result.language == SWEDISH else pages.in_language(page, result.language)
    sentence = texts.PERHAPS_IN_PRIVATE if result.outcome == "suggestions" else texts.NO_SAFE_ANSWER_GROUP
    return short(sentence, following.link(context, f"q_{token}"))

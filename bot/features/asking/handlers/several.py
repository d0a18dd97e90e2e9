"""Several questions in one message: one is answered, and each of the others has a button over that answer's own.

What is asked about the same thing is no other question: where the answer lacks it, a line says so. A cry for help is
answered alone, whatever stands beside it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, get_args

from bot.chat.actions import SeeMeetings
from bot.chat.context import Context
from bot.chat.page import Button
from bot.features.asking import pages, rules, texts
from bot.features.asking.actions import AskToo
from bot.features.asking.clauses import parted
from bot.features.asking.handlers import answering, following, readings
from bot.features.asking.handlers.following import Shown
from bot.features.asking.patterns import kind_asked
from bot.features.unanswered.store import questions
from bot.knowledge.values import Entry
from bot.matching.kinds import tells
from bot.matching.language import SWEDISH
from bot.matching.result import MOST_SUGGESTIONS, Outcome, Result
from bot.matching.small_talk import SmallTalk, is_cry

_SENTENCE: Final = re.compile(r"[.!?\n]+")
_CRIED: Final = 3  # words; fewer are too often said of something else


@dataclass(frozen=True, slots=True)
class Thought:
    """A question, and what else is asked about the same thing, which no answer to both of them was found for."""

    question: str
    result: Result
    besides: tuple[str, ...] = ()


async def in_private(context: Context, chat_id: int, message: str) -> Shown:
    """What a member is shown; a question that has an answer goes before those that have none."""
    first, *others = await apart(context, message)
    shown = await readings.in_private(context, chat_id, first.question)

    def leading(question: str, token: str) -> Button:
        return pages.ask_too(question, AskToo(token))

    return await _with(context, _lacking(shown, first), others, "private", leading)


async def in_group(context: Context, message: str, entry: Entry | None) -> Shown:
    """The same in a group, where the buttons lead to private chat."""
    first, *others = await apart(context, message)
    shown = await answering.in_group(context, first.question, entry)

    def leading(question: str, token: str) -> Button:
        return pages.ask_too_in_private(question, following.link(context, f"q_{token}"))

    return await _with(context, _lacking(shown, first), others, "group", leading)


async def apart(context: Context, message: str) -> tuple[Thought, ...]:
    """The questions of a message in the order in which they are answered; the whole message where it is one thought."""
    matcher = context.library.matcher
    whole = Thought(message, await context.library.ask(message))
    if not _asks(whole.result) or matcher.is_pinned(message):
        return (whole,)
    if (cry := _cry(matcher.small_talk, message)) is not None:
        return (Thought(cry, await context.library.ask(cry)),)
    results = [await context.library.ask(each) for each in parted(message)]
    if len(results) == 1 or not all(map(_asks, results)):
        return (whole,)
    first, *others = sorted(await _thoughts(context, results), key=_worth)
    others_know = any(each.result.act is not None for each in others)
    gains = first.result.outcome == "answer" or _worth(first) < _worth(whole) or others_know
    return (first, *others) if gains and (others or first.besides) else (whole,)


def _cry(small_talk: SmallTalk, message: str) -> str | None:
    """A sentence of a message that cries for help, though others ask something."""
    sentences = (each.strip() for each in _SENTENCE.split(message) if len(each.split()) >= _CRIED)
    return next((each for each in sentences if (reply := small_talk.reply(each)) is not None and is_cry(reply)), None)


async def _thoughts(context: Context, results: Sequence[Result]) -> list[Thought]:
    """Questions in the order in which they were asked, those about the same thing together."""
    thoughts: list[Thought] = []
    for each in results:
        if thoughts and _goes_on(each, thoughts[-1].result):
            thoughts[-1] = await _together(context, thoughts[-1], each.question)
        else:
            thoughts.append(Thought(each.question, each))
    return thoughts


def _worth(thought: Thought) -> int:
    """The less the more there is to show for it; what others answer comes last."""
    outcomes = get_args(Outcome)
    return len(outcomes) if thought.result.act is not None else outcomes.index(thought.result.outcome)


def _asks(result: Result) -> bool:
    asks = result.act == "meetings" or (result.act is None and bool(result.hits))
    return asks and result.reply is None and result.language == SWEDISH


def _goes_on(result: Result, before: Result) -> bool:
    """Whether a question is about what the one before it is about: it names nothing else, or leads to the same."""
    if "meetings" in {result.act, before.act}:
        return False
    if not result.content.heavy or rules.points_back(result.question) or rules.place(result.question):
        return True
    near = before.hits[: 1 if result.outcome == "answer" else MOST_SUGGESTIONS]
    return result.hits[0].entry in [hit.entry for hit in near]


async def _together(context: Context, thought: Thought, besides: str) -> Thought:
    """Both in one question, unless the answer that there is would be lost by that."""
    all_besides = (*thought.besides, besides)
    question = " ".join((thought.question, *all_besides))
    result = await context.library.ask(question)
    lost = thought.result.outcome == "answer" and result.outcome != "answer"
    return replace(thought, besides=all_besides) if lost else Thought(question, result)


def _lacking(shown: Shown, first: Thought) -> Shown:
    """What is shown for a question, under a line on what its answer lacks of what else was asked."""
    lacking = filter(None, (_lack(each, first.result.hits[0].entry) for each in first.besides))
    line = " ".join(dict.fromkeys(lacking))
    return replace(shown, page=pages.led(shown.page, line)) if line else shown


def _lack(question: str, entry: Entry) -> str:
    if place := rules.place(question):
        return texts.elsewhere(place)
    kind = kind_asked(question)
    return "" if kind is None or tells(entry, kind) else texts.lack(question)


async def _with(
    context: Context,
    shown: Shown,
    others: Sequence[Thought],
    place: questions.Place,
    button: Callable[[str, str], Button],
) -> Shown:
    """What is shown for the first question, with the others, which are in the log from now on."""
    if not others:
        return shown
    tokens = [await answering.record(context, each.result, place) for each in others]
    pairs = list(zip(others, tokens, strict=True))
    buttons = [
        button(each.question, token) if token else pages.ask_too(each.question, SeeMeetings()) for each, token in pairs
    ]
    in_vain = tuple(token for each, token in pairs if each.result.outcome != "answer")
    return replace(shown, page=pages.several(shown.page, buttons), in_vain=in_vain, goes_on=True)

"""Several questions in one message: one is answered, and each of the others has a button over that answer's own.

What is asked about the same thing is no other question: where the answer lacks it, a line says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from telegram import Update

from bot.chat import texts as chat_texts
from bot.chat.context import Context, person
from bot.chat.page import Button
from bot.chat.reply import acknowledge, reply, say
from bot.features.asking import pages, rules, store, texts
from bot.features.asking.actions import AskToo
from bot.features.asking.clauses import parted
from bot.features.asking.handlers import answering, following
from bot.features.asking.handlers.following import Shown
from bot.features.unanswered.store import questions
from bot.knowledge.values import Entry
from bot.matching.kinds import tells
from bot.matching.language import SWEDISH
from bot.matching.result import MOST_SUGGESTIONS, Outcome, Result


@dataclass(frozen=True, slots=True)
class Thought:
    """A question, and what else is asked about the same thing, which no answer to both of them was found for."""

    question: str
    result: Result
    besides: str = ""


async def in_private(context: Context, chat_id: int, message: str) -> Shown:
    """What a member is shown; a question that has an answer goes before those that have none."""
    first, *others = await apart(context, message)
    shown = await answering.in_private(context, chat_id, first.question)
    return await _with(context, _lacking(shown, first), others, "private", pages.ask_too)


async def in_group(context: Context, message: str, entry: Entry | None) -> Shown:
    """The same in a group, where the buttons lead to private chat."""
    first, *others = await apart(context, message)
    shown = await answering.in_group(context, first.question, entry)

    def leading(question: str, token: str) -> Button:
        return pages.ask_too_in_private(question, following.link(context, f"q_{token}"))

    return await _with(context, _lacking(shown, first), others, "group", leading)


async def ask_too(update: Update, context: Context, asked: AskToo) -> None:
    """Another of them, in a message of its own."""
    text = await questions.text_of(context.database, asked.token)
    if text is None:
        await say(update, context, chat_texts.STALE_BUTTON)
        return
    await acknowledge(update)
    shown = await answering.afresh(context, await context.library.ask(text), asked.token)
    await reply(update, context, shown.page)
    if shown.thread is not None:
        await store.hold(context.database, person(update).id, shown.thread)


async def apart(context: Context, message: str) -> tuple[Thought, ...]:
    """The questions of a message in the order in which they are answered; the whole message where it is one thought."""
    results = [await context.library.ask(each) for each in parted(message)]
    whole = Thought(message, await context.library.ask(message))
    if len(results) == 1 or not all(map(_asks, (whole.result, *results))) or context.library.matcher.is_pinned(message):
        return (whole,)
    thoughts: list[Thought] = []
    for each in results:
        if thoughts and _goes_on(each, thoughts[-1].result):
            thoughts[-1] = await _together(context, thoughts[-1], each.question)
        else:
            thoughts.append(Thought(each.question, each))
    first, *others = sorted(thoughts, key=_worth)
    is_one = not others and not first.besides
    gains = first.result.outcome == "answer" or _worth(first) < _worth(whole)
    return (first, *others) if gains and not is_one else (whole,)


def _worth(thought: Thought) -> int:
    """The less the more there is to show for it."""
    return get_args(Outcome).index(thought.result.outcome)


def _asks(result: Result) -> bool:
    return result.reply is None and result.act is None and bool(result.hits) and result.language == SWEDISH


def _goes_on(result: Result, before: Result) -> bool:
    """Whether a question is about what the one before it is about: it names nothing else, or leads to the same."""
    if not result.content.heavy or rules.points_back(result.question):
        return True
    near = before.hits[: 1 if result.outcome == "answer" else MOST_SUGGESTIONS]
    return result.hits[0].entry in [hit.entry for hit in near]


async def _together(context: Context, thought: Thought, besides: str) -> Thought:
    question = f"{thought.question} {besides}"
    result = await context.library.ask(question)
    lost = thought.result.outcome == "answer" and result.outcome != "answer"
    return replace(thought, besides=besides) if lost and rules.kind_asked(besides) else Thought(question, result)


def _lacking(shown: Shown, first: Thought) -> Shown:
    """What is shown for a question, under a line on what its answer lacks of what else was asked."""
    asked = rules.kind_asked(first.besides)
    if asked is None or tells(first.result.hits[0].entry, asked):
        return shown
    return replace(shown, page=pages.led(shown.page, texts.lack(first.besides)))


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
    buttons = [button(each.question, token) for each, token in zip(others, tokens, strict=True)]
    in_vain = tuple(token for each, token in zip(others, tokens, strict=True) if each.result.outcome != "answer")
    return replace(shown, page=pages.several(shown.page, buttons), besides=in_vain, goes_on=True)

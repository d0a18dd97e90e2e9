"""What is written where an answer is awaited, and is none: a question, a greeting, a cry for help, a picture."""

from collections.abc import Collection
from typing import Final

from bot.chat.context import Context, Words
from bot.knowledge.values import Reply
from bot.matching.acts import act
from bot.matching.result import Result
from bot.matching.small_talk import is_cry

_ASKING: Final = {
    "hur", "vad", "vem", "vilka", "vilken", "vilket", "var", "vart", "varför", "när", "kan", "får", "finns",
}  # fmt: skip
_YES_OR_NO: Final = "ja-ok"  # what smaprat.yaml names them


async def is_aside(context: Context, said: Words, about: str) -> bool:
    """Whether a message is for others than those who wait for an answer about this; so is what is no text."""
    if not said.text or said.message.photo:
        return True
    result, asked = await context.library.ask(said.text), await context.library.ask(about)
    if result.act is not None or _is_small_talk(context, result):
        return True
    return _asks(said.text, result, asked)


async def asks_anew(context: Context, text: str, about: str) -> bool:
    """Whether a message is clearly a question about something else than what it should answer or go on with."""
    return _asks(text, await context.library.ask(text), await context.library.ask(about))


def _asks(text: str, result: Result, asked: Result) -> bool:
    sure = result.outcome == "answer" and result.reply is None
    content, topics = ((*each.content.heavy, *each.content.light) for each in (result, asked))
    return is_question(text, topics, content, sure=sure)


async def guessed_cry(context: Context, said: Words) -> Reply | None:
    """What is said to a cry for help that only the learnt ear hears in some words, as in the place Vilhelmina.

    It hears rather too many than too few, so where an answer is awaited such words are one all the same.
    """
    result = await context.library.ask(said.text)
    is_surely = act(said.text) == "danger" or context.library.matcher.small_talk.reply(said.text) is not None
    return result.reply if result.act == "danger" and not is_surely else None


def is_question(words: str, about: Collection[str], content: Collection[str], *, sure: bool) -> bool:
    """Whether words are clearly a question, where an answer is awaited: one that has nothing to do with what was asked.

    `content` is what the words are about, `about` what was asked; `sure` says that the words have an answer. Words that
    state something have one, too, and are no question for that.
    """
    if words.rstrip().endswith("?"):
        return sure or (bool(content) and set(content).isdisjoint(about))
    return sure and words.casefold().partition(" ")[0] in _ASKING


def _is_small_talk(context: Context, result: Result) -> bool:
    """Whether words greet, thank or cry for help; "ja" and "nej" are answers, and so is what a signpost stands by."""
    reply = result.reply
    if reply is None or reply.id == _YES_OR_NO:
        return False
    return is_cry(reply) or reply in context.library.knowledge.small_talk

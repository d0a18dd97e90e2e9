"""A thought in several messages is one question.

Words that do not look finished wait a moment for those that follow; these are then answered together with them. All
of them stay in the inbox until the answer is there, so that nothing is lost by a process that ends in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from telegram import Message, Update
from telegram.constants import ChatType

from bot.chat import offers
from bot.chat.context import Context
from bot.chat.words import Labels
from bot.features.asking import remarks, rules, store
from bot.gateway.order import Behind

WITHIN: Final = 2.5  # seconds from one message of a thought to the next
MOST: Final = 10  # messages of a thought
_KEPT: Final = 500  # thoughts whose messages may be edited


@dataclass(slots=True)
class Bursts:
    """How long is waited and for how many messages, and those of each thought lately answered, by chat and message."""

    within: float = WITHIN
    most: int = MOST
    spoken: dict[tuple[int, int], dict[int, str]] = field(default_factory=dict)

    def keep(self, chat_id: int, parts: dict[int, str]) -> None:
        """Remember a thought, so that an edit of a part finds the others."""
        for each in parts:
            self.spoken[chat_id, each] = parts
        while len(self.spoken) > _KEPT:
            del self.spoken[next(iter(self.spoken))]


async def whole(context: Context, message: Message, question: str) -> tuple[Message, str, tuple[int, ...]]:
    """The last message of a thought that begins with `message`, its words, and the numbers of all its messages."""
    parts, last, behind, bursts = {message.message_id: question}, message, context.state(Behind), context.state(Bursts)
    while len(parts) < bursts.most and await _may_go_on(context, last, _said(parts), len(parts) == 1):
        update = await behind.first(message.chat.id, bursts.within)
        said = None if update is None else await _part(context, update, parts)
        if update is None or said is None:
            break
        parts[said.message_id] = said.text or ""
        last = last if update.edited_message is not None else said
        behind.take(update)
    if len(parts) > 1:
        bursts.keep(message.chat.id, parts)
    return last, await _meant(context, parts), tuple(parts)


async def edited(context: Context, message: Message, text: str) -> str:
    """What a thought asks with one message changed."""
    parts = context.state(Bursts).spoken.get((message.chat.id, message.message_id))
    if parts is None:
        return text
    parts[message.message_id] = text
    return await _meant(context, parts)


def _said(parts: Mapping[int, str]) -> str:
    """All of a thought but what only calls for attention; of nothing else the last."""
    return " ".join(each for each in parts.values() if not remarks.is_opening(each)) or list(parts.values())[-1]


async def _meant(context: Context, parts: Mapping[int, str]) -> str:
    """What a thought asks: all of it, or the last message that surely asks something where all of it does not."""
    together = _said(parts)
    said = [each for each in parts.values() if not remarks.is_opening(each)]
    for question in (together, *reversed(said)):
        result = await context.library.ask(question)
        if result.outcome == "answer" or result.act is not None:
            return question
    return together


async def _may_go_on(context: Context, message: Message, question: str, alone: bool) -> bool:
    """Whether more words are worth waiting for: there is neither a question nor a reply yet."""
    if message.chat.type != ChatType.PRIVATE:
        return False
    if remarks.is_opening(question):
        return True
    result = await context.library.ask(question)
    if result.act is not None or (alone and result.reply is not None):
        return False
    if not rules.is_unfinished(question, result.content):
        return False
    is_reaction = rules.is_reaction(question, result.content)
    return not is_reaction or await store.thread(context.database, message.chat.id) is None


async def _part(context: Context, update: Update, parts: dict[int, str]) -> Message | None:
    """The words of an update that goes on with a thought, or mends a part of it; None if it is anything else."""
    edited, message = update.edited_message, update.message
    if edited is not None:
        return edited if edited.message_id in parts and edited.text else None
    if message is None or not message.text or message.text.startswith("/") or message.reply_to_message is not None:
        return None
    typed = await offers.on_offer(context.database, message.chat.id, message.text)
    return None if typed or offers.plain(message.text) in context.state(Labels) else message

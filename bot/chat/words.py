"""Who takes what is written to the bot: one chain, whose takers come from the features. It knows none of them.

In private chat a button that can be typed comes first, then whoever has asked for words, then the takers in their
order; each takes the message or passes it on, perhaps with rows to lay under the answer that it gets from another. A
group's message to the bot goes through takers of its own.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from telegram import Message, Update

from bot.chat import offers, prompts, texts, threads
from bot.chat.context import Context, Words
from bot.chat.page import Row, short
from bot.chat.prompts import Prompt
from bot.chat.reply import reply


class Labels(set[str]):
    """The words of the keyboard and of buttons, in lower case, which are no part of anything else."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The message has got what it shall get; with `mark` it is no question, also when it is edited (`TOO_LATE`)."""

    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """The words stand for this action, of a button that is not among the latest."""

    action: str


@dataclass(frozen=True, slots=True)
class Passed:
    """The message is for a later taker, whose answer has `below` under it."""

    below: tuple[Row, ...] = ()


Taker = Callable[[Update, Context, Words], Coroutine[Any, Any, Taken | Meant | Passed]]
PromptTaker = Callable[[Update, Context, str], Coroutine[Any, Any, Passed | None]]
"""Gets the message, and the prompt's `ref`. It clears the prompt when the words fit, or puts the next one; until then
it is asked again. What is no answer it may pass on."""
Perform = Callable[[Update, Context, str], Coroutine[Any, Any, None]]

TOO_LATE: Final = {threads.TAKEN: texts.STEP_EDITED, threads.AWAITED: texts.WORDS_EDITED}
"""What an edit of a message is told that was taken, by its mark."""
TAIL_WITHIN: Final = timedelta(seconds=2)
_LEAVING: Final = {"avbryt", "stopp", "sluta", "nej tack"}


@dataclass(frozen=True, slots=True)
class Chain:
    """The takers of all features, in order; the last of each row takes whatever comes."""

    perform: Perform
    prompts: Mapping[str, PromptTaker]
    words: Sequence[Taker]
    addressed: Sequence[Taker]
    edited: Sequence[Taker] = ()

    async def in_private(self, update: Update, context: Context) -> None:
        """A message in private chat that is no command and no word of the keyboard."""
        said = Words.of(update)
        if said.text and _is_tail(context, said.message):
            await _mark(context, said.message, threads.TAKEN)
        elif (action := await _typed(context, said)) is not None:
            await self.perform(update, context, action)
        elif (prompt := await prompts.waiting(context.database, said.user.id)) and prompt.what in self.prompts:
            await self._give(update, context, said, prompt)
        else:
            await self._offer(self.words, update, context, said)

    async def in_group(self, update: Update, context: Context) -> None:
        """A message in a group that mentions the bot or replies to it."""
        await self._offer(self.addressed, update, context, Words.of(update))

    async def changed(self, update: Update, context: Context) -> None:
        """A message that its writer has changed."""
        await self._offer(self.edited, update, context, Words.of(update))

    async def _give(self, update: Update, context: Context, said: Words, prompt: Prompt) -> None:
        """Awaited words, to whoever asked for them; "avbryt" leaves the question."""
        if (said.message.text or "").strip(" .!").casefold() in _LEAVING:
            await prompts.clear(context.database, said.user.id)
            await reply(update, context, short(texts.LEFT))
        elif (passed := await self.prompts[prompt.what](update, context, prompt.ref)) is not None:
            await self._offer(self.words, update, context, replace(said, below=passed.below))
        else:
            await _mark(context, said.message, threads.AWAITED)

    async def _offer(self, takers: Sequence[Taker], update: Update, context: Context, said: Words) -> None:
        for taker in takers:
            match await taker(update, context, said):
                case Passed(below):
                    said = replace(said, below=(*said.below, *below))
                case Meant(action):
                    message = said.message
                    await offers.settle(context.database, message.chat.id, message.message_id, action)
                    await self.perform(update, context, action)
                    return
                case Taken(mark):
                    if mark is not None:
                        await _mark(context, said.message, mark)
                    return


async def leave(update: Update, context: Context) -> None:
    """A command or a word of the keyboard: what was asked for is no longer awaited."""
    await prompts.clear(context.database, Words.of(update).user.id)


def slips(sentences: Mapping[str, str]) -> Taker:
    """A taker of a button's words where no such button is, which are no question: `sentences` by the button's label."""
    known = {label.casefold(): sentence for label, sentence in sentences.items()}

    async def take(update: Update, context: Context, said: Words) -> Taken | Passed:
        sentence = known.get(offers.plain(said.text))
        if sentence is None:
            return Passed()
        await reply(update, context, short(sentence).over(*said.below), said.message)
        return Taken()

    return take


def replied_to(message: Message, context: Context) -> Message | None:
    """The message of a person that a message replies to: not the bot's, not the topic's opening."""
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created is not None:
        return None
    return replied if replied.from_user is None or replied.from_user.id != context.bot.id else None


def expect_tail(context: Context, message: Message) -> None:
    """A text came that was too long: Telegram's apps make several messages of one, and the rest of it follows."""
    if context.chat_data is not None:
        context.chat_data.too_long_at = message.date


def _is_tail(context: Context, message: Message) -> bool:
    """Whether a message is the rest of a text that was too long."""
    chat = context.chat_data
    if chat is None or chat.too_long_at is None or message.date - chat.too_long_at > TAIL_WITHIN:
        return False
    expect_tail(context, message)
    return True


async def _typed(context: Context, said: Words) -> str | None:
    """The action of the button on offer whose words these are; what stands under a photo is about the photo."""
    if said.message.photo:
        return None
    return await offers.pick(context.database, said.message.chat.id, said.text, said.message.message_id)


async def _mark(context: Context, message: Message, mark: int) -> None:
    taken = threads.Answered(message.chat.id, message.message_id, mark, 0, None)
    await threads.remember_answer(context.database, taken)

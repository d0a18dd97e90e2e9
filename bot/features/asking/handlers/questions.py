"""Members ask: any text in private chat; in groups /fraga, a mention, or a reply to the bot."""

from collections.abc import Sequence

from telegram import Message, ReplyParameters, Update
from telegram.constants import ChatType

from bot.chat import texts as chat_texts
from bot.chat import threads
from bot.chat.actions import carry_out
from bot.chat.context import Context, Words, person
from bot.chat.page import Row, short
from bot.chat.reply import post, reply, topic_of, turn
from bot.chat.words import TOO_LATE, Taken, replied_to
from bot.features.asking import store, texts
from bot.features.asking.handlers import bursts, following, readings, several
from bot.features.asking.handlers.following import Shown
from bot.features.asking.pace import Pace
from bot.features.asking.values import Thread
from bot.features.unanswered.store import clusters

_COMMAND = ("/fraga", "/fråga")  # Telegram knows no commands with å, so that one comes as text


async def words(update: Update, context: Context, said: Words) -> Taken:
    """Whatever nobody else takes in private chat: a question, or what is no text, which a whole album has one reply to.

    `said.below` stands under the answer.
    """
    album, data = said.message.media_group_id or "", context.chat_data
    is_more = bool(album) and data is not None and data.album == album
    if data is not None:
        data.album = album
    if said.text:
        await _answer(update, context, said.message, _without_address(said.text, context), said.below)
    elif not is_more:
        await reply(
            update, context, short(chat_texts.NO_VOICE if said.message.voice else texts.ONLY_TEXT), said.message
        )
    return Taken()


async def edited_text(update: Update, context: Context, said: Words) -> Taken:
    """A corrected question corrects its answer; in private chat one that had no answer is answered now."""
    message, question = said.message, _without_address(said.text, context)
    if not question or question.startswith("/"):
        return Taken()
    earlier = await threads.answer_to(context.database, message.chat.id, message.message_id)
    if earlier in TOO_LATE:
        await reply(update, context, short(TOO_LATE[earlier]), message)
    elif earlier is not None:
        await _correct(update, context, said, question, earlier)
    elif message.chat.type == ChatType.PRIVATE and _is_fresh(message):
        midst = await context.services.midst(context.database, said.user.id)
        await _answer(update, context, message, question, midst.rows)
    return Taken()


async def command(update: Update, context: Context) -> None:
    """/fraga with a question, or as a reply to somebody's message, which is then the question."""
    said = Words.of(update)
    message, target = said.message, replied_to(said.message, context)
    question = _without_address(said.text, context) or (_words_of(target) if target is not None else "")
    if not question:
        await _prompt(update, context, message)
    elif message.chat.type == ChatType.PRIVATE:
        midst = await context.services.midst(context.database, said.user.id)
        await _answer(update, context, target or message, question, midst.rows)
    else:
        await _answer(update, context, target or message, question)


async def addressed(update: Update, context: Context, said: Words) -> Taken:
    """A message in a group that mentions the bot or replies to it."""
    question, target = _without_address(said.text, context), said.message
    replied = replied_to(said.message, context)
    if not question and replied is not None:
        question, target = _words_of(replied), replied
    if question:
        await _answer(update, context, target, question)
    else:
        await _prompt(update, context, said.message)
    return Taken()


async def _answer(update: Update, context: Context, to: Message, question: str, below: tuple[Row, ...] = ()) -> None:
    """Answer `question` as a reply to `to`, over `below`; in a group that saw the answer just now, point at it instead.

    Whoever asks too fast is told so in private, and gets silence in a group.
    """
    if not context.state(Pace).allows(person(update).id):
        if to.chat.type == ChatType.PRIVATE:
            await reply(update, context, short(texts.TOO_FAST), to)
        return
    asked: tuple[int, ...] = (Words.of(update).message.message_id,)
    if asked == (to.message_id,):
        to, question, asked = await bursts.whole(context, to, question)
    shown = await _shown(update, context, to, question)
    if shown.action is not None:
        await _carry_out(update, context, shown)
        return
    if to.chat.type != ChatType.PRIVATE and shown.entry_id is not None:
        just = await threads.just_shown(context.database, to.chat.id, topic_of(to) or 0, shown.entry_id)
        if just is not None and not shown.goes_on:
            await _remember(update, context, await _point_to(context, to, just), None)
            return
    sent = await reply(update, context, shown.page.over(*below), to)
    await _note(update, context, sent, shown, asked)


async def _correct(update: Update, context: Context, said: Words, question: str, earlier: int) -> None:
    """Turn the earlier answer into that of the changed question; answer anew if it has been deleted."""
    question = await bursts.edited(context, said.message, question)
    shown = await _shown(update, context, said.message, question)
    if shown.action is not None:
        await _carry_out(update, context, shown)
    elif len(shown.page.messages) == 1 and await turn(context, said.message.chat, earlier, shown.page) == "edited":
        await _note(update, context, earlier, shown, (said.message.message_id,))
    else:
        sent = await reply(update, context, shown.page, said.message)
        await _note(update, context, sent, shown, (said.message.message_id,))


async def _shown(update: Update, context: Context, message: Message, question: str) -> Shown:
    """What a question is shown in its chat; it may go on with the answer that it replies to."""
    chat_id, replied = message.chat.id, Words.of(update).message.reply_to_message
    entry_id = None if replied is None else await threads.shown_by(context.database, chat_id, replied.message_id)
    entry = context.library.knowledge.entry(entry_id or "")
    if message.chat.type != ChatType.PRIVATE:
        return await several.in_group(context, question, entry)
    if entry is not None:
        await _turn_back(context, chat_id, entry.id)
    return await several.in_private(context, chat_id, question)


async def _turn_back(context: Context, chat_id: int, entry_id: str) -> None:
    """The chat is about an earlier answer again."""
    held = await store.thread(context.database, chat_id)
    if held is None or held.entry_id != entry_id:
        await store.hold(context.database, chat_id, Thread("entry", threads.new_token(), entry_id, seen=(entry_id,)))


async def _carry_out(update: Update, context: Context, shown: Shown) -> None:
    """An action that is the answer, as if its button had been pressed."""
    if shown.action is not None:
        await carry_out(update, context, shown.action)
    if shown.thread is not None:
        await store.hold(context.database, Words.of(update).message.chat.id, shown.thread)


async def _note(
    update: Update, context: Context, sent: Message | int | None, shown: Shown, answered: Sequence[int]
) -> None:
    """Remember which messages were answered by what, what the chat is about, and that somebody asked in vain."""
    chat = Words.of(update).message.chat
    for each in answered:
        await _remember(update, context, sent, shown.entry_id, each)
    if shown.thread is not None and chat.type == ChatType.PRIVATE:
        await store.hold(context.database, chat.id, shown.thread)
    for token in (shown.token if shown.entry_id is None else "", *shown.in_vain):
        if token:
            await clusters.remember_asker(context.database, token, person(update).id)


async def _prompt(update: Update, context: Context, message: Message) -> None:
    """Nothing was asked: say how; the question may be added by editing."""
    private = message.chat.type == ChatType.PRIVATE
    hint = short(texts.ASK_PROMPT if private else texts.GROUP_NEEDS_QUESTION)
    await _remember(update, context, await reply(update, context, hint, message), None)


async def _remember(
    update: Update, context: Context, sent: Message | int | None, entry_id: str | None, message_id: int | None = None
) -> None:
    """Note that the update's message, or another of its chat, was answered by `sent`, which shows `entry_id`."""
    if sent is None:
        return
    message = Words.of(update).message
    answer_id = sent if isinstance(sent, int) else sent.message_id
    answered = threads.Answered(
        message.chat.id, message_id or message.message_id, answer_id, topic_of(message) or 0, entry_id
    )
    await threads.remember_answer(context.database, answered)


async def _point_to(context: Context, message: Message, shown: int) -> Message:
    """The same entry was shown a moment ago: one line that leads to it."""
    to = ReplyParameters(shown, allow_sending_without_reply=True)
    return await post(context.bot, message.chat.id, short(texts.ALREADY_ANSWERED), topic_of(message), to)


def _words_of(message: Message) -> str:
    return message.text or message.caption or ""


def _without_address(text: str, context: Context) -> str:
    """The words, line for line, without "@bot" and without a leading /fraga."""
    name = f"@{context.bot.username}".casefold()
    lines = [[word for word in line.split() if word.rstrip(",:.!?").casefold() != name] for line in text.splitlines()]
    for first in lines[:1]:
        if first and first[0].casefold().removesuffix(name) in _COMMAND:
            del first[0]
    return "\n".join(" ".join(line) for line in lines if line)


def _is_fresh(message: Message) -> bool:
    edited = message.edit_date
    return edited is not None and edited - message.date <= threads.EDITABLE


async def ask_prompt(update: Update, context: Context) -> None:
    """The keyboard's word for asking; what a member who is writing a tip writes next belongs to that."""
    midst = await context.services.midst(context.database, person(update).id)
    await reply(update, context, short(texts.ASK_WHILE_WRITING if midst.awake else texts.ASK_PROMPT))


async def people(update: Update, context: Context) -> None:
    """/manniska: a person is asked; in a group the way to where that is done."""
    message = Words.of(update).message
    if message.chat.type == ChatType.PRIVATE:
        held = await store.thread(context.database, message.chat.id)
        await carry_out(update, context, readings.to_a_person(held))
    else:
        page = short(texts.PERSON_IN_GROUP, following.link(context, "manniska"))
        await reply(update, context, page, message)

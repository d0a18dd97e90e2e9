"""Members ask: any text in private chat; in groups /fraga, a mention, or a reply to the bot."""

from telegram import Message, ReplyParameters, Update
from telegram.constants import ChatType
from telegram.helpers import create_deep_linked_url

from bot.chat import threads
from bot.chat.context import Context, Words, person
from bot.chat.page import Page, Row, short
from bot.chat.reply import post, reply, topic_of, turn
from bot.chat.words import TOO_LATE, Taken, replied_to
from bot.features.answers import pages as answers_pages
from bot.features.asking import pages, texts
from bot.features.asking.pace import Pace
from bot.features.unanswered.store import clusters, questions
from bot.language.text import escape
from bot.matching.result import Result

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
        await reply(update, context, short(texts.ONLY_TEXT), said.message)
    return Taken()


async def edited_text(update: Update, context: Context) -> None:
    """A corrected question corrects its answer; in private chat one that had no answer is answered now."""
    said = Words.of(update)
    message, question = said.message, _without_address(said.text, context)
    if not question or question.startswith("/"):
        return
    earlier = await threads.answer_to(context.database, message.chat.id, message.message_id)
    if earlier in TOO_LATE:
        await reply(update, context, short(TOO_LATE[earlier]), message)
    elif earlier is not None:
        await _correct(update, context, said, question, earlier)
    elif message.chat.type == ChatType.PRIVATE and _is_fresh(message):
        midst = await context.services.midst(context.database, said.user.id)
        await _answer(update, context, message, question, midst.rows)


async def command(update: Update, context: Context) -> None:
    """/fraga with a question, or as a reply to somebody's message, which is then the question."""
    said = Words.of(update)
    message, target = said.message, replied_to(said.message, context)
    question = " ".join(context.args or []) or (_words_of(target) if target is not None else "")
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
    page, entry_id, token = await _page(context, to, question)
    if to.chat.type != ChatType.PRIVATE and entry_id is not None:
        shown = await threads.just_shown(context.database, to.chat.id, topic_of(to) or 0, entry_id)
        if shown is not None:
            await _remember(update, context, await _point_to(context, to, shown), None)
            return
    await _remember(update, context, await reply(update, context, page.over(*below), to), entry_id)
    await _remember_asker(update, context, entry_id, token)


async def _correct(update: Update, context: Context, said: Words, question: str, earlier: int) -> None:
    """Turn the earlier answer into that of the changed question; answer anew if it has been deleted."""
    page, entry_id, token = await _page(context, said.message, question)
    if len(page.messages) == 1 and await turn(context, said.message.chat, earlier, page) == "edited":
        await _remember(update, context, earlier, entry_id)
    else:
        await _remember(update, context, await reply(update, context, page, said.message), entry_id)
    await _remember_asker(update, context, entry_id, token)


async def _prompt(update: Update, context: Context, message: Message) -> None:
    """Nothing was asked: say how; the question may be added by editing."""
    private = message.chat.type == ChatType.PRIVATE
    hint = short(texts.ASK_PROMPT if private else texts.GROUP_NEEDS_QUESTION)
    await _remember(update, context, await reply(update, context, hint, message), None)


async def _remember(update: Update, context: Context, sent: Message | int | None, entry_id: str | None) -> None:
    """Note that the update's message was answered by `sent`, which shows `entry_id`."""
    if sent is None:
        return
    message = Words.of(update).message
    answer_id = sent if isinstance(sent, int) else sent.message_id
    answered = threads.Answered(message.chat.id, message.message_id, answer_id, topic_of(message) or 0, entry_id)
    await threads.remember_answer(context.database, answered)


async def _remember_asker(update: Update, context: Context, entry_id: str | None, token: str) -> None:
    """Count who asked in vain, without noting who; small talk, with no token, is not counted."""
    if entry_id is None and token:
        await clusters.remember_asker(context.database, token, person(update).id)


async def _page(context: Context, message: Message, question: str) -> tuple[Page, str | None, str]:
    """The page for a question in this chat, the entry that it shows, if it shows one, and the question's token."""
    result = await context.library.ask(question)
    private = message.chat.type == ChatType.PRIVATE
    token = await _record(context, result, "private" if private else "group")
    entry = result.hits[0].entry if result.outcome == "answer" else None
    knowledge = context.library.knowledge
    page = pages.found(knowledge, result, token) if private else _group_page(context, result, token)
    return page, None if entry is None else entry.id, token


def _group_page(context: Context, result: Result, token: str) -> Page:
    """An answer, or one line whose link asks the same question in private."""
    if result.reply is not None:
        return short(escape(result.reply.answer))
    if not result.hits:
        return short(texts.NO_WORDS)
    if result.outcome == "answer":
        entry = result.hits[0].entry
        return answers_pages.in_group(
            context.library.knowledge, entry, answers_pages.entry_link(context.bot.username, entry.id)
        )
    sentence = texts.PERHAPS_IN_PRIVATE if result.outcome == "suggestions" else texts.NO_SAFE_ANSWER_GROUP
    return short(sentence, _link(context, f"q_{token}"))


async def _record(context: Context, result: Result, place: questions.Place) -> str:
    """Log a question; small talk and wordless messages are none, and get an empty token."""
    if result.reply is not None or not result.hits:
        return ""
    entry_id = result.hits[0].entry.id if result.outcome == "answer" else None
    asked = questions.Asked(result.question, place, result.outcome, result.confidence, entry_id)
    return await questions.record(context.database, asked)


async def _point_to(context: Context, message: Message, shown: int) -> Message:
    """The same entry was shown a moment ago: one line that leads to it."""
    to = ReplyParameters(shown, allow_sending_without_reply=True)
    return await post(context.bot, message.chat.id, short(texts.ALREADY_ANSWERED), topic_of(message), to)


def _link(context: Context, payload: str) -> str:
    return create_deep_linked_url(context.bot.username, payload)


def _words_of(message: Message) -> str:
    return message.text or message.caption or ""


def _without_address(text: str, context: Context) -> str:
    """The words without "@bot" and without a leading /fraga."""
    name = f"@{context.bot.username}".casefold()
    words = [word for word in text.split() if word.rstrip(",:.!?").casefold() != name]
    if words and words[0].casefold().removesuffix(name) in _COMMAND:
        words = words[1:]
    return " ".join(words)


def _is_fresh(message: Message) -> bool:
    edited = message.edit_date
    return edited is not None and edited - message.date <= threads.EDITABLE


async def ask_prompt(update: Update, context: Context) -> None:
    """The keyboard's word for asking; what a member who is writing a tip writes next belongs to that."""
    midst = await context.services.midst(context.database, person(update).id)
    await reply(update, context, short(texts.ASK_WHILE_WRITING if midst.awake else texts.ASK_PROMPT))

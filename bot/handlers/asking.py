"""Members ask: any text in private chat; in groups /fraga, a mention, or a reply to the bot."""

from telegram import Message, MessageEntity, ReplyParameters, Update
from telegram.constants import ChatType
from telegram.ext import filters
from telegram.helpers import create_deep_linked_url

from bot import offers, questions, texts
from bot.handlers import actions, pages
from bot.handlers.context import Context
from bot.handlers.pages import Page
from bot.handlers.replying import edit, reply
from bot.matching import Result


async def private_text(update: Update, context: Context) -> None:
    """A typed button word does what the button does; anything else is a question."""
    message = update.effective_message
    if message is None or message.text is None:
        return
    action = await offers.pick(context.database, message.chat.id, message.text)
    if action is not None:
        await actions.perform(update, context, action)
    else:
        await _answer(update, context, message, message.text)


async def edited_text(update: Update, context: Context) -> None:
    """A corrected question corrects its answer; in private chat one that had no answer is answered now."""
    message = update.edited_message
    if message is None or message.text is None:
        return
    earlier = await questions.answer_to(context.database, message.chat.id, message.message_id)
    question = _without_mention(message.text, context)
    if earlier is not None:
        page, entry_id = await _page(context, message, question)
        await edit(context, message.chat.id, earlier, page)
        await questions.remember_answer(context.database, message.chat.id, message.message_id, earlier, entry_id)
    elif message.chat.type == ChatType.PRIVATE and _is_fresh(message):
        await _answer(update, context, message, question)


async def command(update: Update, context: Context) -> None:
    """/fraga with a question, or as a reply to somebody's message, which is then the question."""
    message = update.effective_message
    if message is None:
        return
    asked = " ".join(context.args or [])
    target = message.reply_to_message if _is_somebodys(message.reply_to_message, context) else None
    question = asked or (_words_of(target) if target is not None else "")
    if question:
        await _answer(update, context, target or message, question)
    else:
        private = message.chat.type == ChatType.PRIVATE
        hint = texts.ASK_PROMPT if private else texts.GROUP_NEEDS_QUESTION
        await reply(update, context, pages.short(hint), message)


async def addressed(update: Update, context: Context) -> None:
    """A message in a group that mentions the bot or replies to it."""
    message = update.effective_message
    if message is None:
        return
    question = _without_mention(_words_of(message), context)
    target = message
    if not question and _is_somebodys(message.reply_to_message, context) and message.reply_to_message:
        target, question = message.reply_to_message, _words_of(message.reply_to_message)
    if question:
        await _answer(update, context, target, question)
    else:
        await reply(update, context, pages.short(texts.GROUP_NEEDS_QUESTION), message)


class Addressed(filters.MessageFilter):
    """Messages that name the bot or reply to it.

    Telegram's reply to nobody in a topic points at the topic's opening, which the bot may have made: that is no reply.
    """

    def filter(self, message: Message) -> bool:
        """Whether a group message is for the bot."""
        bot = message.get_bot()
        name = f"@{bot.username}".casefold()
        if any(mention.casefold() == name for mention in message.parse_entities([MessageEntity.MENTION]).values()):
            return True
        if any(
            mention.casefold() == name for mention in message.parse_caption_entities([MessageEntity.MENTION]).values()
        ):
            return True
        replied = message.reply_to_message
        if replied is None or replied.from_user is None or replied.forum_topic_created is not None:
            return False
        return replied.from_user.id == bot.id and bool(message.text)


async def _answer(update: Update, context: Context, message: Message, question: str) -> None:
    """Answer `question` as a reply to `message`, and remember which answered which."""
    chat = message.chat
    page, entry_id = await _page(context, message, question)
    if chat.type != ChatType.PRIVATE and entry_id is not None:
        shown = await questions.just_shown(context.database, chat.id, entry_id)
        if shown is not None:
            await _point_to(context, message, shown)
            return
    sent = await reply(update, context, page, message)
    if sent is not None:
        await questions.remember_answer(context.database, chat.id, message.message_id, sent.message_id, entry_id)


async def _page(context: Context, message: Message, question: str) -> tuple[Page, str | None]:
    """The page for a question in this chat, and the entry that it shows, if it shows one."""
    result = await context.library.ask(question)
    private = message.chat.type == ChatType.PRIVATE
    token = await _record(context, result, "private" if private else "group")
    entry = result.hits[0].entry if result.outcome == "answer" else None
    page = _private_page(context, result, token) if private else _group_page(context, result)
    return page, None if entry is None else entry.id


def _private_page(context: Context, result: Result, token: str) -> Page:
    if result.reply is not None:
        return pages.short(texts.escape(result.reply.answer))
    if result.outcome == "answer":
        return pages.answer(context.library.knowledge, result.hits[0].entry, token)
    if result.outcome == "suggestions":
        return pages.suggestions(result, token)
    return pages.no_answer() if result.question else pages.short(texts.NO_WORDS)


def _group_page(context: Context, result: Result) -> Page:
    if result.reply is not None:
        return pages.short(texts.escape(result.reply.answer))
    if result.outcome == "answer":
        entry = result.hits[0].entry
        return pages.in_group(context.library.knowledge, entry, _link(context, f"k_{entry.id}"))
    sentence = texts.PERHAPS_IN_PRIVATE if result.outcome == "suggestions" else texts.NO_SAFE_ANSWER_GROUP
    return pages.short(sentence, _link(context, "fraga"))


async def _record(context: Context, result: Result, place: questions.Place) -> str:
    """Log a question; small talk and wordless messages are none, and get an empty token."""
    if result.reply is not None or not result.question:
        return ""
    entry_id = result.hits[0].entry.id if result.outcome == "answer" else None
    asked = questions.Asked(result.question, place, result.outcome, result.confidence, entry_id)
    return await questions.record(context.database, asked)


async def _point_to(context: Context, message: Message, shown: int) -> None:
    """The same entry was shown a moment ago: one line that leads to it."""
    await context.bot.send_message(
        message.chat.id,
        texts.ALREADY_ANSWERED,
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
        reply_parameters=ReplyParameters(shown, allow_sending_without_reply=True),
    )


def _link(context: Context, payload: str) -> str:
    return create_deep_linked_url(context.bot.username, payload)


def _words_of(message: Message) -> str:
    return message.text or message.caption or ""


def _without_mention(text: str, context: Context) -> str:
    """The words without "@bot" and without a leading /fraga."""
    name = f"@{context.bot.username}".casefold()
    words = [word for word in text.split() if word.rstrip(",:.!?").casefold() != name]
    if words and words[0].casefold().removesuffix(name) == "/fraga":
        words = words[1:]
    return " ".join(words)


def _is_somebodys(message: Message | None, context: Context) -> bool:
    """Whether a replied-to message is a person's own words: not the bot's, not the topic's opening."""
    if message is None or message.forum_topic_created is not None:
        return False
    return message.from_user is None or message.from_user.id != context.bot.id


def _is_fresh(message: Message) -> bool:
    edited = message.edit_date
    return edited is not None and edited - message.date <= questions.EDITABLE

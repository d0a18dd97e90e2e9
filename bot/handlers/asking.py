"""Members ask: any text in private chat; in groups /fraga, a mention, or a reply to the bot."""

from telegram import Message, ReplyParameters, Update
from telegram.constants import ChatType
from telegram.helpers import create_deep_linked_url

from bot import offers, questions, slip_texts, texts, tip_texts, unanswered
from bot.clock import now
from bot.dialogue import Draft
from bot.handlers import actions, drafting, pages
from bot.handlers.context import Context
from bot.handlers.pages import Page
from bot.handlers.replying import edit, reply, topic_of
from bot.language.text import escape
from bot.matching import Result

_COMMAND = ("/fraga", "/fråga")  # Telegram knows no commands with å, so that one comes as text


async def private_text(update: Update, context: Context) -> None:
    """A typed button word does what the button does; whoever is writing a tip answers its step; the rest is asked.

    The words of a button that is not there are no question, and neither is the tail of a text that was too long.
    """
    message = update.effective_message
    if message is None:
        return
    draft = await drafting.at_hand(update, context)
    if drafting.is_tail(context, message):
        await _mark_taken(context, message)
        return
    action = None if message.photo else await _meant(update, context, message, draft)
    if action is not None:
        await actions.perform(update, context, action)
    elif await drafting.take_message(update, context, draft):
        await _mark_taken(context, message)
    else:
        await _ask(update, context, message, draft)


async def edited_text(update: Update, context: Context) -> None:
    """A corrected question corrects its answer; in private chat one that had no answer is answered now."""
    message = update.edited_message
    if message is None:
        return
    question = _without_address(_words_of(message), context)
    if not question or question.startswith("/"):
        return
    earlier = await questions.answer_to(context.database, message.chat.id, message.message_id)
    if earlier == questions.TAKEN:
        await reply(update, context, pages.short(tip_texts.EDITED_TOO_LATE), message)
    elif earlier == questions.AWAITED:
        await reply(update, context, pages.short(slip_texts.EDITED_TOO_LATE), message)
    elif earlier is not None:
        await _correct(update, context, question, earlier)
    elif message.chat.type == ChatType.PRIVATE and _is_fresh(message):
        await _answer(update, context, message, question, await drafting.at_hand(update, context))


async def command(update: Update, context: Context) -> None:
    """/fraga with a question, or as a reply to somebody's message, which is then the question."""
    message = update.effective_message
    if message is None:
        return
    asked = " ".join(context.args or [])
    target = message.reply_to_message if _is_somebodys(message.reply_to_message, context) else None
    question = asked or (_words_of(target) if target is not None else "")
    if question:
        private = message.chat.type == ChatType.PRIVATE
        draft = await drafting.at_hand(update, context) if private else None
        await _answer(update, context, target or message, question, draft)
    else:
        await _prompt(update, context, message)


async def addressed(update: Update, context: Context) -> None:
    """A message in a group that mentions the bot or replies to it."""
    message = update.effective_message
    if message is None:
        return
    question = _without_address(_words_of(message), context)
    target = message
    if not question and _is_somebodys(message.reply_to_message, context) and message.reply_to_message:
        target, question = message.reply_to_message, _words_of(message.reply_to_message)
    if question:
        await _answer(update, context, target, question)
    else:
        await _prompt(update, context, message)


async def _meant(update: Update, context: Context, message: Message, draft: Draft | None) -> str | None:
    """The action of the button whose words these are: one on offer, or one of the step that the draft is at."""
    words, chat_id, number = _words_of(message), message.chat.id, message.message_id
    action = await offers.pick(context.database, chat_id, words, number)
    if action is not None or draft is None or draft.rests(now()):
        return action
    here = await drafting.page(update, context, draft)
    return await offers.pick(context.database, chat_id, words, number, here.choices())


async def _ask(update: Update, context: Context, message: Message, draft: Draft | None) -> None:
    if context.chat_data is not None:
        context.chat_data.album = message.media_group_id or ""
    question = _without_address(_words_of(message), context)
    slipped = slip_texts.not_on_offer(offers.plain(question), is_writing=draft is not None)
    if slipped is not None:
        await reply(update, context, drafting.resting(draft, pages.short(slipped)), message)
    else:
        await _answer(update, context, message, question, draft)


async def _answer(update: Update, context: Context, to: Message, question: str, draft: Draft | None = None) -> None:
    """Answer `question` as a reply to `to`; in a group that saw the same answer just now, point at it instead.

    In private chat the way back to the asker's `draft` stands under it. Whoever asks too fast is told so in private,
    and gets silence in a group.
    """
    asker = update.effective_user
    if asker is not None and not context.services.pace.allows(asker.id):
        if to.chat.type == ChatType.PRIVATE:
            await reply(update, context, pages.short(tip_texts.TOO_FAST), to)
        return
    page, entry_id, token = await _page(context, to, question)
    if to.chat.type != ChatType.PRIVATE and entry_id is not None:
        shown = await questions.just_shown(context.database, to.chat.id, topic_of(to) or 0, entry_id)
        if shown is not None:
            await _remember(update, context, await _point_to(context, to, shown), None)
            return
    await _remember(update, context, await reply(update, context, drafting.resting(draft, page), to), entry_id)
    await _remember_asker(update, context, entry_id, token)


async def _correct(update: Update, context: Context, question: str, earlier: int) -> None:
    """Turn the earlier answer into that of the changed question; answer anew if it has been deleted."""
    message = update.effective_message
    if message is None:
        return
    page, entry_id, token = await _page(context, message, question)
    if len(page.messages) == 1 and await edit(context, message.chat, earlier, page):
        await _remember(update, context, earlier, entry_id)
    else:
        await _remember(update, context, await reply(update, context, page, message), entry_id)
    await _remember_asker(update, context, entry_id, token)


async def _mark_taken(context: Context, message: Message) -> None:
    """The message belongs to a tip: when it is edited it is no question."""
    taken = questions.Answered(message.chat.id, message.message_id, questions.TAKEN, 0, None)
    await questions.remember_answer(context.database, taken)


async def _prompt(update: Update, context: Context, message: Message) -> None:
    """Nothing was asked: say how; the question may be added by editing."""
    private = message.chat.type == ChatType.PRIVATE
    hint = pages.short(texts.ASK_PROMPT if private else texts.GROUP_NEEDS_QUESTION)
    await _remember(update, context, await reply(update, context, hint, message), None)


async def _remember(update: Update, context: Context, sent: Message | int | None, entry_id: str | None) -> None:
    """Note that the update's message was answered by `sent`, which shows `entry_id`."""
    message = update.effective_message
    if message is None or sent is None:
        return
    answer_id = sent if isinstance(sent, int) else sent.message_id
    answered = questions.Answered(message.chat.id, message.message_id, answer_id, topic_of(message) or 0, entry_id)
    await questions.remember_answer(context.database, answered)


async def _remember_asker(update: Update, context: Context, entry_id: str | None, token: str) -> None:
    """Count who asked in vain, without noting who; small talk, with no token, is not counted."""
    asker = update.effective_user
    if asker is not None and entry_id is None and token:
        await unanswered.remember_asker(context.database, token, asker.id)


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
        return pages.short(escape(result.reply.answer))
    if not result.hits:
        return pages.short(texts.NO_WORDS)
    if result.outcome == "answer":
        entry = result.hits[0].entry
        return pages.in_group(context.library.knowledge, entry, pages.entry_link(context.bot.username, entry.id))
    sentence = texts.PERHAPS_IN_PRIVATE if result.outcome == "suggestions" else texts.NO_SAFE_ANSWER_GROUP
    return pages.short(sentence, _link(context, f"q_{token}"))


async def _record(context: Context, result: Result, place: questions.Place) -> str:
    """Log a question; small talk and wordless messages are none, and get an empty token."""
    if result.reply is not None or not result.hits:
        return ""
    entry_id = result.hits[0].entry.id if result.outcome == "answer" else None
    asked = questions.Asked(result.question, place, result.outcome, result.confidence, entry_id)
    return await questions.record(context.database, asked)


async def _point_to(context: Context, message: Message, shown: int) -> Message:
    """The same entry was shown a moment ago: one line that leads to it."""
    return await context.bot.send_message(
        message.chat.id,
        texts.ALREADY_ANSWERED,
        message_thread_id=topic_of(message),
        reply_parameters=ReplyParameters(shown, allow_sending_without_reply=True),
    )


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


def _is_somebodys(message: Message | None, context: Context) -> bool:
    """Whether a replied-to message is a person's own words: not the bot's, not the topic's opening."""
    if message is None or message.forum_topic_created is not None:
        return False
    return message.from_user is None or message.from_user.id != context.bot.id


def _is_fresh(message: Message) -> bool:
    edited = message.edit_date
    return edited is not None and edited - message.date <= questions.EDITABLE

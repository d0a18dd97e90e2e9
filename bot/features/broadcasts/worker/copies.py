"""One copy of a broadcast at Telegram: sent, corrected, or taken back."""

from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.chat.wire import pack
from bot.features.broadcasts.actions import Thank
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.values import Content, Copy
from bot.gateway.outcomes import refusal
from bot.gateway.values import Lane


async def send(bot: ExtBot[Lane], copy: Copy) -> Message:
    """Send it as stored, formatting and all, in the broadcasts' lane, once; TelegramError as Telegram refuses."""
    thanks = _thanks(copy.broadcast.id)
    return await _post(bot, _content(copy), copy.delivery.chat_id, copy.delivery.topic, thanks, "broadcast")


def is_copy(message: Message, data: str, bot_id: int) -> bool:
    """Whether it is the bot's own with exactly this button: what is pressed can be forged, what is shown cannot."""
    shown = message.reply_markup.inline_keyboard if message.reply_markup is not None else ()
    is_ours = message.from_user is not None and message.from_user.id == bot_id
    return is_ours and [button.callback_data for row in shown for button in row] == [data]


async def show(bot: ExtBot[Lane], content: Content, chat_id: int) -> Message:
    """Send it to somebody who looks at it, as its recipients see it but without the button; in the answers' lane."""
    return await _post(bot, content, chat_id, None, None, None)


async def _post(
    bot: ExtBot[Lane],
    content: Content,
    chat_id: int,
    topic: int | None,
    thanks: InlineKeyboardMarkup | None,
    lane: Lane | None,
) -> Message:
    entities = _entities(content)
    common: dict[str, Any] = {
        "parse_mode": None,  # or Telegram would overlook the entities
        "message_thread_id": topic,
        "reply_markup": thanks,
        "rate_limit_args": lane,
    }
    if content.kind == "text":
        return await bot.send_message(chat_id, content.text, entities=entities, **common)
    send_file = bot.send_photo if content.kind == "photo" else bot.send_document
    return await send_file(chat_id, content.file_id or "", caption=content.text, caption_entities=entities, **common)


async def mend(bot: ExtBot[Lane], copy: Copy) -> None:
    """Make a delivered copy read as its broadcast does now, or take it back; TelegramError as Telegram refuses."""
    if copy.broadcast.recalled_at is not None:
        await _take_back(bot, copy)
    else:
        await _edit(bot, copy, _content(copy), _thanks(copy.broadcast.id))


async def _take_back(bot: ExtBot[Lane], copy: Copy) -> None:
    """Delete it, or say that it is taken back where it is too old to be deleted (48 hours); done where it is gone."""
    try:
        await bot.delete_message(copy.delivery.chat_id, copy.delivery.message_id or 0)
    except BadRequest as refused:
        match refusal(refused):
            case "message_gone":
                return
            case "too_old":
                await _edit(bot, copy, Content(_content(copy).kind, card_texts.TAKEN_BACK), None)
            case _:
                raise


async def _edit(bot: ExtBot[Lane], copy: Copy, content: Content, markup: InlineKeyboardMarkup | None) -> None:
    chat_id, message_id, entities = copy.delivery.chat_id, copy.delivery.message_id or 0, _entities(content)
    try:
        if content.kind == "text":
            await bot.edit_message_text(
                content.text, chat_id, message_id, parse_mode=None, entities=entities, reply_markup=markup
            )
        else:
            await bot.edit_message_caption(
                chat_id,
                message_id,
                caption=content.text,
                parse_mode=None,
                caption_entities=entities,
                reply_markup=markup,
            )
    except BadRequest as refused:
        if refusal(refused) != "unchanged":
            raise


def _content(copy: Copy) -> Content:
    if copy.broadcast.content is None:
        raise RuntimeError("what is under way has content")
    return copy.broadcast.content


def _entities(content: Content) -> list[MessageEntity] | None:
    return [MessageEntity.de_json(dict(each), None) for each in content.entities] or None


def _thanks(broadcast_id: int) -> InlineKeyboardMarkup:
    """Whoever presses it shows that the copy arrived."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(card_texts.THANKS, callback_data=pack(Thank(broadcast_id)))]])

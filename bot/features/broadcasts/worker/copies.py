"""One copy of a broadcast at Telegram: sent, corrected, or taken back."""

from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    MessageEntity,
)
from telegram.constants import ChatType
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.chat.page import Button
from bot.chat.wire import pack
from bot.features.broadcasts import links
from bot.features.broadcasts.actions import Thank
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.values import Content, Copy
from bot.features.network import texts as network_texts
from bot.features.network.actions import ShowWishes, Unsubscribe
from bot.gateway.outcomes import refusal
from bot.gateway.values import Lane


async def send(bot: ExtBot[Lane], copy: Copy) -> list[int]:
    """Send it as stored, formatting and all, in the broadcasts' lane, once; TelegramError as Telegram refuses.

    Its links to the bot are counted. The numbers of its messages: one, or an album's.
    """
    content = links.counted(_content(copy), copy.broadcast.id, bot.username)
    return await _post(bot, content, copy.delivery.chat_id, copy.delivery.topic, _buttons(copy), "broadcast")


async def send_buttons(bot: ExtBot[Lane], copy: Copy) -> Message:
    """An album can have no buttons: they come under a line of their own."""
    return await bot.send_message(
        copy.delivery.chat_id,
        card_texts.UNDER_ALBUM,
        message_thread_id=copy.delivery.topic,
        reply_markup=_buttons(copy),
        rate_limit_args="broadcast",
    )


def is_copy(message: Message, data: str, bot_id: int) -> bool:
    """Whether it is the bot's own with this button: what is pressed can be forged, what is shown cannot.

    In a channel nobody is named as a post's sender, and a press reaches only the bot that has posted it.
    """
    shown = message.reply_markup.inline_keyboard if message.reply_markup is not None else ()
    is_ours = message.chat.type == ChatType.CHANNEL if message.from_user is None else message.from_user.id == bot_id
    return is_ours and data in [button.callback_data for row in shown for button in row]


async def show(bot: ExtBot[Lane], content: Content, chat_id: int) -> None:
    """Send it to somebody who looks at it, as its recipients see it but without the button; in the answers' lane."""
    await _post(bot, content, chat_id, None, None, None)


async def _post(
    bot: ExtBot[Lane],
    content: Content,
    chat_id: int,
    topic: int | None,
    buttons: InlineKeyboardMarkup | None,
    lane: Lane | None,
) -> list[int]:
    entities = _entities(content)
    common: dict[str, Any] = {"message_thread_id": topic, "rate_limit_args": lane}
    if content.kind == "album":
        sent = await bot.send_media_group(chat_id, _media(content), **common)
        return [each.message_id for each in sent]
    common |= {"parse_mode": None, "reply_markup": buttons}  # with one Telegram would overlook the entities
    if content.kind == "text":
        return [(await bot.send_message(chat_id, content.text, entities=entities, **common)).message_id]
    send_file = bot.send_photo if content.kind == "photo" else bot.send_document
    sent_one = await send_file(
        chat_id, content.file_id or "", caption=content.text, caption_entities=entities, **common
    )
    return [sent_one.message_id]


def _media(content: Content) -> list[InputMediaPhoto | InputMediaDocument]:
    """An album's files, the first with the caption."""
    first: dict[str, Any] = {"caption": content.text, "caption_entities": _entities(content), "parse_mode": None}
    kinds = {"photo": InputMediaPhoto, "document": InputMediaDocument}
    return [kinds[each.kind](each.file_id, **({} if place else first)) for place, each in enumerate(content.files)]


async def mend(bot: ExtBot[Lane], copy: Copy) -> None:
    """Make a delivered copy read as its broadcast does now, or take it back; TelegramError as Telegram refuses."""
    if copy.broadcast.recalled_at is not None:
        await _take_back(bot, copy)
        return
    content = links.counted(_content(copy), copy.broadcast.id, bot.username)
    await _edit(bot, copy, content, None if content.kind == "album" else _buttons(copy))


async def _take_back(bot: ExtBot[Lane], copy: Copy) -> None:
    """Delete it, or say that it is taken back where it is too old to be deleted (48 hours); done where it is gone."""
    for message_id in (copy.delivery.message_id or 0, *copy.delivery.others):
        try:
            await bot.delete_message(copy.delivery.chat_id, message_id)
        except BadRequest as refused:
            match refusal(refused):
                case "message_gone":
                    continue
                case "too_old":
                    await _edit(bot, copy, Content(_content(copy).kind, card_texts.TAKEN_BACK), None)
                    return
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


def _buttons(copy: Copy) -> InlineKeyboardMarkup:
    """Whoever presses the first shows that the copy arrived; a person can choose, or get no more, in one press."""
    rows: list[list[InlineKeyboardButton]] = [
        [InlineKeyboardButton(card_texts.THANKS, callback_data=pack(Thank(copy.broadcast.id)))]
    ]
    if copy.delivery.kind == "subscriber" and copy.broadcast.trial_of is None:
        ways = (Button(network_texts.STOP, Unsubscribe()), Button(network_texts.CHOOSE_THEMES, ShowWishes()))
        rows.append([each.markup() for each in ways])
    return InlineKeyboardMarkup(rows)

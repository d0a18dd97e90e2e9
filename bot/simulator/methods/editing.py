"""Methods that change or remove messages."""

from dataclasses import replace
from typing import Any

from bot.simulator.methods.addressing import chat_of, message_of
from bot.simulator.methods.formatting import caption_content, text_content
from bot.simulator.methods.keyboards import inline_keyboard
from bot.simulator.methods.sending import Uploads
from bot.simulator.model import Chat, Json, Message
from bot.simulator.privacy import SERVICE
from bot.simulator.refusal import bad_request
from bot.simulator.render import message_json
from bot.simulator.world import World

OWN_DELETABLE_SECONDS = 48 * 3600
# The emoji that ReactionTypeEmoji allows.
_EMOJI = """
    ❤ 👍 👎
    🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋
    🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
REACTIONS = frozenset(_EMOJI.split())
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(world: World, params: Json, _: Uploads) -> Json | bool:
    """editMessageText"""
    message = _own_message(world, params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, message, text_content(params), params)


def edit_message_caption(world: World, params: Json, _: Uploads) -> Json | bool:
    """editMessageCaption"""
    message = _own_message(world, params)
    if not {"photo", "document", "voice"} & message.content.keys():
        raise bad_request("there is no caption in the message to edit")
    kept = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return _edit(world, message, kept | caption_content(params), params)


def edit_message_reply_markup(world: World, params: Json, _: Uploads) -> Json | bool:
    """editMessageReplyMarkup"""
    message = _own_message(world, params)
    return _edit(world, message, message.content, params)


def delete_message(world: World, params: Json, _: Uploads) -> bool:
    """deleteMessage: own messages for 48 hours, others where the bot may."""
    chat = chat_of(world, params)
    message = message_of(chat, params["message_id"], "message to delete not found")
    _require_deletable(world, chat, message)
    _remove(world, chat, message.id)
    return True


def delete_messages(world: World, params: Json, _: Uploads) -> bool:
    """deleteMessages: at most 100; those that are not there are passed over."""
    chat = chat_of(world, params)
    if not 1 <= len(params["message_ids"]) <= 100:
        raise bad_request(
            "message identifiers are not specified" if not params["message_ids"] else "too many messages to delete"
        )
    for message_id in params["message_ids"]:
        if (message := chat.messages.get(message_id)) is not None:
            _require_deletable(world, chat, message)
            _remove(world, chat, message_id)
    return True


def set_message_reaction(world: World, params: Json, _: Uploads) -> bool:
    """setMessageReaction: one emoji of Telegram's, or none."""
    chat = chat_of(world, params)
    message_of(chat, params["message_id"], "message to react not found")
    reactions = params.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(each["type"] != "emoji" or each.get("emoji", "") not in REACTIONS for each in reactions):
        raise bad_request("REACTION_INVALID")
    chat.reactions[params["message_id"]] = reactions
    world.changed("reaction", chat.id, params["message_id"])
    return True


def pin_chat_message(world: World, params: Json, _: Uploads) -> bool:
    """pinChatMessage"""
    chat = _pinnable(world, params)
    message = message_of(chat, params["message_id"], "message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        pinned = message_json(world.bot, chat, message, with_reply=False)
        world.post(chat, world.bot, {"pinned_message": pinned}, topic=message.topic, thread=message.topic)
    return True


def unpin_chat_message(world: World, params: Json, _: Uploads) -> bool:
    """unpinChatMessage: the one named, or the last."""
    chat = _pinnable(world, params)
    message_id = params.get("message_id", chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    world.changed("pinned", chat.id)
    return True


def unpin_all_chat_messages(world: World, params: Json, _: Uploads) -> bool:
    """unpinAllChatMessages"""
    chat = _pinnable(world, params)
    chat.pinned.clear()
    world.changed("pinned", chat.id)
    return True


def _own_message(world: World, params: Json) -> Message:
    if inline_id := params.get("inline_message_id"):
        chat_id, message_id = world.inline_messages.get(inline_id, (0, 0))
        if chat_id not in world.chats:
            raise bad_request("MESSAGE_ID_INVALID")
        return message_of(world.chats[chat_id], message_id, "MESSAGE_ID_INVALID")
    if "message_id" not in params:
        raise bad_request("message identifier is not specified")
    if "chat_id" not in params:
        raise bad_request("chat_id is empty")
    message = message_of(chat_of(world, params), params["message_id"], "message to edit not found")
    if message.sender.id != world.bot.id or SERVICE & message.content.keys() or "forward_origin" in message.extra:
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, message: Message, content: Json, params: Json) -> Json | bool:
    markup = inline_keyboard(params)
    if content == message.content and markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    extra: dict[str, Any] = {**message.extra, "edit_date": int(world.clock())}
    edited = world.store(replace(message, content=content, markup=markup, extra=extra))
    if "inline_message_id" in params:
        return True
    return message_json(world.bot, world.chats[message.chat_id], edited)


def _require_deletable(world: World, chat: Chat, message: Message) -> None:
    own = message.sender.id == world.bot.id
    admin = chat.members[world.bot.id].may("can_delete_messages")
    if not (own or admin or chat.is_private):
        raise bad_request("message can't be deleted")
    if not admin and world.clock() - message.date > OWN_DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")


def _remove(world: World, chat: Chat, message_id: int) -> None:
    del chat.messages[message_id]
    world.changed("deleted", chat.id, message_id)


def _pinnable(world: World, params: Json) -> Chat:
    chat = chat_of(world, params)
    if not chat.is_private and not chat.members[world.bot.id].may("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat

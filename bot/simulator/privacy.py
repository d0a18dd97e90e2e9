"""What Telegram lets a bot see in a group (core.telegram.org/bots/features, "Privacy mode")."""

from bot.simulator.entities import slice_utf16
from bot.simulator.model import Chat, Json, Message, User

# Any of these makes a message a service message, which bots always get.
_SERVICE = """
    new_chat_members left_chat_member new_chat_title migrate_to_chat_id migrate_from_chat_id pinned_message
    forum_topic_created forum_topic_closed forum_topic_reopened
"""
SERVICE = frozenset(_SERVICE.split())


def bot_sees(bot: User, privacy: bool, chat: Chat, message: Message) -> bool:
    """Whether an update goes out. A bot never sees what it wrote itself, nor anything where it is not a
    member.
    """
    member = chat.members.get(bot.id)
    if message.sender.id == bot.id or member is None or not member.present:
        return False
    if chat.is_private or not privacy or member.status == "administrator":
        return True
    return bool(SERVICE & message.content.keys()) or "via_bot" in message.extra or _meant_for(bot, chat, message)


def _meant_for(bot: User, chat: Chat, message: Message) -> bool:
    replied = chat.messages.get(message.reply_to or 0)
    if replied is not None and replied.sender.id == bot.id:
        return True
    return any(_addresses(bot, message.text, entity) for entity in message.entities)


def _addresses(bot: User, text: str, entity: Json) -> bool:
    words = slice_utf16(text, entity["offset"], entity["length"]).lower()
    match entity["type"]:
        case "bot_command":
            _, at, name = words.partition("@")
            return entity["offset"] == 0 and (not at or name == bot.username.lower())
        case "mention":
            return words == f"@{bot.username.lower()}"
        case "text_mention":
            return bool(entity["user"]["id"] == bot.id)
    return False

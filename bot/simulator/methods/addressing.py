"""Which chat, topic and message a call means, and whether the bot may act there."""

from bot.simulator.model import Chat, Json, Message
from bot.simulator.refusal import bad_request, forbidden
from bot.simulator.world import World


def chat_of(world: World, params: Json, key: str = "chat_id") -> Chat:
    """The chat that the bot is in. Raises Refusal where it is unknown, has moved or shuts the bot out."""
    chat = world.chats.get(params[key])
    if chat is None or (chat.is_private and not chat.started):
        if params[key] in world.users:
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    _require_welcome(world, chat)
    return chat


def _require_welcome(world: World, chat: Chat) -> None:
    member = chat.members.get(world.bot.id)
    if chat.is_private:
        if not chat.members[chat.id].present:
            raise forbidden("user is deactivated")
        if member is not None and not member.present:
            raise forbidden("bot was blocked by the user")
    elif member is not None and member.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    elif member is None or not member.present:
        raise forbidden(f"bot is not a member of the {chat.type} chat")


def topic_of(world: World, chat: Chat, params: Json) -> int | None:
    """The topic to write in, None for General. Raises Refusal where it is missing or closed."""
    topic_id = params.get("message_thread_id")
    if not topic_id:
        return None
    topic = chat.topics.get(topic_id)
    if topic is None or topic.deleted:
        raise bad_request("message thread not found")
    if not topic.open and not chat.members[world.bot.id].may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return topic.id


def require_right_to_write(world: World, chat: Chat, what: str = "text messages") -> None:
    """Raises Refusal where the bot is restricted."""
    member = chat.members[world.bot.id]
    if chat.is_channel and not member.may("can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if member.status == "restricted" and "can_send_messages" not in member.rights:
        raise bad_request(f"not enough rights to send {what} to the chat")


def message_of(chat: Chat, message_id: int, missing: str) -> Message:
    """The message, or a Refusal with the words `missing`."""
    if (message := chat.messages.get(message_id)) is None:
        raise bad_request(missing)
    return message


def replied_to(world: World, chat: Chat, params: Json) -> Message | None:
    """The message that `reply_parameters` names, if it is there."""
    reply = params.get("reply_parameters")
    if reply is None:
        return None
    where = chat if reply.get("chat_id") in (None, chat.id) else chat_of(world, reply)
    found = where.messages.get(reply["message_id"])
    if found is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return found if where is chat else None

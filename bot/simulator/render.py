"""A message, and a press on its button, as the Bot API shows them."""

from bot.simulator.model import Chat, Json, Message, Query, User


def message_json(bot: User, chat: Chat, message: Message, *, with_reply: bool = True) -> Json:
    """The Bot API's Message, with the replied-to message one level deep. Reply keyboards are never shown to
    bots, nor who wrote a post in a channel.
    """
    writer = {"sender_chat": chat.as_json()} if chat.is_channel else {"from": message.sender.as_json()}
    shown: Json = {
        "message_id": message.id,
        **writer,
        "chat": chat.as_json(),
        "date": message.date,
        **message.content,
        **message.extra,
    }
    if message.thread is not None:
        shown["message_thread_id"] = message.thread
    if message.topic is not None:
        shown["is_topic_message"] = True
    if with_reply and (replied := _replied(chat, message)):
        shown["reply_to_message"] = message_json(bot, chat, replied, with_reply=False)
    if message.markup is not None:
        shown["reply_markup"] = message.markup
    return shown


def origin_json(chat: Chat, message: Message) -> Json:
    """Where a forwarded message comes from; what was forwarded before still comes from its first writer."""
    before: Json | None = message.extra.get("forward_origin")
    if before is not None:
        return before
    if chat.is_channel:
        return {"type": "channel", "chat": chat.as_json(), "message_id": message.id, "date": message.date}
    return {"type": "user", "sender_user": message.sender.as_json(), "date": message.date}


def press_json(bot: User, chat: Chat, query: Query, message: Message) -> Json:
    """The Bot API's CallbackQuery; of a message sent inline the bot sees only the id."""
    shown: Json = {"id": query.id, "from": query.user.as_json(), "chat_instance": str(chat.id), "data": query.data}
    if message.inline_id:
        return shown | {"inline_message_id": message.inline_id}
    return shown | {"message": message_json(bot, chat, message)}


def _replied(chat: Chat, message: Message) -> Message | None:
    # In a topic every message that answers nothing counts as a reply to the topic's first message.
    wanted = message.reply_to if message.reply_to is not None else message.topic
    return chat.messages.get(wanted or 0) if wanted != message.id else None

"""Whose messages the bot takes in, and which of those in a group are for it."""

from telegram import Message, MessageEntity
from telegram.constants import ChatType
from telegram.ext import filters


class FromPeople(filters.MessageFilter):
    """Messages that a person wrote: not another bot's, nor what was sent through a bot (inline results, our own too).

    Telegram shows anonymous administrators and linked channels as bots that speak for a chat; those are people. What
    stands in a channel, or has been brought from it to its discussion group by Telegram, nobody says to the bot: it has
    no sender, and may be a broadcast of the bot's own.
    """

    def filter(self, message: Message) -> bool:
        """Whether a message is a person's own."""
        if message.chat.type == ChatType.CHANNEL or message.is_automatic_forward:
            return False
        sender = message.from_user
        return message.via_bot is None and (sender is None or not sender.is_bot or message.sender_chat is not None)


class Addressed(filters.MessageFilter):
    """Messages that name the bot or reply to it.

    Telegram's reply to nobody in a topic points at the topic's opening, which the bot may have made: that is no reply.
    """

    def filter(self, message: Message) -> bool:
        """Whether a group message is for the bot."""
        bot = message.get_bot()
        if f"@{bot.username}".casefold() in map(str.casefold, _mentions(message)):
            return True
        if (message.text or "").startswith("/"):
            return False
        replied = message.reply_to_message
        if replied is None or replied.from_user is None or replied.forum_topic_created is not None:
            return False
        return replied.from_user.id == bot.id and bool(message.text)


def _mentions(message: Message) -> list[str]:
    """The names that a message mentions; none where a server counts wrong and cuts a letter in two."""
    kinds: list[str | None] = [MessageEntity.MENTION]
    try:
        return [*message.parse_entities(kinds).values(), *message.parse_caption_entities(kinds).values()]
    except UnicodeDecodeError:
        return []

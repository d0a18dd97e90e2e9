"""The state of the small Telegram: one bot, people, chats and their messages. Knows neither HTTP nor
python-telegram-bot.
"""

import itertools
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.simulator.files import Files
from bot.simulator.model import Change, Chat, File, InlineQuery, Json, Member, Message, Query, Topic, User
from bot.simulator.privacy import bot_sees
from bot.simulator.profile import Profile
from bot.simulator.refusal import Impossible
from bot.simulator.render import message_json
from bot.simulator.updates import Updates

TOKEN = "123456789:simulated-token-of-no-use-elsewhere"  # noqa: S105 - opens nothing but a simulator
KEPT_CHANGES = 5000


class World:
    """`clock` gives epoch seconds; `query_lifetime` is how many seconds a callback or inline query can be
    answered.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        name: str = "Landsbygdsboten",
        username: str = "landsbygdsbot",
        clock: Callable[[], float] = time.time,
        query_lifetime: float = 60.0,
    ) -> None:
        self.token = token
        self.clock = clock
        # Tells one world from the next on the same port, where numbers of changes begin anew.
        self.born = secrets.token_hex(4)
        self.query_lifetime = query_lifetime
        self.bot = User(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.privacy = True
        self.inline = True
        self.inline_feedback = True
        self.profile = Profile()
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.queries: dict[str, Query] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.inline_messages: dict[str, tuple[int, int]] = {}
        self.updates = Updates(clock)
        self.changes: deque[Change] = deque(maxlen=KEPT_CHANGES)
        self.on_change: list[Callable[[], None]] = []
        self.change_count = 0
        self._ids = itertools.count(1)
        self._user_ids = itertools.count(5_000_001)
        self._group_ids = itertools.count(4_000_001)
        self._message_ids = itertools.count(1)

    def add_user(
        self,
        first_name: str,
        last_name: str = "",
        *,
        username: str = "",
        language: str = "sv",
        user_id: int | None = None,
        role: str = "",
    ) -> User:
        """A person who has not met the bot."""
        user = User(user_id or next(self._user_ids), first_name, last_name, username, language, role=role)
        self.users[user.id] = user
        return user

    def private(self, user: User) -> Chat:
        """The chat of `user` and the bot; the bot can write in it once the person has written or pressed
        Start.
        """
        chat = self.chats.get(user.id)
        if chat is None:
            members = {user.id: Member(user), self.bot.id: Member(self.bot)}
            chat = self.chats[user.id] = Chat(user.id, "private", started=False, members=members)
        return chat

    def add_group(self, title: str, *people: User, bot: bool = True) -> Chat:
        """An ordinary group whose creator is the first of `people`; `bot` tells whether the bot is in it
        already.
        """
        return self._add_chat(-next(self._group_ids), "group", title, people, bot)

    def add_supergroup(self, title: str, *people: User, bot: bool = True, forum: bool = False) -> Chat:
        """A supergroup, with topics if `forum`; otherwise as `add_group`."""
        chat = self._add_chat(-1_000_000_000_000 - next(self._group_ids), "supergroup", title, people, bot)
        chat.forum = forum
        return chat

    def add_channel(self, title: str, creator: User, *subscribers: User) -> Chat:
        """A channel of `creator`. The bot is not in it: `Rooms.promote_bot` makes it an administrator."""
        chat_id = -1_000_000_000_000 - next(self._group_ids)
        return self._add_chat(chat_id, "channel", title, (creator, *subscribers), bot=False)

    def _add_chat(self, chat_id: int, kind: str, title: str, people: tuple[User, ...], bot: bool) -> Chat:
        members = {user.id: Member(user, "member" if number else "creator") for number, user in enumerate(people)}
        if bot:
            members[self.bot.id] = Member(self.bot)
        self.chats[chat_id] = chat = Chat(chat_id, kind, title, members=members)
        return chat

    def add_topic(self, chat: Chat, name: str, user: User) -> Topic:
        """A new topic in a forum, with the service message that the bot gets."""
        made = self.post(chat, user, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
        topic = chat.topics[made.id] = Topic(made.id, name)
        self.store(replace(made, topic=made.id, thread=made.id))
        self.tell(made.chat_id, made.id)
        return topic

    def message(self, chat: Chat, message_id: int) -> Message:
        """The message as it is now. Raises Impossible if it is gone."""
        if message_id not in chat.messages:
            raise Impossible(f"no message {message_id} in chat {chat.id}")
        return chat.messages[message_id]

    def post(self, chat: Chat, sender: User, content: Json, **fields: Any) -> Message:
        """Puts a message in a chat; `fields` are those of Message. Tells the bot nothing: `tell` does."""
        # As in Telegram: each supergroup and channel counts its own messages, all other chats share the bot's counter.
        if chat.type in ("supergroup", "channel"):
            chat.last_id += 1
        else:
            chat.last_id = next(self._message_ids)
        message = Message(chat.last_id, chat.id, sender, int(self.clock()), content, **fields)
        chat.messages[message.id] = message
        self.changed("message", chat.id, message.id)
        return message

    def store(self, message: Message) -> Message:
        """Replaces a message by its edited self."""
        self.chats[message.chat_id].messages[message.id] = message
        self.changed("edited", message.chat_id, message.id)
        return message

    def tell(self, chat_id: int, message_id: int, kind: str = "message") -> None:
        """Queues the message for the bot if privacy mode lets it see it."""
        chat = self.chats[chat_id]
        message = chat.messages[message_id]
        if bot_sees(self.bot, self.privacy, chat, message):
            if chat.is_channel:
                kind = kind.replace("message", "channel_post")
            self.updates.push(kind, message_json(self.bot, chat, message))

    def keep(self, name: str, mime: str, content: bytes) -> File:
        """Stores a file under an id of its own."""
        return self.files.keep(File(f"file-{self.new_id()}", name, mime, content))

    def new_id(self) -> str:
        """An id for a query, unique in this world."""
        return str(7_000_000_000_000_000_000 + next(self._ids))

    def changed(self, kind: str, chat_id: int, message_id: int | None = None, **rest: Any) -> None:
        """Notes what people can see change, for the page's feed and for those who wait."""
        self.change_count += 1
        self.changes.append(Change(self.change_count, kind, chat_id, message_id, **rest))
        for call in self.on_change:
            call()

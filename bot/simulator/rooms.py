"""What people do with chats: let the bot in and out, give it rights, block it, upgrade, keep topics."""

import dataclasses
from collections.abc import Iterable

from bot.simulator.model import ADMIN_RIGHTS, CHANNEL_RIGHTS, Chat, Json, Member, Topic, User
from bot.simulator.refusal import Impossible
from bot.simulator.world import World


class Rooms:
    """Acts on chats by the people in them; `by` is who does it, by default the chat's creator."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_bot(self, chat: Chat, by: User | None = None) -> None:
        """The bot becomes a member: my_chat_member and the service message."""
        _refuse_channel(chat)
        self._set(chat, Member(self._world.bot), by)
        self._service(chat, by, {"new_chat_members": [self._world.bot.as_json()]})

    def remove_bot(self, chat: Chat, by: User | None = None) -> None:
        """The bot is thrown out: from now on it is refused with 403."""
        if not chat.is_channel:
            self._service(chat, by, {"left_chat_member": self._world.bot.as_json()})
        self._set(chat, Member(self._world.bot, "kicked"), by)

    def promote_bot(self, chat: Chat, by: User | None = None, rights: Iterable[str] | None = None) -> None:
        """The bot becomes an administrator with `rights`, by default all, and sees every message. Into a channel
        it comes in no other way."""
        usual = CHANNEL_RIGHTS if chat.is_channel else ADMIN_RIGHTS
        held = frozenset(usual if rights is None else rights)
        self._set(chat, Member(self._world.bot, "administrator", held), by)

    def demote_bot(self, chat: Chat, by: User | None = None) -> None:
        """The bot becomes an ordinary member again."""
        _refuse_channel(chat)
        self._set(chat, Member(self._world.bot), by)

    def restrict_bot(self, chat: Chat, by: User | None = None) -> None:
        """The bot stays but may not write."""
        self._set(chat, Member(self._world.bot, "restricted"), by)

    def block_bot(self, user: User) -> None:
        """The person blocks the bot: writing to them is refused with 403."""
        self._set(self._world.private(user), Member(self._world.bot, "kicked"), user)

    def unblock_bot(self, user: User) -> None:
        """The person lets the bot write again."""
        self._set(self._world.private(user), Member(self._world.bot), user)

    def deactivate(self, user: User) -> None:
        """The person deletes their account."""
        chat = self._world.private(user)
        chat.members[user.id] = Member(user, "left")
        self._world.changed("members", chat.id)

    def join(self, chat: Chat, user: User) -> None:
        """A person joins a group."""
        self._set(chat, Member(user), user)
        self._service(chat, user, {"new_chat_members": [user.as_json()]})

    def leave(self, chat: Chat, user: User) -> None:
        """A person leaves a group."""
        self._service(chat, user, {"left_chat_member": user.as_json()})
        self._set(chat, Member(user, "left"), user)

    def make_admin(self, chat: Chat, user: User, rights: Iterable[str] = ADMIN_RIGHTS) -> None:
        """A person becomes an administrator."""
        self._set(chat, Member(user, "administrator", frozenset(rights)), None)

    def rename(self, chat: Chat, title: str, by: User | None = None) -> None:
        """A group gets another title."""
        chat.title = title
        self._service(chat, by, {"new_chat_title": title})

    def migrate(self, chat: Chat, by: User | None = None) -> Chat:
        """A group becomes a supergroup with another id; the old id only tells where it went."""
        if chat.type != "group" or chat.migrated_to:
            raise Impossible("only a group can become a supergroup")
        new = self._world.add_supergroup(chat.title, bot=False)
        new.members = dict(chat.members)
        self._service(chat, by, {"migrate_to_chat_id": new.id})
        chat.migrated_to = new.id
        self._service(new, by, {"migrate_from_chat_id": chat.id})
        return new

    def close_topic(self, chat: Chat, topic: Topic, by: User | None = None) -> Topic:
        """Nobody but administrators can write in the topic."""
        return self._set_topic(chat, dataclasses.replace(topic, open=False), by, {"forum_topic_closed": {}})

    def reopen_topic(self, chat: Chat, topic: Topic, by: User | None = None) -> Topic:
        """Everybody can write in the topic again."""
        return self._set_topic(chat, dataclasses.replace(topic, open=True), by, {"forum_topic_reopened": {}})

    def delete_topic(self, chat: Chat, topic: Topic) -> None:
        """The topic and its messages are gone; bots are not told."""
        chat.topics[topic.id] = dataclasses.replace(topic, deleted=True)
        for message in [each for each in chat.messages.values() if each.topic == topic.id]:
            del chat.messages[message.id]
        self._world.changed("topics", chat.id)

    def _set_topic(self, chat: Chat, topic: Topic, by: User | None, content: Json) -> Topic:
        chat.topics[topic.id] = topic
        self._service(chat, by, content, topic.id)
        return topic

    def _service(self, chat: Chat, by: User | None, content: Json, topic: int | None = None) -> None:
        message = self._world.post(chat, by or _creator(chat), content, topic=topic, thread=topic)
        self._world.tell(chat.id, message.id)

    def _set(self, chat: Chat, member: Member, by: User | None) -> None:
        world, about_bot = self._world, member.user.id == self._world.bot.id
        old = chat.members.get(member.user.id) or Member(member.user, "left")
        chat.members[member.user.id] = member
        change = {
            "chat": chat.as_json(),
            "from": (by or _creator(chat)).as_json(),
            "date": int(world.clock()),
            "old_chat_member": old.as_json(),
            "new_chat_member": member.as_json(),
        }
        if about_bot or chat.members.get(world.bot.id, old).status == "administrator":
            world.updates.push("my_chat_member" if about_bot else "chat_member", change)
        world.changed("members", chat.id)


def _refuse_channel(chat: Chat) -> None:
    if chat.is_channel:
        raise Impossible("in a channel a bot is an administrator or nothing")


def _creator(chat: Chat) -> User:
    return next(member.user for member in chat.members.values() if member.status == "creator")

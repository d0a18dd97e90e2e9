"""What the world consists of. Values are frozen; only a chat changes: people come, go and write in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

_ADMIN = """
    can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_promote_members
    can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories can_pin_messages
    can_manage_topics
"""
_MEMBER = """
    can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes
    can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews
    can_react_to_messages can_edit_tag can_change_info can_invite_users can_pin_messages can_manage_topics
"""
ADMIN_RIGHTS = tuple(_ADMIN.split())
CHANNEL_RIGHTS = (*ADMIN_RIGHTS, "can_post_messages", "can_edit_messages")
MEMBER_RIGHTS = tuple(_MEMBER.split())
PRESENT = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(frozen=True, slots=True)
class User:
    """A person or the bot. `username` is without @ and may be empty; `language` is an IETF tag; `role` is what
    the chat page says of them, which no bot is told."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language: str = "sv"
    is_bot: bool = False
    role: str = ""

    def as_json(self) -> Json:
        """The Bot API's User."""
        optional = {"last_name": self.last_name, "username": self.username}
        language = {} if self.is_bot else {"language_code": self.language}
        shown = {name: value for name, value in optional.items() if value}
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name} | shown | language


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's standing in a chat. `rights` names what an administrator may, or what a restricted member
    still may.
    """

    user: User
    status: str = "member"
    rights: frozenset[str] = frozenset()

    @property
    def present(self) -> bool:
        return self.status in PRESENT

    def may(self, right: str) -> bool:
        """Whether this administrator holds `right`; the creator holds all."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    def as_json(self) -> Json:
        """The Bot API's ChatMember of this status."""
        shown: Json = {"user": self.user.as_json(), "status": self.status}
        if self.status == "creator":
            return shown | {"is_anonymous": False}
        if self.status == "administrator":
            rights = dict.fromkeys(ADMIN_RIGHTS, False) | dict.fromkeys(self.rights, True)
            return shown | {"can_be_edited": False, "is_anonymous": False} | rights
        if self.status == "restricted":
            rights = {right: right in self.rights for right in MEMBER_RIGHTS}
            return shown | {"is_member": True, "until_date": 0} | rights
        return shown | ({"until_date": 0} if self.status == "kicked" else {})


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a forum. `id` is the message that created it; General is no Topic and has no thread id."""

    id: int
    name: str
    open: bool = True
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `content` holds the Bot API's own fields (text, entities, photo, new_chat_members, …);
    `extra` those around it (forward_origin, via_bot, edit_date, inline_message_id is `inline_id`)."""

    id: int
    chat_id: int
    sender: User
    date: int
    content: Json
    topic: int | None = None
    thread: int | None = None
    reply_to: int | None = None
    markup: Json | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    inline_id: str = ""

    @property
    def text(self) -> str:
        """Its text or caption, without formatting; empty where it has neither."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        """Where its text is formatted or means something; offsets in UTF-16 units."""
        return list(self.content.get("entities") or self.content.get("caption_entities") or [])

    @property
    def buttons(self) -> list[Json]:
        """Its inline buttons, row by row."""
        return [button for row in (self.markup or {}).get("inline_keyboard", []) for button in row]

    @property
    def labels(self) -> list[str]:
        """What they say."""
        return [str(button["text"]) for button in self.buttons]


@dataclass(slots=True)
class Chat:
    """A chat and everything in it. `migrated_to` is set when a group has become a supergroup."""

    id: int
    type: str
    title: str = ""
    forum: bool = False
    started: bool = True
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    keyboards: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    typing: tuple[float, str, int | None] = (0.0, "", None)
    migrated_to: int | None = None
    last_id: int = 0

    @property
    def is_private(self) -> bool:
        return self.type == "private"

    @property
    def is_channel(self) -> bool:
        return self.type == "channel"

    @property
    def people(self) -> list[Member]:
        """Those in the chat now, the bot among them."""
        return [member for member in self.members.values() if member.present]

    def as_json(self) -> Json:
        """The Bot API's Chat."""
        if self.is_private:
            person = self.members[self.id].user.as_json()
            names = {name: person[name] for name in ("first_name", "last_name", "username") if name in person}
            return {"id": self.id, "type": "private"} | names
        return {"id": self.id, "type": self.type, "title": self.title} | ({"is_forum": True} if self.forum else {})


@dataclass(frozen=True, slots=True)
class Query:
    """A pressed button. `answer` is what the bot answered (text, show_alert, url), None until then."""

    id: str
    user: User
    chat_id: int | None
    message_id: int | None
    data: str
    at: float
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class InlineQuery:
    """What a person types after the bot's name. `answer` holds the bot's results, None until it answered."""

    id: str
    user: User
    chat_id: int
    text: str
    offset: str
    at: float
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A stand-in for a file on Telegram's servers."""

    id: str
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a person could see change. `user_id` is set when only that person sees it."""

    number: int
    kind: str
    chat_id: int
    message_id: int | None = None
    user_id: int | None = None
    data: Json | None = None

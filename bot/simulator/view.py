"""The world as one person's app shows it, as JSON for the chat page and for tests over HTTP."""

from typing import Any

from bot.simulator.model import Change, Chat, Json, Message, User
from bot.simulator.render import message_json
from bot.simulator.world import World

SHOWN_MESSAGES = 200


def state_for(world: World, user: User) -> Json:
    """Everything this person sees. `number` is where their feed of changes goes on, `born` which world it is
    in.
    """
    world.private(user)
    chats = [chat for chat in world.chats.values() if _sees(chat, user)]
    return {
        "number": world.change_count,
        "born": world.born,
        "user": user.as_json(),
        "bot": world.bot.as_json()
        | {
            "name": world.profile.names.get(user.language) or world.profile.names.get("") or world.bot.first_name,
            "examples": list(world.profile.examples),
            "description": world.profile.descriptions.get("", ""),
            "short_description": world.profile.short_descriptions.get("", ""),
        },
        "chats": [chat_view(world, chat, user) for chat in chats],
    }


def chat_view(world: World, chat: Chat, user: User) -> Json:
    """One chat as this person sees it: its head and what is written last."""
    written = list(chat.messages.values())[-SHOWN_MESSAGES:]
    return head_view(world, chat, user) | {"messages": [message_view(world, chat, each) for each in written]}


def head_view(world: World, chat: Chat, user: User) -> Json:
    """One chat as this person sees it, without its messages: who is there, what can be pressed."""
    until, action, thread = chat.typing
    admin = chat.members[user.id].status in ("creator", "administrator")
    menu = world.profile.menu(chat.id, user.id, user.language, private=chat.is_private, admin=admin)
    buttons = world.profile.menu_buttons
    return chat.as_json() | {
        "forum": chat.forum,
        "started": chat.started,
        "blocked": not chat.members[world.bot.id].present if world.bot.id in chat.members else True,
        "members": [member.as_json() for member in chat.people],
        "topics": [
            {"id": topic.id, "name": topic.name, "open": topic.open}
            for topic in chat.topics.values()
            if not topic.deleted
        ],
        "keyboard": chat.keyboards.get(user.id),
        "typing": {"action": action, "topic": thread} if until > world.clock() else None,
        "commands": menu,
        "menu_button": buttons.get(chat.id) or buttons.get(0) or {"type": "default"},
        "pinned": chat.pinned,
    }


def message_view(world: World, chat: Chat, message: Message) -> Json:
    """The Bot API's Message and its reactions; what stands in a channel is shown as the channel's own."""
    reactions = chat.reactions.get(message.id)
    channel = {"from": {"id": chat.id, "is_bot": False, "first_name": chat.title}} if chat.is_channel else {}
    return message_json(world.bot, chat, message) | channel | ({"reactions": reactions} if reactions else {})


def changes_for(world: World, user: User, since: int) -> Json:
    """What changed for this person after number `since`, and the heads of the chats where it changed. `reset`
    tells that the feed was lost, another `born` that the world is another: fetch the state anew.
    """
    oldest = world.changes[0].number if world.changes else world.change_count + 1
    if since > world.change_count or since < oldest - 1:
        return _feed(world, reset=True)
    newer: list[Change] = []
    for change in reversed(world.changes):
        if change.number <= since:
            break
        newer.append(change)
    told = [change for change in reversed(newer) if _concerns(world, change, user)]
    shown = [_change_view(world, change) for change in told]
    return _feed(world, changes=shown, chats=_heads(world, {change.chat_id for change in told}, user))


def _feed(world: World, **found: Any) -> Json:
    return {"number": world.change_count, "born": world.born, "changes": [], "chats": [], "reset": False} | found


def _heads(world: World, chat_ids: set[int], user: User) -> list[Json]:
    # A change of chat 0 concerns them all.
    touched = [chat for chat in world.chats.values() if chat.id in chat_ids or 0 in chat_ids]
    return [head_view(world, chat, user) for chat in touched if _sees(chat, user)]


def _change_view(world: World, change: Change) -> Json:
    shown: Json = {"number": change.number, "kind": change.kind, "chat_id": change.chat_id}
    if change.message_id is not None:
        shown["message_id"] = change.message_id
        chat = world.chats.get(change.chat_id)
        if chat is not None and change.message_id in chat.messages:
            shown["message"] = message_view(world, chat, chat.messages[change.message_id])
    return shown | ({"data": change.data} if change.data is not None else {})


def _concerns(world: World, change: Change, user: User) -> bool:
    if change.user_id is not None:
        return change.user_id == user.id
    chat = world.chats.get(change.chat_id)
    return chat is None or _sees(chat, user)


def _sees(chat: Chat, user: User) -> bool:
    return user.id in chat.members and chat.members[user.id].present and chat.migrated_to is None

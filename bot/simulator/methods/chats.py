"""Methods about chats, their members and files."""

from bot.simulator.methods.addressing import chat_of
from bot.simulator.methods.sending import Uploads
from bot.simulator.model import Json, Member
from bot.simulator.refusal import bad_request
from bot.simulator.world import World

MOST_TO_FETCH = 20 * 1024 * 1024


def get_chat(world: World, params: Json, _: Uploads) -> Json:
    """getChat"""
    chat = chat_of(world, params)
    shown = chat.as_json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    return shown | ({"permissions": {"can_send_messages": True}} if not chat.is_private else {})


_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_chat_member(world: World, params: Json, _: Uploads) -> Json:
    """getChatMember: somebody known who is not in the chat has left it."""
    chat, user_id = chat_of(world, params), params["user_id"]
    user = world.bot if user_id == world.bot.id else world.users.get(user_id)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return (chat.members.get(user_id) or Member(user, "left")).as_json()


def get_chat_administrators(world: World, params: Json, _: Uploads) -> list[Json]:
    """getChatAdministrators: the creator too; other bots there are none."""
    chat = chat_of(world, params)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [member.as_json() for member in chat.people if member.status in ("creator", "administrator")]


def get_chat_member_count(world: World, params: Json, _: Uploads) -> int:
    """getChatMemberCount"""
    return len(chat_of(world, params).people)


def leave_chat(world: World, params: Json, _: Uploads) -> bool:
    """leaveChat: the bot gets my_chat_member about itself."""
    chat = chat_of(world, params)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    old = chat.members[world.bot.id]
    new = chat.members[world.bot.id] = Member(world.bot, "left")
    change = {"chat": chat.as_json(), "from": world.bot.as_json(), "date": int(world.clock())}
    members = {"old_chat_member": old.as_json(), "new_chat_member": new.as_json()}
    world.updates.push("my_chat_member", change | members)
    world.changed("members", chat.id)
    return True


def get_file(world: World, params: Json, _: Uploads) -> Json:
    """getFile: the path is fetched at /file/bot<token>/<path>."""
    file = world.files.get(params["file_id"])
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    size = len(file.content)
    if size > MOST_TO_FETCH:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.id[-8:],
        "file_size": size,
        "file_path": f"files/{file.id}",
    }

"""Chats, members, topics and menus."""

import pytest

from bot.simulator.model import Chat, User
from bot.simulator.refusal import Impossible
from bot.simulator.simulator import Simulator
from tests.simulator.conftest import Api


async def test_a_blocked_bot_is_forbidden_until_unblocked(
    simulator: Simulator, api: Api, private: Chat, anna: User
) -> None:
    """Blocking is told as my_chat_member, writing is refused with 403, unblocking mends it."""
    simulator.rooms.block_bot(anna)
    change = simulator.world.updates.ever[-1]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    body = await api.envelope("sendMessage", chat_id=private.id, text="x")
    assert (body["error_code"], body["description"]) == (403, "Forbidden: bot was blocked by the user")
    simulator.rooms.unblock_bot(anna)
    await api.ok("sendMessage", chat_id=private.id, text="x")


async def test_a_bot_outside_a_group_is_forbidden(simulator: Simulator, api: Api, group: Chat, forum: Chat) -> None:
    """Kicked from one, gone from the other: both refuse, with different words."""
    simulator.rooms.remove_bot(group)
    refused = await api.refused("sendMessage", chat_id=group.id, text="x")
    assert refused == "Forbidden: bot was kicked from the group chat"
    assert await api.ok("leaveChat", chat_id=forum.id)
    refused = await api.refused("getChat", chat_id=forum.id)
    assert refused == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_deleted_account_is_forbidden(simulator: Simulator, api: Api, private: Chat, anna: User) -> None:
    """Nobody reads there any more."""
    simulator.rooms.deactivate(anna)
    refused = await api.refused("sendMessage", chat_id=private.id, text="x")
    assert refused == "Forbidden: user is deactivated"


async def test_a_restricted_bot_may_not_write(simulator: Simulator, api: Api, group: Chat) -> None:
    """It stays a member but has no rights."""
    simulator.rooms.restrict_bot(group)
    refused = await api.refused("sendMessage", chat_id=group.id, text="x")
    assert refused == "Bad Request: not enough rights to send text messages to the chat"


def test_being_added_is_told_twice(simulator: Simulator, anna: User) -> None:
    """As a change of the bot's membership and as a service message."""
    group = simulator.world.add_group("Ny", anna, bot=False)
    simulator.rooms.add_bot(group)
    member, service = simulator.world.updates.ever
    assert member["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["id"] == simulator.world.bot.id


async def test_a_group_that_became_a_supergroup_tells_where_it_went(
    simulator: Simulator, api: Api, group: Chat, anna: User
) -> None:
    """The old id answers 400 with the new one, the bot gets both service messages, people go on in the new
    chat.
    """
    new = simulator.rooms.migrate(group)
    body = await api.envelope("sendMessage", chat_id=group.id, text="x")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    to, came_from = (update["message"] for update in simulator.world.updates.ever)
    assert (to["chat"]["id"], to["migrate_to_chat_id"]) == (group.id, new.id)
    assert (came_from["chat"]["id"], came_from["migrate_from_chat_id"]) == (new.id, group.id)
    await api.ok("sendMessage", chat_id=new.id, text="x")
    with pytest.raises(Impossible):
        simulator.people.send_text(group, anna, "hej")


async def test_roles_are_told(simulator: Simulator, api: Api, group: Chat, anna: User, bo: User) -> None:
    """Creator, member, left and unknown people, administrators and the count."""
    cilla = simulator.world.add_user("Cilla")
    roles = [await api.ok("getChatMember", chat_id=group.id, user_id=user.id) for user in (anna, bo, cilla)]
    assert [role["status"] for role in roles] == ["creator", "member", "left"]
    refused = await api.refused("getChatMember", chat_id=group.id, user_id=77)
    assert refused == "Bad Request: PARTICIPANT_ID_INVALID"
    simulator.rooms.make_admin(group, bo)
    admins = await api.ok("getChatAdministrators", chat_id=group.id)
    assert [admin["user"]["first_name"] for admin in admins] == ["Anna", "Bo"]
    assert await api.ok("getChatMemberCount", chat_id=group.id) == 3


async def test_topics_are_written_to_by_id_and_general_without(
    simulator: Simulator, api: Api, forum: Chat, anna: User
) -> None:
    """A message in a topic has its thread id and counts as a reply to the topic's first message; one in
    General does
    not."""
    topic = simulator.world.add_topic(forum, "Mat", anna)
    in_topic = await api.ok("sendMessage", chat_id=forum.id, message_thread_id=topic.id, text="x")
    assert (in_topic["message_thread_id"], in_topic["is_topic_message"]) == (topic.id, True)
    assert in_topic["reply_to_message"]["forum_topic_created"]["name"] == "Mat"
    general = await api.ok("sendMessage", chat_id=forum.id, text="x")
    assert not {"message_thread_id", "is_topic_message", "reply_to_message"} & general.keys()


async def test_closed_and_deleted_topics_refuse(simulator: Simulator, api: Api, forum: Chat, anna: User) -> None:
    """A closed topic takes messages only from administrators, a deleted one from nobody."""
    topic = simulator.world.add_topic(forum, "Mat", anna)
    where = {"chat_id": forum.id, "message_thread_id": topic.id}
    simulator.rooms.close_topic(forum, topic)
    assert await api.refused("sendMessage", text="x", **where) == "Bad Request: TOPIC_CLOSED"
    simulator.rooms.promote_bot(forum)
    await api.ok("sendMessage", text="x", **where)
    simulator.rooms.delete_topic(forum, topic)
    assert await api.refused("sendMessage", text="x", **where) == "Bad Request: message thread not found"


def test_people_write_in_topics(simulator: Simulator, forum: Chat, anna: User, bo: User) -> None:
    """A member's command in a topic arrives with the thread id; a closed topic stops members but not the
    creator.
    """
    topic = simulator.world.add_topic(forum, "Mat", anna)
    simulator.people.send_text(forum, bo, "/fraga reko", topic=topic)
    assert simulator.world.updates.ever[-1]["message"]["message_thread_id"] == topic.id
    topic = simulator.rooms.close_topic(forum, topic)
    with pytest.raises(Impossible):
        simulator.people.send_text(forum, bo, "hej", topic=topic)
    simulator.people.send_text(forum, anna, "hej", topic=topic)


def test_reply_threads_without_topics_have_an_id_that_is_no_topic(simulator: Simulator, anna: User, bo: User) -> None:
    """In a supergroup without topics a reply has the thread of the first message, and is no topic message."""
    chat = simulator.world.add_supergroup("Utan ämnen", anna, bo)
    first = simulator.people.send_text(chat, anna, "hej")
    second = simulator.people.send_text(chat, bo, "hej", reply_to=first)
    third = simulator.people.send_text(chat, anna, "/fraga", reply_to=second)
    update = simulator.world.updates.ever[-1]["message"]
    assert (third.thread, update["message_thread_id"], "is_topic_message" in update) == (
        first.id,
        first.id,
        False,
    )


async def test_menus_are_kept_per_scope_and_language(
    simulator: Simulator, api: Api, group: Chat, anna: User, bo: User
) -> None:
    """The app shows the narrowest menu there is for a person in a chat."""
    scopes = ["default", "all_group_chats", "all_chat_administrators"]
    for name in scopes:
        commands = [{"command": name, "description": name}]
        assert await api.ok("setMyCommands", commands=commands, scope={"type": name})
    menu = simulator.world.profile.menu
    assert menu(anna.id, anna.id, "sv", private=True, admin=False)[0]["command"] == "default"
    assert menu(group.id, bo.id, "sv", private=False, admin=False)[0]["command"] == "all_group_chats"
    assert menu(group.id, anna.id, "sv", private=False, admin=True)[0]["command"] == "all_chat_administrators"
    assert await api.ok("deleteMyCommands", scope={"type": "default"})
    assert await api.ok("getMyCommands") == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"commands": [{"command": "hjälp", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "start", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "start"}]}, "can't parse bot command: Can't find field \"description\""),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 9}}, "chat not found"),
        (
            {"commands": [], "scope": {"type": "alla"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
    ],
)
async def test_faulty_menus_are_refused(api: Api, params: dict[str, object], words: str) -> None:
    """Commands have a-z, 0-9 and _, and a description; chats in a scope exist."""
    assert await api.refused("setMyCommands", **params) == f"Bad Request: {words}"


async def test_texts_about_the_bot_are_kept(api: Api, simulator: Simulator, private: Chat) -> None:
    """Name, descriptions and menu button are told back; a name has at most 64 characters."""
    assert await api.ok("setMyName", name="Byboten")
    assert await api.ok("getMyName") == {"name": "Byboten"}
    assert await api.ok("setMyShortDescription", short_description="Frågor och svar")
    assert (await api.ok("getMyShortDescription"))["short_description"] == "Frågor och svar"
    assert await api.ok("setMyDescription", description="Fråga mig")
    assert (await api.ok("getMyDescription", language_code="sv"))["description"] == "Fråga mig"
    assert await api.ok("setChatMenuButton", chat_id=private.id, menu_button={"type": "commands"})
    assert await api.ok("getChatMenuButton", chat_id=private.id) == {"type": "commands"}
    assert (await api.refused("setMyName", name="x" * 65)).startswith("Bad Request")
    assert (await api.ok("getMe"))["username"] == simulator.world.bot.username

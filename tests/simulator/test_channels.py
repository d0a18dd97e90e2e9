"""Channels: the bot is an administrator of one or nothing, and a post is the channel's own."""

import pytest

from bot.simulator.model import Chat, User
from bot.simulator.refusal import Impossible
from bot.simulator.simulator import Simulator
from bot.simulator.view import state_for
from tests.simulator.conftest import Api


@pytest.fixture
def channel(simulator: Simulator, anna: User, bo: User) -> Chat:
    """Anna's channel, which Bo reads and where the bot is an administrator."""
    chat = simulator.world.add_channel("Nytt från nätverket", anna, bo)
    simulator.rooms.promote_bot(chat)
    return chat


def test_the_bot_becomes_an_administrator_and_is_told(simulator: Simulator, channel: Chat) -> None:
    """From not being there; as an ordinary member it cannot come."""
    change = simulator.world.updates.ever[-1]["my_chat_member"]
    assert (change["chat"]["type"], change["old_chat_member"]["status"]) == ("channel", "left")
    new = change["new_chat_member"]
    assert (new["status"], new["can_post_messages"]) == ("administrator", True)
    with pytest.raises(Impossible):
        simulator.rooms.add_bot(channel)
    with pytest.raises(Impossible):
        simulator.rooms.demote_bot(channel)


def test_being_thrown_out_is_told_without_a_service_message(simulator: Simulator, channel: Chat) -> None:
    """my_chat_member alone."""
    simulator.rooms.remove_bot(channel)
    assert simulator.world.updates.ever[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert not channel.messages


async def test_a_post_of_the_bot_is_the_channels(
    simulator: Simulator, api: Api, channel: Chat, group: Chat, bo: User
) -> None:
    """It has no writer, the channel counts its own messages, and a forwarded one names the channel."""
    sent = await api.ok("sendMessage", chat_id=channel.id, text="Nytt")
    assert (sent["message_id"], sent["sender_chat"]["title"], "from" in sent) == (1, "Nytt från nätverket", False)
    forwarded = simulator.people.forward(channel.messages[1], bo, group)
    assert forwarded.extra["forward_origin"]["chat"]["id"] == channel.id
    [shown] = [chat for chat in state_for(simulator.world, bo)["chats"] if chat["id"] == channel.id]
    assert shown["messages"][0]["from"]["first_name"] == "Nytt från nätverket"


async def test_without_the_right_to_post_it_is_refused(simulator: Simulator, api: Api, channel: Chat) -> None:
    """An administrator may lack it."""
    simulator.rooms.promote_bot(channel, rights=["can_manage_chat"])
    refused = await api.refused("sendMessage", chat_id=channel.id, text="x")
    assert refused == "Bad Request: need administrator rights in the channel chat"


def test_posts_of_people_come_as_channel_posts(simulator: Simulator, channel: Chat, anna: User, bo: User) -> None:
    """New and edited; a subscriber cannot write."""
    post = simulator.people.send_text(channel, anna, "Hej")
    simulator.people.edit_text(post, "Hej!")
    told = [next(kind for kind in update if kind != "update_id") for update in simulator.world.updates.ever[-2:]]
    assert told == ["channel_post", "edited_channel_post"]
    assert "from" not in simulator.world.updates.ever[-1]["edited_channel_post"]
    with pytest.raises(Impossible):
        simulator.people.send_text(channel, bo, "Hej")

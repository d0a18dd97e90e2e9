"""What the simulator offers for the chat page: heads of chats in the feed, forwarding, sending in topics."""

import pytest

from bot.simulator import acts
from bot.simulator.model import Chat, User
from bot.simulator.refusal import Impossible
from bot.simulator.simulator import Simulator
from bot.simulator.view import changes_for, state_for


def test_the_feed_tells_the_heads_of_the_chats_that_changed(
    simulator: Simulator, anna: User, private: Chat, group: Chat
) -> None:
    """Only theirs and without messages; another world has another name."""
    since = simulator.world.change_count
    simulator.people.send_text(group, anna, "hej")
    found = changes_for(simulator.world, anna, since)
    assert [head["id"] for head in found["chats"]] == [group.id]
    assert "messages" not in found["chats"][0]
    assert private.id in [chat["id"] for chat in state_for(simulator.world, anna)["chats"]]
    assert found["born"] == simulator.world.born != Simulator().world.born


async def test_a_new_menu_changes_every_head(simulator: Simulator, anna: User, private: Chat, group: Chat) -> None:
    """The commands stand in the heads of all the person's chats, and in nobody else's feed."""
    since = simulator.world.change_count
    await simulator.answer("setMyCommands", {"commands": [{"command": "x", "description": "y"}]})
    heads = changes_for(simulator.world, anna, since)["chats"]
    assert {head["id"]: len(head["commands"]) for head in heads} == {private.id: 1, group.id: 1}


def test_a_message_is_forwarded_to_a_topic(simulator: Simulator, anna: User, group: Chat, forum: Chat) -> None:
    """With its first writer as origin, also when it is forwarded on; service messages are not."""
    topic = simulator.world.add_topic(forum, "Resor", anna)
    sent = simulator.people.send_photo(group, anna, "en bild")
    given = {"act": "forward", "chat": group.id, "message": sent.id, "user": anna.id}
    made = acts.do(simulator, given | {"to": forum.id, "topic": topic.id})["message"]
    assert (made["caption"], made["message_thread_id"]) == ("en bild", topic.id)
    again = simulator.people.forward(forum.messages[made["message_id"]], anna, group)
    assert again.extra["forward_origin"]["date"] == sent.date
    with pytest.raises(Impossible):
        simulator.people.forward(forum.messages[topic.id], anna, group)


@pytest.mark.parametrize("act", ["send_voice", "send_sticker", "send_contact", "send_location", "send_photo"])
def test_everything_can_be_sent_in_a_topic(simulator: Simulator, anna: User, forum: Chat, act: str) -> None:
    """The message belongs to it."""
    topic = simulator.world.add_topic(forum, "Resor", anna)
    given = {"act": act, "chat": forum.id, "user": anna.id, "topic": topic.id}
    assert acts.do(simulator, given)["message"]["message_thread_id"] == topic.id


async def test_an_inline_result_is_sent_in_a_topic(simulator: Simulator, anna: User, forum: Chat) -> None:
    """The one where it was chosen."""
    topic = simulator.world.add_topic(forum, "Resor", anna)
    query = simulator.people.type_inline(anna, forum, "x")
    article = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "m"}}
    await simulator.answer("answerInlineQuery", {"inline_query_id": query.id, "results": [article]})
    given = {"act": "choose_inline", "query": query.id, "result_id": "1", "chat": forum.id, "topic": topic.id}
    assert acts.do(simulator, given)["message"]["message_thread_id"] == topic.id

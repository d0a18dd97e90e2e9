"""What the bot gets to see in groups."""

import pytest

from bot.simulator.model import Chat, User
from bot.simulator.simulator import Simulator


def texts(simulator: Simulator) -> list[str]:
    return [update["message"]["text"] for update in simulator.world.updates.ever if "text" in update.get("message", {})]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("hur gör man?", False),
        ("/fraga samåkning", True),
        ("/fraga@landsbygdsbot samåkning", True),
        ("/fraga@LANDSBYGDSBOT samåkning", True),
        ("/fraga@annanbot samåkning", False),
        ("skriv /fraga så", False),
        ("hej @landsbygdsbot", True),
        ("hej @LandsbygdsBot", True),
        ("hej @landsbygdsbotar", False),
        ("hej @annaberg", False),
    ],
)
def test_privacy_mode_lets_through_only_what_is_meant_for_the_bot(
    simulator: Simulator, group: Chat, anna: User, text: str, seen: bool
) -> None:
    """In a group the bot sees commands that are not another bot's, and mentions of itself."""
    simulator.people.send_text(group, anna, text)
    assert texts(simulator) == ([text] if seen else [])


def test_the_bot_sees_replies_to_itself_only(simulator: Simulator, group: Chat, anna: User, bo: User) -> None:
    """A reply to the bot reaches it, a reply to a person does not."""
    answer = simulator.world.post(group, simulator.world.bot, {"text": "svar"})
    question = simulator.people.send_text(group, anna, "tack", reply_to=answer)
    simulator.people.send_text(group, bo, "just det", reply_to=question)
    assert texts(simulator) == ["tack"]
    assert simulator.world.updates.ever[0]["message"]["reply_to_message"]["text"] == "svar"


def test_an_administrator_sees_everything(simulator: Simulator, group: Chat, anna: User) -> None:
    """Promotion lifts privacy mode, demotion brings it back."""
    simulator.rooms.promote_bot(group)
    simulator.people.send_text(group, anna, "hur gör man?")
    simulator.rooms.demote_bot(group)
    simulator.people.send_text(group, anna, "och sen?")
    assert texts(simulator) == ["hur gör man?"]


def test_privacy_mode_can_be_off(simulator: Simulator, group: Chat, anna: User) -> None:
    """A bot without privacy mode sees every message."""
    simulator.world.privacy = False
    simulator.people.send_text(group, anna, "hur gör man?")
    assert texts(simulator) == ["hur gör man?"]


def test_service_messages_always_arrive(simulator: Simulator, group: Chat) -> None:
    """Joining, leaving and a new title are told in spite of privacy mode."""
    cilla = simulator.world.add_user("Cilla")
    simulator.rooms.join(group, cilla)
    simulator.rooms.rename(group, "Nya laget")
    simulator.rooms.leave(group, cilla)
    kinds = [sorted(u["message"].keys() - {"message_id", "from", "chat", "date"}) for u in simulator.world.updates.ever]
    assert kinds == [["new_chat_members"], ["new_chat_title"], ["left_chat_member"]]


def test_a_bot_outside_a_group_sees_nothing(simulator: Simulator, anna: User) -> None:
    """Not even a command."""
    group = simulator.world.add_group("Utan bot", anna, bot=False)
    simulator.people.send_text(group, anna, "/fraga hej")
    assert simulator.world.updates.ever == []


def test_mentions_in_captions_count(simulator: Simulator, group: Chat, anna: User) -> None:
    """A picture whose caption names the bot is seen, one without is not."""
    simulator.people.send_photo(group, anna, "se här")
    simulator.people.send_photo(group, anna, "se här @landsbygdsbot")
    assert [u["message"]["caption"] for u in simulator.world.updates.ever] == ["se här @landsbygdsbot"]


def test_edits_are_told_as_edits(simulator: Simulator, private: Chat, anna: User) -> None:
    """An edited message comes as edited_message with its new text and an edit date."""
    question = simulator.people.send_text(private, anna, "samakning")
    simulator.people.edit_text(question, "samåkning")
    edited = simulator.world.updates.ever[-1]["edited_message"]
    assert (edited["message_id"], edited["text"], "edit_date" in edited) == (question.id, "samåkning", True)

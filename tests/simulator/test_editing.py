"""Methods that change or remove messages."""

from bot.simulator.methods.editing import NOT_MODIFIED
from bot.simulator.model import Chat, User
from bot.simulator.simulator import Simulator
from tests.simulator.conftest import Api, Clock

KEYBOARD = {"inline_keyboard": [[{"text": "Mer", "callback_data": "m"}]]}


async def test_an_edit_without_change_is_refused(api: Api, private: Chat) -> None:
    """The same text, formatting and buttons are no change; taking the buttons away is one."""
    sent = await api.ok("sendMessage", chat_id=private.id, text="a", reply_markup=KEYBOARD)
    where = {"chat_id": private.id, "message_id": sent["message_id"]}
    refused = await api.refused("editMessageText", text="a", reply_markup=KEYBOARD, **where)
    assert refused == f"Bad Request: {NOT_MODIFIED}"
    edited = await api.ok("editMessageText", text="a", **where)
    assert "reply_markup" not in edited
    assert "edit_date" in edited
    assert await api.refused("editMessageReplyMarkup", **where) == f"Bad Request: {NOT_MODIFIED}"


async def test_only_own_messages_that_exist_can_be_edited(
    simulator: Simulator, api: Api, private: Chat, anna: User
) -> None:
    """A person's message cannot be edited, nor one that is gone or not named."""
    theirs = simulator.people.send_text(private, anna, "hej")
    refused = await api.refused("editMessageText", chat_id=private.id, message_id=theirs.id, text="x")
    assert refused == "Bad Request: message can't be edited"
    refused = await api.refused("editMessageText", chat_id=private.id, message_id=999, text="x")
    assert refused == "Bad Request: message to edit not found"
    refused = await api.refused("editMessageText", chat_id=private.id, text="x")
    assert refused == "Bad Request: message identifier is not specified"


async def test_captions_and_texts_are_edited_by_their_own_methods(api: Api, private: Chat) -> None:
    """A picture has no text and a text no caption."""
    photo = await api.ok("sendPhoto", chat_id=private.id, photo="https://exempel.se/a.jpg")
    text = await api.ok("sendMessage", chat_id=private.id, text="a")
    at_photo = {"chat_id": private.id, "message_id": photo["message_id"]}
    at_text = {"chat_id": private.id, "message_id": text["message_id"]}
    refused = await api.refused("editMessageText", text="x", **at_photo)
    assert refused == "Bad Request: there is no text in the message to edit"
    refused = await api.refused("editMessageCaption", caption="x", **at_text)
    assert refused == "Bad Request: there is no caption in the message to edit"
    assert (await api.ok("editMessageCaption", caption="ny", **at_photo))["caption"] == "ny"


async def test_own_messages_can_be_deleted_for_48_hours(api: Api, private: Chat, clock: Clock) -> None:
    """A second before it works, a second after it does not."""
    first = await api.ok("sendMessage", chat_id=private.id, text="a")
    second = await api.ok("sendMessage", chat_id=private.id, text="b")
    clock.forward(48 * 3600 - 1)
    assert await api.ok("deleteMessage", chat_id=private.id, message_id=first["message_id"])
    clock.forward(2)
    refused = await api.refused("deleteMessage", chat_id=private.id, message_id=second["message_id"])
    assert refused == "Bad Request: message can't be deleted for everyone"
    refused = await api.refused("deleteMessage", chat_id=private.id, message_id=first["message_id"])
    assert refused == "Bad Request: message to delete not found"


async def test_others_messages_in_a_group_need_the_right(
    simulator: Simulator, api: Api, group: Chat, anna: User
) -> None:
    """Only an administrator who may delete messages can delete a member's."""
    theirs = simulator.people.send_text(group, anna, "hej")
    where = {"chat_id": group.id, "message_id": theirs.id}
    assert await api.refused("deleteMessage", **where) == "Bad Request: message can't be deleted"
    simulator.rooms.promote_bot(group, rights=["can_delete_messages"])
    assert await api.ok("deleteMessage", **where)


async def test_several_are_deleted_at_once_and_missing_ones_passed_over(api: Api, private: Chat) -> None:
    """deleteMessages does what it can."""
    sent = await api.ok("sendMessage", chat_id=private.id, text="a")
    assert await api.ok("deleteMessages", chat_id=private.id, message_ids=[sent["message_id"], 999])
    assert sent["message_id"] not in private.messages


async def test_reactions_are_telegrams_own(simulator: Simulator, api: Api, private: Chat, anna: User) -> None:
    """A thumb is a reaction, a tractor is not."""
    theirs = simulator.people.send_text(private, anna, "hej")
    where = {"chat_id": private.id, "message_id": theirs.id}
    assert await api.ok("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **where)
    refused = await api.refused("setMessageReaction", reaction=[{"type": "emoji", "emoji": "🚜"}], **where)
    assert refused == "Bad Request: REACTION_INVALID"


async def test_pinning_in_a_group_needs_the_right(simulator: Simulator, api: Api, group: Chat) -> None:
    """A member cannot pin, an administrator can, and the pin is announced in the chat."""
    sent = await api.ok("sendMessage", chat_id=group.id, text="viktigt")
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    refused = await api.refused("pinChatMessage", **where)
    assert refused == "Bad Request: not enough rights to manage pinned messages in the chat"
    simulator.rooms.promote_bot(group)
    assert await api.ok("pinChatMessage", **where)
    assert group.pinned == [sent["message_id"]]
    assert await api.ok("unpinChatMessage", chat_id=group.id)
    assert group.pinned == []

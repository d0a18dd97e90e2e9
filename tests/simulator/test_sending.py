"""Methods that create messages."""

import json

import pytest

from bot.simulator.model import Chat, File, User
from bot.simulator.simulator import Simulator
from tests.simulator.conftest import Api


async def test_formatted_text_is_stored_plain_with_entities(simulator: Simulator, api: Api, private: Chat) -> None:
    """The message in the chat and the one in the answer have the text without markup."""
    sent = await api.ok("sendMessage", chat_id=private.id, text="😀 <b>Hej</b>", parse_mode="HTML")
    assert (sent["text"], sent["entities"]) == ("😀 Hej", [{"type": "bold", "offset": 3, "length": 3}])
    assert simulator.sent(private)[0].text == "😀 Hej"


async def test_form_encoded_values_are_understood(api: Api, private: Chat, simulator: Simulator) -> None:
    """Numbers, objects and truth values may come as strings, as in a form."""
    keyboard = json.dumps({"inline_keyboard": [[{"text": "Mer", "callback_data": "m"}]]})
    await api.ok("SENDMESSAGE", chat_id=str(private.id), text="5", disable_notification="true", reply_markup=keyboard)
    assert simulator.sent(private)[0].buttons == [{"text": "Mer", "callback_data": "m"}]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "å" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "x", "parsemode": "HTML"}, 'unknown field "parsemode" in sendMessage'),
        ({"text": 5}, 'field "text" must be of type String'),
        ({"text": "x", "disable_notification": "ja"}, 'field "disable_notification" must be of type Boolean'),
        ({"text": "x", "parse_mode": "HTLM"}, "unsupported parse_mode"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "x", "reply_parameters": {"id": 9}}, 'can\'t parse reply parameters: unknown field "id"'),
        ({"text": "x", "message_thread_id": 7}, "message thread not found"),
        ({"text": "x", "chat_id": 42}, "chat not found"),
        ({"text": "x", "chat_id": "@ingen"}, "chat not found"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
    ],
)
async def test_faulty_messages_are_refused(api: Api, private: Chat, params: dict[str, object], words: str) -> None:
    """Each fault has its words and creates nothing."""
    assert await api.refused("sendMessage", **({"chat_id": private.id} | params)) == f"Bad Request: {words}"


async def test_a_text_of_exactly_the_limit_is_accepted(api: Api, private: Chat) -> None:
    """4,096 UTF-16 units fit, counted after the markup is taken away."""
    await api.ok("sendMessage", chat_id=private.id, text=f"<b>{'😀' * 2048}</b>", parse_mode="HTML")


async def test_missing_fields_and_methods(api: Api, private: Chat) -> None:
    """A message needs chat and text; a method that Telegram does not have is not found."""
    assert await api.refused("sendMessage", text="x") == "Bad Request: chat_id is empty"
    assert await api.refused("sendMessage", chat_id=private.id) == "Bad Request: message text is empty"
    assert await api.envelope("sendMesage") == {"ok": False, "error_code": 404, "description": "Not Found"}


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "å" * 33}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
        (
            {"text": "x", "url": "http://localhost"},
            "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_faulty_buttons_are_refused(api: Api, private: Chat, button: dict[str, str], words: str) -> None:
    """Callback data has 1-64 bytes, every button a text and one action."""
    markup = {"inline_keyboard": [[button]]}
    refused = await api.refused("sendMessage", chat_id=private.id, text="x", reply_markup=markup)
    assert refused == f"Bad Request: {words}"


async def test_a_hundred_buttons_are_the_most(api: Api, private: Chat) -> None:
    """100 buttons pass, 101 do not."""
    rows = [[{"text": "x", "callback_data": str(n)}] for n in range(101)]
    markup = {"inline_keyboard": rows}
    refused = await api.refused("sendMessage", chat_id=private.id, text="x", reply_markup=markup)
    assert refused == "Bad Request: REPLY_MARKUP_TOO_LONG"
    await api.ok("sendMessage", chat_id=private.id, text="x", reply_markup={"inline_keyboard": rows[:100]})


async def test_reply_keyboards_come_and_go(simulator: Simulator, api: Api, private: Chat, anna: User) -> None:
    """A key of the shown keyboard sends its text; a removed keyboard has no keys."""
    keys = {"keyboard": [["Teman", {"text": "Hjälp"}]], "resize_keyboard": True}
    sent = await api.ok("sendMessage", chat_id=private.id, text="Välj", reply_markup=keys)
    assert "reply_markup" not in sent
    assert simulator.people.tap(private, anna, "Hjälp").text == "Hjälp"
    await api.ok("sendMessage", chat_id=private.id, text="Bort", reply_markup={"remove_keyboard": True})
    with pytest.raises(ValueError, match="no key"):
        simulator.people.tap(private, anna, "Hjälp")


async def test_a_wish_for_a_reply_is_kept_until_it_is_met(
    simulator: Simulator, api: Api, private: Chat, anna: User
) -> None:
    """With the message that it is about, for the page to begin a reply; other messages do not meet it."""
    wish = {"force_reply": True, "input_field_placeholder": "Skriv svaret"}
    asked = await api.ok("sendMessage", chat_id=private.id, text="Vad hände?", reply_markup=wish)
    assert private.keyboards[anna.id] == wish | {"message_id": asked["message_id"]}
    simulator.people.send_text(private, anna, "hej")
    assert anna.id in private.keyboards
    simulator.people.send_text(private, anna, "en buss", reply_to=simulator.sent(private)[-1])
    assert anna.id not in private.keyboards


async def test_a_missing_message_may_be_replied_to_if_allowed(api: Api, private: Chat) -> None:
    """allow_sending_without_reply sends without the reply."""
    reply = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api.ok("sendMessage", chat_id=private.id, text="x", reply_parameters=reply)


async def test_nobody_is_written_to_who_never_wrote(simulator: Simulator, api: Api, bo: User) -> None:
    """A bot cannot begin a conversation, until the person presses Start."""
    refused = await api.refused("sendMessage", chat_id=bo.id, text="x")
    assert refused == "Forbidden: bot can't initiate conversation with a user"
    simulator.people.start(bo, "k_reko-ring")
    await api.ok("sendMessage", chat_id=bo.id, text="x")
    assert simulator.world.updates.ever[0]["message"]["text"] == "/start k_reko-ring"


async def test_uploaded_documents_can_be_fetched_and_sent_again(api: Api, private: Chat, simulator: Simulator) -> None:
    """An upload gets a file id that getFile and a second message know."""
    upload = {"document": File("", "a.yaml", "text/yaml", b"tema: mat")}
    params = {"chat_id": private.id, "caption": "<i>här</i>", "parse_mode": "HTML"}
    sent = (await api.upload("sendDocument", upload, **params))["result"]
    assert (sent["document"]["file_name"], sent["caption"]) == ("a.yaml", "här")
    file = await api.ok("getFile", file_id=sent["document"]["file_id"])
    assert simulator.world.files[file["file_path"].removeprefix("files/")].content == b"tema: mat"
    await api.ok("sendDocument", chat_id=private.id, document=sent["document"]["file_id"])
    assert await api.refused("sendDocument", chat_id=private.id) == "Bad Request: there is no document in the request"


async def test_captions_have_their_own_limit(api: Api, private: Chat) -> None:
    """1,024 characters under a picture, not more."""
    picture = "https://exempel.se/bild.jpg"
    await api.ok("sendPhoto", chat_id=private.id, photo=picture, caption="x" * 1024)
    refused = await api.refused("sendPhoto", chat_id=private.id, photo=picture, caption="x" * 1025)
    assert refused == "Bad Request: message caption is too long"


async def test_copies_lose_their_origin_and_forwards_keep_it(
    simulator: Simulator, api: Api, private: Chat, group: Chat, anna: User
) -> None:
    """copyMessage gives only an id, forwardMessage names who wrote."""
    tip = simulator.people.send_text(private, anna, "ett tips")
    where = {"chat_id": group.id, "from_chat_id": private.id, "message_id": tip.id}
    copied = await api.ok("copyMessage", **where)
    assert simulator.world.message(group, copied["message_id"]).text == "ett tips"
    forwarded = await api.ok("forwardMessage", **where)
    assert forwarded["forward_origin"]["sender_user"]["first_name"] == "Anna"
    refused = await api.refused("copyMessage", **(where | {"message_id": 999}))
    assert refused == "Bad Request: message to copy not found"


async def test_supergroups_count_their_own_messages(api: Api, private: Chat, forum: Chat) -> None:
    """Ids in a supergroup start at 1, so they are not unique among chats."""
    await api.ok("sendMessage", chat_id=private.id, text="x")
    assert (await api.ok("sendMessage", chat_id=forum.id, text="x"))["message_id"] == 1

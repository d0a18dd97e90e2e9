"""Presses, inline queries and the typing sign."""

import pytest

from bot.simulator.methods.answering import TOO_OLD
from bot.simulator.model import Chat, User
from bot.simulator.refusal import Impossible
from bot.simulator.simulator import Simulator
from tests.simulator.conftest import Api, Clock

KEYBOARD = {"inline_keyboard": [[{"text": "Mer", "callback_data": "m"}, {"text": "Webb", "url": "https://x.se"}]]}


def article(number: int, **more: object) -> dict[str, object]:
    content = {"message_text": f"<b>svar {number}</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": f"r{number}", "title": "Titel", "input_message_content": content} | more


async def test_a_press_reaches_the_bot_and_its_answer_the_person(
    simulator: Simulator, api: Api, private: Chat, anna: User
) -> None:
    """The update holds data and message; the person sees the first answer."""
    await api.ok("sendMessage", chat_id=private.id, text="a", reply_markup=KEYBOARD)
    [message] = simulator.sent(private)
    query = simulator.people.press(anna, message, "Mer")
    update = simulator.world.updates.ever[-1]["callback_query"]
    assert (update["data"], update["message"]["message_id"], update["from"]["id"]) == (
        "m",
        message.id,
        anna.id,
    )
    assert await api.ok("answerCallbackQuery", callback_query_id=query.id, text="Tack", show_alert=True)
    assert simulator.people.answer_to(query) == {"text": "Tack", "show_alert": True}


async def test_only_buttons_that_are_there_can_be_pressed(
    simulator: Simulator, api: Api, private: Chat, anna: User
) -> None:
    """Neither an unknown button nor a link is a press, but a modified client can send any data."""
    await api.ok("sendMessage", chat_id=private.id, text="a", reply_markup=KEYBOARD)
    [message] = simulator.sent(private)
    for button in ("Mindre", "Webb", 5):
        with pytest.raises(Impossible):
            simulator.people.press(anna, message, button)
    simulator.people.forge_press(anna, message, "adm:1")
    assert simulator.world.updates.ever[-1]["callback_query"]["data"] == "adm:1"


async def test_presses_go_stale(simulator: Simulator, api: Api, private: Chat, anna: User, clock: Clock) -> None:
    """After the query's life, and for an unknown id, the answer is refused."""
    await api.ok("sendMessage", chat_id=private.id, text="a", reply_markup=KEYBOARD)
    query = simulator.people.press(anna, simulator.sent(private)[0], 0)
    clock.forward(simulator.world.query_lifetime + 1)
    assert await api.refused("answerCallbackQuery", callback_query_id=query.id) == f"Bad Request: {TOO_OLD}"
    assert await api.refused("answerCallbackQuery", callback_query_id="5") == f"Bad Request: {TOO_OLD}"


async def test_a_chosen_result_is_sent_via_the_bot_and_can_be_edited(
    simulator: Simulator, api: Api, group: Chat, anna: User
) -> None:
    """The person sends it, the bot is told twice, and edits it by its inline id."""
    query = simulator.people.type_inline(anna, group, "samåk")
    assert simulator.world.updates.ever[-1]["inline_query"]["chat_type"] == "group"
    results = [article(1, reply_markup=KEYBOARD), article(2)]
    await api.ok("answerInlineQuery", inline_query_id=query.id, results=results, cache_time=0)
    sent = simulator.people.choose_inline(query, "r1")
    assert (sent.text, sent.sender, sent.extra["via_bot"]["is_bot"]) == ("svar 1", anna, True)
    message, chosen = (next(iter(set(u) - {"update_id"})) for u in simulator.world.updates.ever[-2:])
    assert (message, chosen) == ("message", "chosen_inline_result")
    inline_id = simulator.world.updates.ever[-1]["chosen_inline_result"]["inline_message_id"]
    assert await api.ok("editMessageText", inline_message_id=inline_id, text="nytt") is True
    assert simulator.world.message(group, sent.id).text == "nytt"


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([article(n) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([article(1), article(1)], "RESULT_ID_DUPLICATE"),
        ([article(1, id="x" * 65)], "RESULT_ID_INVALID"),
        ([article(1, title="")], "ARTICLE_TITLE_EMPTY"),
        ([article(1, input_message_content={"message_text": ""})], "message text is empty"),
        ([article(1, titel="x")], 'can\'t parse inline query result article: unknown field "titel"'),
    ],
)
async def test_faulty_inline_results_are_refused(
    simulator: Simulator, api: Api, group: Chat, anna: User, results: list[object], words: str
) -> None:
    """At most 50 articles with unique ids, titles and texts."""
    query = simulator.people.type_inline(anna, group, "x")
    refused = await api.refused("answerInlineQuery", inline_query_id=query.id, results=results)
    assert refused == f"Bad Request: {words}"


async def test_inline_buttons_lead_to_the_private_chat(simulator: Simulator, api: Api, group: Chat, anna: User) -> None:
    """The button's start parameter has letters, digits, _ and -."""
    query = simulator.people.type_inline(anna, group, "x")
    given = {"inline_query_id": query.id, "results": []}
    await api.ok("answerInlineQuery", button={"text": "Fråga", "start_parameter": "k_reko"}, **given)
    refused = await api.refused("answerInlineQuery", button={"text": "Fråga", "start_parameter": "å"}, **given)
    assert refused == "Bad Request: START_PARAM_INVALID"


async def test_typing_shows_until_the_bot_writes(api: Api, private: Chat, clock: Clock) -> None:
    """sendChatAction lasts five seconds at most; an unknown action is refused."""
    await api.ok("sendChatAction", chat_id=private.id, action="typing")
    assert private.typing[0] == clock() + 5
    await api.ok("sendMessage", chat_id=private.id, text="a")
    assert private.typing[0] < clock()
    refused = await api.refused("sendChatAction", chat_id=private.id, action="thinking")
    assert refused == "Bad Request: wrong parameter action in request"

"""The Bot API and the control API over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat, User
from bot.simulator.server import Server
from bot.simulator.simulator import Simulator


@pytest.fixture
async def client(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, timeout=5, trust_env=False) as client:
        yield client


async def act(client: httpx.AsyncClient, act: str, **arguments: object) -> dict[str, Any]:
    answer = await client.post("/sim/acts", json={"act": act} | arguments)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_parameters_come_in_every_way(simulator: Simulator, client: httpx.AsyncClient, private: Chat) -> None:
    """In the address, a form, multipart and JSON; each creates the message."""
    path, given = f"/bot{simulator.token}/sendMessage", {"chat_id": str(private.id), "text": "å&b"}
    answers = [
        await client.get(path, params=given),
        await client.post(path, data=given),
        await client.post(path, files={key: (None, value) for key, value in given.items()}),
        await client.post(path, json={"chat_id": private.id, "text": "å&b"}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["å&b"] * 4


async def test_uploads_are_stored_and_downloaded(
    simulator: Simulator, client: httpx.AsyncClient, private: Chat
) -> None:
    """A multipart document can be fetched at the path that getFile gives."""
    api = f"/bot{simulator.token}"
    files = {"document": ("a.txt", b"hej", "text/plain")}
    sent = await client.post(f"{api}/sendDocument", data={"chat_id": str(private.id)}, files=files)
    file_id = sent.json()["result"]["document"]["file_id"]
    path = (await client.get(f"{api}/getFile", params={"file_id": file_id})).json()["result"]["file_path"]
    assert (await client.get(f"/file{api}/{path}")).content == b"hej"


async def test_wrong_tokens_and_methods_are_refused(simulator: Simulator, client: httpx.AsyncClient) -> None:
    """401 and 404 in Telegram's envelope."""
    answer = await client.get("/bot1:fel/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")
    answer = await client.get(f"/bot{simulator.token}/getMee")
    assert (answer.status_code, answer.json()["description"]) == (404, "Not Found")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Host": "127.0.0.1.evil.example"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/sim/people", "/bot1:x/getMe"])
async def test_foreign_pages_are_kept_out(client: httpx.AsyncClient, headers: dict[str, str], path: str) -> None:
    """A foreign Host (DNS rebinding) or Origin gets 403 everywhere."""
    assert (await client.get(path, headers=headers)).status_code == 403


async def test_the_page_is_served_and_may_load_only_itself(client: httpx.AsyncClient) -> None:
    """With no-store and a content security policy; its own Origin is welcome."""
    answer = await client.get("/", headers={"Origin": str(client.base_url).rstrip("/")})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("kind", "error", "delivered"),
    [
        (Kind.TIMEOUT_BEFORE, httpx.ReadTimeout, False),
        (Kind.TIMEOUT_AFTER, httpx.ReadTimeout, True),
        (Kind.DROP_BEFORE, httpx.RemoteProtocolError, False),
        (Kind.DROP_AFTER, httpx.RemoteProtocolError, True),
    ],
)
async def test_ordered_silence_is_silence_on_the_wire(
    simulator: Simulator,
    client: httpx.AsyncClient,
    private: Chat,
    kind: Kind,
    error: type[httpx.HTTPError],
    delivered: bool,
) -> None:
    """A time-out answers nothing, a drop breaks the connection, and the next request works."""
    simulator.failures.order(Rule(kind, nth=1))
    given = {"chat_id": private.id, "text": "x"}
    with pytest.raises(error):
        await client.post(f"/bot{simulator.token}/sendMessage", json=given, timeout=0.1)
    assert bool(simulator.sent(private)) is delivered
    assert (await client.post(f"/bot{simulator.token}/sendMessage", json=given)).status_code == 200


async def test_a_poller_that_goes_away_leaves_no_conflict(
    simulator: Simulator, client: httpx.AsyncClient, private: Chat, anna: User
) -> None:
    """After a broken long poll the next one gets the updates that the first never saw."""
    path = f"/bot{simulator.token}/getUpdates"
    with pytest.raises(httpx.ReadTimeout):
        await client.get(path, params={"timeout": 30}, timeout=0.1)
    simulator.people.send_text(private, anna, "hej")
    answer = await client.get(path, params={"timeout": 30})
    assert [update["message"]["text"] for update in answer.json()["result"]] == ["hej"]


async def test_people_act_and_see_over_the_control_api(simulator: Simulator, client: httpx.AsyncClient) -> None:
    """A new person starts, the bot writes with a button, the person sees it, presses and sees the answer."""
    user = (await act(client, "add_user", first_name="Disa"))["user"]["id"]
    await act(client, "start", user=user)
    api = f"/bot{simulator.token}"
    keyboard = {"inline_keyboard": [[{"text": "Mer", "callback_data": "m"}]]}
    text = {"chat_id": user, "text": "<b>Hej</b>", "parse_mode": "HTML", "reply_markup": keyboard}
    await client.post(f"{api}/sendMessage", json=text)
    await client.post(f"{api}/sendChatAction", json={"chat_id": user, "action": "typing"})
    state = (await client.get("/sim/state", params={"user": user})).json()
    [chat] = state["chats"]
    message = chat["messages"][-1]
    assert (message["text"], message["entities"][0]["type"], chat["typing"]["action"]) == (
        "Hej",
        "bold",
        "typing",
    )
    query = (await act(client, "press", user=user, chat=user, message=message["message_id"], button="Mer"))["query"]
    await client.post(f"{api}/answerCallbackQuery", json={"callback_query_id": query, "text": "Tack"})
    assert (await client.get("/sim/query", params={"id": query})).json() == {"answer": {"text": "Tack"}}
    changes = (await client.get("/sim/changes", params={"user": user, "since": state["number"]})).json()
    assert [(change["kind"], change["data"]["text"]) for change in changes["changes"]] == [("answer", "Tack")]


async def test_changes_wait_for_what_concerns_the_person(
    simulator: Simulator, client: httpx.AsyncClient, private: Chat, group: Chat, anna: User, bo: User
) -> None:
    """Bo's feed wakes for the group, not for Anna's private chat; a lost feed says so."""
    since = (await client.get("/sim/state", params={"user": bo.id})).json()["number"]
    feed = asyncio.create_task(client.get("/sim/changes", params={"user": bo.id, "since": since, "timeout": 5}))
    await asyncio.sleep(0.05)
    simulator.people.send_text(private, anna, "hemligt")
    await asyncio.sleep(0.05)
    assert not feed.done()
    simulator.people.send_text(group, anna, "öppet")
    [change] = (await feed).json()["changes"]
    assert (change["kind"], change["message"]["text"]) == ("message", "öppet")
    lost = await client.get("/sim/changes", params={"user": bo.id, "since": 10**6})
    assert lost.json()["reset"] is True


@pytest.mark.parametrize(
    "body",
    [
        {"act": "fly"},
        {"act": "__init__"},
        {"act": "send_text", "chat": 1, "user": 1, "text": "x"},
        {"act": "add_user"},
        {"act": "add_user", "first_name": "x", "wings": 2},
        {"act": "add_user", "first_name": 5},
        {},
    ],
)
async def test_impossible_acts_are_told_as_such(client: httpx.AsyncClient, body: dict[str, object]) -> None:
    """400 with an error in words, whatever the body."""
    answer = await client.post("/sim/acts", json=body)
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


async def test_failures_limits_and_log_over_http(
    simulator: Simulator, client: httpx.AsyncClient, private: Chat
) -> None:
    """A rule is ordered, strikes, is in the log, and is taken back."""
    rule = {"kind": "server_error", "method": "sendMessage", "code": 503}
    assert (await client.post("/sim/failures", json=rule)).json()["rules"][0]["code"] == 503
    given = {"chat_id": private.id, "text": "x"}
    assert (await client.post(f"/bot{simulator.token}/sendMessage", json=given)).status_code == 503
    log = (await client.get("/sim/log")).json()
    assert (log["number"], log["calls"][0]["outcome"], log["calls"][0]["raw"]) == (1, "refused", given)
    assert (await client.delete("/sim/failures")).json() == {"rules": []}
    assert (await client.post("/sim/limits", json={"enforced": True})).json() == {"enforced": True}
    assert (await client.post("/sim/failures", json={"kind": "rain"})).status_code == 400


async def test_a_post_without_json_is_refused(client: httpx.AsyncClient) -> None:
    """A form of another page cannot act."""
    answer = await client.post("/sim/acts", content=json.dumps({"act": "add_user", "first_name": "x"}))
    assert answer.status_code == 400


async def test_the_answer_to_a_press_is_for_the_presser_only(
    simulator: Simulator, client: httpx.AsyncClient, group: Chat, anna: User, bo: User
) -> None:
    """In a group nobody else's feed has it."""
    keyboard = {"inline_keyboard": [[{"text": "Mer", "callback_data": "m"}]]}
    api = f"/bot{simulator.token}"
    await client.post(f"{api}/sendMessage", json={"chat_id": group.id, "text": "a", "reply_markup": keyboard})
    query = simulator.people.press(anna, simulator.sent(group)[0], "Mer")
    since = simulator.world.change_count
    await client.post(f"{api}/answerCallbackQuery", json={"callback_query_id": query.id, "text": "Tack"})
    seen = {}
    for user in (anna, bo):
        answer = await client.get("/sim/changes", params={"user": user.id, "since": since, "timeout": 0})
        seen[user.first_name] = [change["kind"] for change in answer.json()["changes"]]
    assert seen == {"Anna": ["answer"], "Bo": []}


@pytest.mark.parametrize(
    ("name", "mime", "how"), [("a b.html", "text/html", "inline"), ("lista.csv", "text/csv", "attachment")]
)
async def test_a_document_is_opened_from_the_page(
    simulator: Simulator, client: httpx.AsyncClient, private: Chat, name: str, mime: str, how: str
) -> None:
    """Without a token, under its name; it may do nothing in the page's name, and an unknown one is 404."""
    sent = await client.post(
        f"/bot{simulator.token}/sendDocument",
        data={"chat_id": str(private.id)},
        files={"document": (name, "å".encode(), mime)},
    )
    opened = await client.get(f"/sim/files/{sent.json()['result']['document']['file_id']}")
    assert (opened.content.decode(), opened.headers["Content-Type"]) == ("å", f"{mime}; charset=utf-8")
    assert opened.headers["Content-Disposition"] == f"{how}; filename*=UTF-8''{name.replace(' ', '%20')}"
    assert opened.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert (await client.get("/sim/files/file-0")).status_code == 404

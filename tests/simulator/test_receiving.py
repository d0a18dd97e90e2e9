"""getUpdates and the webhook's settings."""

import asyncio

import pytest

from bot.simulator.model import Chat, User
from bot.simulator.simulator import Simulator
from tests.simulator.conftest import Api, Clock


async def test_updates_stay_until_a_higher_offset_confirms_them(
    simulator: Simulator, api: Api, private: Chat, anna: User
) -> None:
    """The same updates come again and again, then only the later ones; a negative offset keeps the last."""
    for text in "abc":
        simulator.people.send_text(private, anna, text)
    first, second, third = await api.ok("getUpdates")
    assert await api.ok("getUpdates", limit=2) == [first, second]
    assert await api.ok("getUpdates", offset=second["update_id"]) == [second, third]
    assert await api.ok("getUpdates", offset=-1) == [third]
    assert await api.ok("getUpdates", offset=third["update_id"] + 1) == []


async def test_a_long_poll_answers_as_soon_as_something_happens(
    simulator: Simulator, api: Api, private: Chat, anna: User
) -> None:
    """It waits for the message and brings it."""
    poll = asyncio.create_task(api.ok("getUpdates", timeout=30))
    await asyncio.sleep(0.01)
    assert not poll.done()
    simulator.people.send_text(private, anna, "hej")
    [update] = await asyncio.wait_for(poll, 1)
    assert update["message"]["text"] == "hej"


async def test_a_second_poller_ends_the_first(api: Api) -> None:
    """The one that waits gets 409."""
    poll = asyncio.create_task(api.envelope("getUpdates", timeout=30))
    await asyncio.sleep(0.01)
    assert await api.ok("getUpdates") == []
    body = await asyncio.wait_for(poll, 1)
    assert body["error_code"] == 409
    assert body["description"].startswith("Conflict: terminated by other getUpdates request")


async def test_a_webhook_excludes_polling(api: Api) -> None:
    """With a webhook set getUpdates is refused, after deleteWebhook it works."""
    await api.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await api.envelope("getUpdates"))["error_code"] == 409
    assert (await api.ok("getWebhookInfo"))["url"] == "http://127.0.0.1:9/hook"
    await api.ok("deleteWebhook")
    assert await api.ok("getUpdates") == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://exempel.se/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://exempel.se/", "secret_token": "å"}, "secret token contains unallowed characters"),
    ],
)
async def test_faulty_webhooks_are_refused(api: Api, params: dict[str, object], words: str) -> None:
    """HTTPS but for loopback, and a secret of plain characters."""
    assert await api.refused("setWebhook", **params) == f"Bad Request: {words}"


async def test_only_wanted_kinds_arrive(simulator: Simulator, api: Api, private: Chat, anna: User) -> None:
    """allowed_updates holds from then on; an empty list is the default without chat_member."""
    await api.ok("getUpdates", allowed_updates=["callback_query"])
    simulator.people.send_text(private, anna, "a")
    assert await api.ok("getUpdates") == []
    await api.ok("getUpdates", allowed_updates=[])
    simulator.people.send_text(private, anna, "b")
    assert [update["message"]["text"] for update in await api.ok("getUpdates")] == ["b"]


async def test_chat_member_must_be_asked_for_by_an_administrator(simulator: Simulator, api: Api, group: Chat) -> None:
    """Others' joining is told as chat_member only to an administrator that asked."""
    await api.ok("getUpdates", allowed_updates=["chat_member"])
    simulator.rooms.join(group, simulator.world.add_user("Cilla"))
    simulator.rooms.promote_bot(group)
    simulator.rooms.join(group, simulator.world.add_user("Disa"))
    [update] = await api.ok("getUpdates")
    assert update["chat_member"]["new_chat_member"]["user"]["first_name"] == "Disa"


async def test_updates_are_lost_after_a_day(
    simulator: Simulator, api: Api, private: Chat, anna: User, clock: Clock
) -> None:
    """Telegram keeps them for 24 hours."""
    simulator.people.send_text(private, anna, "a")
    clock.forward(24 * 3600 + 1)
    assert await api.ok("getUpdates") == []

"""The limits on sending."""

from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.limits import Window
from bot.simulator.model import Chat
from bot.simulator.simulator import Simulator
from tests.simulator.conftest import Api, Clock


@given(
    st.integers(1, 5),
    st.floats(0.5, 60),
    st.lists(st.floats(0, 30, allow_subnormal=False), max_size=40),
)
def test_no_window_ever_holds_more_than_its_limit(most: int, seconds: float, pauses: list[float]) -> None:
    """Whatever the pauses, any stretch of the window's length has at most that many events, and waiting as
    told helps.
    """
    window, now, sent = Window(most, seconds), 0.0, list[float]()
    for pause in pauses:
        now += pause
        now += window.wait(now)
        assert window.wait(now) <= 1e-6
        window.times.append(now)
        sent.append(now)
    for first, last in zip(sent, sent[most:], strict=False):
        assert last - first >= seconds - 1e-5


async def test_limits_are_off_until_enforced(api: Api, private: Chat) -> None:
    """A hundred messages at once are fine."""
    for _ in range(100):
        await api.ok("sendMessage", chat_id=private.id, text="x")


async def test_one_message_a_second_to_a_chat(simulator: Simulator, api: Api, private: Chat, clock: Clock) -> None:
    """The second at once gets 429 with the seconds to wait, and passes after them."""
    simulator.limits.enforced = True
    await api.ok("sendMessage", chat_id=private.id, text="x")
    body = await api.envelope("sendMessage", chat_id=private.id, text="y")
    assert (body["error_code"], body["description"]) == (429, "Too Many Requests: retry after 1")
    assert body["parameters"] == {"retry_after": 1}
    assert len(simulator.sent(private)) == 1
    clock.forward(1)
    await api.ok("sendMessage", chat_id=private.id, text="y")


async def test_thirty_messages_a_second_in_all(simulator: Simulator, api: Api) -> None:
    """The 31st chat within a second has to wait; reading calls do not count."""
    people = [simulator.world.add_user(f"Person {number}") for number in range(31)]
    for person in people:
        simulator.people.start(person)
    simulator.limits.enforced = True
    for person in people[:30]:
        await api.ok("sendMessage", chat_id=person.id, text="x")
        await api.ok("getChat", chat_id=person.id)
    assert await api.refused("sendMessage", chat_id=people[30].id, text="x") == "Too Many Requests: retry after 1"


async def test_twenty_messages_a_minute_to_a_group(simulator: Simulator, api: Api, group: Chat, clock: Clock) -> None:
    """Twenty with two seconds between fill the minute: the next waits for the first to leave the window."""
    simulator.limits.enforced = True
    for _ in range(20):
        await api.ok("sendMessage", chat_id=group.id, text="x")
        clock.forward(2)
    assert await api.refused("sendMessage", chat_id=group.id, text="x") == "Too Many Requests: retry after 20"
    clock.forward(20)
    await api.ok("sendMessage", chat_id=group.id, text="x")
    assert await api.refused("sendMessage", chat_id=group.id, text="x") == "Too Many Requests: retry after 2"


async def test_a_refused_message_costs_nothing(simulator: Simulator, api: Api, private: Chat) -> None:
    """An empty text does not use up the chat's second."""
    simulator.limits.enforced = True
    await api.refused("sendMessage", chat_id=private.id, text="")
    await api.ok("sendMessage", chat_id=private.id, text="x")

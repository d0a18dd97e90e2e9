"""Whatever a bot sends, the simulator answers in Telegram's envelope."""

import asyncio
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator.simulator import Simulator
from bot.simulator.validation import ALL_METHODS, ALL_TYPES, Method

METHODS = sorted(ALL_METHODS.keys() - {"setWebhook", "getUpdates"})
TEXTS = st.sampled_from([
    "", "x", "<b>x</b>", "<b>", "😀", "/start", "html", "HTML", "5000001", "@x", "default", "chat", "emoji", "👍",
])  # fmt: skip
NUMBERS = st.sampled_from([0, 1, 2, 3, -1, 101, -4000001, -1000004000002, 2**70, 5000001])


def values(kind: str, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values of a kind, and now and then of another."""
    if kind.startswith("["):
        return st.lists(values(kind[1:-1], depth + 1), max_size=2)
    if "|" in kind:
        return st.one_of([values(one, depth) for one in kind.split("|")])
    if kind in ALL_TYPES:
        return objects(ALL_TYPES[kind], depth + 1) if depth < 5 else st.just({})
    plain = {"int": NUMBERS, "bool": st.booleans(), "float": st.floats(-200, 200), "str": TEXTS}
    return plain.get(kind, st.one_of(NUMBERS, TEXTS))


def objects(method: Method, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Objects of a type, or parameters of a method, nearly always with what is required."""
    required = {each.name: values(each.kind, depth) for each in method.fields.values() if each.required}
    optional = {each.name: values(each.kind, depth) for each in method.fields.values() if not each.required}
    return st.fixed_dictionaries(required, optional=optional)


REQUESTS = st.sampled_from(METHODS).flatmap(
    lambda name: st.tuples(st.just(name), st.deferred(lambda: objects(ALL_METHODS[name])), st.booleans())
)


@settings(max_examples=150, deadline=None)
@given(st.lists(REQUESTS, min_size=1, max_size=8))
def test_any_sequence_of_requests_is_answered(requests: list[tuple[str, dict[str, Any], bool]]) -> None:
    """Also form-encoded, nothing but an envelope with a result or Telegram's error comes back."""
    simulator = Simulator()
    anna = simulator.world.add_user("Anna")
    simulator.people.start(anna)
    simulator.world.add_group("Byalaget", anna)
    forum = simulator.world.add_supergroup("Nätverket", anna, forum=True)
    simulator.world.add_topic(forum, "Mat", anna)
    simulator.limits.enforced = True
    for name, params, as_form in requests:
        form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in params.items()}
        answer = asyncio.run(simulator.answer(name, form if as_form else params))
        body = json.loads(answer.body)
        assert body["ok"] or body["description"].startswith(("Bad Request: ", "Forbidden: ", "Too Many Requests: "))

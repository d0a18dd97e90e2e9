"""The control API under /sim: what the chat page and tests over HTTP use. JSON in and out, faults as
{"error": words}.

GET  /sim/people                          everybody one can be
GET  /sim/state?user=ID                   everything that person sees
GET  /sim/changes?user=ID&since=N&timeout=S   what changed for them after number N; waits up to S seconds (25)
GET  /sim/query?id=ID                     the bot's answer to a press or an inline query, null so far
POST /sim/acts                            lets somebody act, see `acts`
GET, POST, DELETE /sim/failures           the rules in force, one more (fields of `failures.Rule`), none
GET, POST /sim/limits                     {"enforced": true}
GET  /sim/files/ID                        a file as somebody in a chat opens it, see `server`
GET  /sim/log?since=N                     the Bot API requests after the first N
"""

import asyncio
import dataclasses
from typing import Any

from bot.simulator import acts
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Json, User
from bot.simulator.refusal import Impossible
from bot.simulator.simulator import Call, Simulator
from bot.simulator.view import changes_for, state_for

LONGEST_WAIT = 60.0


async def control(  # noqa: PLR0911 - one line a path
    simulator: Simulator, method: str, path: str, query: dict[str, str], body: Json
) -> Json:
    """Answers one request; `path` is what follows /sim/. Raises LookupError where there is no such thing,
    Impossible
    where it cannot be done."""
    match method, path:
        case "GET", "people":
            return {"people": [user.as_json() | {"role": user.role} for user in simulator.world.users.values()]}
        case "GET", "state":
            return state_for(simulator.world, _user(simulator, query))
        case "GET", "changes":
            return await _changes(simulator, query)
        case "GET", "query":
            return _answer(simulator, query.get("id", ""))
        case "POST", "acts":
            return acts.do(simulator, body)
        case (("GET" | "POST" | "DELETE"), "failures"):
            return _failures(simulator, method, body)
        case (("GET" | "POST"), "limits"):
            return _limits(simulator, body)
        case "GET", "log":
            calls = simulator.log[_number(query, "since", 0) :]
            return {"number": len(simulator.log), "calls": [_call_view(call) for call in calls]}
    raise LookupError(f"no {method} /sim/{path}")


async def _changes(simulator: Simulator, query: dict[str, str]) -> Json:
    user, since = _user(simulator, query), _number(query, "since", 0)
    loop = asyncio.get_running_loop()
    stop = loop.time() + min(float(_number(query, "timeout", 25)), LONGEST_WAIT)
    found = changes_for(simulator.world, user, since)
    while not found["changes"] and not found["reset"] and (left := stop - loop.time()) > 0:
        seen = int(found["number"])
        await simulator.bell.wait(left)
        found = changes_for(simulator.world, user, seen)
    return found


def _answer(simulator: Simulator, query_id: str) -> Json:
    world = simulator.world
    query = world.queries.get(query_id) or world.inline_queries.get(query_id)
    if query is None:
        raise Impossible(f"no query {query_id!r}")
    return {"answer": query.answer}


def _failures(simulator: Simulator, method: str, body: Json) -> Json:
    if method == "POST":
        simulator.failures.order(_rule(body))
    if method == "DELETE":
        simulator.failures.clear()
    return {"rules": [dataclasses.asdict(rule) for rule in simulator.failures.rules]}


def _rule(body: Json) -> Rule:
    try:
        given: dict[str, Any] = body | {"kind": Kind(body.get("kind", ""))}
        return Rule(**given)
    except (TypeError, ValueError) as error:
        raise Impossible(str(error)) from None


def _limits(simulator: Simulator, body: Json) -> Json:
    if "enforced" in body:
        simulator.limits.enforced = bool(body["enforced"])
    return {"enforced": simulator.limits.enforced}


def _call_view(call: Call) -> dict[str, Any]:
    return dataclasses.asdict(call) | {"raw": dict(call.raw), "files": list(call.files)}


def _user(simulator: Simulator, query: dict[str, str]) -> User:
    user = simulator.world.users.get(_number(query, "user", 0))
    if user is None:
        raise Impossible(f"no user {query.get('user')!r}")
    return user


def _number(query: dict[str, str], name: str, default: int) -> int:
    try:
        return max(0, int(query.get(name, default)))
    except ValueError:
        raise Impossible(f"{name} must be a whole number") from None

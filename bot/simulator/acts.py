"""The acts of people as JSON: {"act": "send_text", "chat": 1, "user": 1, "text": "Hej"} calls
`People.send_text`.

Ids stand for what they name: `user`, `by`, `original` and `people` for persons, `chat`, `message` and
`reply_to` (in that chat),
`to` (a chat to forward to), `topic` (in `to`, or else in `chat`), `query` (an inline query).
"""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from bot.simulator.model import Chat, InlineQuery, Json, Message, Query, Topic, User
from bot.simulator.refusal import Impossible
from bot.simulator.simulator import Simulator
from bot.simulator.view import message_view
from bot.simulator.world import World

Key = TypeVar("Key")
Value = TypeVar("Value")
# What each plain annotation takes from JSON.
PLAIN: dict[object, type | tuple[type, ...]] = {str: str, int: int, float: (int, float), bool: bool}
PEOPLE = frozenset((
    "start", "send_text", "forward", "forward_text", "send_photo", "send_voice", "send_sticker", "send_document",
    "send_album", "send_poll", "send_contact", "send_location", "edit_text", "delete", "tap", "press", "forge_press",
    "type_inline", "choose_inline",
))  # fmt: skip
ROOMS = frozenset((
    "add_bot", "remove_bot", "promote_bot", "demote_bot", "restrict_bot", "block_bot", "unblock_bot", "deactivate",
    "join", "leave", "make_admin", "rename", "migrate", "close_topic", "reopen_topic", "delete_topic",
))  # fmt: skip
WORLD = frozenset({"add_user", "add_topic"})


def do(simulator: Simulator, body: Json) -> Json:
    """Lets somebody act and returns what came of it. Raises Impossible, also for acts or arguments that are
    unknown.
    """
    act = _find(simulator, str(body.get("act")))
    given = {name: value for name, value in body.items() if name != "act"}
    chat = _chat(simulator.world, given["chat"]) if "chat" in given else None
    place = _chat(simulator.world, given["to"]) if "to" in given else chat
    arguments = {name: _resolved(simulator.world, (chat, place), name, given[name]) for name in given}
    names_it = {"message", "topic"} & given.keys()
    if chat is not None and names_it and "chat" not in inspect.signature(act).parameters:
        del arguments["chat"]
    try:
        bound = inspect.signature(act).bind(**arguments)
    except TypeError as error:
        raise Impossible(f"{body['act']}: {error}") from None
    _require_types(act, bound.arguments)
    return _shown(simulator.world, act(*bound.args, **bound.kwargs))


def _find(simulator: Simulator, name: str) -> Callable[..., object]:
    for names, owner in ((PEOPLE, simulator.people), (ROOMS, simulator.rooms), (WORLD, simulator.world)):
        if name in names:
            found: Callable[..., object] = getattr(owner, name)
            return found
    raise Impossible(f"no act {name!r}")


def _resolved(  # noqa: PLR0911 - one line a kind
    world: World, chats: tuple[Chat | None, Chat | None], name: str, value: Any
) -> object:
    chat, place = chats
    match name:
        case "chat":
            return chat
        case "to":
            return place
        case "user" | "by" | "original":
            return _known(world.users, value, "user")
        case "query":
            return _known(world.inline_queries, value, "inline query")
        case "message" | "reply_to" if chat is not None:
            return _known(chat.messages, value, "message")
        case "topic" if place is not None:
            return _known(place.topics, value, "topic")
        case "content" if isinstance(value, str):
            return value.encode()
    return value


def _chat(world: World, chat_id: Any) -> Chat:
    if chat_id in world.users:
        return world.private(world.users[chat_id])
    return _known(world.chats, chat_id, "chat")


def _known(things: dict[Key, Value], key: Any, what: str) -> Value:
    if not isinstance(key, int | str) or key not in things:
        raise Impossible(f"no {what} {key!r}")
    return things[key]


def _require_types(act: Callable[..., object], arguments: Json) -> None:
    for name, parameter in inspect.signature(act).parameters.items():
        plain = PLAIN.get(parameter.annotation)
        if plain is not None and name in arguments and not isinstance(arguments[name], plain):
            raise Impossible(f"{name} must be of type {parameter.annotation.__name__}")


def _shown(world: World, result: object) -> Json:  # noqa: PLR0911 - one line a kind
    match result:
        case Message():
            return {"message": message_view(world, world.chats[result.chat_id], result)}
        case [Message(), *_]:
            return {"messages": [_shown(world, each)["message"] for each in result]}
        case Query() | InlineQuery():
            return {"query": result.id}
        case Chat():
            return {"chat": result.id}
        case Topic():
            return {"topic": result.id}
        case User():
            return {"user": result.as_json()}
    return {}

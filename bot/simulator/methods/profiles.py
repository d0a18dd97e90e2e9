"""Methods about the bot itself: who it is, its texts and its menus."""

import re

from bot.simulator.methods.addressing import chat_of
from bot.simulator.methods.sending import Uploads
from bot.simulator.model import Json
from bot.simulator.profile import ScopeKey
from bot.simulator.refusal import bad_request
from bot.simulator.world import World

SCOPES = {
    "default": (), "all_private_chats": (), "all_group_chats": (), "all_chat_administrators": (),
    "chat": ("chat_id",), "chat_administrators": ("chat_id",), "chat_member": ("chat_id", "user_id"),
}  # fmt: skip


def get_me(world: World, _params: Json, _: Uploads) -> Json:
    """getMe"""
    return world.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": world.inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def log_out(_world: World, _params: Json, _: Uploads) -> bool:
    """logOut and close: nothing to give up here."""
    return True


def set_my_commands(world: World, params: Json, _: Uploads) -> bool:
    """setMyCommands: an empty list removes the menu."""
    key = _scope(world, params)
    if len(params["commands"]) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in params["commands"]:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile.commands[key] = [c | {"command": c["command"].lstrip("/")} for c in params["commands"]]
    world.changed("menu", 0)
    return True


def get_my_commands(world: World, params: Json, _: Uploads) -> list[Json]:
    """getMyCommands"""
    return world.profile.commands.get(_scope(world, params), [])


def delete_my_commands(world: World, params: Json, _: Uploads) -> bool:
    """deleteMyCommands"""
    world.profile.commands.pop(_scope(world, params), None)
    world.changed("menu", 0)
    return True


def set_my_name(world: World, params: Json, _: Uploads) -> bool:
    """setMyName"""
    return _set(world.profile.names, params, "name", 64)


def get_my_name(world: World, params: Json, _: Uploads) -> Json:
    """getMyName: the general one where the language has none."""
    return {"name": _get(world.profile.names, params) or world.bot.first_name}


def set_my_description(world: World, params: Json, _: Uploads) -> bool:
    """setMyDescription"""
    return _set(world.profile.descriptions, params, "description", 512)


def get_my_description(world: World, params: Json, _: Uploads) -> Json:
    """getMyDescription"""
    return {"description": _get(world.profile.descriptions, params)}


def set_my_short_description(world: World, params: Json, _: Uploads) -> bool:
    """setMyShortDescription"""
    return _set(world.profile.short_descriptions, params, "short_description", 120)


def get_my_short_description(world: World, params: Json, _: Uploads) -> Json:
    """getMyShortDescription"""
    return {"short_description": _get(world.profile.short_descriptions, params)}


def set_chat_menu_button(world: World, params: Json, _: Uploads) -> bool:
    """setChatMenuButton: of one private chat, or of all (id 0)."""
    button = params.get("menu_button", {"type": "default"})
    if button["type"] not in ("default", "commands", "web_app"):
        raise bad_request("wrong menu button type specified")
    if "chat_id" in params and not chat_of(world, params).is_private:
        raise bad_request("chat not found")
    world.profile.menu_buttons[params.get("chat_id", 0)] = button
    world.changed("menu", params.get("chat_id", 0))
    return True


def get_chat_menu_button(world: World, params: Json, _: Uploads) -> Json:
    """getChatMenuButton"""
    buttons = world.profile.menu_buttons
    return buttons.get(params.get("chat_id", 0)) or buttons.get(0) or {"type": "default"}


def _scope(world: World, params: Json) -> ScopeKey:
    scope = params.get("scope", {"type": "default"})
    if scope["type"] not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    for name in SCOPES[scope["type"]]:
        if name not in scope:
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"")
    if "chat_id" in scope:
        chat_of(world, scope)
    return scope["type"], scope.get("chat_id", 0), scope.get("user_id", 0), _language(params)


def _language(params: Json) -> str:
    code = str(params.get("language_code", ""))
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _set(texts: dict[str, str], params: Json, key: str, limit: int) -> bool:
    text = params.get(key, "")
    if len(text) > limit:
        raise bad_request(f"{key.upper()}_TOO_LONG")
    texts[_language(params)] = text
    return True


def _get(texts: dict[str, str], params: Json) -> str:
    return texts.get(_language(params)) or texts.get("", "")

"""Buttons under a message and keyboards under the text field: what Telegram accepts of them."""

from urllib.parse import urlsplit

from bot.simulator.model import Chat, Json, Message
from bot.simulator.refusal import Refusal, bad_request
from bot.simulator.world import World

MOST_BUTTONS = 100
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "pay",
)  # fmt: skip
USER = "tg://user?id="


def inline_keyboard(params: Json) -> Json | None:
    """The inline keyboard of a call without empty rows, None if it has none. Raises Refusal."""
    markup = params.get("reply_markup")
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        _check_button(button)
    return {"inline_keyboard": rows} if rows else None


def _check_button(button: Json) -> None:
    actions = [name for name in ACTIONS if name in button]
    if not button["text"]:
        raise _unparsable('Field "text" must be of type non-empty String')
    if not actions:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable(f"exactly one of the optional fields must be used, found {' and '.join(actions)}")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not _is_public(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def check_keyboard(params: Json) -> None:
    """Raises Refusal where the reply keyboard of a call is faulty."""
    markup = params.get("reply_markup") or {}
    if "inline_keyboard" not in markup:
        _check_keyboard(markup)


def lay_out(world: World, chat: Chat, params: Json, message: Message, replied: Message | None) -> None:
    """Shows or removes the reply keyboard of those that `message` is meant for; a wish for a reply is kept with
    the message that it is about.
    """
    markup = params.get("reply_markup")
    if not markup or "inline_keyboard" in markup:
        return
    if "force_reply" in markup:
        markup |= {"message_id": message.id}
    for user_id in _meant_for(world, chat, markup, message, replied):
        if "remove_keyboard" in markup:
            chat.keyboards.pop(user_id, None)
        else:
            chat.keyboards[user_id] = markup
    world.changed("keyboard", chat.id)


def _check_keyboard(markup: Json) -> None:
    keys = [key if isinstance(key, str) else key["text"] for row in markup.get("keyboard", []) for key in row]
    if "keyboard" in markup and not keys:
        raise bad_request("reply markup keyboard is empty")
    if not all(keys):
        raise bad_request("keyboard button text must be non-empty")
    if len(keys) > 300:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    if "input_field_placeholder" in markup and not 1 <= len(markup["input_field_placeholder"]) <= 64:
        raise bad_request("REPLY_MARKUP_PLACEHOLDER_INVALID")


def _meant_for(world: World, chat: Chat, markup: Json, message: Message, replied: Message | None) -> list[int]:
    """Everybody, or those only whom the message links to by their id or replies to."""
    if chat.is_private:
        return [chat.id]
    if markup.get("selective"):
        linked = [str(each.get("url", "")) for each in message.entities]
        named = [int(url.removeprefix(USER)) for url in linked if url.startswith(USER)]
        return [*named, replied.sender.id] if replied else named
    return [member.user.id for member in chat.people if member.user.id != world.bot.id]


def _is_public(url: str) -> bool:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    return parts.scheme in ("http", "https", "tg") and (parts.scheme == "tg" or "." in parts.netloc)


def _unparsable(words: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {words}")

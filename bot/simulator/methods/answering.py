"""Methods that answer presses and inline queries, and show that the bot is typing."""

from dataclasses import replace

from bot.simulator.methods.addressing import chat_of, require_right_to_write, topic_of
from bot.simulator.methods.formatting import text_content
from bot.simulator.methods.keyboards import inline_keyboard
from bot.simulator.methods.sending import Uploads
from bot.simulator.model import InlineQuery, Json, Query
from bot.simulator.refusal import bad_request
from bot.simulator.world import World

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
MOST_RESULTS = 50
TYPING_SECONDS = 5.0
START_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_ACTIONS = """
    typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker
    find_location record_video_note upload_video_note
"""
ACTIONS = frozenset(_ACTIONS.split())


def answer_callback_query(world: World, params: Json, _: Uploads) -> bool:
    """answerCallbackQuery: the first answer is what the person sees."""
    query = world.queries.get(params["callback_query_id"])
    _require_fresh(world, query)
    if len(params.get("text", "")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if query is not None and query.answer is None:
        answer: Json = {key: params[key] for key in ("text", "show_alert", "url") if key in params}
        world.queries[query.id] = replace(query, answer=answer)
        world.changed("answer", query.chat_id or 0, query.message_id, user_id=query.user.id,
                      data=answer | {"query_id": query.id})  # fmt: skip
    return True


def answer_inline_query(world: World, params: Json, _: Uploads) -> bool:
    """answerInlineQuery: articles only."""
    query = world.inline_queries.get(params["inline_query_id"])
    _require_fresh(world, query)
    results = [_checked_result(result) for result in params["results"]]
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(params.get("next_offset", "").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    _check_button(params.get("button"))
    if query is not None:
        kept = {key: params[key] for key in ("cache_time", "is_personal", "next_offset", "button") if key in params}
        world.inline_queries[query.id] = replace(query, answer={"results": results} | kept)
        world.changed("inline", query.chat_id, user_id=query.user.id, data={"query_id": query.id})
    return True


def send_chat_action(world: World, params: Json, _: Uploads) -> bool:
    """sendChatAction: shown for five seconds or until the bot writes."""
    chat = chat_of(world, params)
    if params["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    require_right_to_write(world, chat)
    chat.typing = (world.clock() + TYPING_SECONDS, params["action"], topic_of(world, chat, params))
    world.changed("typing", chat.id)
    return True


def _require_fresh(world: World, query: Query | InlineQuery | None) -> None:
    if query is None or world.clock() - query.at > world.query_lifetime:
        raise bad_request(TOO_OLD)


def _checked_result(result: Json) -> Json:
    if result["type"] != "article":
        raise bad_request("can't parse inline query result: only articles are known to the simulator")
    if not 1 <= len(result["id"].encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if not result["title"]:
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = text_content(result["input_message_content"], "message_text")
    shown = {key: value for key, value in result.items() if key != "input_message_content"}
    return shown | {"content": content, "reply_markup": inline_keyboard(result)}


def _check_button(button: Json | None) -> None:
    if button is None:
        return
    if ("start_parameter" in button) == ("web_app" in button):
        raise bad_request("can't parse inline query results button: exactly one of the optional fields must be used")
    start = button.get("start_parameter", "x")
    if not 1 <= len(start) <= 64 or set(start) - START_CHARACTERS:
        raise bad_request("START_PARAM_INVALID")

"""Methods that create messages."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.simulator.composing import size_of
from bot.simulator.files import picture_mime
from bot.simulator.methods.addressing import chat_of, message_of, replied_to, require_right_to_write, topic_of
from bot.simulator.methods.formatting import caption_content, text_content
from bot.simulator.methods.keyboards import check_keyboard, inline_keyboard, lay_out
from bot.simulator.model import Chat, File, Json, Message
from bot.simulator.refusal import bad_request
from bot.simulator.render import message_json, origin_json
from bot.simulator.world import World

Uploads = Mapping[str, File]
MOST_TOGETHER = 10
LOOKS: dict[str, Json] = {
    "photo": {},
    "document": {},
    "voice": {"duration": 1},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
}


def send_message(world: World, params: Json, _: Uploads) -> Json:
    """sendMessage"""
    chat = chat_of(world, params)
    return _shown(world, chat, _post(world, chat, text_content(params), params))


def send_photo(world: World, params: Json, uploads: Uploads) -> Json:
    """sendPhoto"""
    return _send_file(world, params, uploads, "photo")


def send_document(world: World, params: Json, uploads: Uploads) -> Json:
    """sendDocument"""
    return _send_file(world, params, uploads, "document")


def send_voice(world: World, params: Json, uploads: Uploads) -> Json:
    """sendVoice"""
    return _send_file(world, params, uploads, "voice")


def send_sticker(world: World, params: Json, uploads: Uploads) -> Json:
    """sendSticker"""
    return _send_file(world, params, uploads, "sticker")


def send_media_group(world: World, params: Json, uploads: Uploads) -> list[Json]:
    """sendMediaGroup: pictures or documents together, one message each."""
    chat, media = chat_of(world, params), params["media"]
    kinds = {each["type"] for each in media}
    if not 2 <= len(media) <= MOST_TOGETHER:
        raise bad_request(f"there must be 2-{MOST_TOGETHER} media in the group")
    if kinds not in ({"photo"}, {"document"}):
        raise bad_request("only photos and only documents can be sent together in the simulator")
    group = {"media_group_id": world.new_id()}
    contents = [
        _content(_file(world, each["media"], uploads, each["type"]), each["type"]) | caption_content(each) | group
        for each in media
    ]
    return [_shown(world, chat, _post(world, chat, content, params)) for content in contents]


def send_location(world: World, params: Json, _: Uploads) -> Json:
    """sendLocation"""
    if not (-90 <= params["latitude"] <= 90 and -180 <= params["longitude"] <= 180):
        raise bad_request("wrong latitude or longitude specified")
    chat = chat_of(world, params)
    place = {"latitude": params["latitude"], "longitude": params["longitude"]}
    return _shown(world, chat, _post(world, chat, {"location": place}, params))


def send_contact(world: World, params: Json, _: Uploads) -> Json:
    """sendContact"""
    chat = chat_of(world, params)
    contact = {key: params[key] for key in ("phone_number", "first_name", "last_name", "vcard") if key in params}
    return _shown(world, chat, _post(world, chat, {"contact": contact}, params))


def copy_message(world: World, params: Json, _: Uploads) -> Json:
    """copyMessage: the message without its origin, its buttons or its replied-to message."""
    chat = chat_of(world, params)
    source = chat_of(world, params, "from_chat_id")
    original = message_of(source, params["message_id"], "message to copy not found")
    if not original.text and not LOOKS.keys() & original.content.keys():
        raise bad_request("message can't be copied")
    content = dict(original.content)
    if "caption" in params and "text" not in content:
        content = {key: content[key] for key in LOOKS if key in content} | caption_content(params)
    return {"message_id": _post(world, chat, content, params).id}


def forward_message(world: World, params: Json, _: Uploads) -> Json:
    """forwardMessage"""
    chat = chat_of(world, params)
    source = chat_of(world, params, "from_chat_id")
    original = message_of(source, params["message_id"], "message to forward not found")
    origin = origin_json(source, original)
    sent = _post(world, chat, original.content, params)
    return _shown(world, chat, world.store(replace(sent, extra={"forward_origin": origin})))


def _send_file(world: World, params: Json, uploads: Uploads, kind: str) -> Json:
    chat = chat_of(world, params)
    caption = caption_content(params)
    file = _file(world, params.get(kind, ""), uploads, kind)
    return _shown(world, chat, _post(world, chat, _content(file, kind) | caption, params))


def _content(file: File, kind: str) -> Json:
    shown = {"file_id": file.id, "file_unique_id": file.id[-8:], "file_size": len(file.content)} | LOOKS[kind]
    if kind == "photo":
        return {"photo": [shown | size_of(file.content)]}
    return {kind: shown | ({"file_name": file.name, "mime_type": file.mime} if kind == "document" else {})}


def _file(world: World, given: str, uploads: Uploads, kind: str) -> File:
    upload = uploads.get(given.removeprefix("attach://")) or uploads.get(kind)
    if upload is None and given in world.files:
        return world.files[given]
    if upload is None and not given.startswith(("http://", "https://")):
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if upload is not None and not upload.content:
        raise bad_request("file must be non-empty")
    if upload is None:
        return world.keep(given.rsplit("/", 1)[-1], "application/octet-stream", b"")
    mime = picture_mime(upload.content, upload.mime) if kind == "photo" else upload.mime
    return world.keep(upload.name, mime, upload.content)


def _post(world: World, chat: Chat, content: Json, params: Json) -> Message:
    require_right_to_write(world, chat)
    replied = replied_to(world, chat, params)
    topic = topic_of(world, chat, params)
    if topic is None and replied is not None and chat.forum:
        topic = replied.topic
    markup = inline_keyboard(params)
    check_keyboard(params)
    thread = topic if chat.forum or chat.type != "supergroup" or not replied else (replied.thread or replied.id)
    fields: dict[str, Any] = {"reply_to": replied.id if replied else None, "markup": markup}
    if chat.typing[1]:
        chat.typing = (0.0, "", None)
    sent = world.post(chat, world.bot, content, topic=topic, thread=thread, **fields)
    lay_out(world, chat, params, sent, replied)
    return sent


def _shown(world: World, chat: Chat, message: Message) -> Json:
    return message_json(world.bot, chat, message)

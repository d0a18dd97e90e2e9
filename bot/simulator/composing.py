"""What the app makes of what a person writes and sends, and where it lets them."""

from bot.simulator.entities import Formatted, trimmed, utf16_length, with_detected
from bot.simulator.files import SAMPLE
from bot.simulator.model import Chat, File, Json, Message, User
from bot.simulator.refusal import Impossible
from bot.simulator.world import World

LONGEST_TEXT = 4096
MOST_OPTIONS = 12
PNG = b"\x89PNG\r\n\x1a\n"
STICKER = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}


def text_content(formatted: Formatted) -> Json:
    if not formatted.text or utf16_length(formatted.text) > LONGEST_TEXT:
        raise Impossible("the app sends 1-4096 characters at a time")
    return {"text": formatted.text} | ({"entities": formatted.entities} if formatted.entities else {})


def caption_content(caption: str) -> Json:
    formatted = with_detected(trimmed(Formatted(caption, [])))
    entities = {"caption_entities": formatted.entities} if formatted.entities else {}
    return {"caption": formatted.text} | entities if formatted.text else {}


def size_of(picture: bytes) -> Json:
    """A PNG's size in pixels; of other kinds, which are not read, a usual one."""
    if not picture.startswith(PNG) or len(picture) < 24:
        return {"width": 90, "height": 60}
    return {"width": int.from_bytes(picture[16:20]), "height": int.from_bytes(picture[20:24])}


def photo_content(world: World, caption: str) -> Json:
    file = File("", "bild.png", "image/png", SAMPLE)
    return {"photo": [_stored(world, file, size_of(file.content))]} | caption_content(caption)


def voice_content(world: World, seconds: int) -> Json:
    file = File("", "voice.ogg", "audio/ogg", b"OggS")
    return {"voice": _stored(world, file, {"duration": seconds, "mime_type": file.mime})}


def sticker_content(world: World, emoji: str) -> Json:
    return {"sticker": _stored(world, File("", "s.webp", "image/webp", b"RIFF"), STICKER | {"emoji": emoji})}


def document_content(world: World, file: File, caption: str) -> Json:
    look = {"file_name": file.name, "mime_type": file.mime}
    return {"document": _stored(world, file, look)} | caption_content(caption)


def poll_content(world: World, question: str, options: list[str], *, older: bool) -> Json:
    """A poll; with `older` as a server tells of it that is older than Bot API 9.6."""
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise Impossible(f"a poll has 2-{MOST_OPTIONS} options")
    told = {
        "id": world.new_id(), "question": question, "total_voter_count": 0, "is_closed": False,
        "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
    }  # fmt: skip
    choices = [{"text": option, "voter_count": 0} for option in options]
    if older:
        return {"poll": told | {"options": choices}}
    named = [choice | {"persistent_id": str(number)} for number, choice in enumerate(choices)]
    return {"poll": told | {"options": named, "allows_revoting": True, "members_only": False}}


def _stored(world: World, file: File, look: Json) -> Json:
    kept = world.keep(file.name, file.mime, file.content)
    return {"file_id": kept.id, "file_unique_id": kept.id[-8:], "file_size": len(file.content)} | look


def thread_root(replied: Message | None) -> int | None:
    # In a supergroup without topics a chain of replies is a thread, named after its first message.
    return (replied.thread or replied.id) if replied else None


def require_member(world: World, chat: Chat, user: User) -> None:
    member = chat.members.get(user.id)
    if chat.migrated_to or member is None or not member.present:
        raise Impossible(f"{user.first_name} is not in chat {chat.id}")
    if chat.is_private and not chat.members[world.bot.id].present:
        raise Impossible(f"{user.first_name} has blocked the bot")
    if chat.is_channel and member.status not in ("creator", "administrator"):
        raise Impossible(f"{user.first_name} only reads channel {chat.id}")


def require_open(chat: Chat, user: User, topic_id: int | None) -> None:
    topic = chat.topics.get(topic_id or 0)
    if topic_id is not None and (topic is None or topic.deleted):
        raise Impossible(f"no topic {topic_id} in chat {chat.id}")
    if topic is not None and not topic.open and chat.members[user.id].status == "member":
        raise Impossible(f"topic {topic_id} is closed")

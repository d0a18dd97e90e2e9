"""What people do in Telegram's app: write, edit, send things, press buttons, type inline queries.

Every act changes the world and queues the update that Telegram would send to the bot, if it would send one.
"""

from dataclasses import replace
from typing import Any

from bot.simulator.composing import (
    caption_content,
    document_content,
    photo_content,
    poll_content,
    require_member,
    require_open,
    sticker_content,
    text_content,
    thread_root,
    voice_content,
)
from bot.simulator.entities import Formatted, trimmed, with_detected
from bot.simulator.markup import parse_html
from bot.simulator.model import Chat, File, InlineQuery, Json, Message, Query, Topic, User
from bot.simulator.privacy import SERVICE
from bot.simulator.refusal import Impossible
from bot.simulator.render import origin_json, press_json
from bot.simulator.world import World

MOST_IN_ALBUM = 10


class People:
    """The acts of people in a world. Acts that the app would not offer raise Impossible."""

    def __init__(self, world: World) -> None:
        self._world = world

    def start(self, user: User, payload: str = "") -> Message:
        """Presses Start in the private chat, or follows `t.me/<bot>?start=payload`."""
        return self.send_text(self._world.private(user), user, f"/start {payload}".strip())

    def send_text(
        self,
        chat: Chat,
        user: User,
        text: str,
        *,
        reply_to: Message | None = None,
        topic: Topic | None = None,
        html: bool = False,
    ) -> Message:
        """Writes a message; with `html` formatted as the app's own formatting would be."""
        formatted = with_detected(trimmed(parse_html(text) if html else Formatted(text, [])))
        return self._send(chat, user, text_content(formatted), reply_to, topic)

    def forward_text(self, chat: Chat, user: User, text: str, original: User) -> Message:
        """Forwards what `original` wrote elsewhere."""
        origin = {"type": "user", "sender_user": original.as_json(), "date": int(self._world.clock())}
        content = text_content(with_detected(Formatted(text, [])))
        return self._send(chat, user, content, None, None, extra={"forward_origin": origin})

    def forward(self, message: Message, user: User, to: Chat, *, topic: Topic | None = None) -> Message:
        """Forwards a message that the person sees to the chat `to`."""
        now = self._current(message)
        if SERVICE & now.content.keys():
            raise Impossible(f"message {now.id} is a service message")
        origin = origin_json(self._world.chats[now.chat_id], now)
        return self._send(to, user, now.content, None, topic, extra={"forward_origin": origin})

    def send_photo(self, chat: Chat, user: User, caption: str = "", *, topic: Topic | None = None) -> Message:
        """Sends a picture, with a caption if there is one."""
        return self._send(chat, user, photo_content(self._world, caption), None, topic)

    def send_album(
        self, chat: Chat, user: User, caption: str = "", *, number: int = 2, topic: Topic | None = None
    ) -> list[Message]:
        """Sends pictures together, the caption under the first: one message each, of the same media group."""
        if not 2 <= number <= MOST_IN_ALBUM:
            raise Impossible(f"an album has 2-{MOST_IN_ALBUM} pictures")
        group = {"media_group_id": self._world.new_id()}
        captions = [caption, *[""] * (number - 1)]
        pictures = [photo_content(self._world, words) | group for words in captions]
        return [self._send(chat, user, picture, None, topic) for picture in pictures]

    def send_poll(
        self,
        chat: Chat,
        user: User,
        question: str,
        options: list[str],
        *,
        older: bool = False,
        topic: Topic | None = None,
    ) -> Message:
        """Asks the others to choose among `options`; with `older` as the bot hears of it from an older server."""
        content = poll_content(self._world, question, options, older=older)
        return self._send(chat, user, content, None, topic)

    def send_voice(self, chat: Chat, user: User, seconds: int = 4, *, topic: Topic | None = None) -> Message:
        """Records a voice message."""
        return self._send(chat, user, voice_content(self._world, seconds), None, topic)

    def send_sticker(self, chat: Chat, user: User, emoji: str = "👍", *, topic: Topic | None = None) -> Message:
        """Sends a sticker that stands for `emoji`."""
        return self._send(chat, user, sticker_content(self._world, emoji), None, topic)

    def send_document(
        self,
        chat: Chat,
        user: User,
        name: str,
        caption: str = "",
        *,
        content: bytes = b"",
        mime: str = "text/plain",
        topic: Topic | None = None,
    ) -> Message:
        """Sends a file."""
        file = File("", name, mime, content)
        return self._send(chat, user, document_content(self._world, file, caption), None, topic)

    def send_contact(
        self, chat: Chat, user: User, phone: str = "070-000 00 00", *, topic: Topic | None = None
    ) -> Message:
        """Shares one's own contact card."""
        contact = {"phone_number": phone, "first_name": user.first_name, "user_id": user.id}
        return self._send(chat, user, {"contact": contact}, None, topic)

    def send_location(
        self,
        chat: Chat,
        user: User,
        latitude: float = 60.6,
        longitude: float = 15.6,
        *,
        topic: Topic | None = None,
    ) -> Message:
        """Shares a place."""
        place = {"latitude": latitude, "longitude": longitude}
        return self._send(chat, user, {"location": place}, None, topic)

    def edit_text(self, message: Message, text: str) -> Message:
        """The writer changes the text or caption of a message."""
        world, now = self._world, self._current(message)
        formatted = with_detected(trimmed(Formatted(text, [])))
        fresh = text_content(formatted) if "text" in now.content else now.content | caption_content(formatted.text)
        if fresh == now.content:
            return now
        edited = world.store(replace(now, content=fresh, extra={**now.extra, "edit_date": int(world.clock())}))
        world.tell(edited.chat_id, edited.id, "edited_message")
        return edited

    def delete(self, message: Message) -> None:
        """Deletes a message for everybody; bots are not told."""
        del self._world.chats[message.chat_id].messages[self._current(message).id]
        self._world.changed("deleted", message.chat_id, message.id)

    def tap(self, chat: Chat, user: User, label: str) -> Message:
        """Presses a key of the reply keyboard, which sends its text."""
        keyboard = chat.keyboards.get(user.id, {})
        keys = [key if isinstance(key, str) else key["text"] for row in keyboard.get("keyboard", []) for key in row]
        if label not in keys:
            raise Impossible(f"no key {label!r} among {keys}")
        return self.send_text(chat, user, label)

    def press(self, user: User, message: Message, button: str | int) -> Query:
        """Presses an inline button, named by its text, its callback data or its number from 0."""
        buttons = self._current(message).buttons
        found = [b for n, b in enumerate(buttons) if button in (b["text"], b.get("callback_data"), n)]
        if not found or "callback_data" not in found[0]:
            raise Impossible(f"no button {button!r} to press among {[b['text'] for b in buttons]}")
        return self.forge_press(user, message, found[0]["callback_data"])

    def forge_press(self, user: User, message: Message, data: str) -> Query:
        """What a modified client can do: a press with any data, on a message as it is now."""
        world = self._world
        now = self._current(message)
        query = Query(world.new_id(), user, now.chat_id, now.id, data, world.clock())
        world.queries[query.id] = query
        world.updates.push("callback_query", press_json(world.bot, world.chats[now.chat_id], query, now))
        return query

    def answer_to(self, query: Query) -> Json | None:
        """What the bot answered to a press (text, show_alert, url), None so far."""
        return self._world.queries[query.id].answer

    def type_inline(self, user: User, chat: Chat, text: str, offset: str = "") -> InlineQuery:
        """Types `@bot text` in a chat and waits for results; `offset` asks for the next page."""
        world = self._world
        if not world.inline:
            raise Impossible("inline mode is off")
        query = InlineQuery(world.new_id(), user, chat.id, text, offset, world.clock())
        world.inline_queries[query.id] = query
        kind = "sender" if chat.is_private else chat.type
        asked = {"id": query.id, "from": user.as_json(), "query": text, "offset": offset, "chat_type": kind}
        world.updates.push("inline_query", asked)
        return query

    def choose_inline(self, query: InlineQuery, result_id: str, *, topic: Topic | None = None) -> Message:
        """Picks one of the results: it is sent to the chat in the person's name, via the bot."""
        world = self._world
        results = (world.inline_queries[query.id].answer or {}).get("results", [])
        result = next((each for each in results if each["id"] == result_id), None)
        if result is None:
            raise Impossible(f"no result {result_id!r} among {[each['id'] for each in results]}")
        chat, markup = world.chats[query.chat_id], result.get("reply_markup")
        inline_id = world.new_id() if markup else ""
        place = topic.id if topic else None
        require_member(world, chat, query.user)
        require_open(chat, query.user, place)
        chat.started = True
        sent = world.post(
            chat, query.user, result["content"], markup=markup, inline_id=inline_id, topic=place,
            thread=place, extra={"via_bot": world.bot.as_json()},
        )  # fmt: skip
        if inline_id:
            world.inline_messages[inline_id] = (chat.id, sent.id)
        world.tell(chat.id, sent.id)
        if world.inline_feedback:
            chosen = {"result_id": result_id, "from": query.user.as_json(), "query": query.text}
            world.updates.push("chosen_inline_result", chosen | ({"inline_message_id": inline_id} if inline_id else {}))
        return sent

    def _send(
        self,
        chat: Chat,
        user: User,
        content: Json,
        reply_to: Message | None,
        topic: Topic | None,
        extra: Json | None = None,
    ) -> Message:
        require_member(self._world, chat, user)
        replied = self._current(reply_to) if reply_to else None
        place = topic.id if topic else replied.topic if replied else None
        require_open(chat, user, place)
        chat.started = True
        thread = place if chat.is_private or chat.forum or chat.type == "group" else thread_root(replied)
        fields: dict[str, Any] = {
            "topic": place,
            "thread": thread,
            "reply_to": replied.id if replied else None,
        }
        if replied and chat.keyboards.get(user.id, {}).get("message_id") == replied.id:
            del chat.keyboards[user.id]
        sent = self._world.post(chat, user, content, extra=extra or {}, **fields)
        self._world.tell(chat.id, sent.id)
        return sent

    def _current(self, message: Message) -> Message:
        return self._world.message(self._world.chats[message.chat_id], message.id)

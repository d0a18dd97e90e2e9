"""Updates as nobody should send them: of every kind, with what is forged, foreign, replayed, huge or cut in them."""

import random
from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.chat.wire import format_of
from bot.simulator.model import Chat, Message
from bot.wiring import FEATURES
from tests.conftest import Stage

Json = dict[str, Any]

FORMATS: Final = tuple(format_of(each.kind) for feature in FEATURES for each in feature.actions)
COMMANDS: Final = tuple(f"/{each.name}" for feature in FEATURES for each in feature.commands)
VALUES: Final = (
    "1", "2", "3", "7", "-1", "0", "999999999999999", "mat", "samakning", "approve", "yes", "", "å", "x" * 70,
)  # fmt: skip
WORDS: Final = (
    "hur ordnar vi samåkning?", "hej", "ja", "1", "Godkänn", "Skicka", "Avbryt", "<b>fet</b> & <a href='x'>", "\u202e",
    "svar: nytt svar\nfrågor: vad?", "godkänn", "avslå för att", "x" * 4096, "😀" * 900, "@landsbygdsbot mat", " ",
)  # fmt: skip
PLACES: Final = ("message", "edited_message", "channel_post", "edited_channel_post", "business_message",
                 "edited_business_message", "guest_message")  # fmt: skip


class Hostile:
    """Makes updates from chance: senders are never moderators nor administrators, whatever chat they claim to be in."""

    def __init__(self, stage: Stage, chance: random.Random, first: int, *, wrong: bool) -> None:
        """`first` is the number before the first one's; `wrong` values are of kinds that Telegram never sends."""
        self._wrong = wrong
        village = stage.village
        self._chance, self._number = chance, first
        self._senders = [each.as_json() for each in (village.pensioner, village.farmer, village.volunteer)]
        self._chats = [
            *(_chat(stage.simulator.world.private(each)) for each in (village.pensioner, village.farmer)),
            _chat(village.association), _chat(village.network), _chat(village.moderators),
            {"id": -100777, "type": "channel", "title": "Kanalen"},
        ]  # fmt: skip
        self._bot = stage.simulator.world.bot.as_json()
        self.seen: list[Json] = []

    def update(self) -> Json:
        """The next one; now and then an earlier one again, or one that came before in time."""
        if self.seen and self._chance.random() < 0.05:
            return self._chance.choice(self.seen)
        self._number += 1
        kind = self._chance.choice((*MADE, *PLACES, "message", "callback_query"))
        content = self._message() if kind in PLACES else MADE[kind](self)
        made = {"update_id": self._number, kind: self._cut(content)}
        self.seen = [*self.seen[-20:], made]
        return made

    def _cut(self, content: Json) -> Json:
        """Now and then something is missing, or is of another kind, where values may be wrong."""
        if self._wrong and content and self._chance.random() < 0.1:
            name = self._chance.choice(sorted(content))
            wrong: Any = self._chance.choice((None, "x", -1, 10**18, [], {}, True))
            return content | {name: wrong} if wrong is not None else {k: v for k, v in content.items() if k != name}
        return content

    def _message(self, depth: int = 0) -> Json:
        chance = self._chance
        made: Json = {
            "message_id": chance.choice((1, 2, 3, 50, 10**6)), "date": chance.choice((0, 1_700_000_000, 1_795_000_000)),
            "chat": chance.choice(self._chats), "from": chance.choice(self._senders), "text": self._words(),
        }  # fmt: skip
        for name, value in self._additions(depth).items():
            if chance.random() < 0.12:
                made[name] = value()
        if (made["text"] or "").startswith("/") and chance.random() < 0.9:
            length = len(made["text"].split()[0])
            made["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        if made["text"] is None:
            made.pop("entities", None)
        if made["chat"] == self._chats[4]:  # only Telegram itself says that a group has moved
            made = {name: value for name, value in made.items() if not name.startswith("migrate")}
        if made["chat"]["type"] == "private":
            made["from"] = {**made["from"], "id": made["chat"]["id"]}
        return made

    def _additions(self, depth: int) -> Mapping[str, Callable[[], Any]]:
        chance = self._chance
        picture = {"file_id": "a", "file_unique_id": "a", "width": 9, "height": 9}
        return {
            "from": lambda: self._bot,
            "sender_chat": lambda: chance.choice(
                (self._chats[-1], {"id": -100778, "type": "channel", "title": "Länk"})
            ),
            "is_automatic_forward": lambda: True,
            "forward_origin": lambda: {"type": "channel", "date": 0, "chat": self._chats[-1], "message_id": 1},
            "via_bot": lambda: self._bot,
            "edit_date": lambda: 1_795_000_001,
            "business_connection_id": lambda: "b",
            "guest_query_id": lambda: "g",
            "media_group_id": lambda: "m",
            "is_topic_message": lambda: True,
            "message_thread_id": lambda: chance.choice((1, 5, 10**6)),
            "reply_to_message": lambda: self._message(depth + 1) if depth < 2 else None,
            "photo": lambda: [picture],
            "caption": self._words,
            "voice": lambda: {"file_id": "a", "file_unique_id": "a", "duration": 1},
            "contact": lambda: {"phone_number": "1", "first_name": "<b>", "user_id": chance.choice((104, 105, 106))},
            "location": lambda: {"longitude": 1.0, "latitude": 2.0},
            "migrate_to_chat_id": lambda: chance.choice((-1, -100779, 5)),
            "migrate_from_chat_id": lambda: chance.choice((-1, -100779)),
            "new_chat_members": lambda: [self._bot],
            "left_chat_member": lambda: self._bot,
            "new_chat_title": self._words,
            "entities": lambda: [{"type": "mention", "offset": 0, "length": chance.choice((1, 14, 9000))}],
            "text": lambda: None,
        }

    def _words(self) -> str:
        chance = self._chance
        if chance.random() < 0.4:
            return f"{chance.choice(COMMANDS)} {chance.choice((*VALUES, *WORDS))}"
        return chance.choice(WORDS) if chance.random() < 0.9 else self._data()

    def _data(self) -> str:
        """What a button carries, with values that nobody was shown."""
        parts = self._chance.choice(FORMATS).split(":")
        return ":".join(self._chance.choice(VALUES) if part.startswith("{") else part for part in parts)

    def press(self) -> Json:
        """Forged, from a chat of others, on a message that is gone, or on nothing."""
        made: Json = {"id": str(self._number), "from": self._chance.choice(self._senders), "chat_instance": "1"}
        made["data"] = self._data() if self._chance.random() < 0.95 else "\x00" * 64
        gone = {"message_id": 1, "date": 0, "chat": self._chance.choice(self._chats)}
        on: Json = {"message": self._chance.choice((self._message(), gone))} if self._chance.random() < 0.9 else {}
        return made | (on or {"inline_message_id": "i"})

    def inline(self) -> Json:
        """A search from anywhere."""
        return {"id": str(self._number), "from": self._sender(), "query": self._words()[:256], "offset": "x"}

    def membership(self) -> Json:
        """The bot, or somebody, became something somewhere, also of a kind that nobody knows."""
        chance = self._chance
        old, new = (
            {"status": chance.choice(("member", "left", "kicked", "creator", "elder")), "user": self._bot,
             "until_date": 0, "is_anonymous": False}
            for _ in range(2)
        )  # fmt: skip
        chat = chance.choice([each for each in self._chats if each["id"] != self._chats[4]["id"]])
        return {"chat": chat, "from": self._sender(), "date": 0, "old_chat_member": old, "new_chat_member": new}

    def other(self) -> Json:
        """What no handler asks for."""
        chat, sender = self._chance.choice(self._chats), self._sender()
        return {
            "id": "1", "user": sender, "from": sender, "chat": chat, "date": 0, "message_id": 1, "user_chat_id": 1,
            "business_connection_id": "b", "message_ids": [1], "poll_id": "1", "option_ids": [0], "result_id": "1",
            "query": "x", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
            "is_anonymous": True,
            "type": "regular", "allows_multiple_answers": False, "old_reaction": [], "new_reaction": [],
            "reactions": [],
            "invoice_payload": "x", "currency": "SEK", "total_amount": 1, "is_enabled": True, "paid_media_payload": "x",
            "boost_id": "1", "remove_date": 0, "source": {"source": "premium", "user": sender},
        }  # fmt: skip

    def _sender(self) -> Json:
        found: Json = self._chance.choice(self._senders)
        return found


MADE: Final[Mapping[str, Callable[[Hostile], Json]]] = {
    "callback_query": Hostile.press,
    "inline_query": Hostile.inline,
    "my_chat_member": Hostile.membership,
    "chat_member": Hostile.membership,
} | dict.fromkeys(
    (
        "business_connection", "deleted_business_messages", "message_reaction", "message_reaction_count",
        "chosen_inline_result", "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer",
        "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
    ),
    Hostile.other,
)  # fmt: skip


def _chat(chat: Chat) -> Json:
    found: Json = {"id": chat.id, "type": chat.type}
    return found | ({"title": chat.title} if chat.id < 0 else {"first_name": "Anna"})


async def decided(stage: Stage) -> Json:
    """All that only moderators, organisers or a group's administrators may decide."""
    asked = {
        "items": "SELECT id, status FROM items WHERE status NOT IN ('waiting', 'withdrawn') ORDER BY id",
        "entries": "SELECT id, answer, status FROM entries WHERE origin = 'tip' ORDER BY id",
        "phrases": "SELECT * FROM phrases ORDER BY 1",
        "moderators": "SELECT chat_id FROM moderators",
        "organisers": "SELECT user_id FROM organisers ORDER BY user_id",
        "links": "SELECT count(*) AS number FROM organiser_links",
        "broadcasts": "SELECT id, status FROM broadcasts ORDER BY id",
        "deliveries": "SELECT count(*) AS number FROM deliveries",
        "network": "SELECT chat_id, status FROM network ORDER BY chat_id",
        "mutes": "SELECT * FROM mutes ORDER BY 1",
    }
    database = stage.database
    return {name: [tuple(row) for row in await database.rows(sql)] for name, sql in asked.items()}


def shown(stage: Stage) -> list[Message]:
    """What the bot has sent to the moderators."""
    return stage.simulator.sent(stage.village.moderators)

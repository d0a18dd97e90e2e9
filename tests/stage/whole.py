"""What must hold of the queue when all is calm, whatever has happened before; each function asserts one of these."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from bot.features.moderation.rules import UNDO
from bot.features.moderation.store import queue
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.values import Item
from bot.gateway.outbox import MODERATORS
from bot.language.text import flat
from bot.simulator.model import Chat
from bot.simulator.simulator import Simulator
from bot.storage.clock import stamp
from bot.storage.database import Database
from bot.storage.versions import HistoryRow
from tests.stage.moderators import require_complete

OPEN: Final = {"waiting", "returned"}
STEPS_TO: Final[dict[str, tuple[set[str], str | None]]] = {  # from which states each action goes, and whereto
    "approve": (OPEN, "approved"),
    "decline": (OPEN, "declined"),
    "merge": (OPEN, "merged"),
    "answer": (OPEN, "answered"),
    "withdraw": (OPEN, "withdrawn"),
    "send_back": ({"waiting"}, "returned"),
    "reply": ({"returned"}, "waiting"),
    "reopen": ({"approved", "declined", "merged", "answered"}, "waiting"),
    "edit": (OPEN, None),
    "revise": (OPEN, None),
    "claim": (OPEN, None),
    "release": (OPEN, None),
}
UNDOABLE: Final = {"approve", "decline", "merge", "edit", "send_back"}
OF_AUTHORS: Final = {"submit", "reply", "revise", "withdraw"}
TOLD: Final = {
    "approve": "published",
    "merge": "merged",
    "decline": "declined",
    "answer": "answered",
    "send_back": "returned",
}
SAID: Final = {  # how a notice of each kind is known in the chat
    "published": "är publicerat",
    "corrected": "svaret är rättat",
    "merged": "hör nu ihop med ett svar",
    "returned": "undrar en sak om det du skickade",
    "declined": "<b>Ditt tips blev inte|<b>Din fråga kunde inte|<b>Det du rapporterade ledde inte",
    "answered": "<b>Svar från en moderator:",
    "undone": "ångrade sig och tittar",
    "reopened": "har tagit upp det igen",
}


async def require_whole(database: Database, simulator: Simulator, desk: Chat, asked: int) -> list[Item]:
    """All of it; `asked` is how many cards moderators have asked for. The items, oldest first."""
    rows = await database.rows("SELECT id FROM items ORDER BY id")
    items = [await queue.item(database, row["id"]) for row in rows]
    for item in items:
        history = await require_complete(database, item)
        require_legal(item, history)
        await require_told(database, simulator, item, history, asked)
    await require_knowledge(database, items)
    await require_cards(database, desk)
    return items


def require_legal(item: Item, rows: list[HistoryRow]) -> None:
    """Each action was open to whoever did it in the state before; two decisions have an undo or reopen between."""
    told: dict[str, Any] = {}
    for before, row in zip([None, *rows], rows, strict=False):
        state = told.get("status")
        told |= row.after
        assert (row.actor_id == item.author_id) == (row.action in OF_AUTHORS), row
        if before is None or row.action == "submit":
            assert (before, row.action) == (None, "submit")
        elif row.action == "undo":
            assert before.action in UNDOABLE
            assert row.at - before.at <= UNDO + timedelta(seconds=1)
            assert told["status"] == before.before.get("status", state)
        else:
            states, becomes = STEPS_TO[row.action]
            assert state in states, row
            assert told["status"] == (becomes or state)
        require_hands_off(row, rows)


def require_hands_off(row: HistoryRow, rows: list[HistoryRow]) -> None:
    """Nobody but the author meddled with what a moderator had in hand."""
    holder: Any = None
    until: Any = None
    for earlier in rows[: row.version - 1]:
        holder, until = earlier.after.get("claimed_by", holder), earlier.after.get("claimed_until", until)
    if row.action not in OF_AUTHORS and holder is not None and until > stamp(row.at):
        assert row.actor_id == holder


async def require_told(
    database: Database, simulator: Simulator, item: Item, rows: list[HistoryRow], asked: int
) -> None:
    """Each decision has its notice, all are settled, and the chats show each exactly once, or it is unknown."""
    queued = await database.rows("SELECT * FROM notices WHERE item_id = ?", (item.id,))
    assert {each["status"] for each in queued} <= {"sent", "unknown", "gone", "recalled"}
    there = {(each["version"], each["kind"]) for each in queued}
    for row in rows:
        kind = "corrected" if (row.action, item.kind) == ("approve", "report") else TOLD.get(row.action)
        assert kind is None or (row.version, kind) in there
        assert row.action not in {"submit", "reply", "reopen"} or (row.version, "card") in there
    undone = {row.version - 1 for row in rows if row.action in ("undo", "reopen")}
    assert all(each["version"] in undone for each in queued if each["status"] == "recalled")
    texts = {str(row.after["text"]) for row in rows if "text" in row.after}
    markers = {f"Du skrev: {flat(text).partition(')')[0]})" for text in texts}
    for kind, words in SAID.items():
        number = Counter(each["status"] for each in queued if each["kind"] == kind)
        ways = words.split("|")
        seen = sum(any(m in text for m in markers) and any(w in text for w in ways) for text in sent(simulator))
        assert number["sent"] <= seen <= number["sent"] + number["unknown"], (kind, number, seen)
    cards = Counter(each["status"] for each in queued if each["chat_id"] == MODERATORS)
    seen = sum(f'"m:{item.id}:' in json.dumps(call.params) for call in simulator.calls("sendMessage") if call.done)
    assert cards["sent"] <= seen <= cards["sent"] + cards["unknown"] + asked


def sent(simulator: Simulator) -> Iterator[str]:
    """Every message that has come to a chat, as it was sent."""
    return (str(call.params["text"]) for call in simulator.calls("sendMessage") if call.done)


async def require_knowledge(database: Database, items: list[Item]) -> None:
    """What members are answered with is what the decisions, one after the other, made of it, and nothing else."""
    entries: dict[str, dict[str, Any]] = {}
    phrases: set[tuple[str, str]] = set()
    for row in await database.rows("SELECT before, after FROM history ORDER BY id"):
        before, after = json.loads(row["before"]), json.loads(row["after"])
        phrases -= {(each["entry_id"], each["phrase"]) for each in [before.get("phrase")] if each}
        phrases |= {(each["entry_id"], each["phrase"]) for each in [after.get("phrase")] if each}
        entries |= {each["id"]: each for each in [after.get("entry")] if each}
    stored = await database.rows("SELECT * FROM entries")
    assert {row["id"]: row["answer"] for row in stored} == {each["id"]: each["answer"] for each in entries.values()}
    live = {row["id"]: row["item_id"] for row in stored if row["status"] == "live"}
    assert live.keys() == {each["id"] for each in entries.values() if each["status"] == "live"}
    learnt = await database.rows("SELECT entry_id, phrase FROM phrases")
    assert {(row["entry_id"], row["phrase"]) for row in learnt} == phrases
    tips = {row["item_id"] for row in stored if row["origin"] == "tip" and row["status"] == "live"}
    assert tips == {each.id for each in items if (each.kind, each.status) == ("tip", "approved")}


async def require_cards(database: Database, desk: Chat) -> None:
    """Every message that is known to show an item shows it as it is, with buttons that count."""
    for row in await database.rows("SELECT * FROM cards"):
        item, message = await queue.item(database, row["item_id"]), desk.messages[row["message_id"]]
        head = f"{decisions_texts.KINDS[item.kind]} nr {item.id} · {decisions_texts.STATUSES[item.status]}"
        assert message.text.startswith(head), (message.text, item)
        data = [str(each["callback_data"]).split(":") for each in message.buttons if "callback_data" in each]
        assert {(each[1], each[2]) for each in data} == {(str(item.id), str(item.version))}

"""What the latest buttons in a private chat stand for, so that "1", "ja" or a button's words can be typed instead."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.storage.clock import now, stamp
from bot.storage.database import Database
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS

VALID = PERIODS["buttons"]
OPEN = timedelta(hours=1)  # what a dialogue asks may be answered for as long, whatever comes meanwhile
_AROUND = " \t\n.,!?()\"'”“’«»"  # what is typed around a choice, such as ”1” or "2)"


TRACES: Final = (Trace("offers", "chat_id", ("choices", "offered_at"), besides=("choices", "besides")),)


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says and the action it stands for; `words` are other ways to type it, in lower case."""

    label: str
    action: str
    words: tuple[str, ...] = ()


async def offer(database: Database, chat_id: int, choices: Sequence[Choice]) -> None:
    """The chat's choices from now on; an empty sequence means that nothing is on offer."""
    await database.execute(
        "INSERT INTO offers (chat_id, choices, offered_at) VALUES (?, ?, ?)"
        " ON CONFLICT (chat_id) DO UPDATE SET choices = excluded.choices, offered_at = excluded.offered_at,"
        " besides = '[]'",
        (chat_id, _stored(choices), stamp(now())),
    )


async def offer_besides(database: Database, chat_id: int, choices: Sequence[Choice]) -> None:
    """The choices of a message that nobody asked for: those of a dialogue less than an hour old go before them."""
    at, stored = now(), _stored(choices)
    async with database.transaction() as transaction:
        kept = await transaction.execute(
            "UPDATE offers SET besides = ? WHERE chat_id = ? AND offered_at >= ?", (stored, chat_id, stamp(at - OPEN))
        )
        if not kept:
            await transaction.execute(
                "INSERT INTO offers (chat_id, choices, besides, offered_at) VALUES (?, '[]', ?, ?)"
                " ON CONFLICT (chat_id) DO UPDATE SET choices = '[]', besides = excluded.besides,"
                " offered_at = excluded.offered_at",
                (chat_id, stored, stamp(at)),
            )


async def pick(database: Database, chat_id: int, text: str, message_id: int) -> str | None:
    """The action that a typed text stands for, by a button's label or word; None if it is something else.

    The same `message_id` stands for the same action again: what is handled a second time after a crash must not choose
    among the buttons that its first time has led to.
    """
    row = await database.row(
        "SELECT choices, besides, message_id, action FROM offers WHERE chat_id = ? AND offered_at >= ?",
        (chat_id, stamp(now() - VALID)),
    )
    if row is None or not plain(text):
        return None
    if row["message_id"] == message_id:
        return str(row["action"])
    action = among(_loaded(row["choices"]) + _loaded(row["besides"]), text)
    if action is not None:
        await settle(database, chat_id, message_id, action)
    return action


async def on_offer(database: Database, chat_id: int, text: str) -> str | None:
    """The action that a text would stand for, of a button that is on offer; nothing is chosen by that."""
    row = await database.row(
        "SELECT choices, besides FROM offers WHERE chat_id = ? AND offered_at >= ?", (chat_id, stamp(now() - VALID))
    )
    return None if row is None else among(_loaded(row["choices"]) + _loaded(row["besides"]), text)


async def settle(database: Database, chat_id: int, message_id: int, action: str) -> None:
    """A message stands for this action, whatever is on offer when it is handled again."""
    await database.execute(
        "INSERT INTO offers (chat_id, choices, offered_at, message_id, action) VALUES (?, '[]', ?, ?, ?)"
        " ON CONFLICT (chat_id) DO UPDATE SET message_id = excluded.message_id, action = excluded.action",
        (chat_id, stamp(now()), message_id, action),
    )


def among(choices: Sequence[Choice], text: str) -> str | None:
    """The action of the first choice that a typed text stands for."""
    typed = plain(text)
    return next((each.action for each in choices if typed in {each.label.casefold(), *each.words}), None)


async def forget(database: Database) -> None:
    """Drop offers that are no longer valid."""
    await database.execute("DELETE FROM offers WHERE offered_at < ?", (stamp(now() - VALID),))


def plain(text: str) -> str:
    """A typed text as it is compared with labels and words."""
    return text.strip(_AROUND).casefold()


def _stored(choices: Sequence[Choice]) -> str:
    return json.dumps([[choice.label, choice.action, choice.words] for choice in choices], ensure_ascii=False)


def _loaded(stored: str) -> list[Choice]:
    return [Choice(label, action, tuple(words)) for label, action, words in json.loads(stored)]

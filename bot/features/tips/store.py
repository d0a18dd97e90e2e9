"""Half-written submissions, kept in the database over days and restarts; `rules` know their steps.

What a member starts while another draft is unfinished sets that one aside; it is current again when the new one has
been sent or cancelled. Whatever a member can press carries the draft's `mark`, so that a button of an earlier step or
draft does nothing.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any, Final

from bot.chat import prompts
from bot.features.tips import rules
from bot.features.tips.values import Draft, NotTaken
from bot.storage.clock import moment, now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS

KEPT = PERIODS["draft"]
RESTORABLE = PERIODS["cancelled"]

_MOST_ASIDE = 4


TRACES: Final = (
    Trace("drafts", "user_id", ("kind", "fields", "changed_at"), besides=("fields",)),
    Trace("cancelled_drafts", "user_id", ("fields", "cancelled_at"), besides=("fields",)),
)


async def start(database: Database, draft: Draft) -> Draft:
    """Make `draft` current in place of an earlier one about the same thing; others are set aside.

    A text that it starts with, such as a question that found no answer, is checked as if it had just been written.
    """
    begun = replace(draft, whole=draft.whole or draft.step == "preview")
    if begun.step == "text" and begun.text:
        begun = rules.answered(begun, begun.text)
    async with database.transaction() as transaction:
        earlier = await _stack(transaction, draft.user_id)
        others = [each for each in earlier if each.about != draft.about]
        await _store(transaction, draft.user_id, [begun, *others[:_MOST_ASIDE]])
    return begun


async def current(database: Database, user_id: int) -> Draft | None:
    """The member's draft at hand."""
    row = await database.row("SELECT * FROM drafts WHERE user_id = ?", (user_id,))
    return None if row is None else _loaded(user_id, row["fields"])[0]


async def change(
    database: Database,
    user_id: int,
    changed: Callable[[Draft], Draft],
    *,
    mark: str | None = None,
    message_id: int | None = None,
) -> Draft:
    """The draft at hand as `changed` by one of the rules; NotTaken when it is not.

    A button gives its `mark`, a typed answer its `message_id`, by which a message that comes again after a crash
    answers one step only.
    """
    async with database.transaction() as transaction:
        draft, *aside = await _marked(transaction, user_id, mark)
        if message_id is not None and draft.message_id == message_id:
            return draft
        draft = replace(changed(draft), message_id=message_id or draft.message_id, changed_at=now())
        await _store(transaction, user_id, [draft, *aside])
    return draft


async def cancel(database: Database, user_id: int, *, mark: str | None = None) -> Draft:
    """Throw the draft away and return it; for an hour `restore` brings it back. What was set aside is current again."""
    async with database.transaction() as transaction:
        draft = await _popped(transaction, user_id, mark)
        await transaction.execute(
            "INSERT OR REPLACE INTO cancelled_drafts (user_id, fields, cancelled_at) VALUES (?, ?, ?)",
            (user_id, json.dumps([_fields(draft)], ensure_ascii=False), stamp(now())),
        )
    return draft


async def restore(database: Database, user_id: int) -> Draft | None:
    """Make the draft that was cancelled last current again, once; None when that is too long ago."""
    async with database.transaction() as transaction:
        row = await transaction.row(
            "DELETE FROM cancelled_drafts WHERE user_id = ? AND cancelled_at > ? RETURNING fields",
            (user_id, stamp(now() - RESTORABLE)),
        )
        if row is None:
            return None
        draft = replace(_loaded(user_id, row["fields"])[0], changed_at=now())
        others = [each for each in await _stack(transaction, user_id) if each.about != draft.about]
        await _store(transaction, user_id, [draft, *others[:_MOST_ASIDE]])
    return draft


async def take(transaction: Transaction, user_id: int, mark: str) -> Draft:
    """Remove the draft, which stands at its preview, in the same transaction that submits it: it is sent once."""
    draft = await _popped(transaction, user_id, mark)
    if draft.step != "preview":
        raise NotTaken("not_here")
    return draft


async def forget(database: Database) -> None:
    """Drop drafts that nobody has touched for 90 days, and those that were cancelled more than an hour ago."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "DELETE FROM cancelled_drafts WHERE cancelled_at <= ?", (stamp(now() - RESTORABLE),)
        )  # fmt: skip
        await transaction.execute("DELETE FROM drafts WHERE changed_at < ?", (stamp(now() - KEPT),))


async def _popped(transaction: Transaction, user_id: int, mark: str | None) -> Draft:
    draft, *aside = await _marked(transaction, user_id, mark)
    await _store(transaction, user_id, aside)
    return draft


async def _marked(transaction: Transaction, user_id: int, mark: str | None) -> list[Draft]:
    stack = await _stack(transaction, user_id)
    if not stack:
        raise NotTaken("no_draft")
    if mark is not None and mark != stack[0].mark:
        raise NotTaken("stale")
    return stack


async def _stack(transaction: Transaction, user_id: int) -> list[Draft]:
    """The draft at hand and those set aside, the latest first."""
    row = await transaction.row("SELECT fields FROM drafts WHERE user_id = ?", (user_id,))
    return [] if row is None else _loaded(user_id, row["fields"])


async def _store(transaction: Transaction, user_id: int, stack: list[Draft]) -> None:
    """Keep the drafts; the next words are for the one at hand, unless it rests, and for no earlier prompt."""
    if not stack:
        await transaction.execute("DELETE FROM drafts WHERE user_id = ?", (user_id,))
        return
    first = stack[0]
    if not first.rests(now()):
        await prompts.drop(transaction, user_id)
    stored = json.dumps([_fields(draft) for draft in stack], ensure_ascii=False)
    await transaction.execute(
        "INSERT OR REPLACE INTO drafts (user_id, kind, step, fields, changed_at) VALUES (?, ?, ?, ?, ?)",
        (user_id, first.kind, first.step, stored, stamp(first.changed_at)),
    )


def _fields(draft: Draft) -> dict[str, Any]:
    values = {name: value for name, value in asdict(draft).items() if value is not None and name != "user_id"}
    return {**values, "changed_at": stamp(draft.changed_at)}


def _loaded(user_id: int, stored: str) -> list[Draft]:
    drafts = json.loads(stored)
    return [Draft(**{**each, "user_id": user_id, "changed_at": moment(each["changed_at"])}) for each in drafts]

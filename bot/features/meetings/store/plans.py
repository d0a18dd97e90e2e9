"""Half-made meetings, kept in the database over days and restarts; `rules` know their steps."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, time
from typing import Any, Final

from bot.features.meetings.planning import NotPlanned, Plan, Step
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS

KEPT: Final = PERIODS["draft"]

_FIELDS: Final = ("name", "day", "place", "questions", "by_place", "whole", "clock", "sites", "meeting_id")


TRACES: Final = (Trace("plans", "user_id", ("fields", "changed_at"), besides=("fields",)),)


async def begin(database: Database, user_id: int) -> Plan:
    """A new plan in place of an earlier one."""
    async with database.transaction() as transaction:
        return await _store(transaction, Plan(user_id))


async def edit(database: Database, plan: Plan) -> Plan:
    """A plan that changes a meeting, in place of an earlier one."""
    async with database.transaction() as transaction:
        return await _store(transaction, plan)


async def current(database: Database, user_id: int) -> Plan | None:
    """The organiser's plan."""
    row = await database.row("SELECT * FROM plans WHERE user_id = ?", (user_id,))
    return None if row is None else _loaded(row)


async def change(database: Database, user_id: int, step: Step | None, changed: Callable[[Plan], Plan]) -> Plan:
    """The plan changed; NotPlanned when it is not at `step`, or `changed` does not take the answer."""
    async with database.transaction() as transaction:
        plan = await _at(transaction, user_id, step)
        return await _store(transaction, changed(plan))


async def take(transaction: Transaction, user_id: int) -> Plan:
    """Remove the plan, which stands at its preview, in the transaction that makes the meeting: it is made once."""
    plan = await _at(transaction, user_id, "preview")
    await transaction.execute("DELETE FROM plans WHERE user_id = ?", (user_id,))
    return plan


async def forget(database: Database) -> None:
    """Drop plans that nobody has touched for 90 days."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM plans WHERE changed_at < ?", (stamp(now() - KEPT),))


async def _at(transaction: Transaction, user_id: int, step: Step | None) -> Plan:
    row = await transaction.row("SELECT * FROM plans WHERE user_id = ?", (user_id,))
    if row is None or (step is not None and row["step"] != step):
        raise NotPlanned("stale")
    return _loaded(row)


async def _store(transaction: Transaction, plan: Plan) -> Plan:
    values = {name: value for name, value in asdict(plan).items() if name in _FIELDS}
    stored = json.dumps(values, ensure_ascii=False, default=_written)
    await transaction.execute(
        "INSERT OR REPLACE INTO plans (user_id, step, fields, changed_at) VALUES (?, ?, ?, ?)",
        (plan.user_id, plan.step, stored, stamp(now())),
    )
    return plan


def _loaded(row: Row) -> Plan:
    values: dict[str, Any] = json.loads(row["fields"])
    read: dict[str, Any] = {
        "day": date.fromisoformat(values["day"]) if values.get("day") else None,
        "clock": time.fromisoformat(values["clock"]) if values.get("clock") else None,
        "questions": tuple(values.get("questions", ())),
        "sites": tuple(values.get("sites", ())),
    }
    return Plan(row["user_id"], row["step"], **{**values, **read})


def _written(value: date | time) -> str:
    return value.isoformat()

"""Who has got a broadcast: recipients by outcome, the whole table as a file, and topics that are closed."""

from collections.abc import Sequence
from typing import Final, get_args

from telegram import Update

from bot import delivery_texts, network_texts
from bot.actors import Actor
from bot.broadcasts import allowed, reading, running
from bot.broadcasts.values import Broadcast, Delivery, Outcome
from bot.clock import now
from bot.handlers import broadcast_pages, templates, tracking
from bot.handlers.context import Context
from bot.handlers.replying import acknowledge
from bot.network import reading as network_groups

_OF_TOPICS: Final = ("topic_closed", "topic_deleted")


async def perform(
    update: Update, context: Context, actor: Actor, known: Broadcast, letter: str, what: Sequence[str]
) -> None:
    """A press that only looks: the list, the table, or a draft of what came of it."""
    match letter:
        case "l":
            await _list(update, context, known, what)
        case "x":
            await acknowledge(update)
            await _send_table(update, context, known)
        case _:
            await templates.what_came(update, context, actor, known)


async def redirect(
    update: Update, context: Context, actor: Actor, known: Broadcast, version: int, what: Sequence[str]
) -> None:
    """Where to send what failed since its topic is closed or gone: the choices, then the choice."""
    match what:
        case [delivery_id, topic] if delivery_id.isdecimal() and topic.isdecimal():
            thread = int(topic[:15]) or None
            at, number = now(), int(delivery_id[:15])
            changed = await running.redirect(context.database, known.id, version, actor, number, thread, at)
            context.services.broadcasts.set()
            await tracking.show(update, context, changed.id, actor)
        case _:
            allowed.require(known, version, actor, "redirect")
            await tracking.turn_aside(update, context, broadcast_pages.topics(known, await _choices(context, known)))


async def _choices(context: Context, known: Broadcast) -> list[tuple[Delivery, int | None, str]]:
    """For each group General, and the topic that its administrator has chosen since."""
    found: list[tuple[Delivery, int | None, str]] = []
    for each in await reading.deliveries(context.database, known.id, ("failed",)):
        if each.reason not in _OF_TOPICS:
            continue
        if each.topic is not None:
            found.append((each, None, network_texts.GENERAL))
        group = await network_groups.group(context.database, each.chat_id)
        if group is not None and group.thread not in (None, each.topic):
            found.append((each, group.thread, group.topic_name or ""))
    return found


async def _list(update: Update, context: Context, known: Broadcast, what: Sequence[str]) -> None:
    outcome: Outcome | None = next((each for each in get_args(Outcome) if what and each == what[0]), None)
    after = int(what[1][:15]) if len(what) > 1 and what[1].isdecimal() else -1
    outcomes: tuple[Outcome, ...] = () if outcome is None else (outcome,)
    if outcome == "queued":
        outcomes = ("queued", "sending")
    found = await reading.deliveries(context.database, known.id, outcomes, after, broadcast_pages.PER_PAGE)
    progress = await reading.progress(context.database, known.id)
    await tracking.turn_aside(update, context, broadcast_pages.recipients(found, progress, known, outcome or ""))


async def _send_table(update: Update, context: Context, known: Broadcast) -> None:
    if update.effective_chat is not None:
        found = await reading.deliveries(context.database, known.id)
        await context.bot.send_document(
            update.effective_chat.id, delivery_texts.table(found), filename=delivery_texts.file_name(known.id)
        )

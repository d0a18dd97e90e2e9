"""Who has got a broadcast: recipients by outcome, the whole table as a file, and topics that are closed."""

from collections.abc import Sequence
from typing import Final, get_args

from telegram import Update

from bot.chat.context import Context
from bot.chat.reply import acknowledge
from bot.features.broadcasts import rules
from bot.features.broadcasts.handlers import templates, view
from bot.features.broadcasts.pages import card as card_pages
from bot.features.broadcasts.store import lists, runs
from bot.features.broadcasts.texts import delivery as delivery_texts
from bot.features.broadcasts.values import Broadcast, Delivery, Outcome, UnderWay
from bot.features.network import texts as network_texts
from bot.features.network.store import groups
from bot.features.roles.values import Actor
from bot.storage.clock import now

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
            changed = await runs.redirect(context.database, known.id, version, actor, number, thread, at)
            context.state(UnderWay).changed.set()
            await view.show(update, context, changed.id, actor)
        case _:
            rules.require(known, version, actor, "redirect")
            await view.turn_aside(update, context, card_pages.topics(known, await _choices(context, known)))


async def _choices(context: Context, known: Broadcast) -> list[tuple[Delivery, int | None, str]]:
    """For each group General, and the topic that its administrator has chosen since."""
    found: list[tuple[Delivery, int | None, str]] = []
    for each in await lists.deliveries(context.database, known.id, ("failed",)):
        if each.reason not in _OF_TOPICS:
            continue
        if each.topic is not None:
            found.append((each, None, network_texts.GENERAL))
        group = await groups.group(context.database, each.chat_id)
        if group is not None and group.thread not in (None, each.topic):
            found.append((each, group.thread, group.topic_name or ""))
    return found


async def _list(update: Update, context: Context, known: Broadcast, what: Sequence[str]) -> None:
    outcome: Outcome | None = next((each for each in get_args(Outcome) if what and each == what[0]), None)
    after = int(what[1][:15]) if len(what) > 1 and what[1].isdecimal() else -1
    outcomes: tuple[Outcome, ...] = () if outcome is None else (outcome,)
    if outcome == "queued":
        outcomes = ("queued", "sending")
    found = await lists.deliveries(context.database, known.id, outcomes, after, card_pages.PER_PAGE)
    progress = await lists.progress(context.database, known.id)
    await view.turn_aside(update, context, card_pages.recipients(found, progress, known, outcome or ""))


async def _send_table(update: Update, context: Context, known: Broadcast) -> None:
    if update.effective_chat is not None:
        found = await lists.deliveries(context.database, known.id)
        await context.bot.send_document(
            update.effective_chat.id, delivery_texts.table(found), filename=delivery_texts.file_name(known.id)
        )

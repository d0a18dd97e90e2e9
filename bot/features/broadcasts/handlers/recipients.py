"""Who has got a broadcast: recipients by outcome, the whole table as a file, and topics that are closed."""

from typing import Final

from telegram import Update

from bot.chat.context import Context
from bot.chat.reply import acknowledge
from bot.features.broadcasts import rules
from bot.features.broadcasts.actions import ChooseTopic, Redirect, SendTable, ShowRecipients
from bot.features.broadcasts.handlers import view
from bot.features.broadcasts.handlers.gate import about_one
from bot.features.broadcasts.pages import card as card_pages
from bot.features.broadcasts.store import lists, runs
from bot.features.broadcasts.texts import recipients as recipients_texts
from bot.features.broadcasts.values import Broadcast, Delivery, Outcome
from bot.features.network import texts as network_texts
from bot.features.network.store import groups, standings
from bot.features.roles.values import Actor
from bot.storage.clock import now

_OF_TOPICS: Final = ("topic_closed", "topic_deleted")


@about_one
async def show(update: Update, context: Context, _: Actor, known: Broadcast, asked: ShowRecipients) -> None:
    """Those with an outcome; what is being sent is still queued to whoever looks."""
    outcomes: tuple[Outcome, ...] = () if asked.outcome == "" else (asked.outcome,)
    if asked.outcome == "queued":
        outcomes = ("queued", "sending")
    found = await lists.deliveries(context.database, known.id, outcomes, asked.after, card_pages.PER_PAGE)
    progress = await lists.progress(context.database, known.id)
    channels = await standings.channels(context.database)
    await view.turn_aside(update, context, card_pages.recipients(found, progress, known, asked.outcome, channels))


@about_one
async def send_table(update: Update, context: Context, actor: Actor, known: Broadcast, _: SendTable) -> None:
    """All of them as a file."""
    await acknowledge(update)
    channels = await standings.channels(context.database)
    table = recipients_texts.table(await lists.deliveries(context.database, known.id), channels)
    await context.bot.send_document(actor.id, table, filename=recipients_texts.file_name(known.id))


@about_one
async def choose_topic(update: Update, context: Context, actor: Actor, known: Broadcast, shown: ChooseTopic) -> None:
    """Where to send what failed since its topic is closed or gone."""
    rules.require(known, shown.version, actor, "redirect")
    await view.turn_aside(update, context, card_pages.topics(known, await _choices(context, known)))


@about_one
async def redirect(update: Update, context: Context, actor: Actor, known: Broadcast, to: Redirect) -> None:
    """There."""
    topic = to.topic or None
    changed = await runs.redirect(context.database, known.id, to.version, actor, to.delivery_id, topic, now())
    await view.show_changed(update, context, changed, actor)


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

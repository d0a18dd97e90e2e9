"""Which message shows how a broadcast goes: the one that its creator looked at last, which nothing else may replace."""

from telegram import MaybeInaccessibleMessage, Message, Update

from bot.chat.context import Context
from bot.chat.page import Page
from bot.chat.reply import acknowledge, edit, reply, turn_to, where_possible
from bot.features.broadcasts.pages import view as view_pages
from bot.features.broadcasts.store import cards, lists, runs
from bot.features.broadcasts.values import Broadcast, Told, UnderWay
from bot.features.broadcasts.worker.board import LATEST
from bot.features.roles.values import Actor


async def refuse(update: Update, context: Context, broadcast_id: int, actor: Actor, why: str) -> None:
    """Why nothing came of a press, on the card as it is now, where it stays until the next press."""
    if (message := _pressed(update)) is not None:
        context.state(Told).keep(message.chat.id, message.message_id, why)
    await show(update, context, broadcast_id, actor, why)


async def show(update: Update, context: Context, broadcast_id: int, actor: Actor, notice: str = "") -> None:
    """The card as it is now, in the pressed message's place or as a new message, which follows the broadcast."""
    known = await lists.broadcast(context.database, broadcast_id)
    page, query = await view_pages.page(context.bot, context.services, known, actor, notice), update.callback_query
    if query is not None and isinstance(query.message, Message):
        await turn_to(update, context, page)
        shown: Message | None = query.message
    else:
        shown = await reply(update, context, page)
    if shown is None:
        return
    if actor.id != known.created_by and shown.chat.id == actor.id:
        await cards.note_card(context.database, known.id, actor.id, shown.message_id, known.status)
    elif actor.id == known.created_by and known.started_at is not None:
        await _follow(context, known, page, shown)


async def show_changed(update: Update, context: Context, changed: Broadcast, actor: Actor, notice: str = "") -> None:
    """The same after a decision, and wake whoever carries it out or tells of it."""
    await show(update, context, changed.id, actor, notice)
    context.services.outbox.set()
    context.state(UnderWay).changed.set()  # after that, or the worker would tell it as news in a message of its own


async def let_go(update: Update, context: Context) -> None:
    """The pressed message becomes another page, until it shows a broadcast again."""
    message = _pressed(update)
    if message is not None:
        context.state(Told).pop((message.chat.id, message.message_id), None)
        await cards.drop_card(context.database, message.chat.id, message.message_id)


async def _follow(context: Context, known: Broadcast, page: Page, shown: Message) -> None:
    """From now on this message shows how it goes; the one that did so far stands as it is, without buttons."""
    await runs.set_status_message(context.database, known.id, shown.chat.id, shown.message_id, known.status)
    if known.status_message is None or known.status_message == shown.message_id:
        return
    with where_possible("an earlier status message stays as it was"):
        await edit(context.bot, known.status_chat or 0, known.status_message, Page(page.messages))


async def turn_aside(update: Update, context: Context, page: Page) -> None:
    """Turn to a page, but leave a message that shows how a broadcast goes: its next edit would cover the page."""
    message = _pressed(update)
    latest = await lists.broadcasts(context.database, limit=LATEST)
    followed = {(each.status_chat, each.status_message) for each in latest}
    if message is not None and (message.chat.id, message.message_id) in followed:
        await acknowledge(update)
        await reply(update, context, page)
    else:
        await turn_to(update, context, page)


def _pressed(update: Update) -> MaybeInaccessibleMessage | None:
    return update.callback_query.message if update.callback_query is not None else None

"""Decisions about a broadcast: asked for, approved, paused, ended; whoever is concerned is told."""

import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Final

from telegram import Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot import broadcast_texts, broadcasts, moderators, network, offers, when
from bot.broadcasts import Actor, Broadcast, Window
from bot.clock import now
from bot.database import Database
from bot.handlers import broadcast_pages, copies, pages, senders, tracking, viewing
from bot.handlers.context import Context
from bot.handlers.pages import Page
from bot.handlers.replying import NO_PREVIEW, turn_to
from bot.pacing import Lane
from bot.texts import STALE_BUTTON

log = logging.getLogger(__name__)

_ASKED_TWICE: Final = ("cancel", "recall")
_PLAIN: Final[dict[str, Callable[[Database, int, int, Actor, datetime], Coroutine[Any, Any, Broadcast]]]] = {
    "withdraw": broadcasts.withdraw,
    "cancel": broadcasts.cancel,
    "pause": broadcasts.pause,
    "retry": broadcasts.retry_failed,
    "recall": broadcasts.recall,
}


async def perform(
    update: Update, context: Context, known: Broadcast, version: int, actor: Actor, letter: str, action: str
) -> None:
    """A press that decides, or asks whether it is meant."""
    if letter == "q":
        asked = next((each for each in _ASKED_TWICE if each == action), None)
        await _ask(update, context, known, version, actor, asked or "")
        return
    decided = await _decide(update, context, known, version, actor, action)
    if decided is None:
        await turn_to(update, context, pages.short(STALE_BUTTON))
        return
    notice = await _tell(context, decided, actor, action)
    await tracking.show(update, context, decided.id, actor, notice)
    context.services.broadcasts.set()  # after that, or the worker would tell it as news in a message of its own


async def show_content(bot: ExtBot[Lane], known: Broadcast, chat_id: int) -> None:
    """What it says, in a chat, as everybody will see it."""
    if known.content is not None:
        await copies.show(bot, known.content, chat_id)


async def _ask(update: Update, context: Context, known: Broadcast, version: int, actor: Actor, action: str) -> None:
    match action:
        case "cancel" | "recall":
            broadcasts.require(known, version, actor, action)
            await tracking.turn_aside(update, context, broadcast_pages.sure(known, action))
        case _:
            await turn_to(update, context, pages.short(STALE_BUTTON))


async def _decide(
    update: Update, context: Context, known: Broadcast, version: int, actor: Actor, action: str
) -> Broadcast | None:
    """The broadcast after the decision; None for one that there is not."""
    database, number, at = context.database, known.id, now()
    decided: Broadcast | None = None
    match action:
        case "submit":
            found = () if known.audience is None else await network.recipients(database, known.audience)
            decided = await broadcasts.submit(database, number, version, actor, found, at)
        case "approve" | "override":
            decided = await broadcasts.approve(database, number, version, actor, at, when, action == "override")
        case "resume":
            decided = await broadcasts.resume(database, number, version, actor, at, when)
        case "loud":
            decided = await broadcasts.resume(database, number, version, actor, at, when, Window(quiet=False))
        case "try_out":
            user = update.effective_user
            await broadcasts.try_out(database, number, version, actor, user.full_name if user is not None else "", at)
            decided = known
        case _ if action in _PLAIN:
            decided = await _PLAIN[action](database, number, version, actor, at)
    return decided


async def _tell(context: Context, decided: Broadcast, actor: Actor, action: str) -> str:
    """Tell the others, as far as they can be reached; what to say to whoever decided."""
    later = decided.starts_at is not None and decided.starts_at > now()
    by_other = actor.id != decided.created_by and decided.started_at is None
    if by_other and (action in ("withdraw", "cancel") or (action == "approve" and later)):
        creator = await senders.actor(context.bot, context.services, decided.created_by)
        page = await viewing.page(context.bot, context.services, decided, creator)
        await _send(context, decided.created_by, page)
    match action:
        case "submit":
            return broadcast_texts.ASKED if await _ask_others(context, decided) else broadcast_texts.ASKED_NOBODY
        case "approve" | "override":
            return broadcast_texts.APPROVED if later else broadcast_texts.GOES
        case "try_out":
            return broadcast_texts.TRIED_OUT
        case _:
            return ""


async def _ask_others(context: Context, waiting: Broadcast) -> bool:
    """Every other organiser gets what it says and the card, the moderators' chat a line; whether any was reached."""
    reached = False
    for user_id in await senders.others(context.services, waiting.created_by):
        other = await senders.actor(context.bot, context.services, user_id)
        page = await viewing.page(context.bot, context.services, waiting, other)
        reached = await _send(context, user_id, page, waiting) or reached
    chat_id = await moderators.moderators_chat(context.database)
    if chat_id is not None:
        line = broadcast_pages.pending(context.bot.username, waiting.id)
        reached = await _send(context, chat_id, line) or reached
    return reached


async def _send(context: Context, chat_id: int, page: Page, above: Broadcast | None = None) -> bool:
    """Send a page, below what a broadcast says; False if the chat cannot be reached."""
    try:
        if above is not None:
            await show_content(context.bot, above, chat_id)
        await context.bot.send_message(
            chat_id,
            page.messages[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=page.markup(),
        )
    except TelegramError as refused:
        log.info("an organiser could not be told of a broadcast: %s", type(refused).__name__)
        return False
    if chat_id > 0:
        await offers.offer(context.database, chat_id, page.choices())
    return True

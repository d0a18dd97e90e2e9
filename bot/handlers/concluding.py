"""Decisions about a broadcast: asked for, approved, paused, ended; whoever is concerned is told."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Final

from telegram import Update
from telegram.ext import ExtBot

from bot import broadcast_texts, broadcasts, moderators, network
from bot.broadcasts import Actor, Broadcast
from bot.clock import now
from bot.database import Database
from bot.handlers import broadcast_pages, copies, pages, senders, tracking
from bot.handlers.context import Context
from bot.handlers.replying import turn_to
from bot.language import times
from bot.pacing import Lane
from bot.texts import STALE_BUTTON

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
    decided = await _decide(context, known, version, actor, action)
    if decided is None:
        await turn_to(update, context, pages.short(STALE_BUTTON))
        return
    lost_latest = action in ("resume", "loud") and known.window.latest != decided.window.latest
    notice = broadcast_texts.NO_LATEST if lost_latest else await _said(context, decided, actor, action)
    await tracking.show(update, context, decided.id, actor, notice)
    context.services.outbox.set()
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


async def _decide(context: Context, known: Broadcast, version: int, actor: Actor, action: str) -> Broadcast | None:
    """The broadcast after the decision; None for one that there is not."""
    database, number, at = context.database, known.id, now()
    decided: Broadcast | None = None
    match action:
        case "submit":
            found = () if known.audience is None else await network.recipients(database, known.audience)
            decided = await broadcasts.submit(database, number, version, actor, found, at)
        case "approve" | "override":
            decided = await broadcasts.approve(database, number, version, actor, at, times, action == "override")
        case "resume":
            decided = await broadcasts.resume(database, number, version, actor, at, times)
        case "loud":
            window = broadcasts.loud(known.window, at)
            decided = await broadcasts.resume(database, number, version, actor, at, times, window)
        case "try_out":
            await broadcasts.try_out(database, number, version, actor, at)
            decided = known
        case _ if action in _PLAIN:
            decided = await _PLAIN[action](database, number, version, actor, at)
    return decided


async def _said(context: Context, decided: Broadcast, actor: Actor, action: str) -> str:
    """What to say to whoever decided; the others are told from the outbox."""
    database = context.database
    later = decided.starts_at is not None and decided.starts_at > now()
    match action:
        case "submit":
            is_anybody = await senders.others(context.services, actor.id) or await moderators.moderators_chat(database)
            return broadcast_texts.ASKED if is_anybody else broadcast_texts.ASKED_NOBODY
        case "approve" | "override":
            return broadcast_texts.APPROVED if later else broadcast_texts.GOES
        case "try_out":
            return broadcast_texts.TRIED_OUT
        case _:
            return ""

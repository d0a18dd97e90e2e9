"""Decisions about a broadcast: asked for, approved, paused, ended; whoever is concerned is told."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Final

from telegram import Update
from telegram.ext import ExtBot

from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import turn_to
from bot.chat.texts import STALE_BUTTON
from bot.features.broadcasts import rules
from bot.features.broadcasts.handlers import view
from bot.features.broadcasts.pages import card as card_pages
from bot.features.broadcasts.store import corrections, drafts, runs
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.values import Broadcast, UnderWay
from bot.features.broadcasts.worker import copies
from bot.features.network.store import groups
from bot.features.roles import store as roles_store
from bot.features.roles import who as roles_who
from bot.features.roles.values import Actor
from bot.gateway.values import Lane
from bot.storage.clock import now
from bot.storage.database import Database

_ASKED_TWICE: Final = ("cancel", "recall")
_PLAIN: Final[dict[str, Callable[[Database, int, int, Actor, datetime], Coroutine[Any, Any, Broadcast]]]] = {
    "withdraw": drafts.withdraw,
    "cancel": drafts.cancel,
    "pause": runs.pause,
    "retry": runs.retry_failed,
    "recall": corrections.recall,
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
        await turn_to(update, context, short(STALE_BUTTON))
        return
    lost_latest = action in ("resume", "loud") and known.window.latest != decided.window.latest
    notice = card_texts.NO_LATEST if lost_latest else await _said(context, decided, actor, action)
    await view.show(update, context, decided.id, actor, notice)
    context.services.outbox.set()
    context.state(UnderWay).changed.set()  # after that, or the worker would tell it as news in a message of its own


async def show_content(bot: ExtBot[Lane], known: Broadcast, chat_id: int) -> None:
    """What it says, in a chat, as everybody will see it."""
    if known.content is not None:
        await copies.show(bot, known.content, chat_id)


async def _ask(update: Update, context: Context, known: Broadcast, version: int, actor: Actor, action: str) -> None:
    match action:
        case "cancel" | "recall":
            rules.require(known, version, actor, action)
            await view.turn_aside(update, context, card_pages.sure(known, action))
        case _:
            await turn_to(update, context, short(STALE_BUTTON))


async def _decide(context: Context, known: Broadcast, version: int, actor: Actor, action: str) -> Broadcast | None:
    """The broadcast after the decision; None for one that there is not."""
    database, number, at = context.database, known.id, now()
    decided: Broadcast | None = None
    match action:
        case "submit":
            found = () if known.audience is None else await groups.recipients(database, known.audience)
            decided = await drafts.submit(database, number, version, actor, found, at)
        case "approve" | "override":
            decided = await drafts.approve(database, number, version, actor, at, rules.SWEDISH, action == "override")
        case "resume":
            decided = await runs.resume(database, number, version, actor, at, rules.SWEDISH)
        case "loud":
            window = rules.loud(known.window, at)
            decided = await runs.resume(database, number, version, actor, at, rules.SWEDISH, window)
        case "try_out":
            await drafts.try_out(database, number, version, actor, at)
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
            is_anybody = await roles_who.other_organisers(
                context.services, actor.id
            ) or await roles_store.moderators_chat(database)
            return card_texts.ASKED if is_anybody else card_texts.ASKED_NOBODY
        case "approve" | "override":
            return card_texts.APPROVED if later else card_texts.GOES
        case "try_out":
            return card_texts.TRIED_OUT
        case _:
            return ""

"""Decisions about a broadcast: asked for, approved, paused, ended; whoever is concerned is told."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Final

from telegram import Update

from bot.chat.context import Context
from bot.features.broadcasts import rules
from bot.features.broadcasts.actions import AskTwice, Decide, DropFollowUp
from bot.features.broadcasts.handlers import view
from bot.features.broadcasts.handlers.gate import about_one
from bot.features.broadcasts.pages import card as card_pages
from bot.features.broadcasts.store import corrections, drafts, followups, runs
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.values import Broadcast, Decision
from bot.features.network.store import groups
from bot.features.roles import store as roles_store
from bot.features.roles import who as roles_who
from bot.features.roles.values import Actor
from bot.storage.clock import now
from bot.storage.database import Database

_PLAIN: Final[dict[Decision, Callable[[Database, int, int, Actor, datetime], Coroutine[Any, Any, Broadcast]]]] = {
    "withdraw": drafts.withdraw,
    "cancel": drafts.cancel,
    "pause": runs.pause,
    "retry": runs.retry_failed,
    "recall": corrections.recall,
}


@about_one
async def ask_twice(update: Update, context: Context, actor: Actor, known: Broadcast, asked: AskTwice) -> None:
    """Is it meant?"""
    rules.require(known, asked.version, actor, asked.decision)
    await view.turn_aside(update, context, card_pages.sure(known, asked.decision))


@about_one
async def decide(update: Update, context: Context, actor: Actor, known: Broadcast, meant: Decide) -> None:
    """Carry it out, and say to whoever decided what comes next; the others are told from the outbox."""
    decided = await _decided(context.database, known, actor, meant)
    lost_latest = meant.decision in ("resume", "loud") and known.window.latest != decided.window.latest
    notice = card_texts.NO_LATEST if lost_latest else await _said(context, decided, actor, meant.decision)
    await view.show_changed(update, context, decided, actor, notice)


@about_one
async def drop_follow_up(update: Update, context: Context, actor: Actor, known: Broadcast, _: DropFollowUp) -> None:
    """What came of it is not told by itself; an organiser still may."""
    await followups.drop(context.database, known.id)
    await view.show(update, context, known.id, actor, card_texts.NOT_FOLLOWED_UP)


async def _decided(database: Database, known: Broadcast, actor: Actor, meant: Decide) -> Broadcast:
    """The broadcast after the decision."""
    at, shown = now(), (database, known.id, meant.version, actor)
    match meant.decision:
        case "submit":
            found = () if known.audience is None else await groups.recipients(database, known.audience)
            return await drafts.submit(*shown, found, at)
        case "approve" | "override":
            return await drafts.approve(*shown, at, rules.SWEDISH, meant.decision == "override")
        case "resume" | "loud":
            window = rules.loud(known.window, at) if meant.decision == "loud" else None
            return await runs.resume(*shown, at, rules.SWEDISH, window)
        case "try_out":
            await drafts.try_out(*shown, at)
            return known
        case plain:
            return await _PLAIN[plain](*shown, at)


async def _said(context: Context, decided: Broadcast, actor: Actor, decision: Decision) -> str:
    match decision:
        case "submit":
            others = await roles_who.other_organisers(context.services, actor.id)
            is_anybody = others or await roles_store.moderators_chat(context.database)
            return card_texts.ASKED if is_anybody else card_texts.ASKED_NOBODY
        case "approve" | "override":
            later = decided.starts_at is not None and decided.starts_at > now()
            return card_texts.APPROVED if later else card_texts.GOES
        case "try_out":
            return card_texts.TRIED_OUT
        case _:
            return ""

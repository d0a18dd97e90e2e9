"""/utskick: an organiser's broadcasts, and what every button of theirs leads to; who may is asked at each press."""

from collections.abc import Sequence
from typing import Final

from telegram import Update
from telegram.constants import ChatType

from bot import broadcast_texts, prompts, refusal_texts
from bot.actors import Actor
from bot.broadcasts import reading
from bot.broadcasts.values import Broadcast
from bot.clock import now
from bot.errors import Forestalled, NotBroadcast
from bot.handlers import (
    addressing,
    archiving,
    broadcast_pages,
    composing,
    concluding,
    correcting,
    following,
    templates,
    tracking,
    who,
)
from bot.handlers.context import Context, Handler
from bot.handlers.gates import only_organisers
from bot.handlers.replying import acknowledge, reply, say
from bot.handlers.words import PromptTaker

_UNFINISHED: Final = ("draft", "waiting", "approved", "scheduled", "running", "paused")


async def command(update: Update, context: Context) -> None:
    """/utskick: what is under way; in a group the way to private chat."""
    chat, message = update.effective_chat, update.effective_message
    if chat is not None and chat.type == ChatType.PRIVATE:
        await perform(update, context, ["list"])
    else:
        await reply(update, context, broadcast_pages.to_private(context.bot.username), message)


@only_organisers(broadcast_texts.NOT_ORGANISER)
async def perform(update: Update, context: Context, actor: Actor, what: list[str]) -> None:
    """Do what an action "u:…" says."""
    await prompts.clear(context.database, actor.id)  # what a page asks for in words belongs to that page
    await tracking.let_go(update, context)
    try:
        await _do(update, context, actor, what)
    except NotBroadcast as refused:
        await _refuse(update, context, actor, refused)


@only_organisers(broadcast_texts.NOT_ORGANISER)
async def take(update: Update, context: Context, actor: Actor, ref: str) -> None:
    """The organiser has written what was asked for."""
    try:
        match ref.split(":"):
            case ["content", number]:
                await composing.written(update, context, actor, int(number))
            case ["earliest" | "latest" as end, number]:
                await composing.timed(update, context, actor, int(number), end)
            case ["recipients", number]:
                await addressing.named(update, context, actor, int(number))
            case ["correct", number, content_version]:
                await correcting.written(update, context, actor, int(number), int(content_version))
            case _:
                await composing.written(update, context, actor, None)
    except NotBroadcast as refused:
        await _refuse(update, context, actor, refused)


async def _do(update: Update, context: Context, actor: Actor, what: list[str]) -> None:
    match what:
        case ["list"]:
            found = await reading.broadcasts(context.database, _UNFINISHED, limit=broadcast_pages.PER_PAGE)
            await tracking.turn_aside(update, context, broadcast_pages.listed(found))
        case ["done", *before]:
            last = _number(before[0]) if before else None
            ended = await reading.broadcasts(
                context.database, ("finished", "cancelled"), last, broadcast_pages.PER_PAGE
            )
            await tracking.turn_aside(update, context, broadcast_pages.done(ended))
        case ["new"]:
            await composing.begin(update, context, actor.id)
        case ["t", kind, *meeting]:
            await templates.perform(update, context, actor, kind, _number(meeting[0]) if meeting else None)
        case [letter, number, *rest]:
            known = await reading.broadcast(context.database, _number(number))
            await _of_one(update, context, actor, known, [letter, *rest])
        case _:
            await say(update, context, broadcast_texts.STALE)


async def _of_one(update: Update, context: Context, actor: Actor, known: Broadcast, what: Sequence[str]) -> None:
    match what:
        case ["s"]:
            await tracking.show(update, context, known.id, actor)
        case ["u"]:
            await acknowledge(update)
            await concluding.show_content(context.bot, known, actor.id)
            await tracking.show(update, context, known.id, actor)
        case ["l" | "x" | "o" as letter, *rest]:
            await following.perform(update, context, actor, known, letter, rest)
        case ["m", version, *rest]:
            await following.redirect(update, context, actor, known, _number(version), rest)
        case ["q" | "d" as letter, version, action]:
            await concluding.perform(update, context, known, _number(version), actor, letter, action)
        case ["c", correction, "yes"]:
            await correcting.confirm(update, context, known, actor, _number(correction))
        case ["c", _]:
            await correcting.begin(update, context, known, actor)
        case [letter, version, *rest]:
            await composing.perform(update, context, known, _number(version), actor, [letter, *rest])
        case _:
            await say(update, context, broadcast_texts.STALE)


async def _refuse(update: Update, context: Context, actor: Actor, refused: NotBroadcast) -> None:
    """Say why, on the card as it is now."""
    if isinstance(refused, Forestalled):
        refused = await reading.who_was_first(context.database, refused)
    name = await who.organiser_name(context.bot, context.services, refused.by)
    sentence = refusal_texts.refused(refused, name, now(), is_own=refused.by == actor.id)
    try:
        await tracking.show(update, context, refused.broadcast_id, actor, sentence)
    except NotBroadcast:
        await say(update, context, sentence)


def _number(text: str) -> int:
    """A number of ours; -1, which nothing has, for anything else."""
    return int(text[:15]) if text.isdecimal() else -1


COMMANDS: Final[dict[str, Handler]] = {"utskick": command, **archiving.COMMANDS}
PROMPTS: Final[dict[str, PromptTaker]] = {composing.PROMPT: take}
HANDLERS: Final = archiving.HANDLERS

"""/utskick: an organiser's broadcasts, and what every button of theirs leads to; who may is asked at each press."""

from collections.abc import Sequence
from typing import Final

from telegram import Update
from telegram.constants import ChatType

from bot.chat import prompts
from bot.chat.context import Context
from bot.chat.reply import acknowledge, reply, say
from bot.features.broadcasts.errors import Forestalled, NotBroadcast
from bot.features.broadcasts.handlers import approval, audience, draft, recipients, templates, view
from bot.features.broadcasts.handlers import correction as correction_handlers
from bot.features.broadcasts.pages import card as card_pages
from bot.features.broadcasts.store import lists
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import refusals as refusals_texts
from bot.features.broadcasts.values import Broadcast
from bot.features.roles import who as roles_who
from bot.features.roles.gates import only_organisers
from bot.features.roles.values import Actor
from bot.storage.clock import now

_UNFINISHED: Final = ("draft", "waiting", "approved", "scheduled", "running", "paused")


async def command(update: Update, context: Context) -> None:
    """/utskick: what is under way; in a group the way to private chat."""
    chat, message = update.effective_chat, update.effective_message
    if chat is not None and chat.type == ChatType.PRIVATE:
        await perform(update, context, ["list"])
    else:
        await reply(update, context, card_pages.to_private(context.bot.username), message)


@only_organisers(card_texts.NOT_ORGANISER)
async def perform(update: Update, context: Context, actor: Actor, what: list[str]) -> None:
    """Do what an action "u:…" says."""
    await prompts.clear(context.database, actor.id)  # what a page asks for in words belongs to that page
    await view.let_go(update, context)
    try:
        await _do(update, context, actor, what)
    except NotBroadcast as refused:
        await _refuse(update, context, actor, refused)


@only_organisers(card_texts.NOT_ORGANISER)
async def take(update: Update, context: Context, actor: Actor, ref: str) -> None:
    """The organiser has written what was asked for."""
    try:
        match ref.split(":"):
            case ["content", number]:
                await draft.written(update, context, actor, int(number))
            case ["earliest" | "latest" as end, number]:
                await draft.timed(update, context, actor, int(number), end)
            case ["recipients", number]:
                await audience.named(update, context, actor, int(number))
            case ["correct", number, content_version]:
                await correction_handlers.written(update, context, actor, int(number), int(content_version))
            case _:
                await draft.written(update, context, actor, None)
    except NotBroadcast as refused:
        await _refuse(update, context, actor, refused)


async def _do(update: Update, context: Context, actor: Actor, what: list[str]) -> None:
    match what:
        case ["list"]:
            found = await lists.broadcasts(context.database, _UNFINISHED, limit=card_pages.PER_PAGE)
            await view.turn_aside(update, context, card_pages.listed(found))
        case ["done", *before]:
            last = _number(before[0]) if before else None
            ended = await lists.broadcasts(context.database, ("finished", "cancelled"), last, card_pages.PER_PAGE)
            await view.turn_aside(update, context, card_pages.done(ended))
        case ["new"]:
            await draft.begin(update, context, actor.id)
        case ["t", kind, *meeting]:
            await templates.perform(update, context, actor, kind, _number(meeting[0]) if meeting else None)
        case [letter, number, *rest]:
            known = await lists.broadcast(context.database, _number(number))
            await _of_one(update, context, actor, known, [letter, *rest])
        case _:
            await say(update, context, card_texts.STALE)


async def _of_one(update: Update, context: Context, actor: Actor, known: Broadcast, what: Sequence[str]) -> None:
    match what:
        case ["s"]:
            await view.show(update, context, known.id, actor)
        case ["u"]:
            await acknowledge(update)
            await approval.show_content(context.bot, known, actor.id)
            await view.show(update, context, known.id, actor)
        case ["l" | "x" | "o" as letter, *rest]:
            await recipients.perform(update, context, actor, known, letter, rest)
        case ["m", version, *rest]:
            await recipients.redirect(update, context, actor, known, _number(version), rest)
        case ["q" | "d" as letter, version, action]:
            await approval.perform(update, context, known, _number(version), actor, letter, action)
        case ["c", correction, "yes"]:
            await correction_handlers.confirm(update, context, known, actor, _number(correction))
        case ["c", _]:
            await correction_handlers.begin(update, context, known, actor)
        case [letter, version, *rest]:
            await draft.perform(update, context, known, _number(version), actor, [letter, *rest])
        case _:
            await say(update, context, card_texts.STALE)


async def _refuse(update: Update, context: Context, actor: Actor, refused: NotBroadcast) -> None:
    """Say why, on the card as it is now."""
    if isinstance(refused, Forestalled):
        refused = await lists.who_was_first(context.database, refused)
    name = await roles_who.organiser_name(context.bot, context.services, refused.by)
    sentence = refusals_texts.refused(refused, name, now(), is_own=refused.by == actor.id)
    try:
        await view.show(update, context, refused.broadcast_id, actor, sentence)
    except NotBroadcast:
        await say(update, context, sentence)


def _number(text: str) -> int:
    """A number of ours; -1, which nothing has, for anything else."""
    return int(text[:15]) if text.isdecimal() else -1

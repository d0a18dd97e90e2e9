"""/grupper: the network's groups, for moderators and organisers; moderators decide about them."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from telegram import Update

from bot.chat.context import Context, is_private, person
from bot.chat.page import Page, short
from bot.chat.reply import edit, reply, say, show, turn_to, where_possible
from bot.features.network import pages, texts
from bot.features.network.actions import AskRemoval, Decide, ShowGroup, ShowGroups
from bot.features.network.handlers.application import theme_names
from bot.features.network.store import groups, standings
from bot.features.network.values import NetworkGroup, NotMoved
from bot.features.roles import store as roles_store
from bot.features.roles import texts as roles_texts
from bot.features.roles import who as roles_who
from bot.features.roles.gates import Done

Pressed = TypeVar("Pressed")


async def listing(update: Update, context: Context) -> None:
    """/grupper in the moderators' chat, or in an organiser's own."""
    if await _may_see(update, context):
        await reply(update, context, await _listed(context, 1), None)
    else:
        await reply(update, context, short(texts.ONLY_ORGANISERS), update.effective_message)


def _by_organisers(do: Callable[[Update, Context, Pressed], Done]) -> Callable[[Update, Context, Pressed], Done]:
    """A press on the list or on a group's card; who may is asked at each."""

    @wraps(do)
    async def pressed(update: Update, context: Context, what: Pressed) -> None:
        if await _may_see(update, context):
            await do(update, context, what)
        else:
            await say(update, context, texts.ONLY_ORGANISERS)

    return pressed


@_by_organisers
async def show_groups(update: Update, context: Context, what: ShowGroups) -> None:
    """A page of the list."""
    await turn_to(update, context, await _listed(context, what.page))


@_by_organisers
async def show_group(update: Update, context: Context, what: ShowGroup) -> None:
    """A group's card, with what a moderator may do."""
    found = await groups.group(context.database, what.chat_id)
    if found is None:
        await say(update, context, texts.UNKNOWN_GROUP)
    elif await _is_moderator(update, context):
        name = await _decider(context, found)
        await turn_to(update, context, pages.card(found, theme_names(context), name, what.page))
    else:
        await turn_to(update, context, pages.viewed(found, theme_names(context), what.page))


@_by_organisers
async def ask_removal(update: Update, context: Context, what: AskRemoval) -> None:
    """Shall it get no more?"""
    found = await groups.group(context.database, what.chat_id)
    if found is None:
        await say(update, context, texts.UNKNOWN_GROUP)
    else:
        await turn_to(update, context, pages.sure_remove(found, theme_names(context)))


@_by_organisers
async def decide(update: Update, context: Context, decision: Decide) -> None:
    """Of two moderators' taps the first counts; the other is told whose it was and sees the group as it is."""
    if not await _is_moderator(update, context):
        await say(update, context, roles_texts.NOT_MODERATOR)
        return
    try:
        decided = await _decided(context, person(update).id, decision)
    except NotMoved as refused:
        await _too_late(update, context, refused)
        return
    await turn_to(update, context, pages.card(decided, theme_names(context), await _decider(context, decided)))
    context.services.outbox.set()
    await _show_to_applicant(context, decided)


async def _decided(context: Context, by: int, what: Decide) -> NetworkGroup:
    """Broadcasts under way follow it."""
    followers = context.services.subscribed
    return await groups.move_group(context.database, what.chat_id, what.version, by, "moderator", what.move, followers)


async def _show_to_applicant(context: Context, group: NetworkGroup) -> None:
    """Where that fails, a press on what it showed before shows it."""
    if group.asked_message is None:
        return
    with where_possible("an application's message stays as it was"):
        await edit(context.bot, group.asked_by, group.asked_message, pages.summary(group, theme_names(context)))


async def _too_late(update: Update, context: Context, refused: NotMoved) -> None:
    found = refused.found
    if found is None:
        await say(update, context, texts.UNKNOWN_GROUP)
        return
    name = await _decider(context, found)
    await say(update, context, texts.late(found, name) if found.decided_by else texts.CHANGED)
    if update.callback_query is not None:
        await show(update, context, pages.card(found, theme_names(context), name))


async def _decider(context: Context, group: NetworkGroup) -> str:
    """The name of whoever decided about a group; empty where nobody has."""
    return await roles_who.name(context.bot, context.services, group.decided_by) if group.decided_by else ""


async def _listed(context: Context, page: int) -> Page:
    known = [each for each in await groups.groups(context.database) if each.status != "begun"]
    ids = {each.chat_id for each in known} | {await roles_store.moderators_chat(context.database)}
    present = [each for each in await standings.all_groups(context.database) if each.standing in standings.PRESENT]
    others = sum(each.chat_id not in ids for each in present)
    return pages.listed(known, page, others, theme_names(context))


async def _may_see(update: Update, context: Context) -> bool:
    """In the moderators' chat everybody, whom Telegram lets press there; in private organisers and moderators."""
    chat = update.effective_chat
    if chat is None or not (is_private(update) or chat.id == await roles_store.moderators_chat(context.database)):
        return False
    return await roles_who.may_organise(context.bot, context.services, person(update).id)


async def _is_moderator(update: Update, context: Context) -> bool:
    return (await roles_who.actor(context.bot, context.services, person(update).id)).is_moderator

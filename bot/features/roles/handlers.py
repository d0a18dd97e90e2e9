"""/arrangor: the moderators' list of organisers, and the links that lead onto it."""

import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from telegram import Message, MessageOriginUser, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.helpers import create_deep_linked_url

from bot.chat import menus
from bot.chat.commands import Commands
from bot.chat.context import Context, Words, person
from bot.chat.page import Page, short
from bot.chat.reply import post, reply, say, turn_to
from bot.features.roles import pages, store, texts
from bot.features.roles.actions import Accept, AskRemoval, Invite, Remove, Restore, ShowOrganisers
from bot.features.roles.gates import Done, moderator, only_moderators
from bot.features.roles.store import AlreadyBound, WrongCode
from bot.features.roles.values import Actor

log = logging.getLogger(__name__)

Press = TypeVar("Press")


@only_moderators
async def listing(update: Update, context: Context) -> None:
    """/arrangor: the list; as a reply to somebody's message, that person is put on it."""
    said = Words.of(update)
    message, replied = said.message, said.message.reply_to_message
    writer = _writer(replied, context)
    if writer is not None:
        page = await _added(context, writer, said.user.id)
    elif replied is not None and replied.forum_topic_created is None:
        page = short(texts.NOT_A_PERSON)
    else:
        page = await _listed(context)
    await reply(update, context, page, message)


def _by_moderators(
    lead: Callable[[Context, Actor, Press], Awaitable[Page]],
) -> Callable[[Update, Context, Press], Done]:
    """A press on the list, by a moderator, and the page that it leads to; one whose time is past shows the list."""

    @wraps(lead)
    async def pressed(update: Update, context: Context, what: Press) -> None:
        by = await moderator(update, context)
        if by is not None:
            await turn_to(update, context, await lead(context, by, what))

    return pressed


@_by_moderators
async def show_organisers(context: Context, _: Actor, __: ShowOrganisers) -> Page:
    """The list."""
    return await _listed(context)


@_by_moderators
async def ask_removal(context: Context, _: Actor, chosen: AskRemoval) -> Page:
    """Shall somebody be taken off it?"""
    people = [each for each in await store.organisers(context.database) if each.user_id == chosen.user_id]
    return pages.sure_organiser(people[0]) if people else await _listed(context)


@_by_moderators
async def remove(context: Context, by: Actor, chosen: Remove) -> Page:
    """They are, and lose their menu."""
    removed = await store.remove_organiser(context.database, chosen.user_id, by.id)
    if removed is None:
        return await _listed(context)
    await menus.clear_organiser_menu(context.bot, removed.user_id)
    return pages.organiser_removed(removed)


@_by_moderators
async def restore(context: Context, by: Actor, chosen: Restore) -> Page:
    """They are back."""
    if await store.restore_organiser(context.database, chosen.user_id, by.id):
        await _give_menu(context, chosen.user_id)
    return await _listed(context)


@_by_moderators
async def invite(context: Context, by: Actor, _: Invite) -> Page:
    """A link to pass on."""
    code = await store.invite(context.database, by.id)
    return short(texts.invitation(create_deep_linked_url(context.bot.username, f"o_{code}")))


async def accept(update: Update, context: Context, invitation: Accept) -> None:
    """Somebody has opened an invitation in private."""
    user = person(update)
    known = await store.is_organiser(context.database, user.id)
    if not await store.accept_invitation(context.database, invitation.code, user.id, user.full_name):
        await say(update, context, texts.LINK_USED)
        return
    await say(update, context, texts.NOW_ORGANISER)
    await _give_menu(context, user.id)
    if not known:
        await _tell_moderators(context, texts.added(user.full_name))


async def _listed(context: Context) -> Page:
    return pages.organisers(await store.organisers(context.database))


async def _added(context: Context, added: User, by: int) -> Page:
    if not await store.add_organiser(context.database, added.id, added.full_name, by):
        return short(texts.already(added.full_name))
    await _give_menu(context, added.id)
    return short(texts.added(added.full_name))


async def _give_menu(context: Context, user_id: int) -> None:
    await menus.set_organiser_menu(context.bot, context.state(Commands), user_id)


async def _tell_moderators(context: Context, text: str) -> None:
    chat_id = await store.moderators_chat(context.database)
    if chat_id is None:
        return
    try:
        await post(context.bot, chat_id, short(text))
    except TelegramError as failed:
        log.warning("the moderators were not told of an organiser: %s", type(failed).__name__)


def _writer(message: Message | None, context: Context) -> User | None:
    """Whose words a message holds: the one it was forwarded from, otherwise the one who wrote it; no bot."""
    if message is None or message.forum_topic_created is not None:
        return None
    origin = message.forward_origin
    if origin is not None:
        return origin.sender_user if isinstance(origin, MessageOriginUser) and not origin.sender_user.is_bot else None
    writer = message.from_user
    return writer if writer is not None and not writer.is_bot and writer.id != context.bot.id else None


async def bind(update: Update, context: Context) -> None:
    """/koppla CODE in the moderators' group."""
    message, code = Words.of(update).message, "".join(context.args or [])
    if message.chat.type == ChatType.PRIVATE:
        sentence = texts.BIND_IN_GROUP
    elif not code:
        sentence = texts.BIND_HOW
    else:
        sentence = await _bound(context, message.chat.id, code)
    await reply(update, context, short(sentence), message)


async def _bound(context: Context, chat_id: int, code: str) -> str:
    """Bind the chat; what to say of it."""
    try:
        await store.bind(context.database, chat_id, code)
    except WrongCode:
        return texts.WRONG_CODE
    except AlreadyBound:
        return texts.ALREADY_BOUND
    await menus.set_moderators_menu(context.bot, context.state(Commands), chat_id)
    return texts.BOUND

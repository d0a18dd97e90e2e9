"""/arrangor: the moderators' list of organisers, and the links that lead onto it."""

import logging

from telegram import Message, MessageOriginUser, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.helpers import create_deep_linked_url

from bot.chat.context import Context
from bot.chat.menus import Menus
from bot.chat.page import Page, short
from bot.chat.reply import post, reply, say, turn_to
from bot.features.network import texts as network_texts
from bot.features.roles import pages, store, texts, who
from bot.features.roles.gates import only_moderators
from bot.features.roles.store import AlreadyBound, WrongCode

log = logging.getLogger(__name__)


@only_moderators
async def listing(update: Update, context: Context) -> None:
    """/arrangor: the list; as a reply to somebody's message, that person is put on it."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    person = _person(message.reply_to_message, context)
    if person is not None:
        await reply(update, context, await _added(context, person, user.id), message)
    elif message.reply_to_message is not None and message.reply_to_message.forum_topic_created is None:
        await reply(update, context, short(texts.NOT_A_PERSON), message)
    else:
        await reply(update, context, pages.organisers(await store.organisers(context.database)), message)


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """A press on the list, by a moderator."""
    user = update.effective_user
    if user is None or not (await who.actor(context.bot, context.services, user.id)).is_moderator:
        await say(update, context, network_texts.NOT_MODERATOR)
        return
    await turn_to(update, context, await _page(context, user.id, what))


async def follow(update: Update, context: Context, what: list[str]) -> None:
    """Somebody has opened an invitation in private."""
    code = "".join(what)
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or chat.id != user.id:
        return
    known = await store.is_organiser(context.database, user.id)
    if not await store.accept_invitation(context.database, code, user.id, user.full_name):
        await say(update, context, texts.LINK_USED)
        return
    await say(update, context, texts.NOW_ORGANISER)
    context.state(Menus).changed.set()
    if not known:
        await _tell_moderators(context, texts.added(user.full_name))


async def _page(context: Context, by: int, what: list[str]) -> Page:
    """What a press leads to; one whose time is past shows the list."""
    match what:
        case ["sure", user_id] if user_id.isdecimal():
            people = [each for each in await store.organisers(context.database) if each.user_id == int(user_id)]
            if people:
                return pages.sure_organiser(people[0])
        case ["remove", user_id] if user_id.isdecimal():
            removed = await store.remove_organiser(context.database, int(user_id), by)
            if removed is not None:
                context.state(Menus).changed.set()
                return pages.organiser_removed(removed)
        case ["undo", user_id] if user_id.isdecimal():
            back = await store.restore_organiser(context.database, int(user_id), by)
            if back is not None:
                context.state(Menus).changed.set()
        case ["invite"]:
            code = await store.invite(context.database, by)
            return short(texts.invitation(create_deep_linked_url(context.bot.username, f"o_{code}")))
    return pages.organisers(await store.organisers(context.database))


async def _added(context: Context, person: User, by: int) -> Page:
    if not await store.add_organiser(context.database, person.id, person.full_name, by):
        return short(texts.already(person.full_name))
    context.state(Menus).changed.set()
    return short(texts.added(person.full_name))


async def _tell_moderators(context: Context, text: str) -> None:
    chat_id = await store.moderators_chat(context.database)
    if chat_id is None:
        return
    try:
        await post(context.bot, chat_id, short(text))
    except TelegramError as failed:
        log.warning("the moderators were not told of an organiser: %s", type(failed).__name__)


def _person(message: Message | None, context: Context) -> User | None:
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
    chat, code = update.effective_chat, "".join(context.args or [])
    if chat is None or chat.type == ChatType.PRIVATE:
        sentence = texts.BIND_IN_GROUP
    elif not code:
        sentence = texts.BIND_HOW
    else:
        sentence = await _bound(context, chat.id, code)
    await reply(update, context, short(sentence), update.effective_message)


async def _bound(context: Context, chat_id: int, code: str) -> str:
    """Bind the chat; what to say of it."""
    try:
        await store.bind(context.database, chat_id, code)
    except WrongCode:
        return texts.WRONG_CODE
    except AlreadyBound:
        return texts.ALREADY_BOUND
    context.state(Menus).changed.set()
    return texts.BOUND

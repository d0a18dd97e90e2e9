"""/grupper: the network's groups, for moderators and organisers; moderators decide about them."""

import logging

from telegram import Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.chat.context import Context
from bot.chat.page import Page, short
from bot.chat.reply import edit, reply, say, show, turn_to
from bot.features.network import pages, texts
from bot.features.network.handlers.application import theme_names
from bot.features.network.store import groups, standings
from bot.features.network.values import Move, NetworkGroup, NotMoved
from bot.features.roles import store as roles_store
from bot.features.roles import texts as roles_texts
from bot.features.roles import who as roles_who

log = logging.getLogger(__name__)


async def listing(update: Update, context: Context) -> None:
    """/grupper in the moderators' chat, or in an organiser's own."""
    if await _may_see(update, context):
        await reply(update, context, await _listed(context, 1), None)
    else:
        await reply(update, context, short(texts.ONLY_ORGANISERS), update.effective_message)


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """A press on the list or on a group's card; who may is asked at each."""
    user = update.effective_user
    if user is None or not await _may_see(update, context):
        await say(update, context, texts.ONLY_ORGANISERS)
        return
    match what:
        case ["l", page] if page.isdecimal():
            await turn_to(update, context, await _listed(context, int(page[:3])))
        case ["v", chat_id, page] if _is_chat(chat_id) and page.isdecimal():
            await _open(update, context, user.id, int(chat_id), int(page[:3]))
        case ["r", chat_id, version, "remove"] if _is_chat(chat_id) and version.isdecimal():
            await _ask_remove(update, context, int(chat_id))
        case ["d", chat_id, version, ("accept" | "decline" | "remove") as move] if _is_chat(chat_id):
            if (await roles_who.actor(context.bot, context.services, user.id)).is_moderator and version.isdecimal():
                await _decide(update, context, user.id, int(chat_id), int(version[:9]), move)
            else:
                await say(update, context, roles_texts.NOT_MODERATOR)
        case _:
            await say(update, context, texts.CHANGED)


async def _decide(update: Update, context: Context, by: int, chat_id: int, version: int, move: Move) -> None:
    """Of two taps the first counts; the other is told whose it was and sees the group as it is."""
    try:
        decided = await groups.move_group(context.database, chat_id, version, by, "moderator", move)
    except NotMoved as refused:
        await _too_late(update, context, refused)
        return
    name = await roles_who.name(context.bot, context.services, by)
    await turn_to(update, context, pages.card(decided, theme_names(context), name))
    context.services.outbox.set()
    await _show_to_applicant(context, decided)


async def _show_to_applicant(context: Context, group: NetworkGroup) -> None:
    """Where that fails, a press on what it showed before shows it."""
    if group.asked_message is None:
        return
    page = pages.summary(group, theme_names(context))
    try:
        await edit(context.bot, group.asked_by, group.asked_message, page)
    except TelegramError as refused:
        log.info("an application's message stays as it was: %s", type(refused).__name__)


async def _too_late(update: Update, context: Context, refused: NotMoved) -> None:
    found = refused.found
    if found is None:
        await say(update, context, texts.UNKNOWN_GROUP)
        return
    name = await roles_who.name(context.bot, context.services, found.decided_by) if found.decided_by else ""
    sentence = texts.late(found, name) if found.decided_by else texts.CHANGED
    await say(update, context, sentence)
    if update.callback_query is not None:
        await show(update, context, pages.card(found, theme_names(context), name))


async def _open(update: Update, context: Context, user_id: int, chat_id: int, page: int) -> None:
    found = await groups.group(context.database, chat_id)
    if found is None:
        await say(update, context, texts.UNKNOWN_GROUP)
        return
    if not (await roles_who.actor(context.bot, context.services, user_id)).is_moderator:
        await turn_to(update, context, pages.viewed(found, theme_names(context), page))
        return
    name = await roles_who.name(context.bot, context.services, found.decided_by) if found.decided_by else ""
    await turn_to(update, context, pages.card(found, theme_names(context), name, page))


async def _ask_remove(update: Update, context: Context, chat_id: int) -> None:
    found = await groups.group(context.database, chat_id)
    if found is None:
        await say(update, context, texts.UNKNOWN_GROUP)
    else:
        await turn_to(update, context, pages.sure_remove(found, theme_names(context)))


async def _listed(context: Context, page: int) -> Page:
    known = [each for each in await groups.groups(context.database) if each.status != "begun"]
    ids = {each.chat_id for each in known} | {await roles_store.moderators_chat(context.database)}
    present = [each for each in await standings.all_groups(context.database) if each.standing in standings.PRESENT]
    others = sum(each.chat_id not in ids for each in present)
    return pages.listed(known, page, others, theme_names(context))


async def _may_see(update: Update, context: Context) -> bool:
    """In the moderators' chat everybody, whom Telegram lets press there; in private organisers and moderators."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return False
    if chat.type != ChatType.PRIVATE and chat.id != await roles_store.moderators_chat(context.database):
        return False
    return await roles_who.may_organise(context.bot, context.services, user.id)


def _is_chat(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and len(text) < 17

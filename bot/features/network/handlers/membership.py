"""The bot is added to a group or channel, removed, made admin, muted; a group is renamed or becomes a supergroup.

A channel has no members who write to the bot: whoever makes it an administrator there is asked in private.
"""

import logging

from telegram import Chat, ChatMember, ChatMemberAdministrator, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.chat.context import Context
from bot.chat.menus import Menus
from bot.chat.reply import post, reply
from bot.features.network import pages
from bot.features.network.store import standings, subscribers
from bot.features.network.store.standings import Group
from bot.features.network.values import Standing
from bot.features.roles import store as roles_store

log = logging.getLogger(__name__)

_STANDINGS: dict[str, Standing] = {
    ChatMember.OWNER: "administrator",
    ChatMember.ADMINISTRATOR: "administrator",
    ChatMember.MEMBER: "member",
    ChatMember.LEFT: "left",
    ChatMember.BANNED: "removed",
}


async def standing_changed(update: Update, context: Context) -> None:
    """Store how the bot stands in a group now; say hello where it is new. Who blocks the bot gets nothing more."""
    change = update.my_chat_member
    if change is None:
        return
    chat = change.chat
    before, after = _standing(chat, change.old_chat_member), _standing(chat, change.new_chat_member)
    if after is None:
        return
    if chat.type == ChatType.PRIVATE and after == "removed":
        await subscribers.lose_subscriber(context.database, chat.id)
    if chat.type == ChatType.PRIVATE:
        return
    is_channel = chat.type == ChatType.CHANNEL
    group = Group(chat.id, chat.title or "", bool(chat.is_forum), after, is_channel=is_channel)
    await standings.note_standing(context.database, group)
    if is_channel:
        if after == "administrator" and before != after:
            await _greet_channel(context, change)
    elif before in {"left", "removed"} and after in {"member", "administrator"}:
        is_moderators = chat.id == await roles_store.moderators_chat(context.database)
        await reply(
            update,
            context,
            pages.hello(context.library.knowledge.profile, context.bot.username, None if is_moderators else chat.id),
        )


async def _greet_channel(context: Context, change: ChatMemberUpdated) -> None:
    """Ask its administrator in private; where they have never begun a chat with the bot, tell the moderators."""
    chat, title = change.chat, change.chat.title or ""
    try:
        await post(context.bot, change.from_user.id, pages.to_describe(title, chat.id))
        return
    except TelegramError as refused:
        log.info("a channel's administrator was not asked: %s", type(refused).__name__)
    moderators = await roles_store.moderators_chat(context.database)
    if moderators is not None:
        await post(context.bot, moderators, pages.channel_waits(context.bot.username, title, chat.id))


async def seen(update: Update, context: Context) -> None:
    """Anything in a group tells its title, which may be new; what the bot knew before is not written again."""
    chat, known = update.effective_chat, context.chat_data
    shown = "" if chat is None else f"{int(bool(chat.is_forum))} {chat.title}"
    if chat is None or known is None or known.seen == shown:
        return
    await standings.note_seen(context.database, chat.id, chat.title or "", bool(chat.is_forum))
    known.seen = shown


async def migrated(update: Update, context: Context) -> None:
    """Telegram renumbered a group; it says so once in the old chat and once in the new."""
    message = update.effective_message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    await standings.note_migration(context.database, old, new, message.chat.title or "", context.services.moved)
    if new == await roles_store.moderators_chat(context.database):
        context.state(Menus).changed.set()


def _standing(chat: Chat, member: ChatMember) -> Standing | None:
    """None for a status that is not known yet, which changes nothing."""
    if chat.type == ChatType.CHANNEL and isinstance(member, ChatMemberAdministrator) and not member.can_post_messages:
        return "muted"
    if isinstance(member, ChatMemberRestricted):
        return "left" if not member.is_member else "member" if member.can_send_messages else "muted"
    return _STANDINGS.get(member.status)

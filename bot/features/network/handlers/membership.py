"""The bot is added to a group, removed, made admin, muted; a group is renamed or becomes a supergroup."""

from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatType

from bot.chat.context import Context
from bot.chat.menus import Menus
from bot.chat.reply import reply
from bot.features.network import pages
from bot.features.network.store import standings, subscribers
from bot.features.network.store.standings import Group
from bot.features.network.values import Standing
from bot.features.roles import store as roles_store

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
    chat, before, after = change.chat, _standing(change.old_chat_member), _standing(change.new_chat_member)
    if after is None:
        return
    if chat.type == ChatType.PRIVATE and after == "removed":
        await subscribers.lose_subscriber(context.database, chat.id)
    if chat.type not in {ChatType.GROUP, ChatType.SUPERGROUP}:
        return
    await standings.note_standing(context.database, Group(chat.id, chat.title or "", bool(chat.is_forum), after))
    if before in {"left", "removed"} and after in {"member", "administrator"}:
        is_moderators = chat.id == await roles_store.moderators_chat(context.database)
        await reply(
            update,
            context,
            pages.hello(context.library.knowledge.profile, context.bot.username, None if is_moderators else chat.id),
        )


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


def _standing(member: ChatMember) -> Standing | None:
    """None for a status that is not known yet, which changes nothing."""
    if isinstance(member, ChatMemberRestricted):
        return "left" if not member.is_member else "member" if member.can_send_messages else "muted"
    return _STANDINGS.get(member.status)

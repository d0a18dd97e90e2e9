"""The bot is added to a group, removed, made admin, muted; a group becomes a supergroup."""

from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatType

from bot import groups, moderators, texts
from bot.groups import Group, Standing
from bot.handlers import pages
from bot.handlers.context import Context
from bot.handlers.menus import set_moderators_menu
from bot.handlers.replying import reply

_STANDINGS: dict[str, Standing] = {
    ChatMember.OWNER: "administrator",
    ChatMember.ADMINISTRATOR: "administrator",
    ChatMember.MEMBER: "member",
    ChatMember.LEFT: "left",
    ChatMember.BANNED: "removed",
}


async def standing_changed(update: Update, context: Context) -> None:
    """Store how the bot stands in a group now; say hello where it is new. Who blocks the bot is nobody's business."""
    change = update.my_chat_member
    if change is None or change.chat.type not in {ChatType.GROUP, ChatType.SUPERGROUP}:
        return
    before, after = _standing(change.old_chat_member), _standing(change.new_chat_member)
    chat = change.chat
    await groups.note_standing(context.database, Group(chat.id, chat.title or "", bool(chat.is_forum), after))
    if before in {"left", "removed"} and after in {"member", "administrator"}:
        await reply(update, context, pages.short(texts.HELLO_GROUP))


async def migrated(update: Update, context: Context) -> None:
    """Telegram renumbered a group; it says so once in the old chat and once in the new."""
    message = update.effective_message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    await groups.note_migration(context.database, old, new, message.chat.title or "")
    if new == await moderators.moderators_chat(context.database):
        await set_moderators_menu(context.bot, new)


def _standing(member: ChatMember) -> Standing:
    if isinstance(member, ChatMemberRestricted):
        return "left" if not member.is_member else "member" if member.can_send_messages else "muted"
    return _STANDINGS[member.status]

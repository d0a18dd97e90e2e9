"""What groups and moderators are told of a group's way into the network."""

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.context import Services
from bot.chat.page import Page, short
from bot.chat.reply import post
from bot.features.network import pages, texts
from bot.features.network.store import groups
from bot.features.network.values import NetworkGroup
from bot.features.roles import store as roles_store
from bot.gateway.outbox import Notice
from bot.gateway.outcomes import is_final
from bot.gateway.values import Lane


async def of_group(bot: ExtBot[Lane], services: Services, notice: Notice) -> Page | None:
    """The moderators see who asks; an accepted group where broadcasts will land; in private, who asked in vain."""
    group = await groups.group(services.database, notice.number)
    if group is None or group.version != notice.version:
        return None
    match notice.kind:
        case "ask":
            return pages.card(group, services.library.knowledge.theme_names)
        case "accept":
            await _welcome(bot, services, group)
            return None
        case _:
            return short(texts.declined(group))


async def _welcome(bot: ExtBot[Lane], services: Services, group: NetworkGroup) -> None:
    """Said in the group; of a channel, to whoever asked for it."""
    where = group.asked_by if group.is_channel else group.chat_id
    try:
        await post(bot, where, short(texts.accepted(group, services.library.knowledge.profile)), group.thread)
    except TelegramError as error:
        chat_id = await roles_store.moderators_chat(services.database)
        if chat_id is not None and is_final(error):
            await post(bot, chat_id, short(texts.could_not_tell(group.title, is_channel=group.is_channel)))
        raise

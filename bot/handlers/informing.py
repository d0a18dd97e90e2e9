"""What organisers, moderators and groups are told of broadcasts and of the network's groups, from the outbox.

A notice that has been overtaken says nothing: whoever looks at the thing itself sees it as it is now.
"""

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot import moderators, network_texts, offers
from bot.actors import Actor
from bot.broadcasts import reading
from bot.broadcasts.values import Broadcast
from bot.gateway.outbox import Notice
from bot.gateway.outcomes import is_final
from bot.gateway.values import Lane
from bot.handlers import broadcast_pages, copies, network_pages, pages, viewing, who
from bot.handlers.context import Services
from bot.handlers.pages import Page
from bot.handlers.replying import post
from bot.network import reading as network_groups
from bot.network.values import NetworkGroup


async def of_broadcast(bot: ExtBot[Lane], services: Services, notice: Notice) -> Page | None:
    """An organiser gets what it says, if there is a yes to give, and the card; the moderators' chat gets a line."""
    known = await reading.broadcast(services.database, notice.number)
    is_question = notice.kind != "decided"
    if is_question and not _waits(known, notice.kind):
        return None
    if notice.chat_id < 0:
        return broadcast_pages.pending(bot.username, known.id)
    actor = await who.organiser(bot, services, notice.chat_id)
    if actor.is_organiser:
        await _show(bot, services, known, actor, is_question)
    return None


async def _show(bot: ExtBot[Lane], services: Services, known: Broadcast, actor: Actor, is_question: bool) -> None:
    page = await viewing.page(bot, services, known, actor)
    if is_question and known.content is not None:
        await copies.show(bot, known.content, actor.id)
    await post(bot, actor.id, page)
    await offers.offer_besides(services.database, actor.id, page.choices())


async def of_group(bot: ExtBot[Lane], services: Services, notice: Notice) -> Page | None:
    """The moderators see who asks; an accepted group where broadcasts will land; in private, who asked in vain."""
    group = await network_groups.group(services.database, notice.number)
    if group is None or group.version != notice.version:
        return None
    match notice.kind:
        case "ask":
            return network_pages.card(group, services.library.knowledge.theme_names)
        case "accept":
            await _welcome(bot, services, group)
            return None
        case _:
            return pages.short(network_texts.declined(group))


def _waits(known: Broadcast, kind: str) -> bool:
    if kind == "asked":
        return known.status == "waiting"
    return known.unapproved_by is not None and known.status == "paused"


async def _welcome(bot: ExtBot[Lane], services: Services, group: NetworkGroup) -> None:
    try:
        await post(bot, group.chat_id, pages.short(network_texts.accepted(group)), group.thread)
    except TelegramError as error:
        chat_id = await moderators.moderators_chat(services.database)
        if chat_id is not None and is_final(error):
            await post(bot, chat_id, pages.short(network_texts.COULD_NOT_TELL))
        raise

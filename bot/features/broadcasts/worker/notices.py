"""What organisers are told of a broadcast; one that has been overtaken says nothing."""

from telegram.ext import ExtBot

from bot.chat import offers
from bot.chat.context import Services
from bot.chat.page import Page
from bot.chat.reply import post
from bot.features.broadcasts.pages import card as card_pages
from bot.features.broadcasts.pages import view as view_pages
from bot.features.broadcasts.store import lists
from bot.features.broadcasts.values import Broadcast
from bot.features.broadcasts.worker import copies
from bot.features.roles import who as roles_who
from bot.features.roles.values import Actor
from bot.gateway.outbox import Notice
from bot.gateway.values import Lane


async def of_broadcast(bot: ExtBot[Lane], services: Services, notice: Notice) -> Page | None:
    """An organiser gets what it says, if there is a yes to give, and the card; the moderators' chat gets a line."""
    known = await lists.broadcast(services.database, notice.number)
    is_question = notice.kind != "decided"
    if is_question and not _waits(known, notice.kind):
        return None
    if notice.chat_id < 0:
        return card_pages.pending(bot.username, known.id)
    actor = await roles_who.organiser(bot, services, notice.chat_id)
    if actor.is_organiser:
        await _show(bot, services, known, actor, is_question)
    return None


async def _show(bot: ExtBot[Lane], services: Services, known: Broadcast, actor: Actor, is_question: bool) -> None:
    page = await view_pages.page(bot, services, known, actor)
    if is_question and known.content is not None:
        await copies.show(bot, known.content, actor.id)
    await post(bot, actor.id, page)
    await offers.offer_besides(services.database, actor.id, page.choices())


def _waits(known: Broadcast, kind: str) -> bool:
    if kind == "asked":
        return known.status == "waiting"
    return known.unapproved_by is not None and known.status == "paused"

"""/prenumerera and /sluta: in private for oneself, in a group for the group; /hit: where in a group broadcasts land."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Message, Update

from bot.chat.context import Context, Words, is_private, person
from bot.chat.page import Page, short
from bot.chat.reply import acknowledge, reply, topic_of, turn_to
from bot.features.network import pages, texts
from bot.features.network.actions import ShowWishes, Subscribe, ToggleWish, Unsubscribe
from bot.features.network.handlers.application import move_as_admin, theme_names
from bot.features.network.store import groups, subscribers
from bot.features.network.values import ALL_THEMES
from bot.features.roles import who as roles_who


async def subscribe(update: Update, context: Context) -> None:
    """/prenumerera: broadcasts come to this chat."""
    if is_private(update):
        await subscribe_oneself(update, context, Subscribe())
    else:
        await _by_admin(update, context, _join, pages.only_admin(context.bot.username))


async def subscribe_oneself(update: Update, context: Context, _: Subscribe) -> None:
    """The link from a group leads here too: broadcasts come to the member's own chat, whose id is the member's."""
    user = person(update)
    new = await subscribers.subscribe(context.database, user.id, user.id, context.services.subscribed)
    page = await _wishes(context, user.id, texts.SUBSCRIBED if new else texts.SUBSCRIBED_ALREADY)
    await turn_to(update, context, page)


async def unsubscribe(update: Update, context: Context) -> None:
    """/sluta: no more of them."""
    if not is_private(update):
        await _by_admin(update, context, _leave, short(texts.ONLY_ADMIN))
        return
    await reply(update, context, await _ended(update, context))


async def stop(update: Update, context: Context, _: Unsubscribe) -> None:
    """The same under a broadcast, which stays as it is."""
    await acknowledge(update)
    await reply(update, context, await _ended(update, context))


async def show_wishes(update: Update, context: Context, _: ShowWishes) -> None:
    """What they have chosen to get; it was asked for under a broadcast, which stays as it is."""
    await acknowledge(update)
    await reply(update, context, await _wishes(context, person(update).id))


async def toggle(update: Update, context: Context, wish: ToggleWish) -> None:
    """One theme more or less, of those that the knowledge has."""
    user, names = person(update), theme_names(context)
    chosen = set(await subscribers.themes(context.database, user.id) or ()) & set(names)
    if wish.theme_id == ALL_THEMES:
        chosen = set()
    elif wish.theme_id in names:
        chosen ^= {wish.theme_id}
    await subscribers.choose(context.database, user.id, sorted(chosen))
    await turn_to(update, context, await _wishes(context, user.id))


async def _ended(update: Update, context: Context) -> Page:
    """At once, with undo."""
    ended = await subscribers.unsubscribe(context.database, person(update).id, context.services.subscribed)
    return pages.unsubscribed(texts.UNSUBSCRIBED if ended else texts.UNSUBSCRIBED_ALREADY)


async def _wishes(context: Context, user_id: int, note: str = "") -> Page:
    chosen = await subscribers.themes(context.database, user_id)
    if chosen is None:
        return pages.unsubscribed(texts.UNSUBSCRIBED_ALREADY)
    return pages.wishes(theme_names(context), chosen, note)


async def here(update: Update, context: Context) -> None:
    """/hit in a forum's topic, by an administrator: broadcasts land there from now on."""
    message = Words.of(update).message
    if is_private(update):
        await reply(update, context, short(texts.HIT_IN_GROUP))
    elif not message.chat.is_forum:
        await reply(update, context, short(texts.NO_TOPICS), message)
    else:
        await _by_admin(update, context, _put_here, short(texts.ONLY_ADMIN))


async def _by_admin(
    update: Update,
    context: Context,
    do: Callable[[Update, Context, Message], Coroutine[Any, Any, Page]],
    refusal: Page,
) -> None:
    """What only an administrator may write in a group, perhaps an anonymous one."""
    message = Words.of(update).message
    is_admin = await roles_who.writes_as_admin(update, context)
    await reply(update, context, await do(update, context, message) if is_admin else refusal, message)


async def _join(update: Update, context: Context, message: Message) -> Page:
    """Its administrator is led to the questions, or starts again after a stop."""
    known = await groups.group(context.database, message.chat.id)
    if known is not None and known.status == "stopped":
        known = await move_as_admin(update, context, known.chat_id, known.version, "resume")
    if known is not None and known.status == "accepted":
        return short(texts.receiving(known))
    if known is not None and known.status == "asked":
        return short(texts.ALREADY_ASKED)
    return pages.to_join(context.bot.username, message.chat.id)


async def _leave(update: Update, context: Context, message: Message) -> Page:
    """At once, with undo."""
    known = await groups.group(context.database, message.chat.id)
    if known is not None and known.status == "accepted":
        stopped = await move_as_admin(update, context, known.chat_id, known.version, "stop")
        return pages.stopped(texts.GROUP_STOPPED, stopped)
    if known is not None and known.status == "asked":
        await move_as_admin(update, context, known.chat_id, known.version, "withdraw")
        return short(texts.GROUP_WITHDRAWN)
    return short(texts.GROUP_NOT_IN)


async def _put_here(update: Update, context: Context, message: Message) -> Page:
    chat_id, user_id, replied = message.chat.id, person(update).id, message.reply_to_message
    await groups.begin(context.database, chat_id, user_id)
    opened = replied.forum_topic_created if replied is not None else None
    name = opened.name if opened is not None else None
    known = await groups.choose_topic(context.database, chat_id, user_id, topic_of(message), name)
    rows = pages.to_join(context.bot.username, chat_id).rows if known.status == "begun" else ()
    return short(texts.here(known)).over(*rows)

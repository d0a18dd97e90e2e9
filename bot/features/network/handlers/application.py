"""A group joins the network: its administrator says what it is with buttons in private, and where broadcasts land."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, get_args

from telegram import Message, Update

from bot.chat import prompts
from bot.chat.context import Context, Words, is_private, person
from bot.chat.page import Page, short
from bot.chat.reply import reply, say, show, topic_of, turn_to
from bot.chat.wire import Action, unpack
from bot.features.network import pages, texts
from bot.features.network.actions import (
    AskAnew,
    ChooseCounty,
    ChoosePurpose,
    ChooseTheme,
    Describe,
    MoveGroup,
    OfAdmin,
    PutInGeneral,
    ShowCounties,
)
from bot.features.network.store import groups
from bot.features.network.values import ALL_THEMES, MOST_PURPOSE, Field, Move, NetworkGroup, NotMoved
from bot.features.roles import who as roles_who
from bot.features.roles.gates import Done

AWAITED = "grupp"  # what prompts call it; their ref is "<chat id>:<field>"
_NOWHERE = 0  # no chat has this id

Pressed = TypeVar("Pressed", bound=OfAdmin)


def linked(chat_id: str) -> Action:
    """What the way to join leads to; a made-up one to a group that there is none of."""
    return unpack(Describe, f"w:g:{chat_id}") or Describe(_NOWHERE)


def _by_admins(do: Callable[[Update, Context, Pressed], Done]) -> Callable[[Update, Context, Pressed], Done]:
    """What a group's administrators may press, others not; where that is no longer so they see what is."""

    @wraps(do)
    async def pressed(update: Update, context: Context, what: Pressed) -> None:
        if not await _is_admitted(update, context, what.chat_id):
            return
        try:
            await do(update, context, what)
        except NotMoved as refused:
            await _show_anew(update, context, refused)

    return pressed


@_by_admins
async def describe(update: Update, context: Context, what: Describe) -> None:
    """The first question that is not answered, otherwise the whole."""
    await _show_next(update, context, await groups.begin(context.database, what.chat_id, person(update).id))


@_by_admins
async def choose_purpose(update: Update, context: Context, chosen: ChoosePurpose) -> None:
    """What the group is."""
    await _take(update, context, chosen.chat_id, "purpose", texts.PURPOSES[chosen.number])


@_by_admins
async def choose_county(update: Update, context: Context, chosen: ChooseCounty) -> None:
    """Where it is."""
    await _take(update, context, chosen.chat_id, "county", chosen.county)


@_by_admins
async def choose_theme(update: Update, context: Context, chosen: ChooseTheme) -> None:
    """What it wants to hear of; the files may have dropped that meanwhile."""
    if chosen.theme_id in _themes(context):
        await _take(update, context, chosen.chat_id, "theme", chosen.theme_id)
    else:
        await say(update, context, texts.CHANGED)


@_by_admins
async def show_counties(update: Update, context: Context, what: ShowCounties) -> None:
    """Another page of them."""
    known = await groups.begin(context.database, what.chat_id, person(update).id)
    await turn_to(update, context, pages.counties(known, what.page))


@_by_admins
async def ask_anew(update: Update, context: Context, what: AskAnew) -> None:
    """A question that has been answered."""
    known = await groups.begin(context.database, what.chat_id, person(update).id)
    await _ask(update, context, known, what.field)


@_by_admins
async def put_in_general(update: Update, context: Context, what: PutInGeneral) -> None:
    """Broadcasts land in General again."""
    known = await groups.choose_topic(context.database, what.chat_id, person(update).id, None, None)
    await _show_next(update, context, known)


@_by_admins
async def move(update: Update, context: Context, what: MoveGroup) -> None:
    """A move of the administrator; undone in the group where it was shown, shown in private otherwise."""
    known = await _move(update, context, what.chat_id, what.version, what.move)
    context.services.outbox.set()
    if not is_private(update):
        await turn_to(update, context, short(texts.receiving(known)))
    elif what.move == "ask":
        await _show_asked(update, context, known)
    else:
        await _show_next(update, context, known)


async def written(update: Update, context: Context, ref: str) -> None:
    """An administrator has written the answer to a question instead of pressing it."""
    chat_id, field = _read(ref)
    if not await _is_admitted(update, context, chat_id):
        return
    said = Words.of(update)
    known = await groups.begin(context.database, chat_id, said.user.id)
    value = _value(context, field, said.message.text or "")
    if value is None:
        await reply(update, context, pages.question(known, field, context.library.knowledge, misfit=True))
    else:
        await _take(update, context, chat_id, field, value)


async def join(update: Update, context: Context) -> None:
    """/prenumerera in a group: its administrator is led to the questions, or starts again after a stop."""
    message = Words.of(update).message
    if await roles_who.writes_as_admin(update, context):
        page = await _joined(update, context, message.chat.id)
    else:
        page = pages.only_admin(context.bot.username)
    await reply(update, context, page, message)


async def leave(update: Update, context: Context) -> None:
    """/sluta in a group, by an administrator: at once, with undo."""
    message = Words.of(update).message
    if await roles_who.writes_as_admin(update, context):
        page = await _left(update, context, message.chat.id)
    else:
        page = short(texts.ONLY_ADMIN)
    await reply(update, context, page, message)


async def here(update: Update, context: Context) -> None:
    """/hit in a forum's topic, by an administrator: broadcasts land there from now on."""
    message = Words.of(update).message
    if is_private(update):
        await reply(update, context, short(texts.HIT_IN_GROUP))
    elif not message.chat.is_forum:
        await reply(update, context, short(texts.NO_TOPICS), message)
    elif not await roles_who.writes_as_admin(update, context):
        await reply(update, context, short(texts.ONLY_ADMIN), message)
    else:
        await reply(update, context, await _put_here(update, context, message), message)


async def _joined(update: Update, context: Context, chat_id: int) -> Page:
    known = await groups.group(context.database, chat_id)
    if known is not None and known.status == "stopped":
        known = await _move(update, context, chat_id, known.version, "resume")
    if known is not None and known.status == "accepted":
        return short(texts.receiving(known))
    if known is not None and known.status == "asked":
        return short(texts.ALREADY_ASKED)
    return pages.to_join(context.bot.username, chat_id)


async def _left(update: Update, context: Context, chat_id: int) -> Page:
    known = await groups.group(context.database, chat_id)
    if known is not None and known.status == "accepted":
        stopped = await _move(update, context, chat_id, known.version, "stop")
        return pages.stopped(texts.GROUP_STOPPED, stopped)
    if known is not None and known.status == "asked":
        await _move(update, context, chat_id, known.version, "withdraw")
        return short(texts.GROUP_WITHDRAWN)
    return short(texts.GROUP_NOT_IN)


async def _put_here(update: Update, context: Context, message: Message) -> Page:
    chat_id, user_id = message.chat.id, person(update).id
    await groups.begin(context.database, chat_id, user_id)
    opened = message.reply_to_message.forum_topic_created if message.reply_to_message is not None else None
    name = opened.name if opened is not None else None
    known = await groups.choose_topic(context.database, chat_id, user_id, topic_of(message), name)
    rows = pages.to_join(context.bot.username, chat_id).rows if known.status == "begun" else ()
    return short(texts.here(known)).over(*rows)


async def _move(update: Update, context: Context, chat_id: int, version: int, what: Move) -> NetworkGroup:
    """What an administrator may do; broadcasts under way follow it."""
    followers = context.services.subscribed
    return await groups.move_group(context.database, chat_id, version, person(update).id, "admin", what, followers)


async def _take(update: Update, context: Context, chat_id: int, field: Field, value: str) -> None:
    """An answer, and what comes next."""
    known = await groups.describe(context.database, chat_id, person(update).id, field, value)
    await _show_next(update, context, known)


async def _is_admitted(update: Update, context: Context, chat_id: int) -> bool:
    """Whether somebody is the group's administrator; others are told that it is for those."""
    if await roles_who.is_admin(context.bot, chat_id, person(update).id):
        return True
    await say(update, context, texts.NOT_ADMIN)
    return False


async def _show_asked(update: Update, context: Context, group: NetworkGroup) -> None:
    """The whole, in a message that follows what becomes of it."""
    page, query = pages.summary(group, theme_names(context)), update.callback_query
    if query is not None and isinstance(query.message, Message):
        await turn_to(update, context, page)
        shown: Message | None = query.message
    else:
        shown = await reply(update, context, page)
    if shown is not None:
        await groups.follow_in(context.database, group.chat_id, shown.message_id)


async def _show_next(update: Update, context: Context, group: NetworkGroup) -> None:
    """The first question that is not answered, otherwise the whole."""
    if group.missing is not None:
        await _ask(update, context, group, group.missing)
    else:
        await prompts.clear(context.database, person(update).id)
        await turn_to(update, context, pages.summary(group, theme_names(context)))


async def _ask(update: Update, context: Context, group: NetworkGroup, field: Field) -> None:
    await prompts.put(context.database, person(update).id, AWAITED, f"{group.chat_id}:{field}")
    await turn_to(update, context, pages.question(group, field, context.library.knowledge))


async def _show_anew(update: Update, context: Context, refused: NotMoved) -> None:
    """What was pressed is no longer so: say it, and show what is."""
    if refused.found is None:
        await say(update, context, texts.UNKNOWN_GROUP)
        return
    await say(update, context, texts.CHANGED)
    if is_private(update):
        await show(update, context, pages.summary(refused.found, theme_names(context)))


def theme_names(context: Context) -> dict[str, str]:
    """The knowledge's themes by id."""
    return context.library.knowledge.theme_names


def _value(context: Context, field: Field, words: str) -> str | None:
    """What typed words answer to a question; None if they do not fit."""
    said = " ".join(words.split())
    if field == "purpose":
        return said if 0 < len(said) <= MOST_PURPOSE else None
    names = texts.COUNTY_NAMES if field == "county" else _themes(context)
    wanted = said.casefold().strip(" .!")
    meant = {wanted, wanted.removesuffix(" län"), wanted.removesuffix(" län").removesuffix("s")}
    return next((key for key, name in names.items() if name.casefold() in meant or key in meant), None)


def _themes(context: Context) -> dict[str, str]:
    return {ALL_THEMES: texts.ALL_THEMES_NAME, **theme_names(context)}


def _read(ref: str) -> tuple[int, Field]:
    chat_id, _, field = ref.partition(":")
    return int(chat_id), next(each for each in get_args(Field) if each == field)

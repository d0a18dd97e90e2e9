"""A group joins the network: its administrator says what it is with buttons in private, and where broadcasts land."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, get_args

from telegram import Message, Update

from bot.chat import prompts
from bot.chat.context import Context, Words, is_private, person
from bot.chat.page import short
from bot.chat.reply import reply, say, show, turn_to
from bot.chat.wire import Action, unpack
from bot.features.network import actions, pages, texts
from bot.features.network.store import groups
from bot.features.network.values import ALL_THEMES, MOST_PURPOSE, Field, Move, NetworkGroup, NotMoved
from bot.features.roles import who as roles_who
from bot.features.roles.gates import Done

AWAITED = "grupp"  # what prompts call it; their ref is "<chat id>:<field>"
_NOWHERE = 0  # no chat has this id

Pressed = TypeVar("Pressed", bound=actions.OfGroup)


def linked(chat_id: str) -> Action:
    """What the way to join leads to; a made-up one to a group that there is none of."""
    return unpack(actions.Describe, f"w:g:{chat_id}") or actions.Describe(_NOWHERE)


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
async def describe(update: Update, context: Context, what: actions.Describe) -> None:
    """The first question that is not answered, otherwise the whole."""
    await _show_next(update, context, await groups.begin(context.database, what.chat_id, person(update).id))


@_by_admins
async def choose(
    update: Update, context: Context, answer: actions.ChoosePurpose | actions.ChooseCounty | actions.ChooseTheme
) -> None:
    """What the group is, where, and what it wants to hear of; the files may have dropped that meanwhile."""
    match answer:
        case actions.ChoosePurpose(chat_id, number):
            await _take(update, context, chat_id, "purpose", texts.PURPOSES[number])
        case actions.ChooseCounty(chat_id, county):
            await _take(update, context, chat_id, "county", county)
        case actions.ChooseTheme(chat_id, theme_id) if theme_id in _themes(context):
            await _take(update, context, chat_id, "theme", theme_id)
        case _:
            await say(update, context, texts.CHANGED)


@_by_admins
async def show_counties(update: Update, context: Context, what: actions.ShowCounties) -> None:
    """Another page of them."""
    known = await groups.begin(context.database, what.chat_id, person(update).id)
    await turn_to(update, context, pages.counties(known, what.page))


@_by_admins
async def ask_anew(update: Update, context: Context, what: actions.AskAnew) -> None:
    """A question that has been answered."""
    known = await groups.begin(context.database, what.chat_id, person(update).id)
    await _ask(update, context, known, what.field)


@_by_admins
async def put_in_general(update: Update, context: Context, what: actions.PutInGeneral) -> None:
    """Broadcasts land in General again."""
    known = await groups.choose_topic(context.database, what.chat_id, person(update).id, None, None)
    await _show_next(update, context, known)


@_by_admins
async def move(update: Update, context: Context, what: actions.MoveGroup) -> None:
    """A move of the administrator; undone in the group where it was shown, shown in private otherwise."""
    known = await move_as_admin(update, context, what.chat_id, what.version, what.move)
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


async def move_as_admin(update: Update, context: Context, chat_id: int, version: int, what: Move) -> NetworkGroup:
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

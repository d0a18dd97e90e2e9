"""A group joins the network: its administrator says what it is with buttons in private, and where broadcasts land."""

from typing import get_args

from telegram import Message, Update
from telegram.constants import ChatType

from bot.chat import page as page_chat
from bot.chat import prompts
from bot.chat.context import Context
from bot.chat.page import Page
from bot.chat.reply import reply, say, show, topic_of, turn_to
from bot.features.network import pages, texts
from bot.features.network.store import groups
from bot.features.network.values import ALL_THEMES, MOST_PURPOSE, Field, Move, NetworkGroup, NotMoved
from bot.features.roles import who as roles_who

AWAITED = "grupp"  # what prompts call it; their ref is "<chat id>:<field>"


async def perform(update: Update, context: Context, chat_id: int, what: list[str]) -> None:
    """A press of a group's administrator, in private or in the group; anybody else's is refused."""
    user = update.effective_user
    if user is None or not await roles_who.is_admin(context.bot, chat_id, user.id):
        await say(update, context, texts.NOT_ADMIN)
        return
    try:
        await _do(update, context, chat_id, user.id, what)
    except NotMoved as refused:
        await _show_anew(update, context, refused)


async def written(update: Update, context: Context, ref: str) -> None:
    """An administrator has written the answer to a question instead of pressing it."""
    chat_id, field = _read(ref)
    user, message = update.effective_user, update.effective_message
    if user is None or message is None or not await roles_who.is_admin(context.bot, chat_id, user.id):
        await say(update, context, texts.NOT_ADMIN)
        return
    known = await groups.begin(context.database, chat_id, user.id)
    value = _value(context, field, message.text or "")
    if value is None:
        await reply(update, context, pages.question(known, field, context.library.knowledge, misfit=True))
    else:
        await _show_next(update, context, await groups.describe(context.database, chat_id, user.id, field, value))


async def join(update: Update, context: Context) -> None:
    """/prenumerera in a group: its administrator is led to the questions, or starts again after a stop."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    if not await roles_who.writes_as_admin(update, context):
        await reply(update, context, pages.only_admin(context.bot.username), message)
        return
    known = await groups.group(context.database, message.chat.id)
    if known is not None and known.status == "stopped":
        known = await groups.move_group(context.database, known.chat_id, known.version, user.id, "admin", "resume")
    if known is not None and known.status == "accepted":
        page = page_chat.short(texts.receiving(known))
    elif known is not None and known.status == "asked":
        page = page_chat.short(texts.ALREADY_ASKED)
    else:
        page = pages.to_join(context.bot.username, message.chat.id)
    await reply(update, context, page, message)


async def leave(update: Update, context: Context) -> None:
    """/sluta in a group, by an administrator: at once, with undo."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    if not await roles_who.writes_as_admin(update, context):
        await reply(update, context, page_chat.short(texts.ONLY_ADMIN), message)
        return
    known = await groups.group(context.database, message.chat.id)
    if known is not None and known.status == "accepted":
        known = await groups.move_group(context.database, known.chat_id, known.version, user.id, "admin", "stop")
        page = pages.stopped(texts.GROUP_STOPPED, known)
    elif known is not None and known.status == "asked":
        await groups.move_group(context.database, known.chat_id, known.version, user.id, "admin", "withdraw")
        page = page_chat.short(texts.GROUP_WITHDRAWN)
    else:
        page = page_chat.short(texts.GROUP_NOT_IN)
    await reply(update, context, page, message)


async def here(update: Update, context: Context) -> None:
    """/hit in a forum's topic, by an administrator: broadcasts land there from now on."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    if message.chat.type == ChatType.PRIVATE:
        await reply(update, context, page_chat.short(texts.HIT_IN_GROUP))
    elif not message.chat.is_forum:
        await reply(update, context, page_chat.short(texts.NO_TOPICS), message)
    elif not await roles_who.writes_as_admin(update, context):
        await reply(update, context, page_chat.short(texts.ONLY_ADMIN), message)
    else:
        await groups.begin(context.database, message.chat.id, user.id)
        opened = message.reply_to_message.forum_topic_created if message.reply_to_message is not None else None
        name = opened.name if opened is not None else None
        known = await groups.choose_topic(context.database, message.chat.id, user.id, topic_of(message), name)
        page = page_chat.short(texts.here(known))
        if known.status == "begun":
            page = Page(page.messages, pages.to_join(context.bot.username, known.chat_id).rows)
        await reply(update, context, page, message)


async def _do(update: Update, context: Context, chat_id: int, user_id: int, what: list[str]) -> None:
    database, knowledge = context.database, context.library.knowledge
    match what:
        case ["g"]:
            await _show_next(update, context, await groups.begin(database, chat_id, user_id))
        case ["p", number] if number.isdecimal() and int(number) < len(texts.PURPOSES):
            purpose = texts.PURPOSES[int(number)]
            await _show_next(update, context, await groups.describe(database, chat_id, user_id, "purpose", purpose))
        case ["c", county] if county in texts.COUNTY_NAMES:
            await _show_next(update, context, await groups.describe(database, chat_id, user_id, "county", county))
        case ["t", theme] if theme == ALL_THEMES or knowledge.theme(theme) is not None:
            await _show_next(update, context, await groups.describe(database, chat_id, user_id, "theme", theme))
        case ["k", page] if page.isdecimal():
            known = await groups.begin(database, chat_id, user_id)
            await turn_to(update, context, pages.counties(known, int(page[:3])))
        case ["e", field] if field in get_args(Field):
            wanted = next(each for each in get_args(Field) if each == field)
            await _ask(update, context, await groups.begin(database, chat_id, user_id), wanted)
        case ["n"]:
            await _show_next(update, context, await groups.choose_topic(database, chat_id, user_id, None, None))
        case ["m", version, move] if version.isdecimal() and move in get_args(Move):
            wanted_move = next(each for each in get_args(Move) if each == move)
            await _move(update, context, chat_id, int(version[:9]), user_id, wanted_move)
        case _:
            await say(update, context, texts.CHANGED)


async def _move(update: Update, context: Context, chat_id: int, version: int, user_id: int, move: Move) -> None:
    """A move of the administrator; undone in the group where it was shown, shown in private otherwise."""
    known = await groups.move_group(context.database, chat_id, version, user_id, "admin", move)
    context.services.outbox.set()
    chat = update.effective_chat
    if chat is not None and chat.type != ChatType.PRIVATE:
        await turn_to(update, context, page_chat.short(texts.receiving(known)))
        return
    if move == "ask":
        await _show_asked(update, context, known)
    else:
        await _show_next(update, context, known)


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
    user = update.effective_user
    if group.missing is not None:
        await _ask(update, context, group, group.missing)
        return
    if user is not None:
        await prompts.clear(context.database, user.id)
    await turn_to(update, context, pages.summary(group, theme_names(context)))


async def _ask(update: Update, context: Context, group: NetworkGroup, field: Field) -> None:
    if update.effective_user is not None:
        await prompts.put(context.database, update.effective_user.id, AWAITED, f"{group.chat_id}:{field}")
    await turn_to(update, context, pages.question(group, field, context.library.knowledge))


async def _show_anew(update: Update, context: Context, refused: NotMoved) -> None:
    """What was pressed is no longer so: say it, and show what is."""
    if refused.found is None:
        await say(update, context, texts.UNKNOWN_GROUP)
        return
    await say(update, context, texts.CHANGED)
    chat = update.effective_chat
    if chat is not None and chat.type == ChatType.PRIVATE:
        await show(update, context, pages.summary(refused.found, theme_names(context)))


def theme_names(context: Context) -> dict[str, str]:
    """The knowledge's themes by id."""
    return context.library.knowledge.theme_names


def _value(context: Context, field: Field, words: str) -> str | None:
    """What typed words answer to a question; None if they do not fit."""
    said = " ".join(words.split())
    if field == "purpose":
        return said if 0 < len(said) <= MOST_PURPOSE else None
    names = texts.COUNTY_NAMES if field == "county" else _themes_typed(context)
    wanted = said.casefold().strip(" .!")
    short = {wanted, wanted.removesuffix(" län"), wanted.removesuffix(" län").removesuffix("s")}
    return next((key for key, name in names.items() if name.casefold() in short or key in short), None)


def _themes_typed(context: Context) -> dict[str, str]:
    return {ALL_THEMES: texts.ALL_THEMES_NAME, **theme_names(context)}


def _read(ref: str) -> tuple[int, Field]:
    chat_id, _, field = ref.partition(":")
    return int(chat_id), next(each for each in get_args(Field) if each == field)

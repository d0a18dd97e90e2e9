"""An organiser makes a broadcast in private chat: what it says, to whom, and when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from telegram import Message, MessageEntity, Update

from bot.chat import prompts
from bot.chat.context import Context, Words
from bot.chat.page import short
from bot.chat.reply import acknowledge, reply, turn_to
from bot.chat.words import expect_tail
from bot.features.broadcasts import actions, rules
from bot.features.broadcasts.errors import WindowPassed
from bot.features.broadcasts.handlers import audience, view
from bot.features.broadcasts.handlers.gate import about_one, await_words, press
from bot.features.broadcasts.pages import draft as draft_pages
from bot.features.broadcasts.store import drafts, lists
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.texts import refusals as refusals_texts
from bot.features.broadcasts.values import AlbumFile, Broadcast, Content, Timing, Window
from bot.features.roles.values import Actor
from bot.gateway.order import Behind
from bot.language import times
from bot.language.times import NotTime, on_clock
from bot.storage.clock import SWEDEN, now

_MORNING: Final = time(9)
MOST_TOGETHER: Final = 10  # files of an album
TOGETHER: Final = 1.5  # seconds from one file of an album to the next
Asked = actions.WriteAnew | actions.ChooseTime | actions.WriteLatest


def content_of(message: Message) -> Content | str:
    """What a message says, to be sent as it is; a sentence if it cannot be."""
    # A mention of somebody without a username carries that person's number and name.
    found = message.entities or message.caption_entities
    entities = tuple(each.to_dict() for each in found if each.type != MessageEntity.TEXT_MENTION)
    if message.text is not None:
        content = Content("text", message.text, entities)
    elif message.photo:
        content = Content("photo", message.caption or "", entities, message.photo[-1].file_id)
    elif message.document is not None and message.animation is None:
        file = message.document
        content = Content("document", message.caption or "", entities, file.file_id, file.file_name)
    else:
        return draft_texts.WRONG_KIND
    return draft_texts.too_long(content) or content


def album_of(messages: Sequence[Message]) -> Content | str:
    """What several messages say that belong together, with the first caption; a sentence if they cannot be sent."""
    parts = [content_of(each) for each in messages]
    found = [each for each in parts if isinstance(each, Content)]
    kinds = {each.kind for each in found}
    if len(found) < len(parts):
        return next(each for each in parts if isinstance(each, str))
    if len(found) == 1:
        return found[0]
    if kinds not in ({"photo"}, {"document"}):
        return draft_texts.MIXED_ALBUM
    told = next((each for each in found if each.text), found[0])
    files = tuple(AlbumFile("photo" if each.kind == "photo" else "document", each.file_id or "") for each in found)
    return Content("album", told.text, told.entities, files=files)


@press
async def begin(update: Update, context: Context, actor: Actor, _: actions.Begin) -> None:
    """A new one: what shall it say?"""
    await await_words(context, actor, "new")
    await view.turn_aside(update, context, draft_pages.new(context.library.knowledge.profile))


@about_one
async def ask(update: Update, context: Context, actor: Actor, known: Broadcast, asked: Asked) -> None:
    """What shall it say instead, or when shall it go? Both can be written."""
    rules.require(known, asked.version, actor, "edit")
    match asked:
        case actions.WriteAnew():
            ref, page = "content", short(draft_texts.WRITE_ANEW)
        case actions.ChooseTime():
            ref, page = "earliest", draft_pages.time(known, now())
        case actions.WriteLatest():
            ref, page = "latest", short(draft_texts.WRITE_LATEST)
    await await_words(context, actor, f"{ref}:{known.id}")
    await turn_to(update, context, page)


async def written(update: Update, context: Context, actor: Actor) -> None:
    """The organiser has written what a new one shall say."""
    content = await read(update, context)
    if content is not None:
        made = await drafts.create(context.database, actor, now(), content)
        await audience.ask(update, context, actor, made, draft_texts.maybe_cut(content))


async def written_anew(update: Update, context: Context, actor: Actor, number: int) -> None:
    """The organiser has written what it shall say instead."""
    content = await read(update, context)
    if content is None:
        return
    known = await lists.broadcast(context.database, number)
    changed = await drafts.set_content(context.database, number, known.version, actor, content, now())
    await prompts.clear(context.database, actor.id)
    notice = " ".join(filter(None, (draft_texts.reopened(known), draft_texts.maybe_cut(content))))
    await view.show(update, context, changed.id, actor, notice)


async def read(update: Update, context: Context) -> Content | None:
    """The content that was written; None if it cannot be sent, which is said, once for an album."""
    message = Words.of(update).message
    together = [message] if message.media_group_id is None else await _together(context, message)
    content = album_of(together)
    if not isinstance(content, Content):
        await reply(update, context, short(content), message)
        return None
    if draft_texts.maybe_cut(content):
        expect_tail(context, message)
    if sum(bool(each.caption) for each in together) > 1:
        await reply(update, context, short(draft_texts.ONE_CAPTION), message)
    return content


async def _together(context: Context, first: Message) -> list[Message]:
    """All messages of an album: Telegram tells of each by itself, one right after the other."""
    behind, found = context.state(Behind), [first]
    while len(found) < MOST_TOGETHER and (update := await behind.first(first.chat.id, TOGETHER)) is not None:
        if update.message is None or update.message.media_group_id != first.media_group_id:
            break
        behind.take(update)
        found.append(update.message)
    return found


@about_one
async def copy(update: Update, context: Context, actor: Actor, known: Broadcast, _: actions.CopyAsNew) -> None:
    """An earlier one once more, as a draft; who gets it is looked at first."""
    made = await drafts.copy(context.database, known, actor, now())
    await acknowledge(update)
    await audience.ask(update, context, actor, made, draft_texts.A_COPY)


@about_one
async def toggle_follow_up(
    update: Update, context: Context, actor: Actor, known: Broadcast, shown: actions.ToggleFollowUp
) -> None:
    """What came of it is told by itself, or not after all."""
    wanted = known.follow_up == "no"
    changed = await drafts.set_follow_up(context.database, known.id, shown.version, actor, wanted, now())
    await view.show(update, context, changed.id, actor, draft_texts.reopened(known))


@about_one
async def set_time(update: Update, context: Context, actor: Actor, known: Broadcast, chosen: actions.SetTime) -> None:
    """A choice on the page of the time."""
    window = _window(known.window, chosen.timing, now())
    changed = await drafts.set_window(context.database, known.id, chosen.version, actor, window, now())
    await await_words(context, actor, f"earliest:{known.id}")
    await turn_to(update, context, draft_pages.time(changed, now(), draft_texts.reopened(known)))


async def timed(update: Update, context: Context, actor: Actor, number: int, end: str) -> None:
    """The organiser has written a time: the earliest or the latest."""
    message, at = Words.of(update).message, now()
    known = await lists.broadcast(context.database, number)
    try:
        meant = times.read(message.text or "", at)
    except NotTime as error:
        await reply(update, context, short(draft_texts.PROBLEMS[error.why]), message)
        return
    before = known.window
    window = replace(before, earliest=meant.at) if end == "earliest" else replace(before, latest=meant.at)
    try:
        changed = await drafts.set_window(context.database, known.id, known.version, actor, window, at)
    except WindowPassed as passed:
        await await_words(context, actor, f"earliest:{known.id}")
        note = f"{refusals_texts.window_passed(passed, at)} {draft_texts.NOT_CHANGED}"
        await reply(update, context, draft_pages.time(known, at, note))
        return
    await prompts.clear(context.database, actor.id)
    note = " ".join(filter(None, (draft_texts.NOTES[meant.note] if meant.note else "", draft_texts.reopened(known))))
    await reply(update, context, draft_pages.time(changed, now(), note))


def _window(before: Window, timing: Timing, at: datetime) -> Window:
    """The window after a press."""
    match timing:
        case "now":
            return replace(before, earliest=None)
        case "tomorrow" | "working":
            return replace(before, earliest=_morning(at, working=timing == "working"))
        case "loud" | "quiet":
            return replace(before, quiet=timing == "quiet")
        case "open":
            return replace(before, latest=None)


def _morning(at: datetime, *, working: bool) -> datetime:
    """Nine o'clock tomorrow, or on the next day that is no weekend."""
    day = at.astimezone(SWEDEN).date() + timedelta(days=1)
    while working and day.weekday() >= 5:
        day += timedelta(days=1)
    return on_clock(day, _MORNING).at

"""An organiser makes a broadcast in private chat: what it says, to whom, and when."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from telegram import Message, MessageEntity, Update

from bot.chat import prompts
from bot.chat.context import Context, Data, Words
from bot.chat.page import short
from bot.chat.reply import reply, turn_to
from bot.chat.words import expect_tail
from bot.features.broadcasts import rules
from bot.features.broadcasts.actions import Begin, ChooseTime, SetTime, WriteAnew, WriteLatest
from bot.features.broadcasts.errors import WindowPassed
from bot.features.broadcasts.handlers import audience, view
from bot.features.broadcasts.handlers.gate import about_one, await_words, press
from bot.features.broadcasts.pages import draft as draft_pages
from bot.features.broadcasts.store import drafts, lists
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.texts import refusals as refusals_texts
from bot.features.broadcasts.values import Broadcast, Content, Timing, Window
from bot.features.roles.values import Actor
from bot.language import times
from bot.language.times import NotTime, on_clock
from bot.storage.clock import SWEDEN, now

_MORNING: Final = time(9)
Asked = WriteAnew | ChooseTime | WriteLatest


def content_of(message: Message) -> Content | str:
    """What a message says, to be sent as it is; a sentence if it cannot be."""
    if message.media_group_id is not None:
        return draft_texts.ALBUM
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


@press
async def begin(update: Update, context: Context, actor: Actor, _: Begin) -> None:
    """A new one: what shall it say?"""
    await await_words(context, actor, "new")
    await view.turn_aside(update, context, draft_pages.new())


@about_one
async def ask(update: Update, context: Context, actor: Actor, known: Broadcast, asked: Asked) -> None:
    """What shall it say instead, or when shall it go? Both can be written."""
    rules.require(known, asked.version, actor, "edit")
    match asked:
        case WriteAnew():
            ref, page = "content", short(draft_texts.WRITE_ANEW)
        case ChooseTime():
            ref, page = "earliest", draft_pages.time(known, now())
        case WriteLatest():
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
    message, data = Words.of(update).message, context.chat_data or Data()
    content = content_of(message)
    if isinstance(content, Content):
        if draft_texts.maybe_cut(content):
            expect_tail(context, message)
        return content
    album = message.media_group_id or ""
    if not album or data.album != album:
        await reply(update, context, short(content), message)
    data.album = album
    return None


@about_one
async def set_time(update: Update, context: Context, actor: Actor, known: Broadcast, chosen: SetTime) -> None:
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

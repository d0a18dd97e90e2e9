"""An organiser makes a broadcast in private chat: what it says, to whom, and when."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final

from telegram import Message, MessageEntity, Update

from bot.chat import prompts
from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import reply, turn_to
from bot.features.broadcasts import rules
from bot.features.broadcasts.errors import WindowPassed
from bot.features.broadcasts.handlers import audience, view
from bot.features.broadcasts.pages import draft as draft_pages
from bot.features.broadcasts.store import drafts, lists
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.texts import refusals as refusals_texts
from bot.features.broadcasts.values import Broadcast, Content, Window
from bot.features.roles.values import Actor
from bot.language import times
from bot.language.times import NotTime, on_clock
from bot.storage.clock import SWEDEN, now

PROMPT: Final = "utskick"
_MORNING: Final = time(9)


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


async def begin(update: Update, context: Context, user_id: int) -> None:
    """A new one: what shall it say?"""
    await prompts.put(context.database, user_id, PROMPT, "new")
    await view.turn_aside(update, context, draft_pages.new())


async def written(update: Update, context: Context, actor: Actor, number: int | None) -> None:
    """The organiser has written what it shall say, anew (None) or otherwise than before."""
    content = await read(update, context)
    if content is None:
        return
    cut = draft_texts.maybe_cut(content)
    if number is None:
        made = await drafts.create(context.database, actor, now(), content)
        await ask_whom(update, context, made, cut)
        return
    known = await lists.broadcast(context.database, number)
    changed = await drafts.set_content(context.database, number, known.version, actor, content, now())
    await prompts.clear(context.database, actor.id)
    notice = " ".join(filter(None, (draft_texts.reopened(known), cut)))
    await view.show(update, context, changed.id, actor, notice)


async def ask_whom(update: Update, context: Context, made: Broadcast, note: str = "") -> None:
    """A new one says something: who shall get it? They can be pressed or written."""
    await prompts.put(context.database, made.created_by, PROMPT, f"recipients:{made.id}")
    await reply(update, context, await audience.page(context, made, note=note))


async def read(update: Update, context: Context) -> Content | None:
    """The content that was written; None if it cannot be sent, which is said, once for an album."""
    message, data = update.effective_message, context.chat_data
    if message is None:
        return None
    content = content_of(message)
    if isinstance(content, Content):
        if data is not None and draft_texts.maybe_cut(content):
            data.too_long_at = message.date
        return content
    album = message.media_group_id or ""
    if not album or data is None or data.album != album:
        await reply(update, context, short(content), message)
    if data is not None:
        data.album = album
    return None


async def perform(
    update: Update, context: Context, known: Broadcast, version: int, actor: Actor, what: Sequence[str]
) -> None:
    """A press on a page of the dialogue, on the broadcast as it was shown at `version`."""
    match what:
        case ["e"]:
            rules.require(known, version, actor, "edit")
            await prompts.put(context.database, actor.id, PROMPT, f"content:{known.id}")
            await turn_to(update, context, short(draft_texts.WRITE_ANEW))
        case ["r" | "a", *_]:
            await audience.perform(update, context, known, version, actor, what)
            await prompts.put(context.database, actor.id, PROMPT, f"recipients:{known.id}")
        case ["w"]:
            rules.require(known, version, actor, "edit")
            await prompts.put(context.database, actor.id, PROMPT, f"earliest:{known.id}")
            await turn_to(update, context, draft_pages.time(known, now()))
        case ["h", "latest"]:
            rules.require(known, version, actor, "edit")
            await prompts.put(context.database, actor.id, PROMPT, f"latest:{known.id}")
            await turn_to(update, context, short(draft_texts.WRITE_LATEST))
        case ["h", choice]:
            changed = await _set_window(context, known, version, actor, _window(known.window, choice, now()))
            await prompts.put(context.database, actor.id, PROMPT, f"earliest:{known.id}")
            await turn_to(update, context, draft_pages.time(changed, now(), draft_texts.reopened(known)))
        case _:
            await turn_to(update, context, short(card_texts.STALE))


async def timed(update: Update, context: Context, actor: Actor, number: int, end: str) -> None:
    """The organiser has written a time: the earliest or the latest."""
    message, at = update.effective_message, now()
    known = await lists.broadcast(context.database, number)
    try:
        meant = times.read((message.text if message is not None else "") or "", at)
    except NotTime as error:
        await reply(update, context, short(draft_texts.PROBLEMS[error.why]), message)
        return
    window = known.window
    earliest = meant.at if end == "earliest" else window.earliest
    latest = meant.at if end == "latest" else window.latest
    try:
        changed = await _set_window(context, known, known.version, actor, Window(earliest, latest, window.quiet))
    except WindowPassed as passed:
        await prompts.put(context.database, actor.id, PROMPT, f"earliest:{known.id}")
        note = f"{refusals_texts.window_passed(passed, at)} {draft_texts.NOT_CHANGED}"
        await reply(update, context, draft_pages.time(known, at, note))
        return
    await prompts.clear(context.database, actor.id)
    note = " ".join(filter(None, (draft_texts.NOTES[meant.note] if meant.note else "", draft_texts.reopened(known))))
    await reply(update, context, draft_pages.time(changed, now(), note))


async def _set_window(context: Context, known: Broadcast, version: int, actor: Actor, window: Window) -> Broadcast:
    return await drafts.set_window(context.database, known.id, version, actor, window, now())


def _window(before: Window, choice: str, at: datetime) -> Window:
    """The window after a press."""
    match choice:
        case "now":
            return Window(None, before.latest, before.quiet)
        case "tomorrow" | "working":
            return Window(_morning(at, working=choice == "working"), before.latest, before.quiet)
        case "loud" | "quiet":
            return Window(before.earliest, before.latest, choice == "quiet")
        case _:
            return Window(before.earliest, None, before.quiet)


def _morning(at: datetime, *, working: bool) -> datetime:
    """Nine o'clock tomorrow, or on the next day that is no weekend."""
    day = at.astimezone(SWEDEN).date() + timedelta(days=1)
    while working and day.weekday() >= 5:
        day += timedelta(days=1)
    return on_clock(day, _MORNING).at

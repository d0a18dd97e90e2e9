"""An organiser makes a broadcast in private chat: what it says, to whom, and when."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final

from telegram import Message, Update

from bot import broadcast_texts, broadcasts, composing_texts, network, network_texts, prompts, when, when_texts
from bot.broadcasts import Actor, Broadcast, Content, Window
from bot.clock import now
from bot.handlers import composing_pages, joining, pages, tracking, viewing
from bot.handlers.context import Context
from bot.handlers.pages import Page
from bot.handlers.replying import reply, turn_to
from bot.network import ALL_THEMES
from bot.recipients import Audience
from bot.when import NotTime

PROMPT: Final = "utskick"
_MORNING: Final = time(9)


def content_of(message: Message) -> Content | str:
    """What a message says, to be sent as it is; a sentence if it cannot be."""
    if message.media_group_id is not None:
        return composing_texts.ALBUM
    entities = tuple(each.to_dict() for each in message.entities or message.caption_entities)
    if message.text is not None:
        content = Content("text", message.text, entities)
    elif message.photo:
        content = Content("photo", message.caption or "", entities, message.photo[-1].file_id)
    elif message.document is not None and message.animation is None:
        file = message.document
        content = Content("document", message.caption or "", entities, file.file_id, file.file_name)
    else:
        return composing_texts.WRONG_KIND
    return composing_texts.too_long(content) or content


async def begin(update: Update, context: Context, user_id: int) -> None:
    """A new one: what shall it say?"""
    await prompts.put(context.database, user_id, PROMPT, "new")
    await tracking.turn_aside(update, context, composing_pages.new())


async def written(update: Update, context: Context, actor: Actor, number: int | None) -> None:
    """The organiser has written what it shall say, anew (None) or otherwise than before."""
    content = await read(update, context)
    if content is None:
        return
    if number is None:
        made = await broadcasts.create(context.database, actor, now(), content)
        await prompts.clear(context.database, actor.id)
        await reply(update, context, composing_pages.recipients(made, await viewing.reach(context.database, made)))
        return
    known = await broadcasts.broadcast(context.database, number)
    changed = await broadcasts.set_content(context.database, number, known.version, actor, content, now())
    await prompts.clear(context.database, actor.id)
    await tracking.show(update, context, changed.id, actor, reopened(known))


async def read(update: Update, context: Context) -> Content | None:
    """The content that was written; None if it cannot be sent, which is said, once for an album."""
    message, data = update.effective_message, context.chat_data
    if message is None:
        return None
    content = content_of(message)
    if isinstance(content, Content):
        return content
    album = message.media_group_id or ""
    if not album or data is None or data.album != album:
        await reply(update, context, pages.short(content), message)
    if data is not None:
        data.album = album
    return None


async def perform(
    update: Update, context: Context, known: Broadcast, version: int, actor: Actor, what: Sequence[str]
) -> None:
    """A press on a page of the dialogue, on the broadcast as it was shown at `version`."""
    match what:
        case ["e"]:
            broadcasts.require(known, version, actor, "edit")
            await prompts.put(context.database, actor.id, PROMPT, f"content:{known.id}")
            await turn_to(update, context, pages.short(composing_texts.WRITE_ANEW))
        case ["r", *kind]:
            broadcasts.require(known, version, actor, "edit")
            await turn_to(update, context, await _recipients(context, known, *kind[:1]))
        case ["a", *choice]:
            await _choose(update, context, known, version, actor, choice)
        case ["w"]:
            broadcasts.require(known, version, actor, "edit")
            await prompts.put(context.database, actor.id, PROMPT, f"earliest:{known.id}")
            await turn_to(update, context, composing_pages.time(known, now()))
        case ["h", "latest"]:
            broadcasts.require(known, version, actor, "edit")
            await prompts.put(context.database, actor.id, PROMPT, f"latest:{known.id}")
            await turn_to(update, context, pages.short(composing_texts.WRITE_LATEST))
        case ["h", choice]:
            changed = await _set_window(context, known, version, actor, _window(known.window, choice, now()))
            await prompts.put(context.database, actor.id, PROMPT, f"earliest:{known.id}")
            await turn_to(update, context, composing_pages.time(changed, now(), reopened(known)))
        case _:
            await turn_to(update, context, pages.short(broadcast_texts.STALE))


async def timed(update: Update, context: Context, actor: Actor, number: int, end: str) -> None:
    """The organiser has written a time: the earliest or the latest."""
    message, at = update.effective_message, now()
    known = await broadcasts.broadcast(context.database, number)
    try:
        meant = when.read((message.text if message is not None else "") or "", at)
    except NotTime as error:
        await reply(update, context, pages.short(when_texts.PROBLEMS[error.why]), message)
        return
    window = known.window
    earliest = meant.at if end == "earliest" else window.earliest
    latest = meant.at if end == "latest" else window.latest
    changed = await _set_window(context, known, known.version, actor, Window(earliest, latest, window.quiet))
    await prompts.clear(context.database, actor.id)
    note = " ".join(filter(None, (when_texts.NOTES[meant.note] if meant.note else "", reopened(known))))
    await reply(update, context, composing_pages.time(changed, now(), note))


def reopened(before: Broadcast) -> str:
    """What to say when a change asks for approval again."""
    return "" if before.status == "draft" else broadcast_texts.REOPENED


async def _choose(
    update: Update, context: Context, known: Broadcast, version: int, actor: Actor, choice: Sequence[str]
) -> None:
    audience = _ticked(known.audience, choice)
    changed = await broadcasts.set_audience(context.database, known.id, version, actor, audience, now())
    kind = choice[0] if len(choice) > 1 else ""
    await turn_to(update, context, await _recipients(context, changed, kind, reopened(known)))


def _ticked(audience: Audience | None, choice: Sequence[str]) -> Audience:
    """The audience after a tick more or less."""
    before = audience or Audience(groups=False)
    match choice:
        case ["all"]:
            everybody = before.groups and not before.counties and not before.themes
            return Audience(not everybody, (), (), before.subscribers)
        case ["subs"]:
            return Audience(before.groups, before.counties, before.themes, not before.subscribers)
        case ["c", county]:
            counties = _toggled(before.counties, county)
            return Audience(bool(counties or before.themes), counties, before.themes, before.subscribers)
        case ["t", theme]:
            themes = _toggled(before.themes, theme)
            return Audience(bool(themes or before.counties), before.counties, themes, before.subscribers)
        case _:
            return before


def _toggled(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tuple(each for each in tags if each != tag) if tag in tags else tuple(sorted((*tags, tag)))


async def _recipients(context: Context, known: Broadcast, kind: str = "", note: str = "") -> Page:
    reach = await viewing.reach(context.database, known)
    if kind not in ("c", "t"):
        return composing_pages.recipients(known, reach, note)
    groups = [each for each in await network.groups(context.database) if each.status == "accepted"]
    if kind == "c":
        there = {each.county for each in groups}
        names = {tag: name for tag, name in network_texts.COUNTY_NAMES.items() if tag in there}
    else:
        there = {each.theme for each in groups} - {ALL_THEMES}
        names = {tag: name for tag, name in joining.theme_names(context).items() if tag in there}
    return composing_pages.tags(known, kind, names, reach, note)


async def _set_window(context: Context, known: Broadcast, version: int, actor: Actor, window: Window) -> Broadcast:
    return await broadcasts.set_window(context.database, known.id, version, actor, window, now())


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
    day = at.astimezone(when.SWEDEN).date() + timedelta(days=1)
    while working and day.weekday() >= 5:
        day += timedelta(days=1)
    return when.on_clock(day, _MORNING).at

"""An organiser says who gets a broadcast: all groups, those of some counties or themes, subscribers."""

from dataclasses import replace
from typing import Final, Literal, get_args

from telegram import Update

from bot.chat import offers
from bot.chat.context import Context, Words
from bot.chat.page import Page
from bot.chat.reply import reply, turn_to
from bot.features.broadcasts import rules
from bot.features.broadcasts.actions import ChooseGroups, ChooseRecipients, TickAll, TickGroup, TickTag
from bot.features.broadcasts.handlers.gate import about_one, await_words
from bot.features.broadcasts.pages import draft as draft_pages
from bot.features.broadcasts.pages import view as view_pages
from bot.features.broadcasts.store import drafts, lists
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.values import Broadcast, Tags
from bot.features.network import texts as network_texts
from bot.features.network.handlers import application as network_application
from bot.features.network.store import groups as groups_store
from bot.features.network.store import subscribers
from bot.features.network.values import ALL_THEMES, Audience, NetworkGroup
from bot.features.roles.values import Actor
from bot.storage.clock import now

_TAGS: Final[tuple[Tags, ...]] = get_args(Tags)
Choice = ChooseRecipients | ChooseGroups
Tick = TickAll | TickTag | TickGroup


@about_one
async def choose(update: Update, context: Context, actor: Actor, known: Broadcast, asked: Choice) -> None:
    """The page of recipients, of counties, of themes or of groups."""
    rules.require(known, asked.version, actor, "edit")
    await turn_to(update, context, await _at(context, known, asked))
    await await_words(context, actor, f"recipients:{known.id}")


@about_one
async def tick(update: Update, context: Context, actor: Actor, known: Broadcast, ticked: Tick) -> None:
    """A press on one of them."""
    await _tick(update, context, actor, known, ticked)
    await await_words(context, actor, f"recipients:{known.id}")


async def named(update: Update, context: Context, actor: Actor, number: int) -> None:
    """The organiser has written a county, a theme or a group's name instead of pressing its button."""
    known = await lists.broadcast(context.database, number)
    typed = offers.plain(Words.of(update).message.text or "")
    for tags in _TAGS:
        for tag, name in (await _names(context, tags)).items():
            if name.casefold() == typed:
                await _tick(update, context, actor, known, TickTag(known.id, known.version, tags, tag))
                return
    for place, group in enumerate(await _accepted(context)):
        if group.title.casefold() == typed:
            page = place // draft_pages.PER_PAGE + 1
            ticked = TickGroup(known.id, known.version, group.chat_id, page)
            await _tick(update, context, actor, known, ticked)
            return
    await reply(update, context, await _page(context, known, note=draft_texts.NOT_RECIPIENTS))


async def ask(update: Update, context: Context, actor: Actor, made: Broadcast, note: str = "") -> None:
    """A new one says something: who shall get it? They can be pressed or written."""
    await await_words(context, actor, f"recipients:{made.id}")
    await reply(update, context, await _page(context, made, note=note))


async def _tick(update: Update, context: Context, actor: Actor, known: Broadcast, ticked: Tick) -> None:
    before = known.audience or Audience(groups=False)
    if isinstance(ticked, TickGroup):
        audience = await _with_group(context, before, ticked.chat_id)
    else:
        audience = _ticked(before, ticked)
    changed = await drafts.set_audience(context.database, known.id, ticked.version, actor, audience, now())
    await turn_to(update, context, await _at(context, changed, ticked, draft_texts.reopened(known)))


async def _at(context: Context, known: Broadcast, pressed: Choice | Tick, note: str = "") -> Page:
    """The page that a button leads to or stands on."""
    match pressed:
        case ChooseGroups(page=page) | TickGroup(page=page):
            return await _groups_page(context, known, page, note)
        case ChooseRecipients(tags=tags) | TickTag(tags=tags):
            return await _page(context, known, tags, note)
        case _:
            return await _page(context, known, "", note)


async def _with_group(context: Context, before: Audience, chat_id: int) -> Audience:
    """The audience with the group picked, or left out if it would get it."""
    others = replace(
        before,
        added=tuple(each for each in before.added if each != chat_id),
        without=tuple(each for each in before.without if each != chat_id),
    )
    fits = chat_id in await _chosen(context, others)
    if chat_id in await _chosen(context, before):
        return replace(others, without=(*others.without, chat_id)) if fits else others
    return others if fits else replace(others, added=(*others.added, chat_id))


async def _chosen(context: Context, audience: Audience) -> set[int]:
    """The groups of an audience."""
    reached = await groups_store.recipients(context.database, replace(audience, subscribers=False))
    shut = await groups_store.unreachable(context.database, audience)
    return {each.chat_id for each in reached} | {each.chat_id for each in shut}


async def _accepted(context: Context) -> list[NetworkGroup]:
    return [each for each in await groups_store.groups(context.database) if each.status == "accepted"]


async def _groups_page(context: Context, known: Broadcast, page: int, note: str = "") -> Page:
    chosen = await _chosen(context, known.audience or Audience(groups=False))
    reach = await view_pages.reach(context.database, known)
    return draft_pages.groups(known, await _accepted(context), chosen, page, reach, note)


async def _page(context: Context, known: Broadcast, tags: Tags | Literal[""] = "", note: str = "") -> Page:
    """The page of recipients, or of tags, with what has just happened."""
    reach = await view_pages.reach(context.database, known)
    if tags == "":
        return draft_pages.recipients(known, reach, note)
    return draft_pages.tags(known, tags, await _names(context, tags), reach, note)


async def _names(context: Context, tags: Tags) -> dict[str, str]:
    """The counties that groups of the network have, or the themes that they or subscribers want, by tag."""
    there = {each.county if tags == "c" else each.theme for each in await _accepted(context)} - {ALL_THEMES}
    there |= await subscribers.wanted(context.database) if tags == "t" else set()
    names = network_texts.COUNTY_NAMES if tags == "c" else network_application.theme_names(context)
    return {tag: name for tag, name in names.items() if tag in there}


def _ticked(before: Audience, ticked: TickAll | TickTag) -> Audience:
    """The audience after a tick more or less."""
    match ticked:
        case TickAll(those="all"):
            everybody = before.groups and not (before.counties or before.themes or before.without)
            return replace(before, groups=not everybody, counties=(), themes=(), added=(), without=())
        case TickAll():
            return replace(before, subscribers=not before.subscribers)
        case TickTag(tags="c", tag=tag):
            counties, themes = _toggled(before.counties, tag), before.themes
        case TickTag():
            counties, themes = before.counties, _toggled(before.themes, ticked.tag)
    return replace(before, groups=bool(counties or themes), counties=counties, themes=themes)


def _toggled(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tuple(each for each in tags if each != tag) if tag in tags else tuple(sorted((*tags, tag)))

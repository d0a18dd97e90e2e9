"""An organiser says who gets a broadcast: all groups, those of some counties or themes, subscribers."""

from dataclasses import replace
from typing import Final, Literal, get_args

from telegram import Update

from bot.chat import offers
from bot.chat.context import Context, Words
from bot.chat.page import Page
from bot.chat.reply import reply, turn_to
from bot.features.broadcasts import rules
from bot.features.broadcasts.actions import ChooseRecipients, TickAll, TickTag
from bot.features.broadcasts.handlers.gate import about_one, await_words
from bot.features.broadcasts.pages import draft as draft_pages
from bot.features.broadcasts.pages import view as view_pages
from bot.features.broadcasts.store import drafts, lists
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.values import Broadcast, Tags
from bot.features.network import texts as network_texts
from bot.features.network.handlers import application as network_application
from bot.features.network.store import groups as groups_store
from bot.features.network.values import ALL_THEMES, Audience
from bot.features.roles.values import Actor
from bot.storage.clock import now

_TAGS: Final[tuple[Tags, ...]] = get_args(Tags)
Tick = TickAll | TickTag


@about_one
async def choose(update: Update, context: Context, actor: Actor, known: Broadcast, asked: ChooseRecipients) -> None:
    """The page of recipients, of counties or of themes."""
    rules.require(known, asked.version, actor, "edit")
    await turn_to(update, context, await _page(context, known, asked.tags))
    await await_words(context, actor, f"recipients:{known.id}")


@about_one
async def tick(update: Update, context: Context, actor: Actor, known: Broadcast, ticked: Tick) -> None:
    """A press on one of them."""
    await _tick(update, context, actor, known, ticked)
    await await_words(context, actor, f"recipients:{known.id}")


async def named(update: Update, context: Context, actor: Actor, number: int) -> None:
    """The organiser has written a county or theme instead of pressing its button."""
    known = await lists.broadcast(context.database, number)
    typed = offers.plain(Words.of(update).message.text or "")
    for tags in _TAGS:
        for tag, name in (await _names(context, tags)).items():
            if name.casefold() == typed:
                await _tick(update, context, actor, known, TickTag(known.id, known.version, tags, tag))
                return
    await reply(update, context, await _page(context, known, note=draft_texts.NOT_RECIPIENTS))


async def ask(update: Update, context: Context, actor: Actor, made: Broadcast, note: str = "") -> None:
    """A new one says something: who shall get it? They can be pressed or written."""
    await await_words(context, actor, f"recipients:{made.id}")
    await reply(update, context, await _page(context, made, note=note))


async def _tick(update: Update, context: Context, actor: Actor, known: Broadcast, ticked: Tick) -> None:
    audience = _ticked(known.audience or Audience(groups=False), ticked)
    changed = await drafts.set_audience(context.database, known.id, ticked.version, actor, audience, now())
    tags = ticked.tags if isinstance(ticked, TickTag) else ""
    await turn_to(update, context, await _page(context, changed, tags, draft_texts.reopened(known)))


async def _page(context: Context, known: Broadcast, tags: Tags | Literal[""] = "", note: str = "") -> Page:
    """The page of recipients, or of tags, with what has just happened."""
    reach = await view_pages.reach(context.database, known)
    if tags == "":
        return draft_pages.recipients(known, reach, note)
    return draft_pages.tags(known, tags, await _names(context, tags), reach, note)


async def _names(context: Context, tags: Tags) -> dict[str, str]:
    """The counties or themes that groups of the network have, by tag."""
    groups = [each for each in await groups_store.groups(context.database) if each.status == "accepted"]
    there = {each.county if tags == "c" else each.theme for each in groups} - {ALL_THEMES}
    names = network_texts.COUNTY_NAMES if tags == "c" else network_application.theme_names(context)
    return {tag: name for tag, name in names.items() if tag in there}


def _ticked(before: Audience, ticked: Tick) -> Audience:
    """The audience after a tick more or less."""
    match ticked:
        case TickAll(those="all"):
            everybody = before.groups and not before.counties and not before.themes
            return replace(before, groups=not everybody, counties=(), themes=())
        case TickAll():
            return replace(before, subscribers=not before.subscribers)
        case TickTag(tags="c", tag=tag):
            counties, themes = _toggled(before.counties, tag), before.themes
        case TickTag():
            counties, themes = before.counties, _toggled(before.themes, ticked.tag)
    return Audience(bool(counties or themes), counties, themes, before.subscribers)


def _toggled(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tuple(each for each in tags if each != tag) if tag in tags else tuple(sorted((*tags, tag)))

"""An organiser says who gets a broadcast: all groups, those of some counties or themes, subscribers."""

from collections.abc import Sequence

from telegram import Update

from bot.chat import offers
from bot.chat.context import Context
from bot.chat.page import Page
from bot.chat.reply import reply, turn_to
from bot.features.broadcasts import rules
from bot.features.broadcasts.pages import draft as draft_pages
from bot.features.broadcasts.pages import view as view_pages
from bot.features.broadcasts.store import drafts, lists
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.values import Broadcast
from bot.features.network import texts as network_texts
from bot.features.network.handlers import application as network_application
from bot.features.network.store import groups as groups_store
from bot.features.network.values import ALL_THEMES, Audience
from bot.features.roles.values import Actor
from bot.storage.clock import now

_TAGS = ("c", "t")


async def perform(
    update: Update, context: Context, known: Broadcast, version: int, actor: Actor, what: Sequence[str]
) -> None:
    """A press on the page of recipients, on that of counties ("c") or that of themes ("t")."""
    match what:
        case ["a", *choice]:
            await _choose(update, context, known, version, actor, choice)
        case [_, *kind]:
            rules.require(known, version, actor, "edit")
            await turn_to(update, context, await page(context, known, *kind[:1]))


async def named(update: Update, context: Context, actor: Actor, number: int) -> None:
    """The organiser has written a county or theme instead of pressing its button."""
    message = update.effective_message
    known = await lists.broadcast(context.database, number)
    typed = offers.plain((message.text if message is not None else "") or "")
    for kind in _TAGS:
        names = await _names(context, kind)
        tag = next((tag for tag, name in names.items() if name.casefold() == typed), None)
        if tag is not None:
            await _choose(update, context, known, known.version, actor, (kind, tag))
            return
    await reply(update, context, await page(context, known, note=draft_texts.NOT_RECIPIENTS))


async def page(context: Context, known: Broadcast, kind: str = "", note: str = "") -> Page:
    """The page of recipients, of counties ("c") or of themes ("t"), with what has just happened."""
    reach = await view_pages.reach(context.database, known)
    if kind not in _TAGS:
        return draft_pages.recipients(known, reach, note)
    return draft_pages.tags(known, kind, await _names(context, kind), reach, note)


async def _choose(
    update: Update, context: Context, known: Broadcast, version: int, actor: Actor, choice: Sequence[str]
) -> None:
    audience = _ticked(known.audience, choice)
    changed = await drafts.set_audience(context.database, known.id, version, actor, audience, now())
    kind = choice[0] if len(choice) > 1 else ""
    await turn_to(update, context, await page(context, changed, kind, draft_texts.reopened(known)))


async def _names(context: Context, kind: str) -> dict[str, str]:
    """The counties or themes that groups of the network have, by tag."""
    groups = [each for each in await groups_store.groups(context.database) if each.status == "accepted"]
    if kind == "c":
        there = {each.county for each in groups}
        return {tag: name for tag, name in network_texts.COUNTY_NAMES.items() if tag in there}
    there = {each.theme for each in groups} - {ALL_THEMES}
    return {tag: name for tag, name in network_application.theme_names(context).items() if tag in there}


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

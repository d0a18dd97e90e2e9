"""An organiser says who gets a broadcast: all groups, those of some counties or themes, subscribers."""

from collections.abc import Sequence

from telegram import Update

from bot import composing_texts, network_texts, offers
from bot.actors import Actor
from bot.broadcasts import allowed, drafting, reading
from bot.broadcasts.values import Broadcast
from bot.clock import now
from bot.handlers import composing_pages, joining, viewing
from bot.handlers.context import Context
from bot.handlers.pages import Page
from bot.handlers.replying import reply, turn_to
from bot.network import reading as network_groups
from bot.network.values import ALL_THEMES
from bot.recipients import Audience

_TAGS = ("c", "t")


async def perform(
    update: Update, context: Context, known: Broadcast, version: int, actor: Actor, what: Sequence[str]
) -> None:
    """A press on the page of recipients, on that of counties ("c") or that of themes ("t")."""
    match what:
        case ["a", *choice]:
            await _choose(update, context, known, version, actor, choice)
        case [_, *kind]:
            allowed.require(known, version, actor, "edit")
            await turn_to(update, context, await page(context, known, *kind[:1]))


async def named(update: Update, context: Context, actor: Actor, number: int) -> None:
    """The organiser has written a county or theme instead of pressing its button."""
    message = update.effective_message
    known = await reading.broadcast(context.database, number)
    typed = offers.plain((message.text if message is not None else "") or "")
    for kind in _TAGS:
        names = await _names(context, kind)
        tag = next((tag for tag, name in names.items() if name.casefold() == typed), None)
        if tag is not None:
            await _choose(update, context, known, known.version, actor, (kind, tag))
            return
    await reply(update, context, await page(context, known, note=composing_texts.NOT_RECIPIENTS))


async def page(context: Context, known: Broadcast, kind: str = "", note: str = "") -> Page:
    """The page of recipients, of counties ("c") or of themes ("t"), with what has just happened."""
    reach = await viewing.reach(context.database, known)
    if kind not in _TAGS:
        return composing_pages.recipients(known, reach, note)
    return composing_pages.tags(known, kind, await _names(context, kind), reach, note)


async def _choose(
    update: Update, context: Context, known: Broadcast, version: int, actor: Actor, choice: Sequence[str]
) -> None:
    audience = _ticked(known.audience, choice)
    changed = await drafting.set_audience(context.database, known.id, version, actor, audience, now())
    kind = choice[0] if len(choice) > 1 else ""
    await turn_to(update, context, await page(context, changed, kind, composing_texts.reopened(known)))


async def _names(context: Context, kind: str) -> dict[str, str]:
    """The counties or themes that groups of the network have, by tag."""
    groups = [each for each in await network_groups.groups(context.database) if each.status == "accepted"]
    if kind == "c":
        there = {each.county for each in groups}
        return {tag: name for tag, name in network_texts.COUNTY_NAMES.items() if tag in there}
    there = {each.theme for each in groups} - {ALL_THEMES}
    return {tag: name for tag, name in joining.theme_names(context).items() if tag in there}


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

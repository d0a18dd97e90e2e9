"""/utskick: an organiser's broadcasts, each of them, and who takes the words that a page has asked for."""

from typing import Final

from telegram import Update

from bot.chat.context import Context, is_private
from bot.chat.reply import acknowledge, reply
from bot.features.broadcasts.actions import Read, Show, ShowEnded, ShowUnfinished
from bot.features.broadcasts.handlers import audience, correction, draft, view
from bot.features.broadcasts.handlers.gate import about_one, of_organiser, press
from bot.features.broadcasts.pages import card as card_pages
from bot.features.broadcasts.store import lists
from bot.features.broadcasts.values import Broadcast
from bot.features.broadcasts.worker import copies
from bot.features.roles.values import Actor

_UNFINISHED: Final = ("draft", "waiting", "approved", "scheduled", "running", "paused")
_ENDED: Final = ("finished", "cancelled")


async def command(update: Update, context: Context) -> None:
    """/utskick: what is under way; in a group the way to private chat."""
    if is_private(update):
        await show_unfinished(update, context, ShowUnfinished())
    else:
        await reply(update, context, card_pages.to_private(context.bot.username), update.effective_message)


@press
async def show_unfinished(update: Update, context: Context, _: Actor, __: ShowUnfinished) -> None:
    """What is under way."""
    found = await lists.broadcasts(context.database, _UNFINISHED, limit=card_pages.PER_PAGE)
    await view.turn_aside(update, context, card_pages.listed(found))


@press
async def show_ended(update: Update, context: Context, _: Actor, asked: ShowEnded) -> None:
    """What is finished or cancelled."""
    found = await lists.broadcasts(context.database, _ENDED, asked.before or None, card_pages.PER_PAGE)
    await view.turn_aside(update, context, card_pages.done(found))


@about_one
async def show(update: Update, context: Context, actor: Actor, known: Broadcast, _: Show) -> None:
    """Its card."""
    await view.show(update, context, known.id, actor)


@about_one
async def read(update: Update, context: Context, actor: Actor, known: Broadcast, _: Read) -> None:
    """What it says, as everybody will see it, and its card."""
    await acknowledge(update)
    if known.content is not None:
        await copies.show(context.bot, known.content, actor.id)
    await view.show(update, context, known.id, actor)


@of_organiser
async def take(update: Update, context: Context, actor: Actor, ref: str) -> None:
    """The organiser has written what was asked for."""
    match ref.split(":"):
        case ["content", number]:
            await draft.written_anew(update, context, actor, int(number))
        case ["earliest" | "latest" as end, number]:
            await draft.timed(update, context, actor, int(number), end)
        case ["recipients", number]:
            await audience.named(update, context, actor, int(number))
        case ["correct", number, content_version]:
            await correction.written(update, context, actor, int(number), int(content_version))
        case _:
            await draft.written(update, context, actor)

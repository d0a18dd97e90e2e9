"""What an organiser was asked for in words."""

from telegram import Update

from bot.chat.context import Context
from bot.features.broadcasts.handlers import audience, correction, draft
from bot.features.broadcasts.handlers.gate import of_organiser
from bot.features.roles.values import Actor


@of_organiser
async def take(update: Update, context: Context, actor: Actor, ref: str) -> None:
    """Give it to whoever asked."""
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

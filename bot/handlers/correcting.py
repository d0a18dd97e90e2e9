"""What has been sent is corrected: the organiser writes it anew, and every delivered copy follows."""

from telegram import Update

from bot import broadcasts, composing_texts, delivery_texts, pieces, prompts
from bot.broadcasts import Actor, Broadcast, Content
from bot.clock import now
from bot.handlers import composing, pages, tracking
from bot.handlers.context import Context
from bot.handlers.replying import reply


async def begin(update: Update, context: Context, known: Broadcast, actor: Actor) -> None:
    """Ask for the new words."""
    broadcasts.require(known, known.version, actor, "correct")
    await prompts.put(context.database, actor.id, composing.PROMPT, f"correct:{known.id}:{known.content_version}")
    await tracking.turn_aside(update, context, pages.short(composing_texts.WRITE_CORRECTION))


async def written(update: Update, context: Context, actor: Actor, number: int, content_version: int) -> None:
    """The new words: they stand for the old ones, unless somebody has corrected or recalled it meanwhile."""
    message, at = update.effective_message, now()
    known = await broadcasts.broadcast(context.database, number)
    if known.content is None or message is None:
        return
    words = await composing.read(update, context)
    if words is None:
        return
    mark, _ = delivery_texts.corrected("", at)
    content = _marked(known.content, words, mark)
    if too_long := composing_texts.too_long(content):
        await reply(update, context, pages.short(too_long), message)
        return
    version = known.version if known.content_version == content_version else -1
    changed = await broadcasts.correct(context.database, number, version, actor, content, at)
    await prompts.clear(context.database, actor.id)
    await tracking.show(update, context, changed.id, actor, delivery_texts.CORRECTING)
    context.services.broadcasts.set()


def _marked(before: Content, words: Content, mark: str) -> Content:
    """The new words with the mark before them; of a file only its caption changes."""
    moved = pieces.units(mark)
    entities = tuple({**each, "offset": each["offset"] + moved} for each in words.entities)
    bold = {"type": "bold", "offset": 0, "length": pieces.units(mark.rstrip())}
    kind = words.kind if words.kind != "text" else before.kind
    return Content(kind, mark + words.text, (bold, *entities), before.file_id, before.file_name)

"""What has been sent is corrected: the organiser writes it anew, sees it, and on a yes every delivered copy follows."""

from telegram import Update

from bot import broadcast_texts, composing_texts, delivery_texts, prompts
from bot.actors import Actor
from bot.broadcasts import allowed, correcting, reading
from bot.broadcasts.values import Broadcast, Content
from bot.clock import now
from bot.errors import OtherKind
from bot.handlers import broadcast_pages, composing, copies, pages, tracking
from bot.handlers.context import Context
from bot.handlers.replying import reply
from bot.language.text import units


async def begin(update: Update, context: Context, known: Broadcast, actor: Actor) -> None:
    """Ask for the new words."""
    allowed.require(known, known.version, actor, "correct")
    await prompts.put(context.database, actor.id, composing.PROMPT, f"correct:{known.id}:{known.content_version}")
    await tracking.turn_aside(update, context, pages.short(composing_texts.WRITE_CORRECTION))


async def written(update: Update, context: Context, actor: Actor, number: int, content_version: int) -> None:
    """The new words, shown as everybody would read them; nothing changes before the organiser says yes."""
    message, chat, at = update.effective_message, update.effective_chat, now()
    known = await reading.broadcast(context.database, number)
    if known.content is None or message is None or chat is None:
        return
    words = await composing.read(update, context)
    if words is None:
        return
    if words.kind != "text":
        raise OtherKind(known.id, known.content.kind)
    content = _marked(known.content, words, delivery_texts.corrected_mark(at))
    if too_long := composing_texts.too_long(content):
        await reply(update, context, pages.short(too_long), message)
        return
    correction = await correcting.propose(context.database, number, content_version, actor, content, at)
    await prompts.clear(context.database, actor.id)
    await copies.show(context.bot, content, chat.id)
    progress = await reading.progress(context.database, number)
    await reply(update, context, broadcast_pages.sure_correction(known, correction.id, progress))


async def confirm(update: Update, context: Context, known: Broadcast, actor: Actor, correction_id: int) -> None:
    """Yes: it stands for the old words, unless somebody has corrected or recalled it meanwhile."""
    correction = await correcting.proposed(context.database, correction_id)
    if correction is None or correction.written_by != actor.id:
        await tracking.show(update, context, known.id, actor, broadcast_texts.NOT_PROPOSED)
        return
    version = known.version if known.content_version == correction.content_version else -1
    changed = await correcting.correct(context.database, known.id, version, actor, correction.content, now())
    await tracking.show(update, context, changed.id, actor, delivery_texts.CORRECTING)
    context.services.outbox.set()
    context.services.broadcasts.set()


def _marked(before: Content, words: Content, mark: str) -> Content:
    """The new words with the mark before them; of a file only its caption changes."""
    moved = units(mark)
    entities = tuple({**each, "offset": each["offset"] + moved} for each in words.entities)
    bold = {"type": "bold", "offset": 0, "length": units(mark.rstrip())}
    return Content(before.kind, mark + words.text, (bold, *entities), before.file_id, before.file_name)

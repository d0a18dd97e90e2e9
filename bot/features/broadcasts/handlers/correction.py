"""What has been sent is corrected: the organiser writes it anew, sees it, and on a yes every delivered copy follows."""

from dataclasses import replace

from telegram import Update

from bot.chat import prompts
from bot.chat.context import Context, Words
from bot.chat.page import short
from bot.chat.reply import reply
from bot.features.broadcasts import rules
from bot.features.broadcasts.actions import ConfirmCorrection, Correct
from bot.features.broadcasts.errors import OtherKind
from bot.features.broadcasts.handlers import draft, view
from bot.features.broadcasts.handlers.gate import about_one, await_words
from bot.features.broadcasts.pages import card as card_pages
from bot.features.broadcasts.store import corrections, lists
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import delivery as delivery_texts
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.values import Broadcast, Content
from bot.features.broadcasts.worker import copies
from bot.features.roles.values import Actor
from bot.language.text import units
from bot.storage.clock import now


@about_one
async def begin(update: Update, context: Context, actor: Actor, known: Broadcast, _: Correct) -> None:
    """Ask for the new words."""
    rules.require(known, known.version, actor, "correct")
    await await_words(context, actor, f"correct:{known.id}:{known.content_version}")
    await view.turn_aside(update, context, short(draft_texts.WRITE_CORRECTION))


async def written(update: Update, context: Context, actor: Actor, number: int, content_version: int) -> None:
    """The new words, shown as everybody would read them; nothing changes before the organiser says yes."""
    at, known = now(), await lists.broadcast(context.database, number)
    words = await draft.read(update, context)
    if words is None or known.content is None:
        return
    if words.kind != "text":
        raise OtherKind(known.id, known.content.kind)
    content = _marked(known.content, words, delivery_texts.corrected_mark(at))
    if too_long := draft_texts.too_long(content):
        await reply(update, context, short(too_long), Words.of(update).message)
        return
    correction = await corrections.propose(context.database, number, content_version, actor, content, at)
    await prompts.clear(context.database, actor.id)
    await copies.show(context.bot, content, actor.id)
    progress = await lists.progress(context.database, number)
    await reply(update, context, card_pages.sure_correction(known, correction.id, progress))


@about_one
async def confirm(update: Update, context: Context, actor: Actor, known: Broadcast, yes: ConfirmCorrection) -> None:
    """Yes: it stands for the old words, unless somebody has corrected or recalled it meanwhile."""
    correction = await corrections.proposed(context.database, yes.correction_id)
    if correction is None or correction.written_by != actor.id:
        await view.show(update, context, known.id, actor, card_texts.NOT_PROPOSED)
        return
    version = known.version if known.content_version == correction.content_version else -1
    changed = await corrections.correct(context.database, known.id, version, actor, correction.content, now())
    await view.show_changed(update, context, changed, actor, delivery_texts.CORRECTING)


def _marked(before: Content, words: Content, mark: str) -> Content:
    """The new words with the mark before them; of a file only its caption changes."""
    moved = units(mark)
    entities = tuple({**each, "offset": each["offset"] + moved} for each in words.entities)
    bold = {"type": "bold", "offset": 0, "length": units(mark.rstrip())}
    return replace(before, text=mark + words.text, entities=(bold, *entities))

"""Words that come right after the bot has asked, without a press: an answer to the moderators."""

from dataclasses import replace

from telegram import Update

from bot.chat import prompts
from bot.chat.actions import AnswerModerators, AskAgain, carry_out
from bot.chat.asides import is_aside
from bot.chat.context import Context, Words, person
from bot.chat.page import Button
from bot.chat.reply import reply
from bot.chat.words import Passed
from bot.features.moderation.store import queue
from bot.features.moderation.values import Item
from bot.features.tips import actions, rules, store
from bot.features.tips.handlers import dialogue
from bot.features.tips.handlers.steps import of_step
from bot.features.tips.pages import dialogue as dialogue_pages
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.values import Draft, NotTaken
from bot.features.unanswered.store import questions


async def to_moderators(update: Update, context: Context, ref: str) -> Passed | None:
    """The answer to what the moderators asked in the notice, unless it is a question or the answer came already."""
    said, (number, _, version) = Words.of(update), ref.partition(":")
    items = await queue.items_of(context.database, said.user.id)
    item = next((each for each in items if each.id == int(number) and each.status == "returned"), None)
    if item is None:
        return await _not_awaited(context, said)
    if await is_aside(context, said, await _asked_about(context, item)):
        way_on = Button(dialogue_texts.REPLY, AnswerModerators(item.id, int(version)), ("svara",))
        return Passed(((way_on,),))
    draft = Draft(said.user.id, "reply", item_id=item.id, version=int(version))
    await _take(update, context, said, draft, dialogue_texts.TAKEN_AS_REPLY)
    return None


@of_step
async def ask_instead(update: Update, context: Context, pressed: actions.AskInstead) -> None:
    """Nothing is sent; the words are asked as a question. A tip that has more than them goes on after that."""
    draft, left = await dialogue.at_hand(update, context), None
    if draft is not None and draft.kind == "tip" and draft.step != "text":
        words = str(getattr(draft, draft.step) or "")
        left = await store.change(context.database, person(update).id, rules.emptied, mark=pressed.mark)
    else:
        words = (await store.cancel(context.database, person(update).id, mark=pressed.mark)).text
    result = await context.library.ask(words)
    entry_id = result.hits[0].entry.id if result.outcome == "answer" else None
    asked = questions.Asked(words, "private", result.outcome, result.confidence, entry_id)
    await carry_out(update, context, AskAgain(await questions.record(context.database, asked)))
    if left is not None:
        await dialogue.ask(update, context, left)


async def _take(update: Update, context: Context, said: Words, draft: Draft, taken_as: str) -> None:
    """Begin the draft with the words, and say what they were taken for; what is no text of it is asked for instead."""
    written = replace(draft, text=said.text, message_id=said.message.message_id)
    if await dialogue.refused(update, context, written):
        await prompts.clear(context.database, said.user.id)
        return
    held = await dialogue.at_hand(update, context)
    if held is not None and held.kind != "reply" and held.about == written.about and held.text:
        await reply(update, context, dialogue_pages.unfinished(held))
        return
    try:
        begun = await store.start(context.database, written)
    except NotTaken:
        await dialogue.begin(update, context, written)
        return
    page = await dialogue.page(update, context, begun)
    await reply(update, context, dialogue_pages.understood(begun, taken_as, page))


async def _asked_about(context: Context, item: Item) -> str:
    """What the moderators asked last, and what they asked it about."""
    notes = [row.note for row in await queue.history(context.database, item.id) if row.action == "send_back"]
    return f"{item.content.text} {notes[-1] or ''}" if notes else item.content.text


async def _not_awaited(context: Context, said: Words) -> Passed:
    """Nobody waits for the answer any more."""
    await prompts.clear(context.database, said.user.id)
    return Passed()

"""What the buttons of the dialogue do: another step, a look at it, cancel with undo, send."""

from collections.abc import Callable, Collection, Coroutine
from dataclasses import replace
from functools import wraps
from typing import Any, Final, TypeVar

from telegram import Update
from telegram.error import Forbidden

from bot.chat.context import Context, person
from bot.chat.page import Page, short
from bot.chat.reply import acknowledge, reply, say, turn_to
from bot.features.moderation import rules as moderation_rules
from bot.features.moderation.errors import NotDecided, TooManyWaiting
from bot.features.moderation.rules import Reply, Revise
from bot.features.moderation.store import decide, queue
from bot.features.moderation.values import Content, Submission
from bot.features.roles.values import Actor
from bot.features.tips import actions, rules, store
from bot.features.tips.handlers import dialogue
from bot.features.tips.pages import dialogue as dialogue_pages
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.values import Draft, NotTaken
from bot.gateway import outbox
from bot.language.text import escape, split
from bot.storage.clock import now
from bot.storage.database import Transaction

Step = actions.Move | actions.GoTo | actions.ChooseTheme
Pressed = TypeVar("Pressed", bound=actions.OfStep)
Pressing = Callable[[Update, Context, Pressed], Coroutine[Any, Any, None]]

_UNSEEN: Final = {"claim", "release"}  # changes that an author does not see


def of_step(do: Pressing[Pressed]) -> Pressing[Pressed]:
    """A button of an earlier step of the same draft shows the step at hand."""

    @wraps(do)
    async def tried(update: Update, context: Context, pressed: Pressed) -> None:
        try:
            await do(update, context, pressed)
        except NotTaken as not_taken:
            draft = await dialogue.at_hand(update, context)
            if draft is not None and draft.token == pressed.mark.partition(".")[0]:
                await dialogue.turn_to_step(update, context, draft)
            else:
                await say(update, context, dialogue_texts.problem(not_taken.problem, not_taken.most))

    return tried


@of_step
async def step(update: Update, context: Context, pressed: Step) -> None:
    """To another step, perhaps with the one at hand filled in."""
    user, themes = person(update), [each.id for each in context.library.knowledge.themes]
    changed = await store.change(
        context.database, user.id, lambda draft: _changed(draft, pressed, user.full_name, themes), mark=pressed.mark
    )
    await dialogue.turn_to_step(update, context, changed)


def _changed(draft: Draft, pressed: Step, name: str, themes: Collection[str]) -> Draft:
    match pressed:
        case actions.ChooseTheme(theme_id=chosen):
            return rules.answered(draft, chosen, themes)
        case actions.GoTo(step=chosen):
            return rules.moved(draft, chosen)
        case actions.Move(way="skip" | "name" as way):
            return rules.answered(draft, name if way == "name" else None)
        case actions.Move(way="keep"):
            return rules.kept(draft)
        case actions.Move(way="back"):
            return rules.stepped_back(draft)
        case actions.Move():
            return draft


@of_step
async def change_part(update: Update, context: Context, pressed: actions.ChangePart) -> None:
    """Which part of what stands at the preview."""
    draft = await store.change(
        context.database, person(update).id, lambda draft: rules.moved(draft, "text"), mark=pressed.mark
    )
    await turn_to(update, context, dialogue_pages.change(draft))


@of_step
async def begin_anew(update: Update, context: Context, pressed: actions.BeginAnew) -> None:
    """The half-written one is thrown away."""
    draft = await store.cancel(context.database, person(update).id, mark=pressed.mark)
    await dialogue.begin(update, context, draft.anew)


@of_step
async def cancel(update: Update, context: Context, pressed: actions.Cancel) -> None:
    """Nothing is sent; whoever finds the same there already sees where."""
    draft = await store.cancel(context.database, person(update).id, mark=pressed.mark)
    same = pressed.why == "same"
    entries = (await dialogue.alike(context, draft)).entries if same else ()
    sentence = dialogue_texts.SAME_THANKS if same else dialogue_texts.CANCELLED
    await turn_to(update, context, dialogue_pages.undoable(sentence, entries))
    await _go_on(update, context)


async def undo(update: Update, context: Context, _: actions.Undo) -> None:
    """Bring back the draft that was cancelled last."""
    back = await store.restore(context.database, person(update).id)
    if back is None:
        await say(update, context, dialogue_texts.NOT_UNDONE)
    else:
        await dialogue.turn_to_step(update, context, back)


@of_step
async def send(update: Update, context: Context, pressed: actions.Send) -> None:
    """Send the draft, once, though the press comes again."""
    draft, user = await dialogue.at_hand(update, context), person(update)
    if draft is not None and await dialogue.refused(update, context, draft):
        return
    try:
        await _submit(context, user.id, pressed.mark, draft)
    except NotTaken:
        if not await outbox.is_unsaid(context.database, user.id, "received"):
            raise
        # The press comes again: the process died between storing and saying.
        await _thank(update, context, short(dialogue_texts.THANKS))
    except TooManyWaiting as many:
        await dialogue.tell(update, context, dialogue_texts.too_many(many.most))
    except NotDecided:
        await _look_again(update, context)
    else:
        await _thank(update, context, short(dialogue_texts.THANKS))
        await _go_on(update, context)


async def _submit(context: Context, user_id: int, mark: str, seen: Draft | None) -> Draft:
    """What was sent; an item is decided at the version that its author acts on."""
    version = 0
    if seen is not None and seen.item_id is not None and seen.version is not None:
        version = await newest_seen(context, seen.item_id, seen.version)
    async with context.database.transaction() as transaction:
        taken = await store.take(transaction, user_id, mark)
        await _put(transaction, taken, version)
    context.services.outbox.set()
    return taken


async def _look_again(update: Update, context: Context) -> None:
    """The draft's item is another than its author saw: it can be sent all the same, or is given back as text."""
    draft = await dialogue.at_hand(update, context)
    if draft is None or draft.item_id is None:
        await dialogue.tell(update, context, dialogue_texts.ITEM_CHANGED)
        return
    item = await queue.item(context.database, draft.item_id)
    action = "reply" if draft.kind == "reply" else "revise"
    await acknowledge(update)
    if action in moderation_rules.allowed(item, Actor(draft.user_id), now()):
        again = await store.start(context.database, replace(draft, version=item.version))
        await reply(update, context, short(dialogue_texts.LOOK_AGAIN))
        await dialogue.ask(update, context, again)
    else:
        await store.cancel(context.database, draft.user_id, mark=draft.mark)
        await reply(update, context, Page((dialogue_texts.CLOSED, *map(escape, split(draft.text)))))
        await _go_on(update, context)


async def _thank(update: Update, context: Context, page: Page) -> None:
    chat_id = person(update).id
    try:
        await turn_to(update, context, page)
    except Forbidden:
        await outbox.settle(context.database, chat_id, "received", "gone")
        raise
    await outbox.settle(context.database, chat_id, "received", "sent")


async def _put(transaction: Transaction, draft: Draft, version: int) -> None:
    """What a draft becomes: something new in the queue, an answer to the moderators, or a revised item."""
    content = Content(
        draft.text, draft.place, draft.theme, draft.signature, draft.photo, draft.photo_text if draft.photo else None
    )
    if draft.item_id is not None:
        decision = Reply(draft.text) if draft.kind == "reply" else Revise(content)
        await decide.decide_within(transaction, draft.item_id, version, Actor(draft.user_id), decision)
    elif draft.kind != "reply":
        kind = "tip" if draft.kind == "place" else draft.kind
        about = draft.entry_id, draft.meeting_id, draft.question
        await decide.submit(transaction, Submission(kind, draft.user_id, draft.user_id, content, *about))


async def newest_seen(context: Context, item_id: int, version: int) -> int:
    """The newest version that looks to the author as `version` did: all that is new is who has it in hand."""
    later = [row for row in await queue.history(context.database, item_id) if row.version > version]
    same = all(row.action in _UNSEEN for row in later)
    return later[-1].version if later and same else version


async def _go_on(update: Update, context: Context) -> None:
    """What had been set aside is at hand again: say so, since the next message will answer it."""
    aside = await dialogue.at_hand(update, context)
    if aside is not None and not aside.rests(now()):
        await dialogue.ask(update, context, aside)

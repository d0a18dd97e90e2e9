"""What the buttons of the dialogue do: another step, a look at it, cancel with undo, send."""

from dataclasses import replace

from telegram import Update
from telegram.error import Forbidden

from bot.chat.context import Context, person
from bot.chat.page import Page, short
from bot.chat.reply import acknowledge, reply, say, turn_to
from bot.features.meetings import pages as meetings_pages
from bot.features.meetings.store import meetings
from bot.features.moderation import rules as moderation_rules
from bot.features.moderation.errors import NotDecided, TooManyWaiting
from bot.features.moderation.rules import Reply, Revise
from bot.features.moderation.store import decide, queue
from bot.features.moderation.values import Content, Submission
from bot.features.roles.values import Actor
from bot.features.tips import store
from bot.features.tips.handlers import dialogue
from bot.features.tips.pages import dialogue as dialogue_pages
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.values import Draft, NotTaken
from bot.gateway import outbox
from bot.language.text import escape, split
from bot.storage.clock import now
from bot.storage.database import Transaction

_UNSEEN = {"claim", "release"}  # changes that an author does not see


async def press(update: Update, context: Context, mark: str, what: list[str]) -> None:
    """A button of the step that `mark` says; one of an earlier step of the same draft shows the step at hand."""
    user = person(update)
    try:
        await _do(update, context, user.id, mark, what)
    except NotTaken as not_taken:
        if what == ["send"] and await outbox.is_unsaid(context.database, user.id, "received"):
            # The press comes again: the process died between storing and saying.
            await _thank(update, context, user.id, short(dialogue_texts.THANKS))
            return
        draft = await dialogue.at_hand(update, context)
        if draft is not None and draft.mark.partition(".")[0] == mark.partition(".")[0]:
            await turn_to(update, context, await dialogue.page(update, context, draft))
        else:
            await say(update, context, dialogue_texts.problem(not_taken.problem, not_taken.most))
    except TooManyWaiting as many:
        await dialogue.tell(update, context, dialogue_texts.too_many(many.most))
    except NotDecided:
        await _look_again(update, context, user.id)


async def undo(update: Update, context: Context) -> None:
    """Bring back the draft that was cancelled last."""
    back = await store.restore(context.database, person(update).id)
    if back is None:
        await say(update, context, dialogue_texts.NOT_UNDONE)
    else:
        await turn_to(update, context, await dialogue.page(update, context, back))


async def _do(update: Update, context: Context, user_id: int, mark: str, what: list[str]) -> None:
    match what:
        case ["send"]:
            await _send(update, context, user_id, mark)
        case ["same" | "cancel" as how]:
            await _cancel(update, context, user_id, mark, how == "same")
        case ["anew"]:
            draft = await store.cancel(context.database, user_id, mark=mark)
            await dialogue.begin(update, context, draft.anew)
        case ["change"]:
            draft = await store.go(context.database, user_id, "text", mark=mark)
            await turn_to(update, context, dialogue_pages.change(draft))
        case _:
            changed = await _moved(update, context, user_id, mark, what)
            await turn_to(update, context, await dialogue.page(update, context, changed))


async def _moved(update: Update, context: Context, user_id: int, mark: str, what: list[str]) -> Draft:
    """The draft after a press that leads to another step."""
    database = context.database
    match what:
        case ["skip"]:
            changed = await store.answer(database, user_id, None, mark=mark)
        case ["name"]:
            changed = await store.answer(database, user_id, person(update).full_name, mark=mark)
        case ["t", theme]:
            themes = [each.id for each in context.library.knowledge.themes]
            changed = await store.answer(database, user_id, theme, themes, mark=mark)
        case ["keep"]:
            changed = await store.keep(database, user_id, mark=mark)
        case ["back"]:
            changed = await store.back(database, user_id, mark=mark)
        case ["resume"]:
            changed = await store.resume(database, user_id, mark=mark)
        case ["go", "text" | "place" | "theme" | "signature" | "photo" | "photo_text" as step]:
            changed = await store.go(database, user_id, step, mark=mark)
        case _:
            raise NotTaken("stale")
    return changed


async def _send(update: Update, context: Context, user_id: int, mark: str) -> None:
    draft, chat = await dialogue.at_hand(update, context), update.effective_chat
    if chat is None or (draft is not None and await dialogue.refused(update, context, draft)):
        return
    version = await _seen_version(context, draft) if draft is not None else None
    async with context.database.transaction() as transaction:
        taken = await store.take(transaction, user_id, mark)
        await _put(transaction, taken, chat.id, version)
    context.services.outbox.set()
    await _thank(update, context, chat.id, await _thanks(context, taken))
    await _go_on(update, context)


async def _look_again(update: Update, context: Context, user_id: int) -> None:
    """The draft's item is another than its author saw: it can be sent all the same, or is given back as text."""
    draft = await dialogue.at_hand(update, context)
    if draft is None or draft.item_id is None:
        await dialogue.tell(update, context, dialogue_texts.ITEM_CHANGED)
        return
    item = await queue.item(context.database, draft.item_id)
    action = "reply" if draft.kind == "reply" else "revise"
    await acknowledge(update)
    if action in moderation_rules.allowed(item, Actor(user_id), now()):
        again = await store.start(context.database, replace(draft, version=item.version))
        await reply(update, context, short(dialogue_texts.LOOK_AGAIN))
        await reply(update, context, await dialogue.page(update, context, again))
    else:
        await store.cancel(context.database, user_id, mark=draft.mark)
        await reply(update, context, Page((dialogue_texts.CLOSED, *map(escape, split(draft.text)))))
        await _go_on(update, context)


async def _thank(update: Update, context: Context, chat_id: int, page: Page) -> None:
    try:
        await turn_to(update, context, page)
    except Forbidden:
        await outbox.settle(context.database, chat_id, "received", "gone")
        raise
    await outbox.settle(context.database, chat_id, "received", "sent")


async def _thanks(context: Context, sent: Draft) -> Page:
    """After an answer to a meeting's question, the way to its other questions."""
    if sent.meeting_id is None or sent.item_id is not None:
        return short(dialogue_texts.THANKS)
    return meetings_pages.thanks(await meetings.meeting(context.database, sent.meeting_id), sent.question)


async def _put(transaction: Transaction, draft: Draft, chat_id: int, version: int | None) -> None:
    """What a draft becomes: something new in the queue, an answer to the moderators, or a revised item."""
    content = Content(
        draft.text, draft.place, draft.theme, draft.signature, draft.photo, draft.photo_text if draft.photo else None
    )
    if draft.item_id is not None:
        decision = Reply(draft.text) if draft.kind == "reply" else Revise(content)
        await decide.decide_within(transaction, draft.item_id, version or 0, Actor(draft.user_id), decision)
    elif draft.kind != "reply":
        kind = "tip" if draft.kind == "place" else draft.kind
        new = Submission(kind, draft.user_id, chat_id, content, draft.entry_id, draft.meeting_id, draft.question)
        await decide.submit(transaction, new)


async def _seen_version(context: Context, draft: Draft) -> int | None:
    """The version that the author acts on: the newest, when all that is new is who has it in hand."""
    if draft.item_id is None or draft.version is None:
        return None
    return await newest_seen(context, draft.item_id, draft.version)


async def newest_seen(context: Context, item_id: int, version: int) -> int:
    """The newest version of an item that looks to its author as `version` did."""
    later = [row for row in await queue.history(context.database, item_id) if row.version > version]
    same = all(row.action in _UNSEEN for row in later)
    return later[-1].version if later and same else version


async def _cancel(update: Update, context: Context, user_id: int, mark: str, same: bool) -> None:
    draft = await store.cancel(context.database, user_id, mark=mark)
    entries = (await dialogue.alike(context, draft)).entries if same else ()
    sentence = dialogue_texts.SAME_THANKS if same else dialogue_texts.CANCELLED
    await turn_to(update, context, dialogue_pages.undoable(sentence, entries))
    await _go_on(update, context)


async def _go_on(update: Update, context: Context) -> None:
    """What had been set aside is at hand again: say so, since the next message will answer it."""
    aside = await dialogue.at_hand(update, context)
    if aside is not None and not aside.rests(now()):
        await reply(update, context, await dialogue.page(update, context, aside))

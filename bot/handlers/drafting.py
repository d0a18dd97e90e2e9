"""The dialogue of a submission in private chat: it is begun, its steps are shown and answered, it is sent."""

import asyncio

from telegram import Message, Update

from bot import drafts, guard, moderation, texts, tip_texts
from bot.clock import now
from bot.dialogue import Draft, NotTaken, Step
from bot.errors import NotDecided, TooManyWaiting
from bot.handlers import pages, tip_pages
from bot.handlers.context import Context
from bot.handlers.pages import Page
from bot.handlers.replying import acknowledge, reply, say, turn_to
from bot.handlers.tip_pages import Likeness
from bot.matching import group

MOST_SIMILAR = 3
_MOST_COMPARED = 50  # waiting tips that a new one is compared with
_UNSEEN = {"claim", "release"}  # changes that an author does not see


async def begin(update: Update, context: Context, draft: Draft) -> None:
    """Start a draft with its first open question; a text to start with that is no text is asked for instead."""
    if await refused(update, context, draft):
        return
    try:
        begun = await drafts.start(context.database, draft)
    except NotTaken:
        begun = await drafts.start(context.database, Draft(draft.user_id, draft.kind, entry_id=draft.entry_id))
    await acknowledge(update)
    await reply(update, context, await page(update, context, begun))


async def refused(update: Update, context: Context, draft: Draft) -> bool:
    """Whether the member may not send this now, and has been told why."""
    until = await guard.muted_until(context.database, draft.user_id)
    sentence = tip_texts.muted(until) if until is not None else ""
    if not sentence and draft.kind == "tip" and draft.item_id is None:
        items = await moderation.items_of(context.database, draft.user_id)
        if sum(item.kind == "tip" and item.is_open for item in items) >= moderation.MOST_OPEN:
            sentence = tip_texts.too_many(moderation.MOST_OPEN)
    if sentence:
        await tell(update, context, sentence)
    return bool(sentence)


async def tell(update: Update, context: Context, sentence: str) -> None:
    """A sentence too long for a notice over the chat, as a message."""
    await acknowledge(update)
    await reply(update, context, pages.short(sentence))


async def page(update: Update, context: Context, draft: Draft) -> Page:
    """The page of the step at hand."""
    guess, likeness = None, Likeness()
    if draft.step == "theme":
        hits = (await context.library.ask(draft.text)).hits
        guess = hits[0].entry.theme if hits else None
    if draft.step == "preview":
        likeness = await _likeness(context, draft)
    user = update.effective_user
    name = user.full_name if user is not None else ""
    return tip_pages.step(draft, context.library.knowledge, guess, name, likeness)


async def take_message(update: Update, context: Context) -> bool:
    """Whether a message in private chat was the answer to a step, and has been taken or refused as such."""
    user, message = update.effective_user, update.effective_message
    draft = await drafts.current(context.database, user.id) if user is not None else None
    if draft is None or message is None:
        return False
    if message.photo and draft.kind == "tip":
        await _take_photo(update, context, message, draft)
        return True
    if draft.rests(now()):
        return False
    try:
        changed = await _answered(context, draft, message)
    except NotTaken as not_taken:
        await _insist(update, context, draft, not_taken)
    else:
        await reply(update, context, await page(update, context, changed))
    return True


async def resting(update: Update, context: Context, shown: Page) -> Page:
    """An answer's page, with the way back to what the member was writing before it."""
    user = update.effective_user
    draft = await drafts.current(context.database, user.id) if user is not None else None
    return shown if draft is None else Page(shown.messages, (*shown.rows, (tip_pages.go_on(draft),)))


async def is_writing(update: Update, context: Context) -> bool:
    """Whether the member's next message will be an answer to a step."""
    user = update.effective_user
    draft = await drafts.current(context.database, user.id) if user is not None else None
    return draft is not None and not draft.rests(now())


async def press(update: Update, context: Context, mark: str, what: list[str]) -> None:
    """A button of the step that `mark` says; one of an earlier step of the same draft shows the step at hand."""
    user = update.effective_user
    if user is None:
        return
    try:
        await _do(update, context, user.id, mark, what)
    except NotTaken as not_taken:
        draft = await drafts.current(context.database, user.id)
        if draft is not None and draft.mark.partition(".")[0] == mark.partition(".")[0]:
            await turn_to(update, context, await page(update, context, draft))
        else:
            await say(update, context, tip_texts.problem(not_taken.problem, not_taken.most))
    except TooManyWaiting as many:
        await tell(update, context, tip_texts.too_many(many.most))
    except NotDecided:
        await tell(update, context, tip_texts.ITEM_CHANGED)


async def undo(update: Update, context: Context) -> None:
    """Bring back the draft that was cancelled last, while the bot remembers it."""
    data = context.user_data
    if data is None or data.cancelled is None:
        await say(update, context, tip_texts.NOT_UNDONE)
        return
    draft, data.cancelled = data.cancelled, None
    async with context.database.transaction():
        pass
    back = await _restored(context, draft)
    await turn_to(update, context, await page(update, context, back))


async def _do(update: Update, context: Context, user_id: int, mark: str, what: list[str]) -> None:
    database = context.database
    match what:
        case ["skip"]:
            changed = await drafts.answer(database, user_id, None, mark=mark)
        case ["name"] if update.effective_user is not None:
            changed = await drafts.answer(database, user_id, update.effective_user.full_name, mark=mark)
        case ["t", theme]:
            themes = [each.id for each in context.library.knowledge.themes]
            changed = await drafts.answer(database, user_id, theme, themes, mark=mark)
        case ["keep"]:
            changed = await drafts.keep(database, user_id, mark=mark)
        case ["back"]:
            changed = await drafts.back(database, user_id, mark=mark)
        case ["resume"]:
            changed = await drafts.resume(database, user_id, mark=mark)
        case ["go", "text" | "place" | "theme" | "signature" | "photo" | "photo_text" as step]:
            changed = await drafts.go(database, user_id, _step(step), mark=mark)
        case ["change"]:
            draft = await drafts.resume(database, user_id, mark=mark)
            simple = draft.kind != "tip"
            changed = await drafts.go(database, user_id, "text", mark=mark) if simple else draft
            if not simple:
                await turn_to(update, context, tip_pages.change(draft))
                return
        case ["send"]:
            await _send(update, context, user_id, mark)
            return
        case ["same" | "cancel" as how]:
            await _cancel(update, context, user_id, mark, same=how == "same")
            return
        case ["anew"]:
            draft = await drafts.cancel(database, user_id, mark=mark)
            await begin(update, context, Draft(user_id, draft.kind, entry_id=draft.entry_id))
            return
        case _:
            raise NotTaken("stale")
    await turn_to(update, context, await page(update, context, changed))

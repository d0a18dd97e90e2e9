"""The dialogue of a submission in private chat: it is begun, its steps are shown and answered, it is sent."""

from dataclasses import replace
from datetime import timedelta

from telegram import Message, Update

from bot import drafts, guard, tip_texts
from bot.clock import now
from bot.dialogue import Draft, NotTaken
from bot.handlers import pages, tip_pages
from bot.handlers.context import Context
from bot.handlers.pages import Page
from bot.handlers.replying import acknowledge, reply
from bot.handlers.tip_pages import Likeness
from bot.moderation import reading
from bot.moderation.deciding import MOST_OPEN

MOST_SIMILAR = 3
TAIL_WITHIN = timedelta(seconds=2)


async def begin(update: Update, context: Context, draft: Draft) -> None:
    """Start a draft with its first open question; a text to start with that is no text is asked for instead."""
    if await refused(update, context, draft):
        return
    too_long = None
    try:
        begun = await drafts.start(context.database, draft)
    except NotTaken as not_taken:
        begun = await drafts.start(context.database, draft.anew)
        too_long = not_taken if not_taken.problem == "too_long" else None
    await acknowledge(update)
    if too_long is not None:
        await _insist(update, context, begun, too_long)
    else:
        await reply(update, context, await page(update, context, begun))


async def change(update: Update, context: Context, draft: Draft) -> None:
    """Start a draft of what has been sent already: what is written next is its new text."""
    begun = await drafts.start(context.database, draft)
    opened = await drafts.go(context.database, draft.user_id, "text", mark=begun.mark)
    await acknowledge(update)
    shown = tip_pages.change(opened) if draft.kind == "tip" else await page(update, context, opened)
    await reply(update, context, shown)


async def refused(update: Update, context: Context, draft: Draft) -> bool:
    """Whether the member may not send this now, and has been told why; what waits already they may go on with."""
    if draft.item_id is not None:
        return False
    until = await guard.muted_until(context.database, draft.user_id)
    sentence = tip_texts.muted(until) if until is not None else ""
    if not sentence and draft.kind in {"tip", "place"}:
        items = await reading.items_of(context.database, draft.user_id)
        if sum(item.kind == "tip" and item.is_open for item in items) >= MOST_OPEN:
            sentence = tip_texts.too_many(MOST_OPEN)
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
        likeness = await alike(context, draft)
    user = update.effective_user
    name = user.full_name if user is not None else ""
    return tip_pages.step(draft, context.library.knowledge, guess, name, likeness)


def is_tail(context: Context, message: Message) -> bool:
    """Whether a message is the rest of a text that was too long: Telegram's apps make several messages of one."""
    chat = context.chat_data
    if chat is None or chat.too_long_at is None or message.date - chat.too_long_at > TAIL_WITHIN:
        return False
    chat.too_long_at = message.date
    return True


async def take_message(update: Update, context: Context, draft: Draft | None) -> bool:
    """Whether a message in private chat was the answer to a step of the draft at hand: then it is taken or refused."""
    message = update.effective_message
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


def resting(draft: Draft | None, shown: Page) -> Page:
    """An answer's page, with the way back to what the member was writing before it."""
    return shown if draft is None else Page(shown.messages, (*shown.rows, (tip_pages.go_on(draft),)))


async def is_writing(update: Update, context: Context) -> bool:
    """Whether the member's next message will be an answer to a step."""
    draft = await at_hand(update, context)
    return draft is not None and not draft.rests(now())


async def at_hand(update: Update, context: Context) -> Draft | None:
    """What the member is writing, or was before something else."""
    user = update.effective_user
    return await drafts.current(context.database, user.id) if user is not None else None


async def _answered(context: Context, draft: Draft, message: Message) -> Draft:
    words = message.text or message.caption
    if not words:
        raise NotTaken("not_a_photo" if draft.step == "photo" else "no_photos")
    return await drafts.answer(context.database, draft.user_id, words, message_id=message.message_id)


async def _take_photo(update: Update, context: Context, message: Message, draft: Draft) -> None:
    """One photo; the rest of an album is left without a word."""
    album = context.chat_data
    if album is not None:
        if message.media_group_id and message.media_group_id == album.album:
            return
        album.album = message.media_group_id or ""
    photo, caption = message.photo[-1].file_id, message.caption or ""
    try:
        changed = await drafts.attach(context.database, draft.user_id, photo, caption, message_id=message.message_id)
    except NotTaken as not_taken:
        await _insist(update, context, draft, not_taken)
        return
    shown = await page(update, context, changed)
    first, *more = shown.messages
    early = draft.step not in {"photo", "photo_text"}
    first = f"{tip_texts.PHOTO_TAKEN}\n\n{first}" if early else first
    await reply(update, context, replace(shown, messages=(first, *more)))


async def _insist(update: Update, context: Context, draft: Draft, not_taken: NotTaken) -> None:
    """Why an answer was not taken, with the buttons of the step at hand."""
    message = update.effective_message
    if not_taken.problem == "too_long" and draft.step == "text" and message is not None and context.chat_data:
        context.chat_data.too_long_at = message.date
    here = await page(update, context, draft)
    sentence = tip_texts.problem(not_taken.problem, not_taken.most)
    await reply(update, context, Page((sentence,), here.rows), message)


async def alike(context: Context, draft: Draft) -> Likeness:
    """What says about the same as a new tip already: entries, and tips that wait. A meeting counts every answer."""
    if draft.kind != "tip" or draft.item_id is not None or draft.meeting_id is not None:
        return Likeness()
    result = await context.library.ask(draft.text)
    most = {"answer": 1, "suggestions": MOST_SIMILAR, "none": 0}[result.outcome]
    waiting = await reading.waiting_texts(context.database)
    same = await context.library.alike(draft.text, list(waiting.values()))
    return Likeness(tuple(hit.entry for hit in result.hits[:most]), len(same))

"""The dialogue of a submission in private chat: it is begun, its steps are shown and answered, it is sent."""

from collections.abc import Callable
from dataclasses import replace

from telegram import Message, Update

from bot.chat import asides, offers
from bot.chat import texts as chat_texts
from bot.chat.context import Context, Midst, Words, person
from bot.chat.page import Page, short
from bot.chat.reply import acknowledge, reply, turn_to
from bot.chat.threads import TAKEN
from bot.chat.words import Meant, Passed, Taken, expect_tail
from bot.features.moderation.store import mutes, queue
from bot.features.moderation.store.decide import MOST_OPEN
from bot.features.privacy import pages as privacy_pages
from bot.features.tips import rules, store
from bot.features.tips.pages import dialogue as dialogue_pages
from bot.features.tips.pages.dialogue import Likeness
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.values import WRITTEN, Draft, NotTaken
from bot.storage.clock import now
from bot.storage.database import Database

MOST_SIMILAR = 3


async def begin(update: Update, context: Context, draft: Draft) -> None:
    """Start a draft with its first open question; a text to start with that is no text is asked for instead."""
    if await refused(update, context, draft):
        return
    too_long = None
    try:
        begun = await store.start(context.database, draft)
    except NotTaken as not_taken:
        begun = await store.start(context.database, draft.anew)
        too_long = not_taken if not_taken.problem == "too_long" else None
    await acknowledge(update)
    if too_long is not None:
        await _insist(update, context, begun, too_long)
    else:
        shown = await page(update, context, begun)
        is_first = begun.kind in {"tip", "place"} and not await queue.items_of(context.database, begun.user_id, 1)
        whose = context.library.knowledge.profile
        await reply(update, context, privacy_pages.before_first(shown, whose) if is_first else shown)


async def change(update: Update, context: Context, draft: Draft) -> None:
    """Start a draft of what has been sent already: what is written next is its new text."""
    begun = await store.start(context.database, draft)
    opened = await store.change(
        context.database, draft.user_id, lambda draft: rules.moved(draft, "text"), mark=begun.mark
    )
    await acknowledge(update)
    shown = dialogue_pages.change(opened) if draft.kind == "tip" else await page(update, context, opened)
    await reply(update, context, shown)


async def refused(update: Update, context: Context, draft: Draft) -> bool:
    """Whether the member may not send this now, and has been told why; what waits already they may go on with."""
    if draft.item_id is not None:
        return False
    until = await mutes.muted_until(context.database, draft.user_id)
    sentence = dialogue_texts.muted(until) if until is not None else ""
    if not sentence and draft.kind in {"tip", "place"}:
        items = await queue.items_of(context.database, draft.user_id)
        if sum(item.kind == "tip" and item.is_open for item in items) >= MOST_OPEN:
            sentence = dialogue_texts.too_many(MOST_OPEN)
    if sentence:
        await tell(update, context, sentence)
    return bool(sentence)


async def tell(update: Update, context: Context, sentence: str) -> None:
    """A sentence too long for a notice over the chat, as a message."""
    await acknowledge(update)
    await reply(update, context, short(sentence))


async def ask(update: Update, context: Context, draft: Draft) -> None:
    """The question of the step at hand."""
    await reply(update, context, await page(update, context, draft))


async def turn_to_step(update: Update, context: Context, draft: Draft) -> None:
    """The same in the pressed message's place."""
    await turn_to(update, context, await page(update, context, draft))


async def page(update: Update, context: Context, draft: Draft) -> Page:
    """The page of the step at hand."""
    guess, likeness = None, Likeness()
    if draft.step == "theme":
        hits = (await context.library.ask(draft.text)).hits
        guess = hits[0].entry.theme if hits else None
    if draft.step == "preview":
        likeness = await alike(context, draft)
    return dialogue_pages.step(draft, context.library.knowledge, guess, person(update).full_name, likeness)


async def words(update: Update, context: Context, said: Words) -> Taken | Meant | Passed:
    """What a member writes is an answer to the step at hand; while the draft rests the way back to it is handed on."""
    draft = await store.current(context.database, said.user.id)
    if draft is None:
        return Passed()
    if said.message.photo and draft.kind == "tip":
        await _take_photo(update, context, said.message, draft)
        return Taken(TAKEN)
    if not draft.rests(now()):
        if not await _is_aside(context, said.text, draft):
            return await _take(update, context, said, draft)
        if not draft.text:
            await store.cancel(context.database, said.user.id, mark=draft.mark)
            return Passed()
    if offers.plain(said.text) != dialogue_texts.CANCEL.casefold():
        return Passed((dialogue_pages.way_back(draft),))
    await reply(
        update, context, Page((dialogue_texts.CANCEL_IN_VAIN,), (dialogue_pages.way_back(draft),)), said.message
    )
    return Taken()


async def _is_aside(context: Context, text: str, draft: Draft) -> bool:
    """Whether words are surely no answer to a step: a cry for help, or something else than the question to a person."""
    if not text:
        return False
    result = await context.library.ask(text)
    if result.act is not None and result.act != "person":
        return result.act == "danger" or draft.kind == "question"
    turns_away = draft.kind == "question" and text.casefold().startswith(("nej ", "nej,"))
    return turns_away and (draft.step == "preview" or result.outcome == "answer")


async def midst(database: Database, user_id: int) -> Midst:
    """The draft at hand as others see it: the way back to it, and whether the next words answer its step."""
    draft = await store.current(database, user_id)
    return Midst() if draft is None else Midst((dialogue_pages.way_back(draft),), not draft.rests(now()))


async def at_hand(update: Update, context: Context) -> Draft | None:
    """What the member is writing, or was before something else."""
    return await store.current(context.database, person(update).id)


async def _take(update: Update, context: Context, said: Words, draft: Draft) -> Taken | Meant | Passed:
    """An answer to the step at hand, or the words of one of its buttons, though another page has come since."""
    here = await page(update, context, draft)
    action = None if said.message.photo else offers.among(here.choices(), said.text)
    if action is not None:
        return Meant(action)
    if rules.may_be_question(draft, said.text) and (
        rules.is_no_place(draft, said.text) or await asides.asks_anew(context, said.text, draft.text)
    ):
        return await _wonder(update, context, said, draft)
    goes_on = rules.goes_on(draft, said.text, now())
    try:
        changed = await _answered(context, draft, said, rules.added if goes_on else rules.answered)
    except NotTaken as not_taken:
        await _insist(update, context, draft, not_taken)
    else:
        shown = await page(update, context, changed)
        await reply(update, context, dialogue_pages.added(shown) if goes_on else shown)
    return Taken(TAKEN)


async def _wonder(update: Update, context: Context, said: Words, draft: Draft) -> Taken | Passed:
    """A question in the midst of a tip is answered, or asked about where it may be what the step asks for."""
    if draft.step not in WRITTEN:
        return Passed((dialogue_pages.way_back(draft),))
    try:
        await reply(update, context, dialogue_pages.which(await _answered(context, draft, said, rules.held)))
    except NotTaken as not_taken:
        await _insist(update, context, draft, not_taken)
    return Taken(TAKEN)


async def _answered(context: Context, draft: Draft, said: Words, rule: Callable[[Draft, str], Draft]) -> Draft:
    if not said.text:
        raise NotTaken("not_a_photo" if draft.step == "photo" else "no_photos")
    return await store.change(
        context.database,
        draft.user_id,
        lambda draft: rule(draft, said.text),
        message_id=said.message.message_id,
    )


async def _take_photo(update: Update, context: Context, message: Message, draft: Draft) -> None:
    """One photo; the rest of an album is left without a word."""
    album = context.chat_data
    if album is not None:
        if message.media_group_id and message.media_group_id == album.album:
            return
        album.album = message.media_group_id or ""
    photo, caption = message.photo[-1].file_id, message.caption or ""
    try:
        changed = await store.change(
            context.database,
            draft.user_id,
            lambda draft: rules.attached(draft, photo, caption),
            message_id=message.message_id,
        )
    except NotTaken as not_taken:
        await _insist(update, context, draft, not_taken)
        return
    shown = await page(update, context, changed)
    first, *more = shown.messages
    early = draft.step not in {"photo", "photo_text"}
    first = f"{dialogue_texts.PHOTO_TAKEN}\n\n{first}" if early else first
    await reply(update, context, replace(shown, messages=(first, *more)))


async def _insist(update: Update, context: Context, draft: Draft, not_taken: NotTaken) -> None:
    """Why an answer was not taken, with the buttons of the step at hand."""
    message = update.effective_message
    if not_taken.problem == "too_long" and draft.step == "text" and message is not None:
        expect_tail(context, message)
    here = await page(update, context, draft)
    spoken = message is not None and message.voice is not None
    sentence = chat_texts.NO_VOICE if spoken else dialogue_texts.problem(not_taken.problem, not_taken.most)
    await reply(update, context, Page((sentence,), here.rows), message)


async def alike(context: Context, draft: Draft) -> Likeness:
    """What says about the same as a new tip already: entries, and tips that wait. A meeting counts every answer."""
    if draft.kind != "tip" or draft.item_id is not None or draft.meeting_id is not None:
        return Likeness()
    result = await context.library.ask(draft.text)
    most = {"answer": 1, "suggestions": MOST_SIMILAR, "none": 0}[result.outcome]
    waiting = await queue.waiting_texts(context.database)
    same = await context.library.alike(draft.text, list(waiting.values()))
    return Likeness(tuple(hit.entry for hit in result.hits[:most]), len(same))

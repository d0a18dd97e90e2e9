"""What a member has sent: /mina, with its state, and what may still be done with it."""

from dataclasses import asdict

from telegram import Update

from bot.chat.context import Context, person
from bot.chat.reply import say, turn_to
from bot.features.moderation import rules as moderation_rules
from bot.features.moderation.errors import NotDecided
from bot.features.moderation.rules import Withdraw
from bot.features.moderation.store import decide, queue
from bot.features.moderation.values import Item
from bot.features.roles.values import Actor
from bot.features.tips.handlers import dialogue, steps
from bot.features.tips.pages import dialogue as dialogue_pages
from bot.features.tips.pages import mine as mine_pages
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.values import Draft
from bot.features.unanswered.store import waiters
from bot.storage.clock import now

_NOTED = {"send_back", "answer", "decline"}  # what moderators write for the author to read


async def listed(update: Update, context: Context, page: int = 1) -> None:
    """All of it and the questions that the member waits for, newest first."""
    user = person(update)
    items = await queue.items_of(context.database, user.id)
    waiting = await waiters.of_member(context.database, user.id)
    midst = await dialogue.midst(context.database, user.id)
    listed = mine_pages.mine(items, waiting, page, half_written=bool(midst.rows))
    await turn_to(update, context, listed.over(*midst.rows))


async def opened(update: Update, context: Context, item_id: int) -> None:
    """One of them; another member's is as unknown as one that does not exist."""
    item = await _own(update, context, item_id)
    if item is None:
        await say(update, context, dialogue_texts.SENT_BEFORE)
        return
    history = await queue.history(context.database, item_id)
    notes = [row.note for row in history if row.action in _NOTED]
    shown = item.status in {"returned", "declined", "answered"} and notes
    about = context.library.knowledge.entry(item.entry_id) if item.entry_id else None
    actions = moderation_rules.allowed(item, Actor(item.author_id), now())
    await turn_to(update, context, dialogue_pages.item(item, notes[-1] if shown else None, about, actions))


async def withdrawn(update: Update, context: Context, item_id: int, version: int) -> None:
    """The author takes it back."""
    item = await _own(update, context, item_id)
    if item is None:
        await say(update, context, dialogue_texts.SENT_BEFORE)
        return
    seen = await steps.newest_seen(context, item_id, version)
    try:
        await decide.decide(context.database, item_id, seen, Actor(item.author_id), Withdraw())
    except NotDecided:
        await dialogue.tell(update, context, dialogue_texts.ITEM_CHANGED)
        return
    context.services.outbox.set()
    await turn_to(update, context, dialogue_pages.withdrawn(dialogue_texts.WITHDRAWN))


async def rewritten(update: Update, context: Context, item_id: int, version: int) -> None:
    """The author changes it: one part of a tip, or the text."""
    item = await _own(update, context, item_id)
    if item is None or "revise" not in moderation_rules.allowed(item, Actor(item.author_id), now()):
        await dialogue.tell(update, context, dialogue_texts.ITEM_CHANGED)
        return
    answering = item.answering
    draft = Draft(
        item.author_id,
        "place" if item.names_place else item.kind,
        "preview",
        **asdict(item.content),
        entry_id=item.entry_id,
        item_id=item.id,
        version=version,
        meeting_id=answering.meeting_id if answering is not None else None,
        question=answering.number if answering is not None else None,
        asked=answering.question if answering is not None else None,
    )
    await dialogue.change(update, context, draft)


async def answered(update: Update, context: Context, item_id: int, version: int) -> None:
    """The author answers what the moderators asked."""
    item = await _own(update, context, item_id)
    if item is None or "reply" not in moderation_rules.allowed(item, Actor(item.author_id), now()):
        await dialogue.tell(update, context, dialogue_texts.ITEM_CHANGED)
        return
    await dialogue.begin(update, context, Draft(item.author_id, "reply", item_id=item.id, version=version))


async def _own(update: Update, context: Context, item_id: int) -> Item | None:
    try:
        item = await queue.item(context.database, item_id)
    except NotDecided:
        return None
    return item if item.author_id == person(update).id else None

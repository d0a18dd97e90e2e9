"""What a member has sent: /mina, with its state, and what may still be done with it."""

from collections.abc import Callable, Coroutine
from dataclasses import asdict
from functools import wraps
from typing import Any, TypeVar

from telegram import Update
from telegram.helpers import create_deep_linked_url

from bot.chat.actions import AnswerModerators, ShowMine
from bot.chat.context import Context, is_private, person
from bot.chat.page import short
from bot.chat.reply import reply, say, turn_to
from bot.features.moderation import rules as moderation_rules
from bot.features.moderation.errors import NotDecided
from bot.features.moderation.rules import Withdraw
from bot.features.moderation.store import decide, queue
from bot.features.moderation.values import Item
from bot.features.roles.values import Actor
from bot.features.tips.actions import AskWithdraw, Rewrite, ShowSent, TakeBack
from bot.features.tips.handlers import dialogue, steps
from bot.features.tips.pages import mine as mine_pages
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.values import Draft
from bot.features.unanswered.store import waiters
from bot.storage.clock import now

LINK = "mina"

Pressed = TypeVar("Pressed", ShowSent, TakeBack, Rewrite, AnswerModerators)
Done = Coroutine[Any, Any, None]

_NOTED = {"send_back", "answer", "decline"}  # what moderators write for the author to read


def own(do: Callable[[Update, Context, Item, Pressed], Done]) -> Callable[[Update, Context, Pressed], Done]:
    """For what the member has sent; another's is as unknown as one that does not exist."""

    @wraps(do)
    async def done(update: Update, context: Context, pressed: Pressed) -> None:
        items = await queue.items_of(context.database, person(update).id)
        item = next((each for each in items if each.id == pressed.item_id), None)
        if item is None:
            await say(update, context, dialogue_texts.SENT_BEFORE)
            return
        try:
            await do(update, context, item, pressed)
        except NotDecided:
            await dialogue.tell(update, context, dialogue_texts.ITEM_CHANGED)

    return done


async def command(update: Update, context: Context) -> None:
    """/mina: what the member has sent, in private only."""
    if is_private(update):
        await show_mine(update, context, ShowMine())
    else:
        link = create_deep_linked_url(context.bot.username, LINK)
        await reply(update, context, short(dialogue_texts.MINE_IN_PRIVATE, link), update.effective_message)


async def show_mine(update: Update, context: Context, wanted: ShowMine) -> None:
    """All of it and the questions that the member waits for, newest first."""
    user = person(update)
    items = await queue.items_of(context.database, user.id)
    waiting = await waiters.of_member(context.database, user.id)
    midst = await dialogue.midst(context.database, user.id)
    listed = mine_pages.mine(items, waiting, wanted.page, half_written=bool(midst.rows))
    await turn_to(update, context, listed.over(*midst.rows))


@own
async def show_sent(update: Update, context: Context, item: Item, _: ShowSent) -> None:
    """One of them."""
    notes = [row.note for row in await queue.history(context.database, item.id) if row.action in _NOTED]
    shown = item.status in {"returned", "declined", "answered"} and notes
    about = context.library.knowledge.entry(item.entry_id) if item.entry_id else None
    actions = moderation_rules.allowed(item, Actor(item.author_id), now())
    await turn_to(update, context, mine_pages.item(item, notes[-1] if shown else None, about, actions))


async def ask_withdraw(update: Update, context: Context, asked: AskWithdraw) -> None:
    """Withdrawing asks once."""
    await turn_to(update, context, mine_pages.ask_withdraw(asked.item_id, asked.version))


@own
async def take_back(update: Update, context: Context, item: Item, seen: TakeBack) -> None:
    """The author takes it back."""
    version = await steps.newest_seen(context, item.id, seen.version)
    await decide.decide(context.database, item.id, version, Actor(item.author_id), Withdraw())
    context.services.outbox.set()
    await turn_to(update, context, mine_pages.withdrawn())


@own
async def rewrite(update: Update, context: Context, item: Item, seen: Rewrite) -> None:
    """The author changes it: one part of a tip, or the text."""
    moderation_rules.require(item, item.version, Actor(item.author_id), "revise", now())
    answering = item.answering
    draft = Draft(
        item.author_id,
        "place" if item.names_place else item.kind,
        "preview",
        **asdict(item.content),
        entry_id=item.entry_id,
        item_id=item.id,
        version=seen.version,
        meeting_id=answering.meeting_id if answering is not None else None,
        question=answering.number if answering is not None else None,
        asked=answering.question if answering is not None else None,
    )
    await dialogue.change(update, context, draft)


@own
async def answer_moderators(update: Update, context: Context, item: Item, seen: AnswerModerators) -> None:
    """The author answers what the moderators asked."""
    moderation_rules.require(item, item.version, Actor(item.author_id), "reply", now())
    await dialogue.begin(update, context, Draft(item.author_id, "reply", item_id=item.id, version=seen.version))


async def answer_latest(update: Update, context: Context) -> None:
    """The words of the button under the moderators' latest question, which comes when other buttons may be on offer."""
    items = await queue.items_of(context.database, person(update).id)
    asked = [item for item in items if item.status == "returned"]
    if asked:
        await answer_moderators(update, context, AnswerModerators(asked[0].id, asked[0].version))
    else:
        await dialogue.tell(update, context, dialogue_texts.NOTHING_ASKED)

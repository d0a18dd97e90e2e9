"""Where tips begin: /tips, a button, a meeting's question, an invitation."""

from telegram import Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden
from telegram.helpers import create_deep_linked_url

from bot.chat import offers
from bot.chat import texts as chat_texts
from bot.chat.context import Context, Words, person
from bot.chat.page import short
from bot.chat.reply import acknowledge, post, reply, say, turn_to
from bot.chat.words import replied_to
from bot.features.answers import texts as answers_texts
from bot.features.meetings import pages as meetings_pages
from bot.features.meetings.store import meetings
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.values import NoSuchMeeting
from bot.features.moderation.store import queue
from bot.features.tips import store
from bot.features.tips.handlers import dialogue, mine, steps
from bot.features.tips.pages import dialogue as dialogue_pages
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.values import RESTS_AFTER, Draft, NotTaken
from bot.features.unanswered import texts as unanswered_texts
from bot.features.unanswered.store import clusters, questions
from bot.language.text import cleaned
from bot.storage.clock import now

LINK = "tips"
MINE_LINK = "mina"


async def command(update: Update, context: Context) -> None:
    """/tips, or the keyboard's word: what is unfinished, or a new tip, which may begin with the words that follow."""
    user, words = person(update), " ".join(context.args or [])
    if update.effective_chat is None or update.effective_chat.type != ChatType.PRIVATE:
        await _from_group(update, context, user.id, words or _replied(update, context))
    elif words:
        await begin_or_go_on(update, context, Draft(user.id, "tip", text=words))
    else:
        await begin_or_go_on(update, context, Draft(user.id, "tip"))


async def answer_moderators(update: Update, context: Context) -> None:
    """The words of the button under the moderators' latest question, which comes when other buttons may be on offer."""
    items = await queue.items_of(context.database, person(update).id)
    asked = [item for item in items if item.status == "returned"]
    if asked:
        await mine.answered(update, context, asked[0].id, asked[0].version)
    else:
        await dialogue.tell(update, context, dialogue_texts.NOTHING_ASKED)


async def own(update: Update, context: Context) -> None:
    """/mina: what the member has sent, in private only."""
    if update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE:
        await mine.listed(update, context)
        return
    link = create_deep_linked_url(context.bot.username, MINE_LINK)
    await reply(update, context, short(dialogue_texts.MINE_IN_PRIVATE, link), update.effective_message)


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "x:…" says."""
    user = person(update)
    match what:
        case ["tip"]:
            await begin_or_go_on(update, context, Draft(user.id, "tip"))
        case ["ask", token]:
            text = await questions.text_of(context.database, token)
            await dialogue.begin(update, context, Draft(user.id, "question", text=text or ""))
        case ["report", entry_id]:
            await _report(update, context, user.id, entry_id)
        case ["undo"]:
            await steps.undo(update, context)
        case ["mine"]:
            await mine.listed(update, context)
        case ["mine", page] if page.isdecimal():
            await mine.listed(update, context, int(page))
        case [mark, *rest] if "." in mark:
            await steps.press(update, context, mark, rest)
        case _:
            await _perform_on_item(update, context, what)


async def _perform_on_item(update: Update, context: Context, what: list[str]) -> None:
    match what:
        case ["item", item_id] if item_id.isdecimal():
            await mine.opened(update, context, int(item_id))
        case ["withdraw", item_id, version] if item_id.isdecimal() and version.isdecimal():
            await turn_to(update, context, dialogue_pages.ask_withdraw(int(item_id), version))
        case ["withdrawn", item_id, version] if item_id.isdecimal() and version.isdecimal():
            await mine.withdrawn(update, context, int(item_id), int(version))
        case ["revise", item_id, version] if item_id.isdecimal() and version.isdecimal():
            await mine.rewritten(update, context, int(item_id), int(version))
        case ["reply", item_id, version] if item_id.isdecimal() and version.isdecimal():
            await mine.answered(update, context, int(item_id), int(version))
        case _:
            await say(update, context, chat_texts.STALE_BUTTON)


async def begin_or_go_on(update: Update, context: Context, new: Draft) -> None:
    """A new tip, unless one is half written: that is asked about first, unless the words are the same once more."""
    draft = await store.current(context.database, new.user_id)
    if draft is None or draft.about != new.about or not draft.text:
        await dialogue.begin(update, context, new)
        return
    again = cleaned(new.text, lines=True) == draft.text
    await acknowledge(update)
    await reply(
        update, context, await dialogue.page(update, context, draft) if again else dialogue_pages.unfinished(draft)
    )


async def _report(update: Update, context: Context, user_id: int, entry_id: str) -> None:
    if context.library.knowledge.entry(entry_id) is None:
        await say(update, context, answers_texts.UNKNOWN_ENTRY)
    else:
        await dialogue.begin(update, context, Draft(user_id, "report", entry_id=entry_id))


async def _from_group(update: Update, context: Context, user_id: int, words: str) -> None:
    """The way from a group to private chat, where the words of the message replied to are waiting."""
    sentence = dialogue_texts.TIP_IN_GROUP
    if words:
        draft = await store.current(context.database, user_id)
        if draft is not None and draft.about == Draft(user_id, "tip").about and draft.text:
            sentence = dialogue_texts.UNFINISHED_IN_GROUP
        elif await _goes_on(update, context, Draft(user_id, "tip", text=words, changed_at=now() - RESTS_AFTER)):
            sentence = dialogue_texts.TIP_GOES_ON
    link = create_deep_linked_url(context.bot.username, LINK)
    await reply(update, context, dialogue_pages.to_private(sentence, link), update.effective_message)


async def _goes_on(update: Update, context: Context, draft: Draft) -> bool:
    """Whether private chat goes on with the draft at once; it rests until then, for those who have to start the bot.

    Words that make no tip are asked for in private.
    """
    try:
        begun = await store.start(context.database, draft)
        page = dialogue_pages.from_group(begun, await dialogue.page(update, context, begun))
        await post(context.bot, draft.user_id, page)
    except (NotTaken, Forbidden, BadRequest):
        return False
    await offers.offer(context.database, draft.user_id, page.choices())
    await store.resume(context.database, draft.user_id, mark=begun.mark)
    return True


def _replied(update: Update, context: Context) -> str:
    """What somebody wrote in the message that /tips replies to."""
    target = replied_to(Words.of(update).message, context)
    return (target.text or target.caption or "") if target is not None else ""


async def answer_meeting(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "v:a:…" says, which a meeting's page shows: begin a tip that answers one of its questions."""
    match what:
        case [meeting_id, number] if meeting_id.isdecimal() and number.isdecimal():
            await _chosen(update, context, int(meeting_id[:15]), int(number[:9]))
        case _:
            await say(update, context, chat_texts.STALE_BUTTON)


async def _chosen(update: Update, context: Context, meeting_id: int, number: int) -> None:
    """A tip that answers a question is begun, or only the name of a place is asked for."""
    try:
        meeting = await meetings.meeting(context.database, meeting_id)
    except NoSuchMeeting:
        await say(update, context, meeting_texts.NO_SUCH_MEETING)
        return
    question = meeting.question(number)
    if question is None or not meeting.is_open(now()):
        await turn_to(update, context, meetings_pages.closed(meeting))
        return
    draft = Draft(
        person(update).id,
        "place" if question.answered_by == "place" else "tip",
        meeting_id=meeting.id,
        question=number,
        asked=question.text,
    )
    await begin_or_go_on(update, context, draft)


async def invited(update: Update, context: Context, what: list[str]) -> None:
    """A member has followed the link of an invitation: the question, if it may be shown, and the tip's first step."""
    text = await clusters.shown_text(context.database, "".join(what))
    if text is not None:
        await reply(update, context, short(unanswered_texts.invited(text)))
    await perform(update, context, ["tip"])

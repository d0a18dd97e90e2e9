"""Where tips begin: /tips, a button, an invitation."""

from telegram import Update
from telegram.error import BadRequest, Forbidden
from telegram.helpers import create_deep_linked_url

from bot.chat import offers
from bot.chat.actions import AskPeople, GiveTip, Report
from bot.chat.context import Context, Words, is_private, person
from bot.chat.page import short
from bot.chat.reply import acknowledge, post, reply, say
from bot.chat.words import replied_to
from bot.features.answers import texts as answers_texts
from bot.features.tips import store
from bot.features.tips.actions import FollowInvitation
from bot.features.tips.handlers import dialogue
from bot.features.tips.pages import dialogue as dialogue_pages
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.values import RESTS_AFTER, Draft, NotTaken
from bot.features.unanswered import texts as unanswered_texts
from bot.features.unanswered.store import clusters, questions
from bot.language.text import cleaned
from bot.storage.clock import now

LINK = "tips"


async def command(update: Update, context: Context) -> None:
    """/tips, or the keyboard's word: what is unfinished, or a new tip, which may begin with the words that follow."""
    user, words = person(update), " ".join(context.args or [])
    if is_private(update):
        await begin_or_go_on(update, context, Draft(user.id, "tip", text=words))
    else:
        await _from_group(update, context, user.id, words or _replied(update, context))


async def give_tip(update: Update, context: Context, _: GiveTip) -> None:
    """A new tip, or what is unfinished."""
    await begin_or_go_on(update, context, Draft(person(update).id, "tip"))


async def follow_invitation(update: Update, context: Context, invitation: FollowInvitation) -> None:
    """The same for a member who has followed a link: first the question, if it may be shown."""
    text = await clusters.shown_text(context.database, invitation.token)
    if text is not None:
        await reply(update, context, short(unanswered_texts.invited(text)))
    await give_tip(update, context, GiveTip())


async def ask_people(update: Update, context: Context, asked: AskPeople) -> None:
    """A question of the log for the moderators."""
    text = await questions.text_of(context.database, asked.token)
    await dialogue.begin(update, context, Draft(person(update).id, "question", text=text or ""))


async def report(update: Update, context: Context, wrong: Report) -> None:
    """A fault in an entry."""
    if context.library.knowledge.entry(wrong.entry_id) is None:
        await say(update, context, answers_texts.UNKNOWN_ENTRY)
    else:
        await dialogue.begin(update, context, Draft(person(update).id, "report", entry_id=wrong.entry_id))


async def begin_or_go_on(update: Update, context: Context, new: Draft) -> None:
    """A new tip, unless one is half written: that is asked about first, unless the words are the same once more."""
    draft = await store.current(context.database, new.user_id)
    if draft is None or draft.about != new.about or not draft.text:
        await dialogue.begin(update, context, new)
        return
    await acknowledge(update)
    if cleaned(new.text, lines=True) == draft.text:
        await dialogue.ask(update, context, draft)
    else:
        await reply(update, context, dialogue_pages.unfinished(draft))


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
    await store.change(context.database, draft.user_id, lambda draft: draft, mark=begun.mark)
    return True


def _replied(update: Update, context: Context) -> str:
    """What somebody wrote in the message that /tips replies to."""
    target = replied_to(Words.of(update).message, context)
    return (target.text or target.caption or "") if target is not None else ""

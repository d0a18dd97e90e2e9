"""A member changes a message that answers a question: the answer follows, until a moderator has taken it on."""

from telegram import Update

from bot.chat.context import Context, Words, is_private
from bot.chat.page import short
from bot.chat.reply import reply
from bot.chat.words import Passed, Taken
from bot.features.meetings import rules
from bot.features.meetings.store import changes, meetings
from bot.features.meetings.texts import answering as texts
from bot.features.meetings.values import Given, NotAnswered
from bot.features.moderation.store import mutes


async def edited(update: Update, context: Context, said: Words) -> Taken | Passed:
    """What the message says now takes the place of what it said; a message that is no answer is for others."""
    found = await changes.of_message(context.database, said.user.id, said.message.message_id)
    if not is_private(update) or not found:
        return Passed()
    await reply(update, context, short(await _change(context, said, found)), said.message)
    return Taken()


async def _change(context: Context, said: Words, before: tuple[Given, ...]) -> str:
    """What came of it."""
    until = await mutes.muted_until(context.database, said.user.id)
    if until is not None:
        return texts.muted(until)
    meeting_id, participant_id = before[0].meeting_id, before[0].participant_id
    question = (await meetings.meeting(context.database, meeting_id)).question(before[0].question)
    if question is None or not all(each.is_untouched for each in before):
        return texts.HANDED_ON
    try:
        given, places = rules.answers(question, said.text), question.answered_by == "place"
        after = await changes.change(context.database, participant_id, said.message.message_id, given, places=places)
    except NotAnswered as refused:
        return texts.not_changed(refused)
    return texts.changed(after) if after else texts.HANDED_ON

"""/sammanstall: what came of a meeting, in the chat and as files to send and print."""

from collections.abc import Sequence

from telegram import Update
from telegram.constants import ChatType

from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import acknowledge, reply, say, topic_of, turn_to
from bot.features.meetings import documents, pages
from bot.features.meetings.store import meetings
from bot.features.meetings.summary import Part, Summary, is_answered, summary_of
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Meeting, NoSuchMeeting
from bot.features.roles import store as roles_store
from bot.features.roles import who as roles_who
from bot.storage.clock import SWEDEN, now


async def command(update: Update, context: Context) -> None:
    """/sammanstall MEETING, or the newest meeting that has answers."""
    refused, words = await why_not(update, context), " ".join(context.args or [])
    if refused:
        elsewhere = refused == summary_texts.IN_PRIVATE
        page = pages.summary_elsewhere(context.bot.username) if elsewhere else short(refused)
        await reply(update, context, page, update.effective_message)
        return
    database = context.database
    found = await meetings.find(database, words) if words else await _answered_first(context)
    if found:
        await _send(update, context, found[0].id)
    else:
        sentence = summary_texts.NO_MEETING if words else meeting_texts.NONE_YET
        await reply(update, context, short(sentence), update.effective_message)


async def why_not(update: Update, context: Context) -> str:
    """Why this person may not have it here; empty if they may. Whoever is in the moderators' chat may."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return summary_texts.NOT_ORGANISER
    if chat.id == await roles_store.moderators_chat(context.database):
        return ""
    if chat.type != ChatType.PRIVATE:
        return summary_texts.IN_PRIVATE
    return "" if await roles_who.may_organise(context.bot, context.services, user.id) else summary_texts.NOT_ORGANISER


async def pressed(update: Update, context: Context, what: list[str]) -> None:
    """A button under a summary, in private chat or in the moderators'."""
    refused = await why_not(update, context)
    if refused:
        await say(update, context, refused)
    else:
        await perform(update, context, what)


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "v:s…" or "v:d…" says, for somebody who may."""
    try:
        match what:
            case ["s"]:
                await turn_to(update, context, pages.summaries(await meetings.all_meetings(context.database)))
            case ["s", meeting_id] if meeting_id.isdecimal():
                await acknowledge(update)
                await _send(update, context, int(meeting_id[:15]))
            case ["d", meeting_id, ("docx" | "html" | "png") as kind] if meeting_id.isdecimal():
                await acknowledge(update)
                await _send_file(update, context, int(meeting_id[:15]), kind)
            case _:
                await acknowledge(update, meeting_texts.STALE)
    except NoSuchMeeting:
        await acknowledge(update, meeting_texts.STALE)


async def _answered_first(context: Context) -> Sequence[Meeting]:
    """The newest meeting with approved answers, else the newest."""
    known, knowledge = await meetings.all_meetings(context.database), context.library.knowledge
    for each in known:
        if await is_answered(context.database, knowledge, each):
            return (each,)
    return known


async def _summary(context: Context, meeting_id: int) -> Summary:
    return await summary_of(context.database, context.library.knowledge, meeting_id)


async def _send(update: Update, context: Context, meeting_id: int) -> None:
    await reply(update, context, pages.summary(await _summary(context, meeting_id)))


async def _send_file(update: Update, context: Context, meeting_id: int, kind: str) -> None:
    """A file, made in a thread meanwhile the bot goes on answering."""
    found, made = await _summary(context, meeting_id), now().astimezone(SWEDEN).date()
    match kind:
        case "docx":
            await _send_document(update, context, found, await documents.word(found, made), kind)
        case "html":
            await _send_document(update, context, found, await documents.web_page(found, made), kind)
        case _:
            await _send_charts(update, context, found.counted)


async def _send_document(update: Update, context: Context, summary: Summary, content: bytes, ending: str) -> None:
    if update.effective_chat is not None:
        await context.bot.send_document(
            update.effective_chat.id,
            content,
            summary_texts.document_caption(summary),
            message_thread_id=topic_of(update.effective_message),
            filename=summary_texts.file_name(summary, ending),
        )


async def _send_charts(update: Update, context: Context, parts: Sequence[Part]) -> None:
    if not parts:
        await reply(update, context, short(summary_texts.NO_PLACES))
    for part in parts:
        if update.effective_chat is not None:
            await context.bot.send_photo(
                update.effective_chat.id,
                await documents.chart_of(part),
                summary_texts.chart_caption(part),
                message_thread_id=topic_of(update.effective_message),
                filename="platser.png",
            )

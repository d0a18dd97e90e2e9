"""/sammanstall: what came of a meeting, in the chat and as files to send and print."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import date
from functools import wraps
from typing import Any, Final, TypeVar

from telegram import Update

from bot.chat.context import Context, is_private, person
from bot.chat.page import short
from bot.chat.reply import acknowledge, reply, say, topic_of, turn_to
from bot.features.meetings import documents
from bot.features.meetings.actions import ChooseSummary, Download, JudgePlaces, ShowSummary
from bot.features.meetings.pages import meeting as pages
from bot.features.meetings.store import meetings, spellings
from bot.features.meetings.summary import Part, Summary, is_answered, summary_of
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import FileKind, Meeting, NoSuchMeeting
from bot.features.roles import store as roles_store
from bot.features.roles import who as roles_who
from bot.storage.clock import SWEDEN, now

_MAKERS: Final[dict[FileKind, Callable[[Summary, date], Coroutine[Any, Any, bytes]]]] = {
    "docx": documents.word,
    "html": documents.web_page,
    "pdf": documents.printed,
}
Pressed = TypeVar("Pressed", ChooseSummary, ShowSummary, Download, JudgePlaces)
Pressing = Callable[[Update, Context, Pressed], Coroutine[Any, Any, None]]


def gated(do: Pressing[Pressed]) -> Pressing[Pressed]:
    """For those who may have it where they press."""

    @wraps(do)
    async def done(update: Update, context: Context, pressed: Pressed) -> None:
        refused = await why_not(update, context)
        if refused:
            await say(update, context, refused)
            return
        try:
            await do(update, context, pressed)
        except NoSuchMeeting:
            await say(update, context, meeting_texts.STALE)

    return done


async def command(update: Update, context: Context) -> None:
    """/sammanstall MEETING, or the newest meeting that has answers."""
    refused, words = await why_not(update, context), " ".join(context.args or [])
    if refused:
        elsewhere = pages.to_private(refused, context.bot.username, pages.SUMMARY_LINK)
        page = elsewhere if refused == summary_texts.IN_PRIVATE else short(refused)
        await reply(update, context, page, update.effective_message)
        return
    found = await meetings.find(context.database, words) if words else await _answered_first(context)
    if found:
        await _send(update, context, await _summary(context, found[0].id))
    else:
        whose = context.library.knowledge.profile
        sentence = summary_texts.no_meeting(whose) if words else meeting_texts.none_yet(whose)
        await reply(update, context, short(sentence), update.effective_message)


async def why_not(update: Update, context: Context) -> str:
    """Why this person may not have it here; empty if they may. Whoever is in the moderators' chat may."""
    chat, user = update.effective_chat, person(update)
    if chat is not None and chat.id == await roles_store.moderators_chat(context.database):
        return ""
    if not is_private(update):
        return summary_texts.IN_PRIVATE
    return "" if await roles_who.may_organise(context.bot, context.services, user.id) else summary_texts.NOT_ORGANISER


@gated
async def choose(update: Update, context: Context, _: ChooseSummary) -> None:
    """Which meeting's."""
    known, whose = await meetings.all_meetings(context.database), context.library.knowledge.profile
    await turn_to(update, context, pages.summaries(known, whose))


@gated
async def show(update: Update, context: Context, wanted: ShowSummary) -> None:
    """What came of a meeting."""
    found = await _summary(context, wanted.meeting_id)
    await acknowledge(update)
    await _send(update, context, found)


@gated
async def judge(update: Update, context: Context, judged: JudgePlaces) -> None:
    """Two spellings mean one place, or do not; then the next two that may."""
    found = await _summary(context, judged.meeting_id)
    for doubt in (each for each in found.doubts if each.token == judged.token):
        await spellings.say(context.database, judged.meeting_id, doubt.pair, is_same=judged.how == "same")
    doubts = (await _summary(context, judged.meeting_id)).doubts
    of = judged.meeting_id
    await turn_to(update, context, pages.same_place(of, doubts[0]) if doubts else pages.all_asked(of))


@gated
async def download(update: Update, context: Context, wanted: Download) -> None:
    """A file, made in a thread meanwhile the bot goes on answering."""
    found, made = await _summary(context, wanted.meeting_id), now().astimezone(SWEDEN).date()
    await acknowledge(update)
    match wanted.kind:
        case "png":
            await _send_charts(update, context, found.counted)
        case "a4":
            await _send_poster(update, context, found.meeting)
        case kind:
            content = await _MAKERS[kind](found, made)
            of = summary_texts.file_name(found, kind), summary_texts.document_caption(found)
            await _send_document(update, context, content, *of)


async def _send(update: Update, context: Context, found: Summary) -> None:
    """The summary, and after it what is to be asked about its places."""
    await reply(update, context, pages.summary(found, context.library.knowledge.profile))
    if found.doubts:
        await reply(update, context, pages.same_place(found.meeting.id, found.doubts[0]))


async def _answered_first(context: Context) -> Sequence[Meeting]:
    """The newest meeting with approved answers, else the newest."""
    known, knowledge = await meetings.all_meetings(context.database), context.library.knowledge
    for each in known:
        if await is_answered(context.database, knowledge, each):
            return (each,)
    return known


async def _summary(context: Context, meeting_id: int) -> Summary:
    return await summary_of(context.database, context.library.knowledge, meeting_id)


async def _send_poster(update: Update, context: Context, meeting: Meeting) -> None:
    content = await documents.poster(meeting, pages.links(context.bot.username, meeting))
    name, caption = summary_texts.poster_name(meeting), summary_texts.poster_caption(meeting)
    await _send_document(update, context, content, name, caption)


async def _send_document(update: Update, context: Context, content: bytes, name: str, caption: str) -> None:
    if update.effective_chat is not None:
        await context.bot.send_document(
            update.effective_chat.id,
            content,
            caption,
            message_thread_id=topic_of(update.effective_message),
            filename=name,
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

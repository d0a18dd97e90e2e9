"""What goes on with an entry that was shown: more of it, another one, where it comes from, what it does not tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from telegram.helpers import create_deep_linked_url

from bot.chat.context import Context
from bot.chat.page import Page, short
from bot.chat.wire import Action
from bot.features.answers import pages as answers_pages
from bot.features.answers import store as answers_store
from bot.features.answers import texts as answers_texts
from bot.features.asking import pages, texts
from bot.features.asking.values import FollowUp, Thread
from bot.features.unanswered.store import questions
from bot.knowledge.values import Entry
from bot.language.text import escape
from bot.matching.content import ordinary
from bot.matching.kinds import tells
from bot.matching.language import SWEDISH
from bot.matching.text import fold, spelled_words

MOST: Final = 4  # entries that are near
_NOTHING: Final = Page(())


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, with the entry that it shows and the question's token; or an action that answers instead.

    `thread` is what the chat is about from now on; None leaves that as it is. What `goes_on` is no answer of its own.
    `in_vain` are the tokens of other questions of the same message that nothing was surely found for.
    """

    page: Page = _NOTHING
    entry_id: str | None = None
    token: str = ""
    thread: Thread | None = None
    action: Action | None = None
    goes_on: bool = False
    in_vain: tuple[str, ...] = ()


def words_of(entry: Entry) -> frozenset[str]:
    """The folded words of an entry's own text, but those of any text."""
    told = spelled_words(" ".join((entry.title, entry.answer, entry.more or "", *entry.keywords)))
    return frozenset(fold(word) for word in told if word not in ordinary().empty)


def link(context: Context, payload: str) -> str:
    """The way to private chat."""
    return create_deep_linked_url(context.bot.username, payload)


async def go_on(context: Context, thread: Thread, entry: Entry | None, wanted: FollowUp, question: str) -> Shown:
    """The reply to words about the thread; it says on what."""
    if wanted.wish == "wrong":
        return await rejected(context, thread)
    if entry is None:
        return await _on_choice(context, thread, wanted, question)
    match wanted.wish:
        case "next":
            return await _next(context, thread, entry)
        case "others":
            shown = _listed(thread, entry, texts.OTHERS, _near(context, thread, entry))
        case "then":
            shown = _all_told(context, thread, entry)
        case "kind" | "place" | "money":
            shown = await _asked(context, thread, entry, wanted, question)
        case "source":
            shown = _said(context, thread, entry, texts.source(context.library.knowledge, entry))
        case "language":
            again = answers_pages.answer(context.library.knowledge, entry, thread.token)
            return Shown(pages.in_language(again, "en"), entry.id, thread.token, replace(thread, language="en"))
        case _:
            shown = _more(context, thread, entry)
    return _in_its_language(shown, thread)


async def show(context: Context, thread: Thread, entry_id: str) -> Shown:
    """One of the entries that the thread knows of."""
    knowledge = context.library.knowledge
    entry = knowledge.entry(entry_id)
    if entry is None:
        return Shown(short(texts.NO_NEXT), thread=thread)
    if entry_id == thread.entry_id:
        return _more(context, thread, entry)
    if thread.token:
        await questions.chose(context.database, thread.token, entry_id)
    return _in_its_language(_shown(context, thread, entry), thread)


async def rejected(context: Context, thread: Thread) -> Shown:
    """The answer was not the right one: what else may be, a person, a report, and why."""
    if thread.entry_id is not None and thread.token:
        await answers_store.judge(context.database, thread.token, thread.entry_id, good=False)
    text = await questions.text_of(context.database, thread.token)
    hits = (await context.library.ask(text)).hits if text is not None else ()
    refused = {*thread.seen, *(thread.choice if thread.entry_id is None else ())}
    left = [hit.entry for hit in hits if hit.entry.id not in refused][:3]
    page = pages.rejected(left, thread.entry_id, thread.token)
    return Shown(page, None, thread.token, replace(thread, choice=tuple(each.id for each in left)))


async def _on_choice(context: Context, thread: Thread, wanted: FollowUp, question: str) -> Shown:
    """Nothing has been chosen yet, or nothing was found: those on offer once more."""
    known = [context.library.knowledge.entry(each) for each in thread.choice]
    entries = [each for each in known if each is not None]
    sentence = texts.lack(question) if wanted.kind is not None else texts.WHICH if entries else texts.NOTHING_MORE
    thread = replace(thread, language="en") if wanted.wish == "language" else thread
    return _in_its_language(Shown(pages.near(sentence, entries, thread.token), None, thread.token, thread), thread)


async def _next(context: Context, thread: Thread, entry: Entry) -> Shown:
    """Another entry that is near."""
    near = _near(context, thread, entry)
    if not near:
        return Shown(
            Page((texts.NO_NEXT,), (answers_pages.themes_row(), pages.ask_people(thread.token))), thread=thread
        )
    shown = _shown(context, thread, near[0])
    return _in_its_language(replace(shown, page=pages.led(shown.page, texts.on(entry.title, texts.NEXT))), thread)


async def _asked(context: Context, thread: Thread, entry: Entry, wanted: FollowUp, question: str) -> Shown:
    """A kind of answer about the entry: the entry once more if it has one, else an honest no, and a person."""
    if wanted.kind is not None and tells(entry, wanted.kind):
        page = answers_pages.answer(context.library.knowledge, entry, thread.token)
        return Shown(pages.led(page, texts.on(entry.title, texts.THIS)), entry.id, thread.token, thread)
    asked = questions.Asked(f"{entry.title}: {question}", "private", "none", 0.0, None)
    token = await questions.record(context.database, asked)
    found = await _on_money(context, entry) if wanted.wish == "money" else []
    sentence = texts.on(entry.title, _honest(wanted, question))
    return Shown(pages.near(sentence, found, token), entry.id, token, replace(thread, token=token))


def _honest(wanted: FollowUp, question: str) -> str:
    if wanted.place:
        return texts.elsewhere(wanted.place)
    return texts.lack(question) if wanted.kind is not None else texts.ABOUT_MONEY


async def _on_money(context: Context, entry: Entry) -> list[Entry]:
    found = await context.library.ask(f"pengar till {entry.title}")
    return [hit.entry for hit in found.hits if hit.entry.id != entry.id][:3]


def _more(context: Context, thread: Thread, entry: Entry) -> Shown:
    """What is folded in an entry, once; then there is no more of it."""
    if not entry.more or thread.seen.count(entry.id) > 1:
        return _all_told(context, thread, entry)
    told = replace(thread, seen=(*thread.seen, entry.id))
    return _said(context, told, entry, escape(entry.more))


def _all_told(context: Context, thread: Thread, entry: Entry) -> Shown:
    """That there is no more of an entry, whom to ask about it, and what may be next: what it points at comes first."""
    contact = answers_texts.CONTACT.format(contact=escape(entry.contact)) if entry.contact else ""
    related = [each for each in context.library.knowledge.related_to(entry) if each.id not in thread.seen]
    found = list(dict.fromkeys((*related, *_near(context, thread, entry))))[:MOST]
    if not found:
        return _said(context, thread, entry, f"{texts.NOTHING_MORE} {contact}".strip())
    return _listed(thread, entry, f"{contact} {texts.ALL_TOLD}".strip(), found)


def _listed(thread: Thread, entry: Entry, sentence: str, found: Sequence[Entry]) -> Shown:
    """What is near an entry, under a sentence on it."""
    page = pages.near(texts.on(entry.title, sentence), found, thread.token)
    return Shown(page if found else short(texts.NO_NEXT), entry.id, thread.token, _offering(thread, found))


def _said(context: Context, thread: Thread, entry: Entry, sentence: str) -> Shown:
    """A sentence on an entry, over the entry's buttons."""
    rows = answers_pages.answer(context.library.knowledge, entry, thread.token).rows
    return Shown(Page((texts.on(entry.title, sentence),), rows), entry.id, thread.token, thread)


def _shown(context: Context, thread: Thread, entry: Entry) -> Shown:
    page = answers_pages.answer(context.library.knowledge, entry, thread.token)
    seen = tuple(dict.fromkeys((*thread.seen, entry.id)))
    return Shown(page, entry.id, thread.token, replace(thread, about="entry", entry_id=entry.id, seen=seen))


def _near(context: Context, thread: Thread, entry: Entry) -> list[Entry]:
    """What else the thread may show: what ranked next, what is related, the rest of the theme."""
    knowledge = context.library.knowledge
    ranked = [knowledge.entry(each) for each in thread.choice]
    near = (*ranked, *knowledge.related_to(entry), *knowledge.entries_of(entry.theme))
    return list(dict.fromkeys(each for each in near if each is not None and each.id not in thread.seen))[:MOST]


def _offering(thread: Thread, entries: Sequence[Entry]) -> Thread:
    return replace(thread, choice=tuple(each.id for each in entries))


def _in_its_language(shown: Shown, thread: Thread) -> Shown:
    return shown if thread.language == SWEDISH else replace(shown, page=pages.in_language(shown.page, thread.language))

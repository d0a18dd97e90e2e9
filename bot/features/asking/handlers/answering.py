"""What is shown for a question: an answer, what goes on with the thread, or an action that answers it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.chat.actions import AskPeople, GiveTip, SeeMeetings
from bot.chat.context import Context
from bot.chat.page import Page, short
from bot.chat.threads import new_token
from bot.chat.wire import Action
from bot.features.answers import pages as answers_pages
from bot.features.asking import pages, rules, store, texts
from bot.features.asking.handlers import following
from bot.features.asking.handlers.following import Shown
from bot.features.asking.values import Thread
from bot.features.unanswered.store import questions
from bot.knowledge.values import Entry
from bot.language.text import escape
from bot.matching import acts
from bot.matching.language import SWEDISH
from bot.matching.result import Result
from bot.matching.small_talk import is_cry

_MOST_ABOUT = 5  # entries in an overview
_CALL_ME = "ring-mig"  # what smaprat.yaml names wishes to be rung up; without it only patterns tell them
_FEW = 3  # words of a wide question


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that ask something in private chat, how they were read, and what the chat was about."""

    question: str
    result: Result
    held: Thread | None

    @property
    def is_sure(self) -> bool:
        """Whether they have an answer of their own."""
        return self.result.outcome == "answer" and self.result.reply is None


Reading = Callable[[Context, Asked], Awaitable[Shown | None]]


async def in_private(context: Context, chat_id: int, question: str) -> Shown:
    """What a member is shown, and what the chat is about from now on; what is pinned to an answer is nothing else."""
    held = await store.thread(context.database, chat_id)
    asked = Asked(question, await context.library.ask(question), held)
    others: tuple[Reading, ...] = (_of_itself, _by_another, _going_on, _named, _courtesy)
    for reading in (_in_danger, *(() if context.library.matcher.is_pinned(question) else others)):
        shown = await reading(context, asked)
        if shown is not None:
            return shown
    return await afresh(context, asked.result)


async def afresh(context: Context, result: Result, token: str | None = None) -> Shown:
    """What a question is shown that stands alone; one without a `token` is new to the log."""
    token = token if token is not None else await record(context, result, "private")
    about = on_topic(context, result)
    page = pages.found(context.library.knowledge, result, token, about)
    if result.reply is not None:
        return Shown(page, thread=Thread("danger", token) if is_cry(result.reply) else None)
    ids = tuple(hit.entry.id for hit in result.hits[: following.MOST])
    match result.outcome:
        case "answer":
            held = Thread("entry", token, ids[0], ids[1:], ids[:1], result.language)
            return Shown(page, ids[0], token, held)
        case "suggestions":
            offered = tuple(each.id for each in about) or tuple(each.id for each in result.suggested)
            return Shown(page, None, token, Thread("choice", token, None, offered, (), result.language))
        case _:
            return Shown(page, None, token, Thread("choice", token, language=result.language) if token else None)


async def record(context: Context, result: Result, place: questions.Place) -> str:
    """Log a question; small talk, wishes and wordless messages are none, and get an empty token."""
    if result.reply is not None or result.act is not None or not result.hits:
        return ""
    entry_id = result.hits[0].entry.id if result.outcome == "answer" else None
    asked = questions.Asked(result.question, place, result.outcome, result.confidence, entry_id)
    return await questions.record(context.database, asked)


async def _in_danger(context: Context, asked: Asked) -> Shown | None:
    """After a cry for help: what tells that it is over gets a kind word, what tells nothing the number once more."""
    if asked.held is None or asked.held.about != "danger":
        return None
    if not rules.asks(asked.question) and context.library.matcher.has_passed(asked.question):
        return Shown(short(texts.PASSED), thread=asked.held)
    if asked.result.act == "danger":
        return None
    small = asked.result.reply in context.library.knowledge.small_talk
    if (
        small
        or asked.is_sure
        or asked.result.act is not None
        or rules.is_courtesy(asked.question, asked.result.content)
    ):
        return None
    if rules.wants_person(asked.question) or (rules.asks(asked.question) and asked.result.outcome == "suggestions"):
        return None
    return Shown(short(escape(context.library.matcher.small_talk.alarm.answer)), thread=asked.held)


async def _by_another(context: Context, asked: Asked) -> Shown | None:
    """A wish for a person or for the next meeting, which others carry out."""
    act, held = asked.result.act, asked.held
    goes_on = (
        held is not None
        and held.about == "meetings"
        and rules.is_of_meetings(asked.result.content)
        and asked.result.reply is None
    )
    named = rules.wants_meetings(asked.question, context.library.knowledge.profile.meeting)
    polite = rules.is_courtesy(asked.question, asked.result.content)
    on_them = goes_on and not polite and (rules.is_short(asked.question) or not asked.result.content.empty)
    if act == "meetings" or named or on_them:
        return Shown(action=SeeMeetings(), thread=Thread("meetings", ""))
    pointed = asked.result.reply is not None and asked.result.reply.id == _CALL_ME
    if act == "person" or pointed or rules.wants_person(asked.question, sure=asked.is_sure):
        return Shown(action=to_a_person(held))
    return None


async def _of_itself(context: Context, asked: Asked) -> Shown | None:
    """What is said of or to the bot, which no entry answers; grief is no emergency, unless somebody says so."""
    meant = rules.of_itself(asked.question)
    learnt = asked.result.reply == context.library.matcher.small_talk.alarm and acts.act(asked.question) != "danger"
    is_cried = asked.result.reply is not None and is_cry(asked.result.reply) and not (meant == "sorg" and learnt)
    if asked.is_sure or is_cried or asked.result.act in {"person", "meetings"}:
        return None
    if meant == "tipsa":
        return Shown(action=GiveTip())
    page = _itself(asked, meant)
    return None if page is None else Shown(page, thread=asked.held)


def _itself(asked: Asked, meant: str | None) -> Page | None:
    """A plain word, and a person where that helps."""
    token = (asked.held.token if asked.held is not None else "") or new_token()
    if rules.is_link(asked.question):
        return short(texts.NO_LINKS)
    if asked.held is None and rules.wants_english(asked.question):
        return pages.with_people(texts.IN_ENGLISH, token)
    if meant is None or (meant == "sorg" and rules.asks(asked.question)):
        return None
    if meant == "hur":
        return pages.how_to_ask()
    said = texts.OF_ITSELF[meant]
    return pages.with_people(said, token) if meant in {"besviken", "sorg"} else short(said)


def to_a_person(held: Thread | None) -> Action:
    """A person is asked what the chat is about, or what the member then writes."""
    return AskPeople((held.token if held is not None else "") or new_token())


async def _going_on(context: Context, asked: Asked) -> Shown | None:
    """Words that go on with the entry shown last, or with those on offer."""
    held = asked.held
    if held is None or held.about not in {"entry", "choice"}:
        return None
    entry = context.library.knowledge.entry(held.entry_id or "")
    topic = following.words_of(entry) if entry is not None else frozenset()
    foreign = asked.result.language != SWEDISH
    sure = asked.is_sure and asked.result.hits[0].entry != entry
    wanted = rules.follow_up(asked.question, asked.result.content, topic, sure=sure, foreign=foreign)
    if wanted is None or (wanted.wish in {"kind", "place", "money"} and _is_answered(context, asked.result)):
        return None
    return await following.go_on(context, held, entry, wanted, asked.question)


def _is_answered(context: Context, result: Result) -> bool:
    """Whether small talk or somebody else answers a message, who goes before what it may have to do with the thread."""
    if result.reply is None:
        return False
    return result.reply in context.library.knowledge.small_talk or is_cry(result.reply) or not result.content.heavy


async def _named(context: Context, asked: Asked) -> Shown | None:
    """ "Mer om maten", "den med bussen": the entry shown, one of those on offer, or a question of its own."""
    named, held = rules.about(asked.question), asked.held
    if named is None:
        return None
    result, knowledge = await context.library.ask(named), context.library.knowledge
    if asked.is_sure and not result.content.single:
        return None
    entry = knowledge.entry(held.entry_id or "") if held is not None else None
    on_offer = [knowledge.entry(each) for each in held.choice] if held is not None else []
    known = {each.id: following.words_of(each) for each in (entry, *on_offer) if each is not None}
    if held is not None and (chosen := rules.chosen(result.content, known)) is not None:
        return await following.show(context, held, chosen)
    return await afresh(context, result) if result.outcome != "none" else None


async def _courtesy(_: Context, asked: Asked) -> Shown | None:
    """Thanks, agreement, or words that say nothing of a topic."""
    result, held = asked.result, asked.held
    if result.reply is not None or asked.is_sure:
        return None
    if rules.is_courtesy(asked.question, result.content):
        language = held.language if held is not None else result.language
        return Shown(short(texts.GO_ON if language == SWEDISH else texts.foreign_thanks(language)), thread=held)
    if rules.is_opening(asked.question):
        return Shown(short(texts.OF_ITSELF["hälsning"]), thread=held)
    if result.hits and result.content.empty and result.language == SWEDISH:
        if held is not None and held.token and rules.asks(asked.question):
            return Shown(pages.with_people(texts.lack(asked.question), held.token), thread=held)
        return Shown(short(texts.GO_ON if held is not None else texts.NO_THREAD), thread=held)
    return None


def on_topic(context: Context, result: Result) -> tuple[Entry, ...]:
    """The entries about the one thing that a wide question names; none where the question is narrower."""
    wide = result.content.single and len(result.question.split()) <= _FEW
    if result.outcome != "suggestions" or result.lacks is not None or not wide:
        return ()
    [word] = (*result.content.heavy, *result.content.light)
    matcher = context.library.matcher
    about = {matcher.entries[each].id for each in matcher.lexical.about(word)}
    return tuple(hit.entry for hit in result.hits if hit.entry.id in about)[:_MOST_ABOUT]


async def in_group(context: Context, question: str, entry: Entry | None) -> Shown:
    """An answer in a group, or one line whose link asks the same in private; `entry` is what the reply thread shows."""
    result = await context.library.ask(question)
    if result.act == "meetings" or rules.wants_meetings(question, context.library.knowledge.profile.meeting):
        return Shown(action=SeeMeetings())
    if result.act == "person":
        return Shown(short(texts.PERSON_IN_GROUP, following.link(context, "manniska")))
    if entry is not None and result.reply is None:
        topic = following.words_of(entry)
        sure = result.outcome == "answer"
        if (wanted := rules.follow_up(question, result.content, topic, sure=sure)) is not None:
            held = Thread("entry", "", entry.id, seen=(entry.id,))
            shown = await following.go_on(context, held, entry, wanted, question)
            return replace(shown, page=_bare(context, shown), thread=None, goes_on=True)
    token = await record(context, result, "group")
    answered = result.hits[0].entry.id if result.outcome == "answer" else None
    return Shown(_group_page(context, result, token), answered, token)


def _bare(context: Context, shown: Shown) -> Page:
    """A page in a group: no buttons that everybody could press for somebody else."""
    return replace(short("", following.link(context, f"k_{shown.entry_id}")), messages=shown.page.messages)


def _group_page(context: Context, result: Result, token: str) -> Page:
    if result.reply is not None:
        return short(escape(result.reply.answer))
    if not result.hits:
        return short(texts.NO_WORDS)
    if result.outcome == "answer":
        entry = result.hits[0].entry
        page = answers_pages.in_group(
            context.library.knowledge, entry, answers_pages.entry_link(context.bot.username, entry.id)
        )
        return page if result.language == SWEDISH else pages.in_language(page, result.language)
    sentence = texts.PERHAPS_IN_PRIVATE if result.outcome == "suggestions" else texts.NO_SAFE_ANSWER_GROUP
    return short(sentence, following.link(context, f"q_{token}"))

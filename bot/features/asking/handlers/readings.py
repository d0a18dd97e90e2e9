"""How words in private chat are read: first as a cry, a wish, a remark or more of the thread, last as a question."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.chat.actions import AskPeople, GiveTip, SeeMeetings
from bot.chat.context import Context
from bot.chat.page import Page, short
from bot.chat.threads import new_token
from bot.chat.wire import Action
from bot.features.asking import pages, remarks, rules, store, texts
from bot.features.asking.handlers import following
from bot.features.asking.handlers.answering import afresh
from bot.features.asking.handlers.following import Shown
from bot.features.asking.values import Thread
from bot.language.text import escape
from bot.matching import acts
from bot.matching.language import SWEDISH
from bot.matching.result import Result
from bot.matching.small_talk import is_cry

_CALL_ME = "ring-mig"  # what smaprat.yaml names wishes to be rung up; without it only patterns tell them


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
    others: tuple[Reading, ...] = (_of_itself, _by_another, _going_on, _about, _courtesy)
    for reading in (_in_danger, *(() if context.library.matcher.is_pinned(question) else others)):
        shown = await reading(context, asked)
        if shown is not None:
            return shown
    return await afresh(context, asked.result)


async def alone(context: Context, question: str, token: str) -> Shown:
    """What the question `token` of the log is shown, whatever the chat is about; nothing is begun to be written."""
    asked = Asked(question, await context.library.ask(question), None)
    for reading in (_of_itself, _by_another):
        shown = await reading(context, asked)
        if shown is not None and not isinstance(shown.action, AskPeople | GiveTip):
            return shown
    return await afresh(context, asked.result, token)


async def _in_danger(context: Context, asked: Asked) -> Shown | None:
    """After a cry for help: what tells that it is over gets a kind word, what tells nothing the number once more."""
    if asked.held is None or asked.held.about != "danger":
        return None
    if not remarks.asks(asked.question) and context.library.matcher.has_passed(asked.question):
        return Shown(short(texts.PASSED), thread=asked.held)
    if asked.result.act == "danger":
        return None
    small = asked.result.reply in context.library.knowledge.small_talk
    if (
        small
        or asked.is_sure
        or asked.result.act is not None
        or remarks.is_courtesy(asked.question, asked.result.content)
    ):
        return None
    if remarks.wants_person(asked.question) or (remarks.asks(asked.question) and asked.result.outcome == "suggestions"):
        return None
    return Shown(short(escape(context.library.matcher.small_talk.alarm.answer)), thread=asked.held)


async def _by_another(context: Context, asked: Asked) -> Shown | None:
    """A wish for a person or for the next meeting, which others carry out."""
    act, held = asked.result.act, asked.held
    goes_on = (
        held is not None
        and held.about == "meetings"
        and remarks.is_of_meetings(asked.result.content)
        and asked.result.reply is None
    )
    named = remarks.wants_meetings(asked.question, context.library.knowledge.profile.meeting)
    polite = remarks.is_courtesy(asked.question, asked.result.content)
    on_them = goes_on and not polite and (rules.is_short(asked.question) or not asked.result.content.empty)
    if act == "meetings" or named or on_them:
        return Shown(action=SeeMeetings(), thread=Thread("meetings", ""))
    pointed = asked.result.reply is not None and asked.result.reply.id == _CALL_ME
    if act == "person" or pointed or remarks.wants_person(asked.question, sure=asked.is_sure):
        return Shown(action=to_a_person(held))
    return None


async def _of_itself(context: Context, asked: Asked) -> Shown | None:
    """What is said of or to the bot, which no entry answers; grief is no emergency, unless somebody says so."""
    meant = remarks.of_itself(asked.question)
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
    if remarks.is_link(asked.question):
        return short(texts.NO_LINKS)
    if asked.held is None and remarks.wants_english(asked.question):
        return pages.with_people(texts.IN_ENGLISH, token)
    if meant is None or (meant == "sorg" and remarks.asks(asked.question)):
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


async def _about(context: Context, asked: Asked) -> Shown | None:
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
    if remarks.is_courtesy(asked.question, result.content):
        language = held.language if held is not None else result.language
        return Shown(short(texts.GO_ON if language == SWEDISH else texts.foreign_thanks(language)), thread=held)
    if remarks.is_opening(asked.question):
        return Shown(short(texts.OF_ITSELF["hälsning"]), thread=held)
    if result.hits and result.content.empty and result.language == SWEDISH:
        if held is not None and held.token and remarks.asks(asked.question):
            return Shown(pages.with_people(texts.lack(asked.question), held.token), thread=held)
        return Shown(short(texts.GO_ON if held is not None else texts.NO_THREAD), thread=held)
    return None

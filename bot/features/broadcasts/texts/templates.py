"""The Swedish of broadcasts that need not be written from nothing; safe HTML, for organisers to change as they like."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from bot.features.broadcasts.values import Content
from bot.features.meetings.summary import Summary
from bot.features.meetings.texts.meeting import held as ahead
from bot.features.meetings.texts.summary import held, number_of_answers, title
from bot.features.meetings.values import Meeting
from bot.features.moderation.store.news import Counted
from bot.knowledge.profile import Profile
from bot.knowledge.values import Entry
from bot.language.dates import on_date
from bot.language.text import counted as number_of
from bot.language.text import escape, units

_LED_TO: Final = "Det här ledde det till"
NO_NEW_TIPS = "Inga nya tips har publicerats sedan sist."


def summary(found: Summary) -> str:
    """Under a summary's document."""
    answers = sum(part.given for part in found.parts)
    return (
        f"<b>{escape(title(found.meeting))}</b>\n{escape(held(found.meeting))}\n\n"
        f"Här är sammanställningen: {number_of_answers(answers)}. Tack till alla som var med och svarade."
    )


def invitation(meeting: Meeting, link: str, whose: Profile) -> str:
    """Come to a meeting."""
    return (
        f"<b>Välkommen till {escape(meeting.name)}</b>\n{_when_and_where(meeting)}\n\n"
        f"Svara gärna på {escape(whose.meeting.the)}s frågor redan nu:\n{escape(link)}"
    )


def reminder(meeting: Meeting, link: str) -> str:
    """Do not forget it."""
    return (
        f"<b>Påminnelse: {escape(meeting.name)}</b>\n{_when_and_where(meeting)}\n\n"
        f"Du kan svara på frågorna till och med {on_date(meeting.last_day)}:\n{escape(link)}"
    )


def _when_and_where(meeting: Meeting) -> str:
    """A phone can put the time in its calendar."""
    return ahead(meeting.day, meeting.clock, meeting.place or ", ".join(meeting.sites))


def tips(entries: Sequence[Entry], username: str) -> str:
    """New tips, each with the way to it."""
    return "\n".join(
        ["<b>Nya tips i nätverket</b>", *_linked(entries, username), "", "Har du ett eget? Skriv /tips till mig."]
    )


def outcome(counted: Counted, entries: Sequence[Entry], username: str) -> str:
    """What it led to, with the way to what is new."""
    return "\n".join([f"<b>{_LED_TO}</b>", "", escape(_came(counted)), *_linked(entries, username), "", *_end(counted)])


def outcome_content(counted: Counted, entries: Sequence[Entry], username: str) -> Content:
    """The same, where nobody looks at it first."""
    text, entities = f"{_LED_TO}\n\n{_came(counted)}", [{"type": "bold", "offset": 0, "length": units(_LED_TO)}]
    for each in entries:
        at, length = units(text) + units("\n• "), units(each.title)
        entities.append({"type": "text_link", "offset": at, "length": length, "url": _link(each, username)})
        text += f"\n• {each.title}"
    return Content("text", "\n".join([text, "", *_end(counted)]), tuple(entities))


def nothing_came(broadcast_id: int) -> str:
    """To whoever wanted it told."""
    return (
        f"Utskick {broadcast_id}: efter sju dagar har inga tips eller frågor kommit in, så jag skickar inget om vad "
        "det ledde till."
    )


def _came(counted: Counted) -> str:
    """What has come in, plain."""
    if not counted.tips:
        return "Inget nytt har kommit in än."
    published = (
        f"{counted.published} av dem finns nu bland svaren" if counted.published else "Ingen har hunnit läsa dem än"
    )
    return f"{counted.tips} förslag har kommit in. {published}."


def _end(counted: Counted) -> list[str]:
    """The last lines, plain."""
    waiting = [f"{number_of(counted.questions, 'fråga', 'frågor')} väntar på svar."] if counted.questions else []
    return [*waiting, "Tack för att ni är med."]


def _linked(entries: Sequence[Entry], username: str) -> list[str]:
    return [f'• <a href="{_link(each, username)}">{escape(each.title)}</a>' for each in entries]


def _link(entry: Entry, username: str) -> str:
    return f"https://t.me/{username}?start=k_{quote(entry.id)}"

"""The Swedish of broadcasts that need not be written from nothing; safe HTML, for organisers to change as they like."""

from collections.abc import Sequence
from datetime import datetime
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
from bot.language.text import escape, units
from bot.storage.clock import SWEDEN

_LED_TO: Final = "Det här ledde det till"
NO_NEW_TIPS = "Inga nya tips har publicerats sedan sist."


def summary(found: Summary) -> str:
    """Under a summary's document."""
    answers = sum(part.number for part in found.parts)
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
    lines = [
        f'• <a href="https://t.me/{username}?start=k_{quote(each.id)}">{escape(each.title)}</a>' for each in entries
    ]
    return "\n".join(["<b>Nya tips i nätverket</b>", *lines, "", "Har du ett eget? Skriv /tips till mig."])


def outcome(counted: Counted, since: datetime) -> str:
    """What it led to."""
    return f"<b>{_LED_TO}</b>\n\n{escape(_counted(counted, since))}"


def outcome_content(counted: Counted, since: datetime) -> Content:
    """The same, where nobody looks at it first."""
    bold = {"type": "bold", "offset": 0, "length": units(_LED_TO)}
    return Content("text", f"{_LED_TO}\n\n{_counted(counted, since)}", (bold,))


def nothing_came(broadcast_id: int) -> str:
    """To whoever wanted it told."""
    return (
        f"Utskick {broadcast_id}: efter sju dagar har inga tips eller frågor kommit in, så jag skickar inget om vad "
        "det ledde till."
    )


def _counted(counted: Counted, since: datetime) -> str:
    """What it led to, plain."""
    questions = f"{counted.questions} {'fråga' if counted.questions == 1 else 'frågor'} öppna"
    return (
        f"Sedan {on_date(since.astimezone(SWEDEN).date())}: {counted.tips} tips, "
        f"{counted.published} publicerade, {questions}.\n\nTack för att ni är med."
    )

"""The Swedish of coming to a meeting: asked, counted, reminded of, changed. Functions return safe HTML."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from bot.features.meetings.texts.meeting import facts, held, listed_questions, off
from bot.features.meetings.values import Answered, Change, Coming, Meeting
from bot.knowledge.profile import Profile
from bot.language.dates import clock
from bot.language.text import escape
from bot.storage.clock import SWEDEN

ANSWERS: Final[dict[Answered, str]] = {"yes": "Kommer", "maybe": "Kanske", "no": "Kommer inte"}
REMIND = "Påminn mig"
DO_NOT_REMIND = "Påminn mig inte"
CALENDAR = "Lägg i kalendern"
QUESTIONS = "Svara på frågorna"

ASKED = "Kommer du? Tryck på en knapp. Frågorna kan du svara på redan nu."
NOT_COMING = "Säg först om du kommer."
_SAID: Final[dict[Answered, str]] = {
    "yes": "<b>Vad roligt, du kommer!</b>",
    "maybe": "<b>Du kommer kanske.</b> Ändra dig när du vill.",
    "no": "<b>Du kommer inte.</b> Ändra dig när du vill.",
}
_REMINDED = "Jag påminner dig dagen före och en timme före."
_MAY_REMIND = "Vill du bli påmind dagen före och en timme före?"
_CHANGED_TELLS = "Ändras något säger jag till."


def said(meeting: Meeting, coming: Coming | None) -> str:
    """What somebody has said about coming, and what the bot then does."""
    if coming is None:
        return f"{facts(meeting)}\n\nKommer du?"
    if coming.answer == "no":
        return f"{_SAID['no']}\n\n{facts(meeting)}"
    remind = _REMINDED if coming.reminded else _MAY_REMIND
    onward = f"{_CHANGED_TELLS} {remind}" if meeting.clock is not None else _CHANGED_TELLS
    return f"{_SAID[coming.answer]}\n\n{facts(meeting)}\n\n{onward}"


def past(whose: Profile) -> str:
    """To whoever says too late that they come."""
    the = escape(whose.meeting.the.capitalize())
    return f"{the} har redan börjat, så det går inte att anmäla sig. Frågorna kan du svara på."


def numbers(counted: Mapping[Answered, int]) -> str:
    """How many come, for the organiser."""
    return ", ".join(f"{label}: {counted.get(each, 0)}" for each, label in ANSWERS.items())


def changed(meeting: Meeting, what: Sequence[Change]) -> str:
    """To those who come: what is another than they have heard."""
    if "off" in what:
        return off(meeting)
    if "on" in what:
        when = held(meeting.day, meeting.clock, meeting.place, meeting.sites)
        return f"<b>{escape(meeting.name)} blir av ändå.</b>\n{when}"
    news = {
        "name": "Namnet är nytt.",
        "time": "Tiden är ändrad.",
        "place": "Platsen är ändrad.",
        "questions": f"Frågorna är ändrade:\n{listed_questions(meeting)}",
    }
    return f"<b>Något har ändrats.</b>\n{facts(meeting)}\n\n" + "\n".join(news[each] for each in what)


def reminder(meeting: Meeting, at: datetime, *, soon: bool) -> str:
    """To those who wanted to be reminded, at the moment `at`."""
    begins = meeting.begins
    if soon and begins is not None:
        return f"Snart börjar det, kl. {clock(begins)}.\n{facts(meeting)}"
    when = "Idag" if meeting.day == at.astimezone(SWEDEN).date() else "Imorgon"
    return f"{when} är det dags.\n{facts(meeting)}"

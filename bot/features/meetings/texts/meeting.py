"""The Swedish of meetings: when and where they are, how they are shared, that they are off. Safe HTML."""

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from bot.features.meetings.values import OPEN_FOR, Meeting
from bot.knowledge.profile import Profile
from bot.language.dates import clock as in_figures
from bot.language.dates import on_date, on_weekday
from bot.language.text import counted, escape, units
from bot.language.times import on_clock

QR = "QR-bilder"
CALL_OFF = "Ställ in"
CALL_ON = "Blir av ändå"
YES_OFF = "Ja, ställ in"
NO_OFF = "Nej, tillbaka"
SUMMARY = "Sammanställning"
OPEN_IN_PRIVATE = "Öppna i egen chatt"
TIP = "Tipsa"
NOT_ORGANISER = "Det här kan bara arrangörer och moderatorer göra. Fråga en moderator om du vill bli arrangör."
STALE = "Den knappen gäller inte längre. Skriv /traff så ser du hur det ligger till."
MOST_NAMED: Final = 60  # units of the names of places; more are told by their number


def off(meeting: Meeting) -> str:
    """It does not take place after all."""
    when = held(meeting.day, meeting.clock, meeting.place, meeting.sites)
    return f"<b>{escape(meeting.name)} blir inte av.</b>\nSkulle ha varit {when}"


def sure_off(meeting: Meeting, told: int) -> str:
    """Before it is called off."""
    who = f" {counted(told, 'person', 'personer')} som har sagt att de kommer får veta det." if told else ""
    return f"Ska <b>{escape(meeting.name)}</b> ställas in?{who} Svar som har kommit finns kvar."


def no_such_meeting(whose: Profile) -> str:
    """A link that leads nowhere."""
    that = escape(whose.meeting.that)
    return f"{that.capitalize()} hittar jag inte. Kontrollera länken, eller fråga den som bjöd in dig."


def new(whose: Profile) -> str:
    """A button that begins a meeting, plain."""
    return f"{whose.meeting.agreeing('Ny', 'Nytt')} {whose.meeting.one}"


def edit(whose: Profile) -> str:
    """A button that changes it, plain."""
    return f"Ändra {whose.meeting.the}"


def every(whose: Profile) -> str:
    """A button to all of them, plain."""
    return f"Alla {whose.meeting.many}"


def in_private(whose: Profile) -> str:
    """Where they are made."""
    return f"{escape(whose.meeting.many).capitalize()} skapar du i en egen chatt med mig."


def none_yet(whose: Profile) -> str:
    """There are none."""
    return f"Det finns inga {escape(whose.meeting.many)} än."


def held(on: date, clock: time | None, place: str | None, sites: Sequence[str] = ()) -> str:
    """When and where; a phone can put the time in its calendar."""
    where = escape(place or named(sites))
    return ", ".join(filter(None, (_when(on, clock), where)))


def named(sites: Sequence[str]) -> str:
    """A few places by name, many by number; plain text."""
    *first, last = sites or ("",)
    names = f"{', '.join(first)} och {last}" if first else last
    return names if units(names) <= MOST_NAMED else f"på {len(sites)} platser"


def facts(meeting: Meeting) -> str:
    """What a meeting is called, when and where it is."""
    return f"<b>{escape(meeting.name)}</b>\n{held(meeting.day, meeting.clock, meeting.place, meeting.sites)}"


def listed_questions(meeting: Meeting) -> str:
    """Its questions, numbered."""
    return "\n".join(f"{each.number}. {escape(each.text)}" for each in meeting.questions)


def _when(on: date, clock: time | None) -> str:
    if clock is None:
        return on_weekday(on)
    begins = on_clock(on, clock).at
    return f'<tg-time unix="{int(begins.timestamp())}">{on_weekday(on)} kl. {in_figures(begins)}</tg-time>'


def meetings(listed: Sequence[Meeting], most: int, whose: Profile) -> str:
    """Meetings, the newest first."""
    if not listed:
        return none_yet(whose)
    lines = [
        f"{number}. {escape(each.name)}\n<i>{on_date(each.day)}{', blir inte av' if each.is_off else ''}</i>"
        for number, each in enumerate(listed[:most], start=1)
    ]
    rest = [f"… och {len(listed) - most} äldre"] if len(listed) > most else []
    return "\n\n".join([f"<b>{escape(whose.meeting.many).capitalize()}</b>", *lines, *rest])


def sort(waiting: int) -> str:
    """A button to the answers."""
    return f"Sortera svaren ({waiting} nya)" if waiting else "Sortera svaren"


def waiting_for_others(waiting: int) -> str:
    """The same to an organiser, who does not sort them."""
    return f"{counted(waiting, 'svar', 'svar')} väntar på att moderatorerna sorterar." if waiting else ""


def shared(meeting: Meeting, links: Sequence[str], whose: Profile) -> str:
    """A meeting with its link, and one for each of several places, for whoever invites to it."""
    one, *sites = map(escape, links)
    asked = counted(len(meeting.questions), "fråga", "frågor")
    how = f"Dela länken. Den som öppnar den anmäler sig och svarar på {asked}:\n{one}"
    each = [f'<a href="{link}">{escape(name)}</a>' for name, link in zip(meeting.sites, sites, strict=False)]
    parted = f"\n\nVarje plats har också en egen länk:\n{_folded(each)}" if each else "\n"
    after = f"{OPEN_FOR.days} dagar efter {escape(whose.meeting.the)}"
    until = f"Det går att svara till och med {on_date(meeting.last_day)}, {after}."
    return f"{facts(meeting)}\n\n{how}{parted}\n{until}"


def _folded(lines: Sequence[str]) -> str:
    """What a phone shows the beginning of until somebody presses on it."""
    text = "\n".join(lines)
    return f"<blockquote expandable>{text}</blockquote>"


def closed_for_organiser(meeting: Meeting) -> str:
    """A meeting that takes no more answers."""
    return f"{facts(meeting)}\n\n{listed_questions(meeting)}\n\nSista dagen att svara var {on_date(meeting.last_day)}."


def invitation(meeting: Meeting, link: str) -> str:
    """Under the QR picture of a meeting; fits in an invitation as it stands."""
    return f"{facts(meeting)}\n\nAnmäl dig och svara på frågorna här:\n{escape(link)}"


def closed(meeting: Meeting) -> str:
    """To a member who comes too late."""
    return (
        f"<b>{escape(meeting.name)}</b> var den {on_date(meeting.day)}, och det gick att svara till och med "
        f"{on_date(meeting.last_day)}. Har du ett gott exempel vill vi gärna höra det ändå: skriv /tips."
    )


def coming(meetings: Sequence[Meeting], whose: Profile) -> str:
    """The meetings ahead, the next first."""
    first, *later = meetings
    lines = [f"Nästa {escape(whose.meeting.one)} är <b>{escape(first.name)}</b>, {_where_and_when(first)}."]
    lines += [f"Sedan kommer {escape(each.name)}, {_where_and_when(each)}." for each in later]
    return "\n".join(lines)


def none_coming(latest: date | None, whose: Profile) -> str:
    """No meeting is planned that the bot knows of."""
    last = f" Senast var {on_weekday(latest)}." if latest is not None else ""
    when = f"Jag vet inte när nästa {escape(whose.meeting.one)} är."
    return f"{when} Inget datum är inlagt hos mig än.{last}\n\nEn människa kanske vet."


def _where_and_when(meeting: Meeting) -> str:
    return held(meeting.day, meeting.clock, meeting.place, meeting.sites)

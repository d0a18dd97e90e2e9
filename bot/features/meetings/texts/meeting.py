"""The Swedish of meetings: how they are made, shared and answered. Functions return safe HTML."""

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from bot.features.meetings.values import OPEN_FOR, Choice, Meeting, Plan, Problem, Step
from bot.knowledge.profile import Profile
from bot.language.dates import clock as in_figures
from bot.language.dates import on_date, on_weekday
from bot.language.text import counted, escape, numbered, units
from bot.language.times import on_clock

SAVE = "Spara ändringarna"
SAVED = "<b>Ändringarna är sparade.</b>"
SAVED_AND_TOLD = f"{SAVED} De som kommer får veta vad som är nytt."
NOTHING_NEW = "Inget är ändrat."
CREATED = "<b>Klart!</b> Nu kan du bjuda in."

CANCEL = "Avbryt"
SKIP_PLACE = "Ingen plats än"
SKIP_TIME = "Ingen tid än"
USUAL = "Nätverkets tre frågor"
BY_PLACE = "Ja, med en plats"
BY_WORDS = "Nej, med egna ord"
GO_ON = "Fortsätt"
ANEW = "Börja om"
QR = "QR-bilder"
CALL_OFF = "Ställ in"
CALL_ON = "Blir av ändå"
YES_OFF = "Ja, ställ in"
NO_OFF = "Nej, tillbaka"
SUMMARY = "Sammanställning"
OPEN_IN_PRIVATE = "Öppna i egen chatt"
TIP = "Tipsa"
CHANGE: Final[dict[Choice, str]] = {
    "name": "Ändra namn",
    "date": "Ändra datum",
    "time": "Ändra tid",
    "place": "Ändra plats",
    "questions": "Ändra frågor",
}

NOT_ORGANISER = "Det här kan bara arrangörer och moderatorer göra. Fråga en moderator om du vill bli arrangör."
STALE = "Den knappen gäller inte längre. Skriv /traff så ser du hur det ligger till."

_ASKED: Final[dict[Step, str]] = {
    "name": "<b>Vad heter {the}?</b>\n\nTill exempel: {The} i Åsby",
    "date": "<b>När är {the}?</b>\n\nSkriv till exempel ”imorgon kl 19”, ”på torsdag 18.30” eller ”6 december”.",
    "time": "<b>Vilken tid börjar {the}?</b>\n\nSkriv till exempel ”19”, ”18.30” eller ”halv sju på kvällen”.",
    "place": (
        "<b>Var är {the}?</b>\n\nSkriv platsen, eller länken om ni ses på nätet. "
        "Ses ni på flera platser samtidigt skriver du en på varje rad. Då får varje plats en egen länk."
    ),
    "kind": (
        "<b>Räcker det att svara med en plats på fråga 1?</b>\n\n"
        "Då räknar jag platserna och ritar ett diagram. Annars svarar var och en med egna ord."
    ),
}
_PROBLEMS: Final[dict[Problem, str]] = {
    "stale": STALE,
    "empty": "Jag ser inga ord där. Skriv med några bokstäver.",
    "too_long": "Det var lite för långt. Korta det till högst {most} tecken.",
    "no_date": "Den dagen förstår jag inte. Skriv till exempel ”6 december” eller ”2026-12-06”.",
    "no_such_day": "Den dagen finns inte. Skriv till exempel ”6 december” eller ”2026-12-06”.",
    "no_clock": "Den tiden förstår jag inte. Skriv till exempel ”19” eller ”18.30”.",
    "questions": "Det ser ut som frågor. Här skriver du var {the} är. Frågorna kommer i nästa steg.",
    "weekday": "Datumet är en annan veckodag än den du skrev. Skriv bara datumet, till exempel ”6 december”.",
    "too_old": "Det är mer än 30 dagar sedan, så {the} skulle inte ta emot några svar. Skriv ett senare datum.",
    "too_far": "Det är mer än två år dit. Skriv ett tidigare datum.",
    "too_many": "Det var för många frågor. Skriv högst {most}, en på varje rad.",
    "use_buttons": "Tryck på en av knapparna.",
}
_MOST_NAMED: Final = 60  # units of the names of places; more are told by their number
_DAY: Final = time(8)  # who names an earlier time in words may well have meant the evening
_EARLY: Final = "<b>Kl. {clock} är på morgonen.</b> Menade du kvällen? Ändra då tiden, och skriv till exempel ”19.30”."


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


def problem(kind: Problem, most: int, whose: Profile) -> str:
    """Why what was written was not taken."""
    return _PROBLEMS[kind].format(most=most, the=escape(whose.meeting.the))


def new(whose: Profile) -> str:
    """A button that begins a meeting, plain."""
    return f"{whose.meeting.agreeing('Ny', 'Nytt')} {whose.meeting.one}"


def create(whose: Profile) -> str:
    """A button that makes it, plain."""
    return f"Skapa {whose.meeting.the}"


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


def cancelled(whose: Profile, *, editing: bool) -> str:
    """Nothing has been made, or changed."""
    word = whose.meeting
    the, kept = escape(word.the).capitalize(), "finns kvar i 90 dagar"
    if editing:
        return f"Avbrutet. {the} är som {word.agreeing('den', 'det')} var, men det du har ändrat {kept}."
    return f"Avbrutet. {the} är inte {word.agreeing('skapad', 'skapat')}, men det du har skrivit {kept}."


def held(on: date, clock: time | None, place: str | None, sites: Sequence[str] = ()) -> str:
    """When and where; a phone can put the time in its calendar."""
    where = escape(place or named(sites))
    return ", ".join(filter(None, (_when(on, clock), where)))


def named(sites: Sequence[str]) -> str:
    """A few places by name, many by number; plain text."""
    *first, last = sites or ("",)
    names = f"{', '.join(first)} och {last}" if first else last
    return names if units(names) <= _MOST_NAMED else f"på {len(sites)} platser"


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


def asked(plan: Plan, whose: Profile) -> str:
    """The step at hand, with what has been said before."""
    if plan.step == "preview":
        return _preview(plan, whose)
    if plan.step == "questions":
        return f"<b>Vilka frågor ska deltagarna svara på?</b>\n\n{_usual(whose.questions)}{_now(plan)}"
    the = escape(whose.meeting.the)
    return _ASKED[plan.step].format(the=the, The=the.capitalize()) + _now(plan)


def unfinished(plan: Plan, whose: Profile) -> str:
    """There is a half-made meeting."""
    word = whose.meeting
    named = f"\n\n{word.agreeing('Den', 'Det')} heter: <i>{escape(plan.name)}</i>" if plan.name else ""
    return f"<b>Du har {escape(word.a)} som inte är {word.agreeing('färdig', 'färdigt')}.</b>{named}"


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


def _usual(questions: Sequence[str]) -> str:
    how = "Tryck på knappen för att ta dem, eller skriv egna, en på varje rad."
    return f"Nätverkets tre frågor är:\n{numbered(questions)}\n\n{how}"


def _preview(plan: Plan, whose: Profile) -> str:
    head = f"<b>Så här blir {escape(whose.meeting.the)}</b>"
    facts = [
        f"<b>{escape(plan.name)}</b>",
        held(plan.day, plan.clock, plan.place, plan.sites) if plan.day is not None else "",
    ]
    lines = numbered(plan.questions or whose.questions)
    by_place = ["På fråga 1 räcker det att svara med en plats."] if plan.by_place or not plan.questions else []
    many = plan.sites and units(", ".join(plan.sites)) > _MOST_NAMED
    sites = ["", f"Platser: {escape(', '.join(plan.sites))}"] if many else []
    sites += ["", _EARLY.format(clock=f"{plan.clock:%H.%M}")] if plan.clock is not None and plan.clock < _DAY else []
    return "\n".join([head, "", *facts, *sites, "", lines, "", *by_place]).strip()


def _now(plan: Plan) -> str:
    """What is there already at a step that is visited again."""
    said = {
        "name": plan.name,
        "date": on_weekday(plan.day) if plan.day is not None else "",
        "time": f"kl. {plan.clock:%H.%M}" if plan.clock is not None else "",
        "place": plan.place or "\n".join(plan.sites),
        "questions": "\n".join(plan.questions),
    }.get(plan.step, "")
    return f"\n\nNu står det: <i>{escape(said)}</i>" if said else ""


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

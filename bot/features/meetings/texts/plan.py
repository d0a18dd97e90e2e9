"""The Swedish of a meeting that is being made or changed, a step at a time. Functions return safe HTML."""

from collections.abc import Sequence
from datetime import time
from typing import Final

from bot.features.meetings.planning import Choice, Plan, Problem, Step
from bot.features.meetings.texts.meeting import MOST_NAMED, STALE, held
from bot.features.meetings.values import OPEN_FOR
from bot.knowledge.profile import Profile
from bot.language.dates import on_weekday
from bot.language.text import escape, numbered, units
from bot.storage.retention import PERIODS

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
CHANGE: Final[dict[Choice, str]] = {
    "name": "Ändra namn",
    "date": "Ändra datum",
    "time": "Ändra tid",
    "place": "Ändra plats",
    "questions": "Ändra frågor",
}
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
    "too_old": (
        f"Det är mer än {OPEN_FOR.days} dagar sedan, så {{the}} skulle inte ta emot några svar. Skriv ett senare datum."
    ),
    "too_far": "Det är mer än två år dit. Skriv ett tidigare datum.",
    "too_many": "Det var för många. Skriv högst {most}, en på varje rad.",
    "use_buttons": "Tryck på en av knapparna.",
}
_DAY: Final = time(8)  # who names an earlier time in words may well have meant the evening
_EARLY: Final = "<b>Kl. {clock} är på morgonen.</b> Menade du kvällen? Ändra då tiden, och skriv till exempel ”19.30”."


def problem(kind: Problem, most: int, whose: Profile) -> str:
    """Why what was written was not taken."""
    return _PROBLEMS[kind].format(most=most, the=escape(whose.meeting.the))


def create(whose: Profile) -> str:
    """A button that makes it, plain."""
    return f"Skapa {whose.meeting.the}"


def cancelled(whose: Profile, *, editing: bool) -> str:
    """Nothing has been made, or changed."""
    word = whose.meeting
    the, kept = escape(word.the).capitalize(), f"finns kvar i {PERIODS['draft'].days} dagar"
    if editing:
        return f"Avbrutet. {the} är som {word.agreeing('den', 'det')} var, men det du har ändrat {kept}."
    return f"Avbrutet. {the} är inte {word.agreeing('skapad', 'skapat')}, men det du har skrivit {kept}."


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
    many = plan.sites and units(", ".join(plan.sites)) > MOST_NAMED
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

"""The Swedish of moderators who sort a meeting's answers. Functions return safe HTML."""

from collections.abc import Sequence
from typing import Final

from bot.features.meetings.values import Given, Meeting, Question, Shelf, Sorting
from bot.knowledge.profile import Profile
from bot.language.personal_data import find, listed, pieces
from bot.language.text import counted, escape, shortened

SORT = "Sortera svaren"
JOIN = "Slå ihop"
PART = "Dela upp"
LOOK = "Ändra"
EXAMPLE = "Föreslå som exempel"
WISH = "Föreslå som önskemål"
MEND = "Skriv om"
HIDE = "Dölj personuppgifter"
BACK = "Tillbaka till listan"
PREVIOUS = "Förra sidan"
NEXT = "Nästa sida"

NOT_MODERATOR = "Svaren sorterar moderatorerna."
STALE = "Listan har ändrats. Här är den som den är nu."
CHOOSE_TWO = "Välj minst två rader på sidan, och varje rad en gång."
WRITE = "Skriv svaret som det ska stå."
WRITE_HIDDEN = "Jag ser inga personuppgifter. Skriv svaret utan dem, så glömmer jag det som stod."
TOO_LONG = "Det var lite för långt. Korta det till högst {most} tecken."
EMPTY = "Jag ser inga ord där. Skriv svaret som det ska stå."
PERSONAL: Final = "(personuppgift?)"
MOST_ALIKE: Final = 4
_SUMS: Final = (
    "\nSäger några rader samma sak? Välj dem och slå ihop, eller skriv till exempel 1+2, 3+5. Den {} får stå kvar."
)
_LINE: Final = 220  # units of an answer in the list
_ALIKE: Final = 60
_SHELVES: Final[dict[Shelf, str]] = {"waiting": "Nya", "included": "Med", "removed": "Borttagna"}
_NOTHING: Final[dict[Shelf, str]] = {
    "waiting": "Inga nya svar väntar på den här frågan.",
    "included": "Inga svar är med i sammanställningen än.",
    "removed": "Inga svar är borttagna.",
}


def told(meeting: Meeting) -> str:
    """To the moderators' chat, when the first answer waits."""
    return (
        f"<b>Det kommer svar från {escape(meeting.name)}.</b>\n\n"
        "Ni sorterar dem i en egen chatt med mig. Ingen annan ser dem innan dess."
    )


def shelf(meeting: Meeting, question: Question, page: Sorting, groups: Sequence[Given], number: int) -> str:
    """A page of answers; `number` is how many lie on the shelf."""
    head = f"<b>{escape(meeting.name)}, fråga {question.number}</b>\n{escape(question.text)}"
    if not groups:
        return f"{head}\n\n{_NOTHING[page.shelf]}"
    lines = [_line(place, each) for place, each in enumerate(groups, start=1)]
    how = "Tryck på siffrorna för att välja rader."
    how += "" if page.shelf == "included" else " Utan val gäller knappen alla på sidan."
    how += _SUMS.format("längsta" if question.answered_by == "words" else "vanligaste") if len(groups) > 1 else ""
    is_careful = page.shelf != "included" and any(map(_is_careful, groups))
    careful = f"\nRader med {PERSONAL} tas bara med om du väljer dem." if is_careful else ""
    return f"{head}\n\n{_SHELVES[page.shelf]}: {counted(number, 'svar', 'svar')}\n\n" + "\n".join(
        [*lines, f"\n<i>{how}{careful}</i>"]
    )


def include(number: int, *, ticked: bool) -> str:
    """A button that takes groups into the summary."""
    return f"Ta med {number}" if ticked or number == 1 else f"Ta med alla {number}"


def remove(number: int) -> str:
    """A button that leaves groups out."""
    return f"Ta bort {number}"


def to_meeting(whose: Profile) -> str:
    """A button to the meeting, plain text."""
    return f"Till {whose.meeting.the}"


def renew(number: int) -> str:
    """A button that makes groups new again."""
    return f"Lägg tillbaka {number}"


def on_shelf(which: Shelf, number: int) -> str:
    """A button to a shelf."""
    return f"{_SHELVES[which]} {number}"


def on_question(number: int, waiting: int) -> str:
    """A button to another question's answers."""
    return f"Fråga {number} ({waiting})" if waiting else f"Fråga {number}"


def move(number: int) -> str:
    """A button that makes an answer another question's."""
    return f"Flytta till fråga {number}"


def alone(meeting: Meeting, question: Question, answer: Given) -> str:
    """One answer in full, with what may be personal in it."""
    findings = find(answer.text)
    personal = f"\n\n<b>Kan vara personuppgifter:</b>\n{listed(findings)}" if findings else ""
    written = f"\n\n<i>Skrivet: {escape(shortened(answer.written, 1_000))}</i>" if answer.written != answer.text else ""
    return (
        f"<b>Fråga {question.number}</b>\n{escape(question.text)}\n\n{escape(answer.text)}{_by(answer, meeting)}"
        f"{written}{personal}"
    )


def passed_on(number: int, left: int) -> str:
    """What came of proposing answers."""
    done = f"{counted(number, 'svar ligger', 'svar ligger')} nu i kön som förslag (/ko)."
    rest = " Resten går inte att föreslå: de är redan föreslagna, eller så har den som svarade för mycket i kön."
    return done + (rest if left else "")


def wish_title(text: str, question: str) -> str:
    """How a wish is headed as an entry, plain text; with the `question` where it says little without it."""
    return shortened(f"Efterlyst: {text} ({question})" if question else f"Efterlyst: {text}", 60)


def wish_answer(meeting: Meeting, said: Sequence[str], question: str) -> str:
    """How a wish reads as an entry, plain text: nobody may take it for something that there is."""
    asked = f" fick frågan ”{question}” och" if question else ""
    quoted = " och ".join(f"”{each}”" for each in said)
    return f"Deltagarna på {meeting.name}{asked} efterlyste: {quoted}."


def signature(answer: Given, meeting: Meeting) -> str:
    """Who gave an answer, as they would be shown, plain text."""
    return ", ".join(filter(None, (answer.name, answer.place, meeting.site(answer.site))))


def _is_careful(group: Given) -> bool:
    return any(find(each.text) for each in (group, *group.alike))


def _line(place: int, group: Given) -> str:
    times = f" <b>×{group.number}</b>" if group.number > 1 else ""
    mark = f"<i>{PERSONAL}</i> " if _is_careful(group) else ""
    proposed = " (föreslaget)" if group.item_id is not None else ""
    others = [each for each in dict.fromkeys(each.text for each in group.alike) if each != group.text]
    others.sort(key=lambda each: not find(each))
    alike = " · ".join(_marked(shortened(each, _ALIKE)) for each in others[:MOST_ALIKE])
    more = f" · {len(others) - MOST_ALIKE} till" if len(others) > MOST_ALIKE else ""
    also = f"\n<i>också: {alike}{more}</i>" if alike else ""
    return f"<b>{place}.</b> {mark}{_marked(shortened(group.text, _LINE))}{times}{proposed}{also}"


def _marked(text: str) -> str:
    """What looks like personal data in it is underlined: that is what can be hidden."""
    shown = map(escape, pieces(text))
    return "".join(f"<u>{each}</u>" if number % 2 else each for number, each in enumerate(shown))


def _by(answer: Given, meeting: Meeting) -> str:
    who = signature(answer, meeting)
    return f"\n({escape(who)})" if who else ""

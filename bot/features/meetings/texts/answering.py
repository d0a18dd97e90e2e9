"""The Swedish of whoever answers a meeting's questions, one at a time. Functions return safe HTML."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.features.meetings.texts.meeting import facts
from bot.features.meetings.values import Given, Meeting, NotAnswered, Participant, Question
from bot.knowledge.profile import Profile
from bot.language.dates import last_day, on_date
from bot.language.personal_data import find, listed
from bot.language.text import counted, escape, shortened
from bot.storage.retention import PERIODS

NEXT = "Nästa fråga"
SKIP = "Hoppa över"
BACK = "Tillbaka"
DONE = "Jag är klar"
KEEP = "Det räcker så"
TAKE_BACK = "Ta bort det senaste"
ANONYMOUS = "Visa inte mitt namn"
MORE = "Svara mer"

_PROBLEMS: Final = {
    "empty": "Jag ser inga ord där. Skriv med några bokstäver, eller tryck Hoppa över.",
    "too_long": "Det var lite för långt. Korta det till högst {most} tecken, eller dela upp det i flera svar.",
    "too_many": "Nu har du gett {most} svar på den frågan. Ta bort något först om du vill byta ut det.",
}
_PLACE_HINT = "Skriv orten eller byn. Är det flera sätter du komma emellan."
_WORDS_HINT = "Skriv ditt svar här i chatten."
_PERSONAL = "Det här ser ut som en uppgift om en person. Ta bort svaret om det inte ska läsas av andra:"
_MORE_HINT = "Har du ett svar till skriver du det. Annars {onward}."
_LONGER_HINT = "Skriv gärna lite mer om ”{short}”, så förstår fler. Annars {onward}."
HANDED_ON = (
    "Det svaret har en moderator redan tagit hand om, så det ändras inte här. Behöver det rättas skriver du /manniska, "
    "så läser en moderator vad du vill ändra."
)
ONLY_WORDS = "Jag kan bara läsa text. Skriv ditt svar med några ord."
WHERE = "<b>Vilken plats hör du till?</b>"


def problem(refused: NotAnswered) -> str:
    """Why what was written was not taken."""
    return _PROBLEMS[refused.problem].format(most=refused.most)


def changed(answers: Sequence[Given]) -> str:
    """The message has been changed, and the answer with it."""
    findings = [each for answer in answers for each in find(answer.text)]
    personal = f"\n\n<i>{_PERSONAL}\n{listed(findings)}</i>" if findings else ""
    return f"Ditt svar är ändrat. Nu står det:\n{_bullets(answers)}{personal}"


def not_changed(refused: NotAnswered) -> str:
    """Why what the message says now was not taken."""
    return f"{problem(refused)} Svaret är som det var."


def muted(until: datetime) -> str:
    """To whom moderators have silenced for a while."""
    return f"Moderatorerna har pausat det du skickar till och med {last_day(until)}."


def welcome(meeting: Meeting, whose: Profile) -> str:
    """Before the first question; for many these are the first words from the bot, so it says what they must hear."""
    the = escape(whose.meeting.the)
    return (
        f"Välkommen till {facts(meeting)}\n\n"
        f"Jag är en bot från {escape(whose.name)}. En moderator läser svaren innan andra får se dem. "
        "Ditt namn syns bara om du vill, och att det var du som svarade glöms "
        f"{PERIODS['participant'].days} dagar efter {the}. Mer: /integritet och /hjalp"
    )


def asked(meeting: Meeting, question: Question, answers: Sequence[Given], *, short: str) -> str:
    """A question with what has been answered, and what to do; `short` is an answer that may say too little."""
    head = f"<b>Fråga {question.number} av {len(meeting.questions)}</b>\n{escape(question.text)}"
    if not answers:
        return f"{head}\n\n<i>{_PLACE_HINT if question.answered_by == 'place' else _WORDS_HINT}</i>"
    onward = "går du vidare" if question.number < len(meeting.questions) else "är du klar"
    hint = (_LONGER_HINT if short else _MORE_HINT).format(short=escape(short), onward=onward)
    findings = find(answers[-1].text)
    if findings:
        hint = f"{_PERSONAL}\n{listed(findings)}\n\n{hint}"
    return f"{head}\n\nDitt svar är sparat:\n{_bullets(answers)}\n\n<i>{hint}</i>"


def done(meeting: Meeting, participant: Participant, answered: int, *, placing: bool) -> str:
    """The end: what becomes of the answers, and what is shown of whoever gave them."""
    if not answered:
        return f"<b>Du har inte svarat på något än.</b>\n\nDu kan svara till och med {on_date(meeting.last_day)}."
    number = counted(answered, "fråga", "frågor")
    shown = f"Ditt namn visas: {escape(participant.name)}." if participant.name else "Ditt namn visas inte."
    where = ", ".join(filter(None, (participant.place, meeting.site(participant.site))))
    place = f" Plats: {escape(where)}." if where else ""
    ask = "\n\nVar kommer du ifrån? Skriv orten, om du vill att den ska stå där." if placing else ""
    return (
        f"<b>Tack! Du har svarat på {number}.</b>\n\nEn moderator läser svaren. Det som tas med kommer i "
        f"sammanställningen.\n\n{shown}{place}{ask}"
    )


def show_name(name: str) -> str:
    """A button that shows a person's first name."""
    return shortened(f"Visa mitt namn: {name}", 40)


def on_button(question: Question) -> str:
    """The way back to a question, plain text."""
    return shortened(f"Svara på: {question.text}", 60)


def _bullets(answers: Sequence[Given]) -> str:
    return "\n".join(f"• {escape(shortened(each.text, 300))}" for each in answers)

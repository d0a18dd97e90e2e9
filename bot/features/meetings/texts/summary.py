"""The Swedish of a meeting's summary, in chat and in documents; functions for the chat return safe HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from bot.features.meetings.places import Doubt, Place
from bot.features.meetings.summary import GIVEN, OTHER, SEVERAL, Answer, Heading, Part, Summary
from bot.features.meetings.texts.meeting import named
from bot.features.meetings.values import Meeting
from bot.knowledge.profile import Profile
from bot.language.dates import clock, on_date, on_weekday
from bot.language.text import escape, shortened, shown_units, split

QUOTE: Final = 2_800  # units of one folded part; Telegram takes 4,096 in a message, with its headings
MESSAGE: Final = 4_000
MOST_IN_CAPTION: Final = 15
LANGUAGE: Final = "sv-SE"

WORD = "Word-fil"
WEB_PAGE = "Webbsida"
PDF = "PDF"
POSTER = "QR att skriva ut"
POSTER_DO = "Svara med mobilen"
POSTER_HOW = "Öppna mobilens kamera, rikta den mot rutan och tryck på länken. Du behöver appen Telegram."
CHART = "Diagram över platserna"
HEADING_OF_REST = "Övrigt"
HEADING_OF_GIVEN = "Deltagarnas svar"
HEADING_OF_SEVERAL = "Från flera platser"
PLACE_COLUMN = "Plats"
NUMBER_COLUMN = "Antal svar"
ANONYMOUS_NOTE = "Där det inte står något namn har den som svarade valt att vara anonym."

NOT_ORGANISER = "Det här kan bara arrangörer och moderatorer göra."
IN_PRIVATE = "Sammanställningar visar jag i en egen chatt med mig, eller i moderatorernas grupp."
NOTHING_YET = "Inga svar är godkända än."
SHOWN_ELSEWHERE = "Svaren på den här frågan har vi inte. De följde inte med i underlaget."
FOLDED = "Tryck på en ruta för att läsa allt i den."
NO_PLACES = "Ingen har svarat med en plats än, så det finns inget att rita."

SAME = "Ja, samma plats"
NOT_SAME = "Nej, två platser"
ALL_ASKED = "<b>Tack.</b> Så räknar jag dem i sammanställningen."

_FOLD: Final = "<blockquote expandable>"
_UNFIT: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(text: str) -> str:
    """`text` without the letters that neither XML nor UTF-8 can hold."""
    return _UNFIT.sub("", text)


def others(whose: Profile) -> str:
    """A button to other meetings' summaries, plain text."""
    return f"Andra {whose.meeting.many}"


def which(whose: Profile) -> str:
    """Which meeting's; safe HTML."""
    return f"<b>{whose.meeting.agreeing('Vilken', 'Vilket')} {escape(whose.meeting.one)} vill du se?</b>"


def no_meeting(whose: Profile) -> str:
    """No meeting is called so; safe HTML."""
    that = escape(whose.meeting.that).capitalize()
    return f"{that} hittar jag inte. Skriv /sammanstall och en del av namnet, eller datumet: 2026-12-06"


def title(meeting: Meeting) -> str:
    """A summary's title, plain text."""
    return f"Sammanställning av {meeting.name}"


def held(meeting: Meeting) -> str:
    """When and where, plain text."""
    at = f" kl. {clock(meeting.begins)}" if meeting.begins is not None else ""
    where = meeting.place or named(meeting.sites)
    return ", ".join(filter(None, (f"{on_weekday(meeting.day)}{at}", where)))


def numbered(part: Part) -> str:
    """A question's heading, plain text."""
    return f"Fråga {part.question.number}"


def heading(shown: Heading) -> str:
    """A theme's heading, plain text."""
    named = {OTHER: HEADING_OF_REST, GIVEN: HEADING_OF_GIVEN, SEVERAL: HEADING_OF_SEVERAL}
    return named.get(shown.name, shown.name)


def missing(summary: Summary, part: Part) -> str:
    """Why there is nothing under a question, plain text."""
    return SHOWN_ELSEWHERE if summary.meeting.is_filed and part.by_place else NOTHING_YET


def same_place(doubt: Doubt) -> str:
    """Whether two spellings mean one place; safe HTML."""
    one, other = map(escape, doubt.names)
    return f"<b>Är {one} och {other} samma plats?</b>\nJag räknar dem var för sig tills någon har svarat."


def place(named: Place) -> str:
    """A place with how many have named it, plain text: "Åsby (3)"."""
    return f"{named.name} ({named.number})"


def by(answer: Answer) -> str:
    """Who gave an answer, or how many did, to stand after it, plain text; nothing for an anonymous one."""
    if answer.number > 1:
        return f" ({answer.number} svar)"
    return f" ({answer.signature})" if answer.signature else ""


def made(summary: Summary, on: date) -> str:
    """How a document came about, plain text."""
    note = "" if summary.meeting.is_filed else f" {ANONYMOUS_NOTE}"
    return f"Människor har läst och godkänt svaren. Sammanställningen är gjord {on_date(on)}.{note}"


def file_name(summary: Summary, ending: str) -> str:
    """What a document is called: "sammanstallning-2026-12-06.docx"."""
    return f"sammanstallning-{summary.meeting.day.isoformat()}.{ending}"


def poster_name(meeting: Meeting) -> str:
    """What the pages for the wall are called."""
    return f"qr-{meeting.slug}.pdf"


def poster_caption(meeting: Meeting) -> str:
    """Under it in the chat."""
    return escape(f"{meeting.name}: att skriva ut, med QR-bild och länk.")


def chart_title(part: Part) -> str:
    """A chart's title, plain text."""
    return f"Fråga {part.question.number}: {part.question.text}"


def chart_text(part: Part, most: int = MOST_IN_CAPTION) -> str:
    """What the chart shows, for those who do not see it, plain text."""
    shown = ", ".join(place(each) for each in part.places[:most])
    rest = f" och {len(part.places) - most} till" if len(part.places) > most else ""
    return f"Stapeldiagram över platserna i svaren på fråga {part.question.number}: {shown}{rest}."


def chart_note(part: Part, most: int) -> str:
    """What the bars of a chart of the `most` named places count, and how many it leaves out, plain text."""
    rest = len(part.places) - most
    return f"{NUMBER_COLUMN}. {rest} platser till visas inte." if rest > 0 else NUMBER_COLUMN


def chart_caption(part: Part) -> str:
    """The same in the chat."""
    return f"<b>{escape(part.question.text)}</b>\n\n{escape(shortened(chart_text(part), 800))}"


def document_caption(summary: Summary) -> str:
    """Under a document in the chat."""
    return escape(f"{title(summary.meeting)}, {on_date(summary.meeting.day)}")


def number_of_answers(number: int) -> str:
    """ "1 svar", "12 svar"."""
    return f"{number} svar"


def choice(meeting: Meeting) -> str:
    """A meeting on a button, plain text."""
    return f"{shortened(meeting.name, 40)}, {on_date(meeting.day)}"


def summary_messages(summary: Summary) -> tuple[str, ...]:
    """The whole summary as messages, each at most 4,096 units; what is answered stands in folded parts."""
    meeting = summary.meeting
    opening = f"<b>{escape(title(meeting))}</b>\n{escape(held(meeting))}"
    blocks = [block for part in summary.parts for block in _blocks(summary, part)]
    folded = [FOLDED] if any(_FOLD in block for block in blocks) else []
    hint = [NOTHING_YET] if summary.is_empty else folded
    return tuple(_packed(["\n\n".join([opening, *hint]), *blocks]))


def _blocks(summary: Summary, part: Part) -> list[str]:
    """The pieces of a question that are not parted: a folded part with the headings above it."""
    head = f"<b>{numbered(part)}</b>\n{escape(part.question.text)}"
    if not part.number:
        return [f"{head}\n\n<i>{escape(missing(summary, part))}</i>"]
    if part.by_place:
        quotes = _quoted([escape(place(each)) for each in part.places])
    else:
        quotes = [quote for each in part.headings for quote in _under(each)]
    return [f"{head}\n\n{quotes[0]}", *quotes[1:]]


def _under(shown: Heading) -> list[str]:
    name = f"<b>{escape(heading(shown))}</b>, {number_of_answers(shown.number)}"
    first, *more = _quoted([piece for answer in shown.answers for piece in _lines(answer)])
    return [f"{name}\n{first}", *more]


def _lines(answer: Answer) -> list[str]:
    """An answer as a line of a folded part; as several where it is longer than one part takes."""
    headed = f"<b>{escape(answer.title)}.</b> " if answer.title else ""
    first, *more = [escape(piece) for piece in split(answer.text + by(answer), QUOTE - 200) or [""]]
    return [f"• {headed}{first}", *more]


def _quoted(lines: Sequence[str]) -> list[str]:
    return [f"{_FOLD}{chunk}</blockquote>" for chunk in _joined(lines, "\n", QUOTE)]


def _packed(blocks: Iterable[str]) -> Iterator[str]:
    return _joined(blocks, "\n\n", MESSAGE)


def _joined(pieces: Iterable[str], between: str, most: int) -> Iterator[str]:
    """Pieces put together as long as they are at most `most` units as shown."""
    held: list[str] = []
    for piece in pieces:
        if held and shown_units(between.join([*held, piece])) > most:
            yield between.join(held)
            held = []
        held.append(piece)
    if held:
        yield between.join(held)

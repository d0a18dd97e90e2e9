"""The Swedish of the members' side of tips: functions return safe HTML, what comes from members passes `escape`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.chat import texts as chat_texts
from bot.chat.texts import BACK
from bot.features.answers.texts import MINE, REPORT
from bot.features.moderation.texts.notices import REASONS
from bot.features.moderation.values import Item, Status
from bot.features.tips.values import Draft, Kind, Problem, Step
from bot.knowledge.values import Entry, Theme
from bot.language.dates import on_date
from bot.language.personal_data import Finding, listed
from bot.language.text import PIECE, escape, numbered, shortened, split, units
from bot.storage.clock import SWEDEN

CANCEL = "Avbryt"

SKIP_PLACE = "Hoppa över platsen"
SKIP_THEME = "Vet inte"
SKIP_PHOTO = "Ingen bild"
KEEP = "Behåll som det är"
ANONYMOUS = "Anonym"
SEND = "Skicka"
SAME = "Samma sak"
NO_SEND = "Nej, skicka"
CHANGE = "Ändra"
TO_PREVIEW = "Klar, visa allt"
UNDO = "Ångra"
CONTINUE = "Fortsätt med tipset"
CONTINUE_OTHER = "Fortsätt skriva"
ANEW = "Nej, börja om"

REVISE = "Ändra"
WITHDRAW = "Dra tillbaka"
REALLY_WITHDRAW = "Ja, dra tillbaka"
NO_KEEP = "Nej, behåll"
REPLY = "Svara moderatorerna"
TAKEN_AS_REPLY = "Jag tar det som ditt svar till moderatorerna."
ADDED = "Jag har lagt till det i din text."
NO_ANSWER = "Det var inget svar"
READ_PUBLISHED = "Läs svaret"
TIP_IN_PRIVATE = "Tipsa privat"

STEP_NAMES: Final[dict[Step, str]] = {
    "text": "Texten",
    "place": "Platsen",
    "theme": "Temat",
    "signature": "Namnet",
    "photo": "Bilden",
    "photo_text": "Bildens beskrivning",
}
IS_QUESTION = "Det är en fråga"
_PART_NAMES: Final[dict[Step, str]] = {**STEP_NAMES, "text": "Tipset"}
KIND_NAMES: Final[dict[str, str]] = {"tip": "Tips", "question": "Fråga till en människa", "report": "Fel i ett svar"}
STATUS_NAMES: Final[dict[Status, str]] = {
    "waiting": "väntar på moderatorerna",
    "returned": "moderatorerna har frågat dig något",
    "approved": "publicerat",
    "declined": "blev inte publicerat",
    "merged": "har blivit en del av ett annat svar",
    "withdrawn": "du har dragit tillbaka det",
    "answered": "besvarat",
}
_HANDLED: Final[dict[Status, str]] = {"approved": "rättat", "declined": "avslutat utan ändring"}

PLACE = "<b>Var är det?</b>\n\nSkriv byn, orten eller kommunen. Du kan också hoppa över."
SIGNATURE = (
    "<b>Hur vill du stå som avsändare?</b>\n\n"
    "Välj anonym, eller skriv ditt namn eller din förening. Namnet visas tillsammans med tipset."
)
PHOTO = "<b>Vill du skicka med en bild?</b>\n\nSkicka en bild, eller svara ”nej”. Bara moderatorerna ser bilden."
PHOTO_KEPT = "<b>Du har skickat en bild.</b>\n\nSkicka en ny, behåll den eller ta bort den."
PHOTO_TEXT = "<b>Vad visar bilden?</b>\n\nSkriv en mening, så att också den som inte ser bilden förstår."


def which(step: Step) -> str:
    """Whether words were a question or the answer to the step at hand."""
    return f"Är det en fråga till mig, eller är det {_PART_NAMES[step].lower()}?"


def is_part(step: Step) -> str:
    """A button: it is what the step asks for."""
    return f"Det är {_PART_NAMES[step].lower()}"


CHANGE_WHAT = "<b>Vad vill du ändra?</b>\n\nTryck på en del. Eller skriv hela texten på nytt."
LOOK = "<b>Titta igenom det innan du skickar</b>"
THANKS = (
    "<b>Tack, mottaget!</b>\n\nEn moderator läser det du har skrivit. Moderatorerna är människor i nätverket. "
    "Du får veta här hur det går. Allt du har skickat ser du på /mina."
)
SAME_THANKS = "Tack! Då finns det redan, och inget är skickat. Var det fel? Tryck på Ångra."
CANCELLED = "Avbrutet. Inget är skickat. Tryck på Ångra om du vill fortsätta."
NOT_UNDONE = "Det går inte att ångra längre. Skriv /tips så börjar vi om."
SENT_BEFORE = "Den knappen gäller inte längre. Skriv /mina så ser du vad du har skickat."
MINE_IN_PRIVATE = "Det du har skickat och väntar på visar jag bara i en egen chatt med mig."
ASK_WITHDRAW = "Vill du dra tillbaka det? Då läser moderatorerna det inte."
WITHDRAWN = "Klart. Det är tillbakadraget."
NOTHING_ASKED = "Moderatorerna har ingen fråga till dig just nu."
ITEM_CHANGED = "Det har ändrats sedan du såg det. Skriv /mina så ser du hur det ligger till."
PHOTO_SEEN = "bara moderatorerna ser bilden"
PHOTO_TAKEN = "Tack, jag har sparat bilden."
TIP_IN_GROUP = "Vi fortsätter i en egen chatt, så att du kan titta igenom tipset innan du skickar det."
TIP_GOES_ON = "Tack! Jag har skrivit till dig i vår egen chatt. Där går vi igenom tipset innan du skickar det."
UNFINISHED_IN_GROUP = "Du har redan ett tips som inte är färdigt. Gör klart det först, i vår egen chatt."
CLOSED: Final = (
    "Det här kan inte skickas längre, för det är redan avgjort. Skriv /mina så ser du hur det gick. "
    "Det du skrev kommer här, så att du kan kopiera det."
)
LOOK_AGAIN: Final = "Moderatorerna har ändrat något medan du skrev. Titta igenom det en gång till innan du skickar."
HALF_WRITTEN: Final = "Du håller på att skriva något som inte är skickat än."
CANCEL_IN_VAIN: Final = chat_texts.not_now(CANCEL)  # where a draft rests; otherwise there is nothing to cancel
SLIPS: Final = {
    **{
        label: chat_texts.not_now(label)
        for label in (
            BACK, SKIP_PLACE, SKIP_PHOTO, KEEP, ANONYMOUS, SEND, SAME, NO_SEND, CHANGE, TO_PREVIEW, CONTINUE,
            CONTINUE_OTHER, ANEW, MINE, WITHDRAW, REALLY_WITHDRAW, NO_KEEP, READ_PUBLISHED, "Hoppa över", "Behåll",
            "Fortsätt",
        )
    },
    REPORT: "Sök först fram svaret som är fel. Under svaret kan du sedan rapportera det.",
    UNDO: "Det finns inget att ångra just nu.",
    CANCEL: "Det finns inget att avbryta just nu.",
}  # fmt: skip

_ASK_TEXT: Final[dict[Kind, str]] = {
    "tip": (
        "<b>Vad har ni gjort, eller vad har du sett?</b>\n\n"
        "Berätta med egna ord om något som fungerar hos er. Skriv inga uppgifter om andra personer."
    ),
    "question": "<b>Vad vill du veta?</b>\n\nSkriv din fråga, så läser en människa den och svarar här.",
    "report": "<b>Vad är det som inte stämmer?</b>",
    "place": "<b>Vilken plats?</b>",
    "reply": "<b>Skriv ditt svar till moderatorerna</b>\n\nDe ser inte vem du är, och du ser inte vilka de är.",
}
_PLACES_ENOUGH = "Skriv namnet på en ort, by eller bygd. Är det flera sätter du kommatecken mellan dem."
_OWN_WORDS = "Svara med egna ord. Skriv inga uppgifter om andra personer."
_PROBLEMS: Final[dict[Problem, str]] = {
    "no_draft": SENT_BEFORE,
    "stale": SENT_BEFORE,
    "empty": "Jag ser inga ord där. Skriv gärna en mening.",
    "no_words": "Skriv lite mer med egna ord, så att andra förstår vad det handlar om.",
    "too_long": "Det var lite för långt. Korta det till högst {most} tecken.",
    "not_a_theme": "Välj ett av temana på knapparna. Du kan skriva dess nummer eller ”vet inte”.",
    "not_a_photo": "Skicka en bild, eller skriv ”nej” om du inte vill ha någon.",
    "no_photos": "Här kan jag bara ta emot text.",
    "one_photo": "Det får plats en bild. Tryck på Ändra och sedan Bilden om du vill byta.",
    "no_place": "Skriv namnet på en ort, by eller bygd.",
    "not_here": "Det är inte skickat än. Skriv ”skicka”, ”ändra” eller ”avbryt”.",
}


def problem(kind: Problem, most: int) -> str:
    """Why an answer in the dialogue was not taken."""
    return _PROBLEMS[kind].format(most=most)


def too_many(most: int) -> str:
    """A member has as many tips waiting as one may have."""
    return f"Tack för att du vill tipsa! Du har redan {most} tips som väntar. När ett är klart kan du skicka nästa."


def muted(until: datetime) -> str:
    """A moderator has closed the way in for a time."""
    day = on_date(until.astimezone(SWEDEN).date())
    return f"Du kan inte skicka något till moderatorerna förrän {day}. Du kan fråga mig som vanligt."


def ask_text(draft: Draft, title: str | None) -> str:
    """The first question of the dialogue; `title` is the entry that a report is about."""
    if draft.kind == "report" and title:
        return f"{_ASK_TEXT['report']}\n\nDet gäller svaret ”{escape(title)}”. Skriv vad som är fel, med egna ord."
    if draft.asked:
        how = _PLACES_ENOUGH if draft.kind == "place" else _OWN_WORDS
        return f"<b>{escape(draft.asked)}</b>\n\n{how}"
    return _ASK_TEXT[draft.kind]


def ask_theme(guess: str | None, names: Sequence[str]) -> str:
    """Which theme a tip belongs to; the guess stands first among the names."""
    hint = f"Jag gissar på {escape(guess)}. " if guess else ""
    return f"<b>Vilket tema passar bäst?</b>\n\n{hint}Tryck på ett tema eller skriv dess nummer.\n\n{numbered(names)}"


def written(draft: Draft) -> str:
    """What is there already at a step that is visited again."""
    now = {"text": draft.text, "place": draft.place, "signature": draft.signature, "photo_text": draft.photo_text}
    value = now.get(draft.step)
    return f"\n\nNu står det: <i>{escape(shortened(value, 200))}</i>" if value else ""


def resumed(draft: Draft) -> str:
    """There is a half-written tip."""
    said = f"\n\nDu har skrivit: <i>{escape(shortened(draft.text, 200))}</i>" if draft.text else ""
    return f"<b>Fortsätt med tipset?</b>{said}"


def from_group(draft: Draft) -> str:
    """What was made a tip in a group, before the rest is asked for in private."""
    return f"Tipset från gruppen: <i>{escape(shortened(draft.text, 200))}</i>"


def preview(
    draft: Draft, theme: Theme | None, findings: Sequence[Finding], similar: Sequence[str], waiting: int
) -> tuple[str, ...]:
    """All that will be sent, what looks like personal data, and what there is already; mostly one message."""
    first, *more = [escape(piece) for piece in split(draft.text)]
    facts = _facts(draft, theme)
    ending = [part for part in ("\n".join(facts), _warning(findings), _exists(similar, waiting)) if part]
    opening = f"{LOOK}\n\n{first}"
    if not more and units(draft.text) <= PIECE - 1_500:
        return ("\n\n".join([opening, *ending]),)
    return (opening, *more, "\n\n".join(ending)) if ending else (opening, *more)


def _facts(draft: Draft, theme: Theme | None) -> list[str]:
    if draft.kind != "tip":
        return []
    shown = {
        **({"Fråga": draft.asked} if draft.asked else {}),
        "Plats": draft.place or "ingen",
        "Tema": theme.name if theme is not None else "inget valt",
        "Avsändare": draft.signature or "anonym",
        "Bild": f"{draft.photo_text} ({PHOTO_SEEN})" if draft.photo and draft.photo_text else "ingen",
    }
    return [f"<b>{name}:</b> {escape(value)}" for name, value in shown.items()]


def _warning(findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    lines = listed(findings)
    return f"⚠️ <b>Det här ser ut som personuppgifter:</b>\n{lines}\nTa bort dem om de inte måste vara med."


def _exists(similar: Sequence[str], waiting: int) -> str:
    own = ["Ett liknande tips väntar redan på moderatorerna."] if waiting else []
    if not similar and not own:
        return ""
    return "\n".join(["<b>Finns det redan?</b>", *([numbered(similar)] if similar else []), *own])


def item(item: Item, note: str | None, entry: Entry | None) -> str:
    """One of a member's own items; `note` is what the moderators asked, answered or gave as their reason."""
    about = f"\n\nDet gäller svaret ”{escape(entry.title)}”." if item.kind == "report" and entry is not None else ""
    said = f"\n\n<b>Moderatorerna:</b> {escape(shortened(REASONS.get(note, note), 1_000))}" if note else ""
    head = f"<b>{_kind(item)} {item.id}</b>, {on_date(item.created_at.date())}: {_status(item)}"
    return f"{head}\n\n{escape(shortened(item.content.text, 2_000))}{about}{said}"


def state(item: Item) -> str:
    """What an item is, and how it goes."""
    return f"{_kind(item)}: {_status(item)}"


def _kind(item: Item) -> str:
    return "Svar till sammanställningen" if item.answering is not None else KIND_NAMES[item.kind]


def _status(item: Item) -> str:
    named = _HANDLED if item.kind == "report" else {}
    return named.get(item.status, STATUS_NAMES[item.status])

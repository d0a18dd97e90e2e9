"""Every Swedish sentence that the bot says in Telegram, as constants or functions that return safe HTML.

Whatever comes from members, editors or Telegram passes through `escape`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape as quoted
from typing import Final

from bot.chat.texts import PREVIOUS, not_now
from bot.features.answers.store import Reason, Standing
from bot.knowledge.profile import Profile
from bot.knowledge.values import Entry, Knowledge, Meeting, Theme
from bot.knowledge.yamlfile import Fault
from bot.language.dates import on_date
from bot.language.text import PIECE, escape, numbered, shown_units, split, units
from bot.storage.clock import SWEDEN, now

GOOD = "👍 Bra svar"
BAD = "👎 Inte bra"
SHARE = "Dela svaret"
ADOPT = "Vi tänker göra det"
RELATED = "Läs också:"
READ_ON = "Läs vidare: {links}"
CONTACT = "Kontakt: {contact}"
MAY_BE_OLD = "Det här kan vara gammalt. Det gällde till {day}."
WISHED = "Deltagarna efterlyste det här. Jag vet inte om det har blivit av."
WISH = "Önskemål: "

ALL_THEMES = "Alla teman"

OPEN_IN_PRIVATE = "Läs mer i boten"

REASONS: Final[dict[Reason, str]] = {
    "wrong": "Det stämmer inte",
    "old": "Det är gammalt",
    "not_asked": "Det var inte det jag frågade",
    "unclear": "Det är svårt att förstå",
}

THEMES_IN_PRIVATE = "Teman bläddrar du bland i en egen chatt med mig."
THEMES_TITLE = "<b>Vilket tema är du nyfiken på?</b>"
THANKS_GOOD = "Tack, roligt att det hjälpte."
THANKS_REASON = "Tack. Det hjälper dem som sköter svaren."

VERDICTS: Final = "<b>Vad medlemmarna tyckt om svaren det senaste året</b>"
NO_VERDICTS: Final = "Ingen har tyckt till om något svar det senaste året."
UNKNOWN_ENTRY = "Det svaret finns inte längre. Skriv din fråga, så letar jag efter ett som passar."

INLINE_BUTTON = "Ställ en egen fråga till boten"

WHY_HOW = "Skriv frågan efter kommandot, till exempel: /varfor hur ordnar vi samåkning"
TOO_MANY_FAULTS = "… och {number} fel till. Kör ”landsbygdsbot check” för att se alla."

SLIPS = {label: not_now(label) for label in (PREVIOUS, SHARE)}


def answer(knowledge: Knowledge, entry: Entry, on: date | None = None) -> tuple[str, ...]:
    """An entry as a member reads it `on` a day, or today: title, answer, folded details, where to read on, source.

    Mostly one message.
    """
    title, ending = _opening(entry), _ending(knowledge, entry, on or now().astimezone(SWEDEN).date())
    room = PIECE - shown_units(ending) - (units(WISHED) if entry.is_wish else 0)
    blocks = [escape(piece) for piece in split(entry.answer, room)]
    blocks += [f"<blockquote expandable>{escape(piece)}</blockquote>" for piece in split(entry.more or "", room)]
    if units(entry.answer) + units(entry.more or "") <= room:
        return ("\n\n".join([title, *blocks, ending]),)
    blocks[0] = f"{title}\n\n{blocks[0]}"
    blocks[-1] = f"{blocks[-1]}\n\n{ending}"
    return tuple(blocks)


def _opening(entry: Entry) -> str:
    """The title, and of a wish that it is one, before anything that reads as if it were there."""
    title = f"<b>{escape(entry.title)}</b>"
    return f"{title}\n<i>{WISHED}</i>" if entry.is_wish else title


def _ending(knowledge: Knowledge, entry: Entry, day: date) -> str:
    """What stands under an entry's text: where to read on and whom to ask, its age, how many did it, source."""
    onward = [f'<a href="{quoted(link.address)}">{escape(link.name)}</a>' for link in entry.links]
    lines = [READ_ON.format(links=", ".join(onward))] if onward else []
    if entry.contact:
        lines.append(CONTACT.format(contact=escape(entry.contact)))
    if entry.valid_until is not None and entry.may_be_old(day):
        lines.append(MAY_BE_OLD.format(day=on_date(entry.valid_until)))
    if done := knowledge.done.get(entry.id, 0):
        lines.append(f"<b>{done} {'bygd' if done == 1 else 'bygder'} har gjort det.</b>")
    lines.append(f"<i>{escape(source_line(knowledge, entry))}</i>")
    if entry.contributor is None and not entry.origin and _meeting(knowledge, entry) is not None:
        lines.append(short_notes(knowledge.profile))
    return "\n".join(lines)


def short_notes(whose: Profile) -> str:
    """Why an answer of a meeting may say little."""
    return f"Anteckningarna från {escape(whose.meeting.the)} är korta. Vet du mer? Tipsa."


def source_line(knowledge: Knowledge, entry: Entry) -> str:
    """Where an entry comes from, plain text: who gave the tip, what an editor says, or the meeting's day; and when."""
    day = f", {on_date(entry.reviewed)}" if entry.reviewed is not None else ""
    if entry.contributor is not None:
        return f"Tips från {entry.contributor or 'en medlem'}{day}."
    if entry.origin:
        return f"Källa: {entry.origin}{day}"
    meeting = _meeting(knowledge, entry)
    if meeting is not None:
        return f"Källa: {knowledge.profile.meeting.one} {on_date(meeting.date)}"
    kind = {"exempel": "Exempel", "rekommendation": "Förslag"}[entry.kind]
    return f"{kind}." if entry.reviewed is None else f"{kind}. Granskat {on_date(entry.reviewed)}."


def _meeting(knowledge: Knowledge, entry: Entry) -> Meeting | None:
    """The meeting where an entry's first source was said."""
    sources = knowledge.sources_of(entry)
    return knowledge.meeting(sources[0].meeting) if sources else None


def theme_page(theme: Theme, titles: Sequence[str], page: int, pages: int) -> str:
    """One page of a theme's entries; pages count from 1."""
    place = f" (sida {page} av {pages})" if pages > 1 else ""
    described = f"\n{escape(theme.description)}" if theme.description else ""
    return f"<b>{escape(theme.name)}</b>{place}{described}\n\n{numbered(titles)}"


def theme_button(theme: Theme, number: int) -> str:
    """A theme and how many entries it has."""
    return f"{theme.name} ({number})"


def theme_for_sharing(whose: Profile, theme: Theme, entries: Iterable[tuple[str, str]]) -> str:
    """A theme with its entries as (title, link) for another chat."""
    lines = "\n".join(f'• <a href="{quoted(link)}">{escape(title)}</a>' for title, link in entries)
    return f"<b>{escape(theme.name)}: svar från {escape(whose.name)}</b>\n\n{lines}"


def reloaded(knowledge: Knowledge) -> str:
    """To moderators after /ladda."""
    return f"Klart. {len(knowledge.entries)} svar i {len(knowledge.themes)} teman är inlästa."


def reload_failed(faults: Sequence[Fault], most: int = 15) -> tuple[str, ...]:
    """To moderators: the old knowledge stays, and why."""
    lines = [f"• {fault}" for fault in faults[:most]]
    if len(faults) > most:
        lines.append(TOO_MANY_FAULTS.format(number=len(faults) - most))
    first, *more = [escape(piece) for piece in split("\n".join(lines))]
    return (f"<b>Filerna har fel. Den gamla kunskapen gäller tills de är rättade.</b>\n\n{first}", *more)


def verdicts(knowledge: Knowledge, standings: Sequence[Standing], most: int = 30) -> tuple[str, ...]:
    """To moderators after /betyg."""
    if not standings:
        return (NO_VERDICTS,)
    listed = [_verdict(knowledge, each) for each in standings[:most]]
    first, *more = split("\n".join(listed))
    return (f"{VERDICTS}\n\n{escape(first)}", *map(escape, more))


def sinking(knowledge: Knowledge, standings: Sequence[Standing], most: int = 5) -> str:
    """The morning's words about entries that members are dissatisfied with; safe HTML."""
    listed = [f"”{escape(_called(knowledge, each))}” ({each.bad} ner, {each.good} upp)" for each in standings[:most]]
    more = f" och {len(standings) - most} till" if len(standings) > most else ""
    return f"Tummarna sjunker för {', '.join(listed)}{more}, räknat på 30 dagar. Skriv /betyg så ser du varför."


def _called(knowledge: Knowledge, standing: Standing) -> str:
    entry = knowledge.entry(standing.entry_id)
    return entry.title if entry is not None else standing.entry_id


def _verdict(knowledge: Knowledge, standing: Standing) -> str:
    reasons = ", ".join(f"{REASONS[reason].lower()} ({number})" for reason, number in standing.reasons)
    said = f": {reasons}" if reasons else ""
    return f"👎 {standing.bad}  👍 {standing.good}  {_called(knowledge, standing)}{said}"


def explained(lines: Sequence[str]) -> tuple[str, ...]:
    """To moderators after /varfor."""
    return tuple(escape(piece) for piece in split("\n".join(lines)))


TIP = "Tipsa"

REPORT = "Rapportera fel"

MINE = "Tillbaka till listan"

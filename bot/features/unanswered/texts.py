"""The Swedish of what members asked in vain; safe HTML, except notices over the chat, which are plain."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from bot.features.roles.texts import person
from bot.features.unanswered.store.clusters import Cluster
from bot.knowledge.values import Entry
from bot.language.text import counted, escape, shortened
from bot.matching.replay import Change, Replayed

READING: Final = "Jag läser igenom frågorna. Det tar högst en halv minut."
NOTHING: Final = "Det finns inga frågor utan svar de senaste 60 dagarna."
NEXT: Final = "Visa fler"
TO_LIST: Final = "Till listan"
CLEAN: Final = "Rensa en fråga"
ASK_FOR_TIPS: Final = "Be medlemmarna om tips"
LINK: Final = "Koppla: {title}"
SYNONYM: Final = "”{word}” betyder {other}"
TAUGHT: Final = "Lärda ord ({number})"
UNTEACH: Final = "Ta bort: {word}"
TEACH: Final = "Lär boten det"
TRYING: Final = "Räknar vilka frågor som påverkas …"
MOST_TITLE: Final = 40

GONE: Final = "Den frågan har redan fått ett svar, eller är för gammal. Skriv /obesvarade så visas listan på nytt."
ENTRY_GONE: Final = "Det svaret finns inte längre. Tryck på ”Till listan” och välj frågan igen."
UNDONE_BEFORE: Final = "Det är redan ångrat."
CLEAN_HOW: Final = "Skriv numret, kolon och en ny lydelse. Till exempel: <code>7: vem borrar brunn</code>"
NO_WORDS: Final = "Jag ser inga ord där. Skriv frågan med några ord, utan namn och platser."
PERSONAL: Final = "Det där ser ut som personuppgifter: {what}. Skriv frågan utan dem."
CLEANED_AND_ANSWERED: Final = "Klart. Med den lydelsen får frågan redan ett svar, så den står inte kvar på listan."
CLEANED: Final = "<b>Rensad.</b> Så här står frågan nu på listan."
WAITERS: Final = "De som har bett att få veta får det om tio minuter, om ni inte ångrar innan dess."
NOT_FOUND: Final = "Inget svar ligger nära. Be medlemmarna om tips i stället."
_FEW: Final = 2  # questions that are named without being folded


def listed(clusters: Sequence[Cluster], first: int, total: int, hidden: int) -> str:
    """A page of clusters, numbered from `first` of `total`; `hidden` are texts that may not be shown."""
    if not total and not hidden:
        return NOTHING
    parts = ["<b>Frågor utan svar de senaste 60 dagarna</b>"]
    parts += [_line(number, cluster) for number, cluster in enumerate(clusters, start=first)]
    if clusters:
        place = _place(first, len(clusters), total)
        parts.append(f"{place}Tryck på ett nummer för att koppla frågan till ett svar eller be om tips.")
    if hidden:
        parts.append(f"{'… och ' if total else ''}{questions(hidden)} som färre än tre har ställt.")
    return "\n\n".join(parts)


def hidden(page: int, pages: int) -> str:
    """The page where texts that may not be shown are read and put in other words."""
    few = "Färre än tre har ställt dem. De visas inte för alla, eftersom någon kan gå att känna igen."
    return "\n\n".join(
        [
            f"<b>Rensa frågor</b>{f' (sida {page} av {pages})' if pages > 1 else ''}",
            few,
            "1. Tryck på ett nummer. Bara du ser frågan.\n"
            "2. Svara på det här meddelandet med numret och frågan i andra ord, utan namn och platser. "
            "Till exempel: <code>7: vem borrar brunn</code>",
            "Din lydelse ersätter den gamla, som tas bort.",
        ]
    )


def cluster(found: Cluster, entries: Sequence[tuple[str, str]]) -> str:
    """One cluster, and the nearest entries as (title, link)."""
    first, *more = [escape(shortened(each.text, 300)) for each in found.shown]
    also = [f"• {each}" for each in more[:4]]
    rest = len(found.texts) - 1 - len(also)
    also += [f"• … och {_wordings(rest)} till"] if rest else []
    near = "\n".join(f'• <a href="{escape(link)}">{escape(title)}</a>' for title, link in entries)
    parts = [f"<b>{first}</b>\nFrågat {_times(found.times)} utan svar."]
    parts += ["Samma sak med andra ord:\n" + "\n".join(also)] if also else []
    parts.append(f"<b>Närmast av det som finns:</b>\n{near}" if near else NOT_FOUND)
    return "\n\n".join(parts)


def linked(name: str, taught: Sequence[str], title: str, link: str) -> str:
    """Questions lead to an entry from now on."""
    lines = "\n".join(f"• {escape(shortened(each, 300))}" for each in taught[:10])
    here = f'<a href="{escape(link)}">{escape(title)}</a>'
    done = f"<b>Klart.</b> {escape(person(name))} kopplade till svaret {here}:"
    return f"{done}\n{lines}\n\nNästa som frågar får det svaret. {WAITERS}"


def becomes(replayed: Replayed) -> str:
    """What becomes of questions, to stand after the question whether to go on."""
    asked = [f"{questions(replayed.asked)} som medlemmar har ställt nyligen"] if replayed.asked else []
    near = [f"de {replayed.near} exempelfrågor som liknar mest"] if replayed.near else []
    tried = f"Jag har prövat {', och '.join([*asked, *near]) or 'allt som liknar'}"
    if not replayed.changes:
        return f" Ingen fråga får ett annat förstasvar.\n{tried}."
    lines = [f"• {what}" for what in _counted(replayed.changes)]
    more = [f"… och {len(lines) - 5} till"] if len(lines) > 5 else []
    got = f"{questions(len(replayed.changes)).capitalize()} får nytt förstasvar:"
    told = "\n".join([*lines[:5], *more, f"{tried}."])
    return "\n".join(["", got, f"<blockquote expandable>{told}</blockquote>" if len(lines) > _FEW else told])


def _counted(changes: Iterable[Change]) -> list[str]:
    """A line for each question, and one for all those of members that change in the same way.

    A member's own words are not shown, since they may give the member away.
    """
    told = Counter((each.question, _title(each.before), _title(each.after)) for each in changes)
    return [
        f"{escape(shortened(question or _members(number), 80))}: {escape(before)} → {escape(after)}"
        for (question, before, after), number in told.items()
    ]


def _members(number: int) -> str:
    return "En medlems fråga" if number == 1 else f"{number} frågor från medlemmar"


def _title(entry: Entry | None) -> str:
    return entry.title if entry is not None else "inget svar"


def teaching(word: str, leads_to: str, replayed: Replayed) -> str:
    """Before a word is taught: what would become of questions."""
    return f"<b>Ska ”{escape(word)}” betyda ”{escape(leads_to)}”?</b>{becomes(replayed)}"


def taught(words: Sequence[tuple[str, str]]) -> str:
    """Words that have been taught, each with what it leads to."""
    lines = "\n".join(f"• ”{escape(word)}” betyder ”{escape(leads_to)}”" for word, leads_to in words)
    return f"<b>Ord som ni har lärt boten</b>\n\n{lines or 'Inga än.'}"


def synonym(name: str, word: str, leads_to: str, title: str) -> str:
    """A word leads to another from now on; `title` is that of the entry that now answers the question, if one does."""
    answered = f"Frågan får nu svaret {escape(title)}." if title else "Frågan får inget säkert svar av bara det."
    return f"{escape(person(name))} lärde boten att ”{escape(word)}” betyder ”{escape(leads_to)}”. {answered}"


def no_synonym(name: str, word: str, leads_to: str) -> str:
    """That was taken back."""
    return f"{escape(person(name))} ångrade. ”{escape(word)}” betyder inte längre ”{escape(leads_to)}”."


def in_file(word: str, leads_to: str) -> str:
    """It was taken back in the chat, but has been moved into the files."""
    taught = f"Att ”{escape(word)}” betyder ”{escape(leads_to)}”"
    return f"{taught} står nu i synonymer.yaml. Ta bort det där, och skriv /ladda."


def unlinked(name: str, title: str) -> str:
    """A link was taken back."""
    return f"{escape(person(name))} ångrade. Frågan leder inte längre till {escape(title)}."


def asked_for_tips(text: str) -> str:
    """To the moderators: what to do with the message that follows."""
    return (
        f"<b>{escape(shortened(text, 300))}</b>\n\n"
        "Här under kommer ett färdigt meddelande. Vidarebefordra det till era grupper. "
        "Den som trycker på länken får berätta för boten, och tipset kommer hit som ett kort."
    )


def invitation(text: str, link: str) -> str:
    """To the members' groups."""
    return (
        f"<b>Vet du något om det här?</b>\n\n”{escape(shortened(text, 500))}”\n\n"
        "Det undrar medlemmar, men vi har inget svar än. "
        f'Har ni löst det hos er? <a href="{escape(link)}">Berätta för boten</a>, så kan fler få nytta av det.'
    )


def invited(text: str) -> str:
    """To a member who has followed the link of an invitation."""
    return f"Någon har frågat: <i>{escape(shortened(text, 500))}</i>"


def cleaned_before(text: str) -> str:
    """Somebody was first."""
    return f"Den frågan är redan rensad: ”{escape(shortened(text, 300))}”"


def _line(number: int, cluster: Cluster) -> str:
    more = len(cluster.texts) - 1
    also = f", med {_wordings(more + 1)}" if more else ""
    return f"{number}. {escape(shortened(cluster.shown[0].text, 150))}\n<i>frågat {_times(cluster.times)}{also}</i>"


def _place(first: int, shown: int, total: int) -> str:
    return f"{first}–{first + shown - 1} av {total}. " if total > shown else ""


def _times(number: int) -> str:
    return "en gång" if number == 1 else f"{number} gånger"


def _wordings(number: int) -> str:
    return "en lydelse" if number == 1 else f"{number} lydelser"


def questions(number: int) -> str:
    return counted(number, "fråga", "frågor")

"""The Swedish of a text being taken out of everything; safe HTML."""

from bot.features.moderation.texts.decisions import begun, head
from bot.features.moderation.values import Item
from bot.language.text import escape

HOW = "Skriv numret efter kommandot, till exempel: <code>/rensa 12</code>. Du kan också svara på ett kort med /rensa."
REALLY = "Ja, rensa texten"
KEEP = "Nej, låt den vara"
KEPT = "Inget är rensat."


def ask(item: Item) -> str:
    """Before the second tap."""
    published = " Svaret som det har blivit tas bort." if item.entry_id and item.kind == "tip" else ""
    return (
        f"{head(item)}\n<i>{escape(begun(item))}</i>\n\n"
        "Ska texten bort överallt? Den försvinner från alla kopior av kortet, ur historiken och ur databasen, "
        f"med plats, namn och bild.{published} Väntar det avslås det, och den som skrev får veta att det innehöll "
        "personuppgifter.\n\n"
        "Det går inte att ångra."
    )


def done(item: Item) -> str:
    """What is left to do by hand: what the bot did not keep the place of."""
    return (
        f"Texten i nr {item.id} är borta från korten, historiken och databasen, och strax ur den senaste "
        "säkerhetskopian. Har någon tryckt på ”Visa hela”, eller skrivit om texten här i gruppen, tar ni bort de "
        "meddelandena själva."
    )

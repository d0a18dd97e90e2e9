"""What can stop a command, as sentences for the operator."""

import errno
import sqlite3
from pathlib import Path
from typing import Final

from bot import errors
from bot.knowledge.values import KnowledgeFaults
from bot.matching.evaluation import NotLabelled
from bot.storage.database import unusable

_RESTORE: Final = "en säkerhetskopia som är hel: landsbygdsbot restore KOPIA."
_UNUSABLE: Final[dict[errors.Unusable, str]] = {
    "garbage": f"{{}} är ingen databas. Kontrollera filens namn, eller ta i bruk {_RESTORE}",
    "damaged": f"{{}} är skadad eller avkortad. Ta i bruk {_RESTORE}",
    "foreign": "{} är ett annat programs databas. Kontrollera filens namn, till exempel i BOT_DATABASE.",
    "locked": "{} är låst av ett annat program. Stäng det och försök igen.",
    "unwritable": "{} går inte att öppna eller skriva. Kontrollera att du får läsa och skriva både filen och mappen.",
    "full": "Disken är full, så {} går inte att skriva. Frigör plats och försök igen.",
    "failing": "{} går inte att läsa eller skriva. Disken är full eller trasig.",
}
_SYSTEM: Final = {
    errno.ENOENT: "finns inte",
    errno.EACCES: "får inte läsas eller skrivas av dig",
    errno.EPERM: "får inte läsas eller skrivas av dig",
    errno.EROFS: "ligger där inget får skrivas",
    errno.EISDIR: "är en mapp, ska vara en fil",
    errno.ENOTDIR: "är en fil, ska vara en mapp",
    errno.EEXIST: "finns redan",
    errno.ENOSPC: "går inte att skriva, för disken är full",
    errno.EDQUOT: "går inte att skriva, för ditt utrymme är slut",
    errno.EFBIG: "går inte att skriva, för den blir för stor",
    errno.ENAMETOOLONG: "har för långt namn",
    errno.EIO: "går inte att läsa eller skriva; disken svarar med fel",
    errno.EADDRINUSE: "Porten används redan av ett annat program",
    errno.EADDRNOTAVAIL: "Adressen att lyssna på finns inte på den här datorn",
    errno.EMFILE: "För många filer är öppna; höj gränsen med ulimit -n",
    errno.ENFILE: "För många filer är öppna på datorn",
}


def sentences(error: Exception, database: Path) -> tuple[str, ...]:
    """What to say of it, nothing where only a developer could; `database` is the file that the command works on."""
    match error:
        case KnowledgeFaults(faults=faults):
            said = tuple(map(str, faults))
        case errors.SettingsError(faults=faults):
            said = faults
        case errors.DatabaseTooNew(file=file, found=found, known=known):
            said = (f"{file} är nyare än programmet ({found} mot {known}). Uppdatera programmet.",)
        case errors.DatabaseInUse(file=file):
            said = (f"En annan process kör redan boten med {file}. Två skulle skicka allt dubbelt.",)
        case errors.DatabaseUnusable(file=file, why=why):
            said = (_UNUSABLE[why].format(file),)
        case sqlite3.Error():
            said = (_UNUSABLE[unusable(error) or "failing"].format(database),)
        case NotLabelled(file=file, columns=columns):
            said = (f"{file} ska börja med kolumnernas namn ({', '.join(columns)}), med tabb emellan.",)
        case errors.TokenRefused() | errors.WebhookRefused() | errors.Deaf():
            said = (_said_by_telegram(error),)
        case UnicodeDecodeError():
            said = ("Filen är inte sparad som UTF-8. Spara om den, till exempel .env, med den kodningen.",)
        case OSError():
            said = (_refused_by_system(error),)
        case _:
            said = ()
    return said


def _said_by_telegram(error: errors.TokenRefused | errors.WebhookRefused | errors.Deaf) -> str:
    match error:
        case errors.TokenRefused():
            return "Telegram godtar inte BOT_TOKEN. Kopiera den på nytt från @BotFather."
        case errors.WebhookRefused(why=why):
            return f"Telegram godtar inte BOT_WEBHOOK_URL: {why}. Rätta adressen, eller ta bort inställningen."
    cure = "En annan process hämtar dem med samma BOT_TOKEN." if error.another else "Starta boten igen."
    return f"Telegram svarar, men boten får inga meddelanden. {cure}"


def _refused_by_system(error: OSError) -> str:
    why = _SYSTEM.get(error.errno or 0, f"fungerar inte (fel {error.errno})")
    if error.filename is None:
        return f"{why[:1].upper()}{why[1:]}." if why[:1].isupper() else f"En fil {why}."
    return f"{error.filename} {why}."

"""The Swedish of who may what."""

from collections.abc import Sequence
from typing import Final

from bot.features.roles.store import Organiser
from bot.language.text import escape, shortened

MOST_NAME: Final = 40  # units of a name in a list

BOUND = "Klart. Den här gruppen är nu moderatorernas. Här fungerar /varfor och /ladda."
BIND_HOW = "Skriv koden som visades när boten startade, till exempel: /koppla ABCD2345"
BIND_IN_GROUP = "Lägg till mig i moderatorernas grupp och skriv /koppla med koden där."
WRONG_CODE = "Koden stämmer inte. Den står i fönstret eller loggen där boten startades."
ALREADY_BOUND = "En annan grupp är redan moderatorernas. Den som driver boten kan ändra det med BOT_MODERATOR_CHAT."
NOT_MODERATORS = "Det kommandot fungerar bara i moderatorernas grupp."
NOT_MODERATOR = "Bara de som är med i moderatorernas grupp kan göra det här."


def person(name: str) -> str:
    """A moderator as the others know them."""
    return name or "En moderator"


# Organisers
INVITE = "Bjud in en arrangör"
NO_ORGANISERS = "Ingen arrangör finns på listan. Moderatorerna kan skicka utskick ändå."
NOT_A_PERSON = "Svara på ett meddelande som en person har skrivit eller som du har vidarebefordrat från den."
LINK_USED = "Länken gäller inte längre. Be moderatorerna om en ny."
NOW_ORGANISER = "Nu är du arrangör. Du kan skicka utskick till nätverkets grupper. Skriv /hjalp så ser du hur."


def organisers(people: Sequence[Organiser]) -> str:
    """The list, to moderators."""
    how = "Svara på ett meddelande med /arrangor för att lägga till den som skrev, eller skapa en inbjudan."
    if not people:
        return f"{NO_ORGANISERS}\n\n{how}"
    names = "\n".join(f"{number}. {escape(each.name)}" for number, each in enumerate(people, start=1))
    return f"<b>Arrangörer</b>\n{names}\n\n{how}"


def invitation(link: str) -> str:
    """The link to pass on."""
    return f"Skicka länken till den som ska bli arrangör. Den gäller en gång, i sju dagar.\n\n{escape(link)}"


def remove_button(name: str) -> str:
    """The button beside an organiser."""
    return f"Ta bort {shortened(name, MOST_NAME)}"


def sure_remove(name: str) -> str:
    """Asked once."""
    return f"Ska {escape(name)} inte vara arrangör längre?"


def removed(name: str) -> str:
    """Done, to moderators."""
    return f"{escape(name)} är inte längre arrangör."


def already(name: str) -> str:
    """Somebody is on the list."""
    return f"{escape(name)} är redan arrangör."


def added(name: str) -> str:
    """Done, to moderators."""
    return f"{escape(name)} är nu arrangör."


ANONYMOUS = "Anonym administratör"

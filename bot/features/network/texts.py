"""The Swedish of the network's groups, organisers and subscribers; functions return safe HTML."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.features.network.values import ALL_THEMES, COUNTIES, WHOLE_COUNTRY, Field, Move, NetworkGroup, Status
from bot.features.roles.texts import MOST_NAME
from bot.knowledge.profile import Profile
from bot.language import counties
from bot.language.text import counted, escape, shortened

COUNTY_NAMES: Final = {WHOLE_COUNTRY: "Hela landet", **dict(zip(COUNTIES, counties.NAMES, strict=True))}
ALL_THEMES_NAME: Final = "Alla teman"
PURPOSES: Final = ("Byalag eller bygdegrupp", "Förening", "Företagare", "Kommun eller region", "Nätverk eller projekt")
GENERAL: Final = "Allmänt"

JOIN = "Anmäl gruppen"
JOIN_CHANNEL = "Anmäl kanalen"
ONLY_ADMIN = "Det kan bara gruppens admin göra."
SUBSCRIBE_YOURSELF = f"{ONLY_ADMIN} Vill du själv få utskicken? Tryck på knappen eller skriv /prenumerera till mig."
GET_THEM_YOURSELF = "Få utskicken själv"
ASK_TO_JOIN = "Tryck på knappen och svara på tre frågor, så kan gruppen få nätverkets utskick."
ALREADY_ASKED = "Gruppen är redan anmäld. Ni får veta här när moderatorerna har svarat."
GROUP_STOPPED = "Gruppen får inga fler utskick. Frågor svarar jag på som förut."
GROUP_WITHDRAWN = "Anmälan är tillbakadragen. Gruppen får inga utskick."
GROUP_NOT_IN = "Gruppen får inga utskick. Frågor svarar jag på som förut."
HIT_IN_GROUP = "Skriv /hit i gruppen, i det ämne där utskicken ska hamna. Bara gruppens admin kan göra det."
NO_TOPICS = "Här finns inga ämnen. Utskick hamnar direkt i gruppen."

# The administrator's questions in private
NOT_ADMIN = "Bara den som är admin i gruppen kan göra det här, och jag måste vara med i gruppen."
UNKNOWN_GROUP = "Den gruppen känner jag inte till. Lägg till mig i gruppen och försök igen."
QUESTIONS: Final[dict[Field, str]] = {
    "purpose": "Vad är det för grupp? Tryck, eller skriv med egna ord.",
    "county": "Vilket län hör gruppen till? Tryck, eller skriv länets namn.",
    "theme": "Vad vill gruppen helst ha utskick om? Tryck, eller skriv temat.",
}
MISFITS: Final[dict[Field, str]] = {
    "purpose": "Det blev för långt eller tomt. Skriv med högst 100 tecken.",
    "county": "Det länet känner jag inte igen. Tryck på en knapp, eller skriv till exempel ”Dalarna”.",
    "theme": "Det temat känner jag inte igen. Tryck på en knapp.",
}
CHANGE: Final[dict[Field, str]] = {"purpose": "Ändra grupp", "county": "Ändra län", "theme": "Ändra tema"}
TO_GENERAL = "Lägg utskick i Allmänt"
ADMIN_MOVES: Final[dict[Move, str]] = {
    "ask": "Skicka anmälan",
    "withdraw": "Dra tillbaka anmälan",
    "stop": "Sluta få utskick",
    "resume": "Få utskick igen",
    "begin": "Anmäl igen",
}
ADMIN_STATES: Final[dict[Status, str]] = {
    "begun": "Stämmer det? Då skickar du anmälan till moderatorerna.",
    "asked": "Anmälan är skickad. Gruppen får veta när moderatorerna har svarat.",
    "accepted": "Gruppen får nätverkets utskick. Du kan sluta när du vill.",
    "stopped": "Gruppen får inga utskick.",
    "declined": "Moderatorerna tog inte med gruppen. Frågor svarar jag på som förut.",
}
CHANGED = "Det har ändrats sedan knappen visades. Så här är det nu."

# The moderators' side
MODERATOR_MOVES: Final[dict[Move, str]] = {
    "accept": "Ta med",
    "decline": "Ta inte med",
    "remove": "Ta bort",
}
STATES: Final[dict[Status, str]] = {
    "begun": "inte färdiganmäld",
    "asked": "väntar på moderatorerna",
    "accepted": "får utskick",
    "declined": "inte med",
    "stopped": "har själv slutat",
}
STANDINGS: Final = {
    "muted": "boten får inte skriva",
    "left": "boten är inte kvar i gruppen",
    "removed": "boten är borttagen ur gruppen",
    "migrated": "gruppen har flyttat",
}
SURE_REMOVE = "Ska gruppen inte få fler utskick?"
ONLY_ORGANISERS = "Det är för nätverkets moderatorer och arrangörer."
NO_GROUPS = "Ingen grupp har anmält sig än. En grupp anmäler sig genom att lägga till mig; dess admin får en knapp."

# Subscribers
SUBSCRIBED = (
    "Nu får du nätverkets utskick här i chatten: sammanställningar, inbjudningar och nya tips. "
    "Bara att du vill ha dem sparas, och vad du väljer här, inte ditt namn. Skriv /sluta när du inte vill ha fler."
)
SUBSCRIBED_ALREADY = "Du får redan nätverkets utskick här. Skriv /sluta när du inte vill ha fler."
EVERYTHING = "Allt"
STOP = "Sluta få utskick"
CHOOSE_THEMES = "Välj teman"
WISHES = "Vill du bara ha utskick om vissa teman? Tryck på dem. Utskick som gäller alla får du ändå."
UNSUBSCRIBED = "Du får inga fler utskick. Ångrar du dig skriver du /prenumerera."
UNSUBSCRIBED_ALREADY = "Du får inga utskick. Vill du ha dem skriver du /prenumerera."


def wishes(names: Sequence[str], note: str) -> str:
    """What a subscriber gets, and how to choose."""
    about = f"Du har valt: {escape(', '.join(names))}." if names else "Du får allt."
    return "\n\n".join(filter(None, (note, WISHES, about)))


def ticked(label: str, chosen: bool) -> str:
    """A choice, plain."""
    return f"✓ {label}" if chosen else label


def channel_hello(title: str) -> str:
    """To whoever has made the bot an administrator of a channel."""
    return (
        f"Tack, nu är jag admin i kanalen <b>{escape(title)}</b>. Vill du att den ska få nätverkets utskick? "
        "Svara på tre frågor, så säger moderatorerna till. Jag skriver inget annat där."
    )


def channel_waits(title: str) -> str:
    """To the moderators, where the channel's administrator could not be told."""
    return (
        f"Jag har blivit admin i kanalen <b>{escape(title)}</b>, men kan inte skriva till den som gjorde det. "
        "Be kanalens admin öppna länken och svara på tre frågor."
    )


def could_not_tell(title: str, *, is_channel: bool = False) -> str:
    """A group that was taken in, but did not hear of it, or a channel's administrator who did not."""
    if is_channel:
        return f"{escape(title)} är med. Jag kan inte skriva till den som anmälde kanalen, så säg gärna det själv."
    return f"{escape(title)} är med, men jag kunde inte skriva det där. Kanske får jag inte skriva i gruppen."


def question(title: str, field: Field, misfit: bool = False) -> str:
    """One of the three questions to a group's administrator; `misfit` when the words before did not fit."""
    before = f"{MISFITS[field]}\n\n" if misfit else ""
    return f"{before}<b>{escape(title)}</b>\n{QUESTIONS[field]}"


def tags(group: NetworkGroup, themes: Mapping[str, str]) -> str:
    """What a group's administrator has said, a line each; `themes` are the knowledge's names by id."""
    lines = [f"Grupp: {escape(group.purpose or '–')}", f"Län: {county(group.county)}", f"Tema: {theme(group, themes)}"]
    return "\n".join([*lines, f"Ämne: {topic(group)}"] if group.is_forum else lines)


def summary(group: NetworkGroup, themes: Mapping[str, str]) -> str:
    """A group as its administrator sees it."""
    how = "\nEtt annat ämne? Skriv /hit i det." if group.is_forum else ""
    return f"<b>{escape(group.title)}</b>{_kind(group)}\n{tags(group, themes)}{how}\n\n{ADMIN_STATES[group.status]}"


def card(group: NetworkGroup, themes: Mapping[str, str], by: str = "") -> str:
    """A group as moderators and organisers see it; `by` is the moderator who decided."""
    decided = f" ({escape(by)})" if by else ""
    head = f"Ny {'kanal' if group.is_channel else 'grupp'} vill ha utskick: " if group.status == "asked" else ""
    return f"{head}<b>{escape(group.title)}</b>\n{tags(group, themes)}\nLäge: {state(group)}{decided}"


def _kind(group: NetworkGroup) -> str:
    return " (kanal)" if group.is_channel else ""


def county(county_id: str | None) -> str:
    """A county's name."""
    return COUNTY_NAMES.get(county_id or "", "–")


def theme(group: NetworkGroup, themes: Mapping[str, str]) -> str:
    """The name of a group's theme; one that the knowledge has dropped is shown by its id."""
    if group.theme is None:
        return "–"
    return ALL_THEMES_NAME if group.theme == ALL_THEMES else escape(themes.get(group.theme, group.theme))


def topic(group: NetworkGroup) -> str:
    """Where in a forum broadcasts land."""
    return GENERAL if group.topic is None else escape(group.topic_name or "ett eget ämne")


def state(group: NetworkGroup) -> str:
    """Whether a group gets broadcasts, and what is in the way."""
    hindrance = STANDINGS.get(group.standing)
    return STATES[group.status] + (f", men {hindrance}" if hindrance else "")


def listed(groups: Sequence[NetworkGroup], first: int, total: int, others: int, themes: Mapping[str, str]) -> str:
    """One page of the network's groups, numbered from `first`; `others` are groups that have not asked."""
    if not total:
        return NO_GROUPS
    lines = [
        f"{number}. <b>{escape(shortened(each.title, MOST_NAME))}</b>{_kind(each)}\n{county(each.county)}"
        f" · {theme(each, themes)}{' · ' + topic(each) if each.is_forum else ''}\n{state(each)}"
        for number, each in enumerate(groups, start=first)
    ]
    rest = [f"Jag är med i {counted(others, 'grupp', 'grupper')} till, som inte har anmält sig."] if others else []
    return "\n\n".join([f"<b>Nätverkets grupper: {total}</b>", *lines, *rest])


def accepted(group: NetworkGroup, whose: Profile) -> str:
    """To a group that has been accepted; to the administrator of a channel, where nobody reads that."""
    if group.is_channel:
        return (
            f"Kanalen {escape(group.title)} är med i nätverket och får utskick. Du slutar när du vill här i chatten, "
            "eller genom att ta bort mig ur kanalen."
        )
    how = " Vill ni ha dem i ett annat ämne skriver en admin /hit där." if group.is_forum else ""
    return (
        f"Välkomna i nätverket! Här kommer utskick efter {escape(whose.meeting.many)} och nya tips.{how} "
        "En admin kan sluta när som helst med /sluta."
    )


def declined(group: NetworkGroup) -> str:
    """To whoever asked for a group."""
    name = escape(group.title)
    if group.is_channel:
        return f"Moderatorerna tog inte med kanalen {name} i nätverkets utskick."
    return f"Moderatorerna tog inte med gruppen {name} i nätverkets utskick. Frågor svarar jag på där som förut."


def receiving(group: NetworkGroup) -> str:
    """To a group that gets broadcasts."""
    where = f" i ämnet {topic(group)}" if group.is_forum else " här"
    return f"Gruppen får nätverkets utskick{where}. En admin kan sluta när som helst med /sluta."


def here(group: NetworkGroup) -> str:
    """The topic has been chosen."""
    if group.status == "accepted":
        return "Klart. Utskick hamnar i det här ämnet."
    return "Klart. Om gruppen får utskick hamnar de i det här ämnet."


def late(group: NetworkGroup, by: str) -> str:
    """To a moderator whose tap came after another's."""
    return f"{by or 'Någon'} hann före. {shortened(group.title, MOST_NAME)}: {STATES[group.status]}."


def hello_group(whose: Profile) -> str:
    """The first words in a group."""
    return (
        f"Hej! Jag är en bot från {escape(whose.name)}. Fråga mig om {escape(whose.purpose)}. Människor har skrivit "
        "svaren. Skriv /fraga och din fråga, så letar jag. Frågor sparas i 90 dagar utan namn. Annars är jag tyst."
    )


def joining_hello(whose: Profile) -> str:
    """The same where the group may join the network."""
    return f"{hello_group(whose)}\n\nÄr du admin här, och vill att gruppen ska få nätverkets utskick? Tryck på knappen."

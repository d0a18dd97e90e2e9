"""The files that a network begins with: what `init` writes, as texts by name."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.knowledge.directory import NAMED, PROFILE, SMALL_TALK, SOURCES, THEMES
from bot.knowledge.entries import TITLE_LENGTH
from bot.knowledge.export import theme_text
from bot.knowledge.profile import Profile
from bot.knowledge.values import Entry
from bot.knowledge.written import Flow, dumped
from bot.language.text import ID_LENGTH, shortened, slug

ENVIRONMENT: Final = ".env"
ABOUT: Final = {
    PROFILE: "vems boten är",
    THEMES: "era teman",
    SOURCES: "de träffar som svar kommer från",
    SMALL_TALK: "hej och tack, med era ord",
    ENVIRONMENT: "inställningar; bara du får läsa den",
}
_SETTINGS: Final = """\
# Botens nyckel. Du får den av @BotFather i Telegram: skriv /newbot till den.
BOT_TOKEN=
# Mappen med kunskapen, räknat från mappen där boten startas.
BOT_KNOWLEDGE=.
# Databasens fil. Där ligger det som medlemmar har skickat.
BOT_DATABASE=landsbygdsbot.db
"""
_HEAD: Final = """\
# Ett svar är en post. Kopiera en av de två, skriv ert eget svar och minst tolv sätt att fråga om det.
# Prova med: landsbygdsbot check, och: landsbygdsbot ask "din fråga"
"""
_SOURCES: Final = """\
# När ett svar kommer från en träff skrivs träffen in här:
# möten:
#   varmote-2027: {namn: Vårmötet, datum: 2027-03-14}
# källor:
#   varmote-01: {möte: varmote-2027, fråga: 1, rubrik: Lokaler}
möten: {}
källor: {}
"""


@dataclass(frozen=True, slots=True)
class Start:
    """What the network has said of itself; `theme` is the first theme's name."""

    profile: Profile
    theme: str


def files(start: Start, today: date) -> dict[str, str]:
    """Every file's text by its name."""
    theme = theme_id(start.theme)
    return {
        PROFILE: profile_text(start.profile),
        THEMES: dumped({"teman": [{"id": theme, "namn": start.theme}]}),
        f"{theme}.yaml": _HEAD + theme_text(_examples(start.profile, theme, today)),
        SOURCES: _SOURCES,
        SMALL_TALK: _small_talk(start.profile),
        ENVIRONMENT: _SETTINGS,
    }


def theme_id(name: str) -> str:
    """The id of a theme, which its file is called by too."""
    wanted = slug(name) or "tema"
    return f"tema-{wanted}"[:ID_LENGTH] if f"{wanted}.yaml" in NAMED else wanted


def first_question(whose: Profile) -> str:
    """A question that the first answer is to."""
    return f"vem ansvarar för {whose.name}"


def profile_text(whose: Profile) -> str:
    """natverk.yaml, with what each line is for."""
    word = whose.meeting
    parts = (
        ("Vems boten är. Meningarna i chatten hämtar namn och ord härifrån.", {"namn": whose.name}),
        ("Fullbordar meningen ”Fråga mig om …”.", {"syfte": whose.purpose}),
        ("Den som ansvarar för boten och det som sparas, och hur man når den.", {"ansvarig": whose.responsible}),
        ("", {"kontakt": whose.contact}),
        ("Länets namn, eller hela landet.", {"län": whose.county}),
        ("Vad en träff kallas hos er: en, den, flera.", {"träff": Flow((word.one, word.the, word.many))}),
        ("En fråga som visas för den som öppnar boten första gången.", {"exempelfråga": first_question(whose)}),
    )
    return "".join(f"# {why}\n{dumped(each)}" if why else dumped(each) for why, each in parts)


def _examples(whose: Profile, theme: str, today: date) -> tuple[Entry, Entry]:
    """Two answers that are true of every network, to copy."""
    name = whose.name
    responsible = Entry(
        "vem-ansvarar", theme, "exempel", shortened(f"Vem som ansvarar för {name}", TITLE_LENGTH),
        f"{whose.responsible} ansvarar för {name}. Kontakt: {whose.contact}", None,
        (
            first_question(whose), f"vem är ansvarig i {name}", f"hur når jag {name}", "vem ska jag kontakta",
            "vem bestämmer här", "har ni ett telefonnummer eller en e-postadress", "vem kan jag ringa",
            "vart vänder jag mig med frågor", "kontaktuppgifter", "vem håller i det här",
            f"jag vill komma i kontakt med {name}", "Vem är kontaktperson?",
        ),
        ("ansvarig", "kontakt", "kontaktperson", "telefon", "e-post"), reviewed=today, contributor=whose.responsible,
    )  # fmt: skip
    tips = Entry(
        "sa-tipsar-du", theme, "exempel", "Så lämnar du ett eget tips",
        "Skriv /tips till boten och berätta om något som fungerar hos er. En moderator läser det först.",
        None,
        (
            "hur lämnar jag ett tips", "jag har ett förslag, vart skickar jag det", "kan jag bidra med något eget",
            "hur berättar jag om något som fungerar hos oss", "jag vet något som saknas", "var skriver jag in idéer",
            "hur kommer mitt exempel med i boten", "får man lägga till egna svar", "tipsa", "skicka in förslag",
            "vi har löst det här hos oss, vill ni veta hur", "Hur gör jag för att dela en erfarenhet?",
        ),
        ("tips", "förslag", "idé", "bidra", "berätta"), reviewed=today, contributor=whose.responsible,
    )  # fmt: skip
    return responsible, tips


def _small_talk(whose: Profile) -> str:
    ask = f"Fråga mig om {whose.purpose}."
    replies = (
        ("halsning", f"Hej! {ask}", ("hej", "hejsan", "tjena", "hallå", "god morgon", "god kväll")),
        ("tack", "Varsågod! Fråga gärna mer.", ("tack", "tack så mycket", "tackar", "tack för hjälpen")),
        ("vem-ar-du", f"Jag är en bot från {whose.name}. {ask}", ("vem är du", "vad är det här", "vad heter du")),
    )
    listed = [{"id": name, "svar": answer, "fraser": Flow(phrases)} for name, answer, phrases in replies]
    return "# Korta vänliga svar på det som inte är frågor.\n" + dumped({"smaprat": listed})

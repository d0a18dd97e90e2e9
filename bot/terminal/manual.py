"""The commands' help: what each does, an example, the settings that it reads and how it ends."""

from dataclasses import dataclass
from typing import Final

from bot.terminal.parser import PROGRAM

SETTINGS: Final = {
    "BOT_TOKEN": "botens nyckel från @BotFather; måste finnas",
    "BOT_DATABASE": "databasens fil; annars landsbygdsbot.db i mappen där du står",
    "BOT_KNOWLEDGE": "kunskapens mapp; annars den som följer med",
    "BOT_MOST_WRONG": "hur stor andel av frågorna som får ett säkert svar som är fel; annars 0.02",
    "BOT_MODERATOR_CHAT": "id för moderatorernas grupp; annars kopplas den med koden som visas",
    "BOT_RESPONSIBLE_KIND": "forening eller myndighet; en myndighet sparar en fil innan någon glöms",
    "BOT_API_URL": "en egen Bot API-server; annars Telegrams",
    "BOT_PROJECTOR_PORT": "port på den här datorn där en träffs svar visas på storbild; annars visas de inte",
    "BOT_WEBHOOK_URL": "den publika adress där Telegram lämnar meddelanden; annars hämtar boten dem själv",
    "BOT_WEBHOOK_SECRET": "ett hemligt ord för webhooken, minst 20 tecken",
    "BOT_WEBHOOK_LISTEN": "adress:port att lyssna på; annars 127.0.0.1:8443",
    "BOT_STATUS_PORT": "en port på den här datorn för /halsa och /metrics; annars ingen",
    "HTTPS_PROXY": "en proxy ut till Telegram, till exempel http://proxy.exempel.se:3128",
    "SSL_CERT_FILE": "en fil med de certifikat som ska gälla; annars de som följer med",
}
_CODES: Final = {
    0: "det gick bra",
    1: "det gick inte; en mening säger varför",
    2: "kommandot var fel skrivet",
    3: "boten fick inga meddelanden, fast Telegram svarade",
    4: "Telegram godtar inte BOT_TOKEN eller BOT_WEBHOOK_URL",
    5: "en fil kunde inte läsas, så inget skrevs",
    6: "en inställning, kunskapen eller databasen måste rättas först; en mening säger vad",
    130: "du avbröt med Ctrl+C",
}
_COMMON: Final = (0, 1, 2, 130)


@dataclass(frozen=True, slots=True)
class Page:
    """One command's help."""

    does: str
    examples: tuple[str, ...]
    settings: tuple[str, ...]
    more: str = ""
    codes: tuple[int, ...] = ()
    """Those that only some commands end with."""

    @property
    def description(self) -> str:
        """What stands first."""
        return f"{self.does}\n\n{self.more}" if self.more else self.does

    @property
    def epilog(self) -> str:
        """What stands last."""
        parts = (
            *self._read,
            _listed("Så slutar kommandot", {str(code): _CODES[code] for code in sorted((*_COMMON, *self.codes))}),
            "\n".join(["Exempel:", *(f"  {PROGRAM} {each}" for each in self.examples)]),
        )
        return "\n\n".join(parts)

    @property
    def _read(self) -> list[str]:
        read = {name: SETTINGS[name] for name in self.settings}
        return [_listed("Inställningar, ur miljön eller filen .env", read)] if read else []


PAGES: Final = {
    "init": Page(
        "Börja med ert eget nätverk: sex frågor blir en mapp med kunskap och inställningar.",
        ("init asby", 'init asby --namn "Åsby byalag" --tema Lokaler'),
        (),
        "Det som du inte anger med en flagga frågar kommandot efter. Inget som finns skrivs över.",
    ),
    "ask": Page(
        "Visa svaret så som en medlem ser det.",
        ('ask "hur ordnar vi samåkning"', 'ask --explain "hur ordnar vi samåkning"', "ask --json < frågor.txt"),
        ("BOT_KNOWLEDGE",),
    ),
    "demo": Page("Prova boten i webbläsaren, utan Telegram.", ("demo --port 8081",), ("BOT_KNOWLEDGE",)),
    "run": Page(
        "Kör boten i Telegram tills du avbryter.",
        ("run", "run > bot.log 2>&1"),
        tuple(SETTINGS),
        "Första gången behövs bara BOT_TOKEN, som du får av @BotFather i Telegram. Boten säger sedan vad som är\n"
        "nästa steg. kill -HUP läser in ändrad kunskap, kill -TERM avslutar.",
        codes=(3, 4, 6),
    ),
    "check": Page(
        "Kontrollera kunskapsfilerna, inställningarna, och vem som får läsa .env, databasen och dess kopior.",
        ("check", "check --knowledge mapp"),
        tuple(SETTINGS),
        "Alla fel visas med fil och rad. Rader som börjar med Råd hindrar inget. Finns BOT_TOKEN frågas Telegram\n"
        "vem boten är, så att du ser vad som är kvar att göra hos @BotFather.",
        codes=(4,),
    ),
    "backup": Page(
        "Säkerhetskopiera databasen medan boten är igång.",
        ("backup", "backup kopia.db", "backup /var/backups --keep 14"),
        ("BOT_DATABASE",),
        "Utan namn får kopian sitt namn av dagen. En kopia som finns skrivs aldrig över.",
    ),
    "restore": Page(
        "Ta en säkerhetskopia i bruk. Stoppa boten först.",
        ("restore landsbygdsbot-2026-11-27.db",),
        ("BOT_DATABASE",),
        "Kopian kontrolleras, och databasen som fanns ligger kvar bredvid. Det som var på gång när kopian togs\n"
        "skickas inte på nytt, eftersom det kan ha kommit fram.",
    ),
    "export": Page(
        "Skriv godkända tips och lärda frågor som kunskapsfiler.",
        ("export ny-kunskap",),
        ("BOT_DATABASE", "BOT_KNOWLEDGE"),
    ),
    "import": Page(
        "Gör förslag av ett dokument. Inget blir ett svar förrän någon har granskat det.",
        ("import sammanställning.docx", "import frågor.xlsx --till förslag", "import vanliga-frågor.html --till-kon"),
        ("BOT_KNOWLEDGE", "BOT_DATABASE"),
        "Word, Excel, csv, Markdown, webbsidor (html) och en utskriven chatt (json från Telegram, txt från WhatsApp\n"
        "eller rader som börjar med Fråga: och Svar:). Varje förslag består av dokumentets egna meningar och pekar på\n"
        "sin plats där. Kan en fil inte läsas skrivs ingenting, och koden är 5.",
        codes=(5,),
    ),
    "evaluate": Page(
        "Mät hur ofta svaren blir rätt, på frågor som någon har märkt.",
        ("evaluate frågor.tsv", "evaluate --lexical frågor.tsv"),
        ("BOT_KNOWLEDGE",),
        "Filen har kolumnerna question, best, also och kind med tabb emellan; de två första behövs. best är id för de\n"
        "svar eller källor som är rätt, med kommatecken emellan, och tom när frågan inte ska få något svar.",
    ),
}  # fmt: skip


def _listed(heading: str, meanings: dict[str, str]) -> str:
    width = max(map(len, meanings)) + 2
    return "\n".join([f"{heading}:", *(f"  {name:{width}}{meaning}" for name, meaning in meanings.items())])

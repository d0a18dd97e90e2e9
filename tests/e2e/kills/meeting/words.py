"""What people answer at a meeting, as it is written in life: the same things in other words, misspelt, several at once.

Every answer is about a topic, so that a moderator of ours can tell what means the same without the bot's help.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from bot.knowledge.directory import load
from bot.language.text import flat
from tests.stage.paths import KNOWLEDGE

PERSONAL: Final = "personuppgift"
JUNK: Final = "strunt"
PLACES: Final = tuple(
    first + last
    for first, last in product(
        ("Norr", "Söder", "Öster", "Väster", "Gammel", "Ny", "Björk", "Gran"),
        ("by", "torp", "hult", "berg", "sjö", "vik", "forsa", "åsen"),
    )
)
WORKS: Final[Mapping[str, Sequence[str]]] = {
    "samåkning": ("samåkning med appen", "vi samåker till jobbet", "en app för samåkning", "folk åker ihop till stan"),
    "reko": (
        "reko-ringen",
        "vi har en reko-ring varje månad",
        "lokal mat via reko-ringen",
        "bönderna säljer på reko",
    ),
    "lanthandel": ("lanthandeln som byn köpte", "byn äger affären ihop", "vår lanthandel drivs av en förening"),
    "bygdegård": ("bygdegården är full varje vecka", "det händer mycket i bygdegården", "kvällarna i bygdegården"),
    "fiber": ("fibern som föreningen grävde ner", "vi grävde fiber själva", "bra bredband sedan fibern kom"),
    "skola": ("vi fick behålla skolan", "friskolan som föräldrarna startade", "byskolan lever"),
    "äldre": ("de äldre får skjuts till affären", "frivilliga hämtar äldre och kör till butiken"),
    "badplats": ("badplatsen med ny brygga", "vi rustade upp badplatsen", "bryggan vid badet"),
    "bilpool": ("en bilpool med två bilar", "vi delar på bilarna i en pool", "bilpoolen"),
    "företag": ("företagarna äter frukost ihop", "företagsfrukosten varje fredag", "frukostar för företag"),
    "hem": ("nya lägenheter för äldre", "vi byggde äldreboende själva", "seniorlägenheterna vid kyrkan"),
    "marknad": ("höstmarknaden drar folk", "marknaden varje höst", "vår marknad i september"),
    "idrott": ("fotbollen för tjejer och killar", "idrottsföreningen har plats för alla", "laget i division sex"),
    "andelsjordbruk": ("andelsjordbruket med grönsaker", "vi odlar ihop på andelar"),
    "vindkraft": ("bygdepengen från vindkraften", "pengar från vindkraftparken till byn"),
    "språkcafé": ("språkcaféet för nyanlända", "vi fikar och pratar svenska med dem som är nya"),
    "hemarbete": ("kontorshotellet i gamla skolan", "många jobbar hemifrån i kontorshotellet"),
    "leder": ("vandringsleden runt sjön", "vi märkte upp en led runt sjön", "lederna som föreningen sköter"),
}
NEEDS: Final[Mapping[str, Sequence[str]]] = {
    "buss": ("en lokalbuss till lasarettet", "bussar som går på kvällen", "fler turer med bussen", "buss på helgen"),
    "bredband": ("bättre bredband", "snabbare internet i hela byn", "fiber till dem som bor längst ut"),
    "mobil": ("mobiltäckning i skogen", "telefonen fungerar inte hemma", "en mast så att mobilen fungerar"),
    "bostäder": ("bostäder för unga", "små lägenheter så att unga kan flytta hemifrån", "fler hyresrätter"),
    "bygglov": ("enklare bygglov", "bygglov som går fortare", "strandskyddet hindrar oss"),
    "pengar": ("pengar till projekt", "bidrag som går att söka utan konsult", "förskott på stödet"),
    "eldsjälar": ("fler som orkar hålla i saker", "nya i styrelsen", "någon som tar över efter oss gamla"),
    "skola": ("skolan ska vara kvar", "rädda skolan", "en förskola i byn"),
    "vård": ("en distriktssköterska en dag i veckan", "närmare till doktorn", "vårdcentralen på bussen"),
    "mack": ("en mack igen", "bensin och laddning i byn", "laddstolpar vid affären"),
    "affär": ("öppet längre i affären", "en affär som har öppet på söndagar", "en butik utan personal"),
    "vägar": ("vägen måste lagas", "plogning av småvägarna", "hål i vägen hela våren"),
    "teknik": ("kurser i datorn för äldre", "hjälp med mobilt bank-id", "någon som lär ut internet"),
    "kommunen": ("en kommun som lyssnar", "politiker som kommer hit", "tjänstemän som svarar"),
    "ungdomar": ("något att göra för ungdomar", "en fritidsgård", "ledare till ungdomarna"),
    "samarbete": ("byarna måste samarbeta mer", "mer samarbete mellan föreningarna"),
    "lokaler": ("en lokal som är varm på vintern", "nytt kök i bygdegården", "tak på bygdegården"),
}
OPENERS: Final = ("", "", "", "", "Hos oss är det ", "Jag tänker på ", "Absolut ", "Helt klart ", "Alltså ", "Främst ")
ENDINGS: Final = ("", "", "", "", ".", "!", " tack", " faktiskt", ", det är viktigt", " så klart", " 🙂")
ODD: Final = {
    PERSONAL: ("Ring Sven Karlsson på 070-123 45 67, han kör skjutsarna", "Mejla anna.berg@example.se om lokalen"),
    JUNK: ("asdf asdf asdf", "blaha blaha blaha", "lalala lalala"),
}
SHORT: Final = ("Bussen", "Vägen", "Skolan", "Affären")


@dataclass(frozen=True, slots=True)
class Said:
    """One message and the answers it gives."""

    text: str
    parts: tuple[str, ...]


@dataclass(slots=True)
class Words:
    """What is said; `topics` knows what each answer is about. With `distinct` no two answers are about the same."""

    chance: random.Random
    distinct: bool = False
    topics: dict[str, str] = field(default_factory=dict)
    _left: dict[int, Iterator[str]] = field(default_factory=dict)

    def said(self, question: int) -> Said:
        """An answer to the question, 1-3, or several in one message."""
        if self.distinct:
            return self._one(self._unlike(question))
        turn = self.chance.random()
        if question == 1:
            return self._places(2 if turn < 0.1 else 1)
        if turn < 0.1:
            parts = tuple(dict.fromkeys(self._answer(question) for _ in range(self.chance.choice((2, 3)))))
            mark = self.chance.choice(("- ", "• ", "1. "))
            return Said("\n".join(mark + each for each in parts), parts) if len(parts) > 1 else self._one(parts[0])
        return self._one(self.chance.choice(SHORT) if turn < 0.14 else self._answer(question))

    def topic(self, text: str) -> str:
        """What an answer is about; itself where nobody has noted it."""
        return self.topics.get(text, text)

    def _one(self, text: str) -> Said:
        return Said(text, (text,))

    def _places(self, number: int) -> Said:
        names = self.chance.sample(PLACES[:24], number)
        spelt = [self.chance.choice((each, each, each, each.lower(), each.replace("ö", "o"))) for each in names]
        for name, spelling in zip(names, spelt, strict=True):
            self.topics[spelling] = name
        return Said(", ".join(spelt), tuple(spelt))

    def _answer(self, question: int) -> str:
        turn = self.chance.random()
        if turn < 0.04:
            topic = PERSONAL if turn < 0.02 else JUNK
            text = self.chance.choice(ODD[topic])
        else:
            of = WORKS if question == 2 else NEEDS
            topic = self.chance.choice(list(of))
            text = self._written(self.chance.choice(of[topic]))
        self.topics[text] = f"{question} {topic}" if topic not in ODD else topic
        return text

    def _written(self, words: str) -> str:
        """As somebody types it."""
        text = self.chance.choice(OPENERS) + words + self.chance.choice(ENDINGS)
        text = text[0].upper() + text[1:] if self.chance.random() < 0.7 else text
        return " ".join(self._misspelt(text).split()) if self.chance.random() < 0.2 else text

    def _misspelt(self, text: str) -> str:
        at = [place for place, letter in enumerate(text[:-1]) if letter.isalpha() and place > 2]
        place = self.chance.choice(at)
        if self.chance.random() < 0.5:
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        return text[:place] + text[place + 1 :]

    def _unlike(self, question: int) -> str:
        if question not in self._left:
            answers = [flat(each.answer.split(". ")[0]).rstrip(".") for each in load(KNOWLEDGE).entries]
            others = [each for each in answers if not each.startswith("När ")]  # which is taken for a question
            self._left[question] = iter(self.chance.sample(PLACES if question == 1 else others, len(others)))
        return next(self._left[question])

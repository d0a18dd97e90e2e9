"""natverk.yaml: whose bot it is. Every sentence that names the network takes this value."""

from dataclasses import dataclass
from typing import Final

from bot.knowledge.checks import Sheet, as_texts, one_line, short
from bot.knowledge.fields import Fields, as_fields
from bot.knowledge.yamlfile import Items, Node
from bot.language import counties
from bot.language.text import LINE_LENGTH, which

NAME_LENGTH: Final = 60
ABOUT_LENGTH: Final = 1000
QUESTIONS: Final = 3
_KEYS: Final = ("namn", "syfte", "ansvarig", "kontakt", "län", "träff", "exempelfråga", "om", "frågor")
_FORMS: Final = {
    "träff": ("en", "ar"), "möte": ("t", "n"), "samling": ("en", "ar"), "sammankomst": ("en", "er"),
    "kväll": ("en", "ar"), "dag": ("en", "ar"), "konferens": ("en", "er"), "samtal": ("et", ""), "råd": ("et", ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """What a meeting is called here: "träff", "träffen", "träffar"."""

    one: str
    the: str
    many: str

    @property
    def a(self) -> str:
        """ "en träff", "ett möte"."""
        return f"{self.agreeing('en', 'ett')} {self.one}"

    @property
    def that(self) -> str:
        """ "den träffen", "det mötet"."""
        return f"{self.agreeing('den', 'det')} {self.the}"

    def agreeing(self, common: str, neuter: str) -> str:
        """Of two forms of another word the one that goes with it: "ny" träff, "nytt" möte."""
        return neuter if self.the.endswith("t") else common


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose bot it is, in plain text.

    `purpose` completes "Fråga mig om …". `example` is a question that the welcome may show, `about` how the answers
    came about; both may be empty, and so may all of them without natverk.yaml. `questions` are those that
    meetings usually ask, the first answered with places.
    """

    name: str = "Nätverket"
    purpose: str = "det som andra har berättat"
    responsible: str = ""
    contact: str = ""
    county: str = counties.WHOLE_COUNTRY
    meeting: Word = Word("träff", "träffen", "träffar")
    example: str = ""
    about: str = ""
    questions: tuple[str, ...] = (
        "Var finns det goda exempel nära er?",
        "Vad är det som fungerar där?",
        "Vad behövs för att det ska bli fler?",
    )

    @property
    def whose(self) -> str:
        """The name's genitive: "Åsby byalags", "Åsby IF:s", "Norrköpings"."""
        if self.name[-1:].casefold() in {"s", "x", "z"}:
            return self.name
        return f"{self.name}{':' if self.name.split()[-1].isupper() else ''}s"


def declined(word: str) -> Word | None:
    """The word's forms, if it ends as words for meetings do: "byamöte" -> "byamötet", "byamöten"."""
    for end, (the, many) in _FORMS.items():
        if word.casefold().endswith(end):
            return Word(word, word + the, word + many)
    if word.casefold().endswith("stämma"):
        return Word(word, f"{word}n", f"{word[:-1]}or")
    return None


def profile(root: Node, sheet: Sheet) -> Profile | None:
    """What natverk.yaml says; None where something that it must say is missing."""
    fields = as_fields(root, "", sheet)
    if fields is None:
        return None
    fields.only(_KEYS)
    name = fields.text("namn", NAME_LENGTH, "Skriv vad nätverket heter, till exempel namn: Åsby byalag.")
    purpose = fields.text("syfte", LINE_LENGTH, "Skriv det som fullbordar meningen ”Fråga mig om …”.")
    responsible = fields.text("ansvarig", LINE_LENGTH, "Skriv vem som ansvarar för boten och det som sparas.")
    contact = fields.text("kontakt", LINE_LENGTH, "Skriv hur man når den som ansvarar, till exempel en e-postadress.")
    county, word = _county(fields), _word(fields)
    example, about = fields.text("exempelfråga", LINE_LENGTH), fields.text("om", ABOUT_LENGTH)
    questions = _questions(fields)
    if not (name and purpose and responsible and contact):
        return None
    return Profile(
        name.value, purpose.value.rstrip("."), responsible.value, contact.value, county, word,
        example.value if example else "", about.value if about else "", questions,
    )  # fmt: skip


def _county(fields: Fields) -> str:
    text = fields.text("län", LINE_LENGTH, "Skriv länets namn, eller hela landet.")
    found = counties.known(text.value) if text else None
    if text and found is None:
        guess = which(counties.nearest(text.value))
        problem = f"”{short(text.value)}” är inget län"
        fields.sheet.fault(text.line, "län", problem, guess or "Skriv till exempel Dalarna, eller hela landet.")
    return found or counties.WHOLE_COUNTRY


def _word(fields: Fields) -> Word:
    """One word whose forms are known, or a list of the three forms."""
    node, usual = fields.node("träff"), Profile().meeting
    if node is None:
        return usual
    if isinstance(node, Items):
        forms = [one_line(text).value for text in as_texts(node, "träff", fields.sheet)]
        if len(forms) == len(node.values) == 3:
            return Word(*forms)
        fields.sheet.fault(node.line, "träff", f"har {len(node.values)} former", f"Skriv tre: {_EXAMPLE}.")
        return usual
    text = fields.text("träff", NAME_LENGTH)
    found = declined(text.value) if text else None
    if text and found is None:
        problem = f"”{short(text.value)}” kan jag inte böja"
        fields.sheet.fault(text.line, "träff", problem, f"Skriv de tre formerna: {_EXAMPLE}.")
    return found or usual


_EXAMPLE: Final = "träff: [mässa, mässan, mässor]"


def _questions(fields: Fields) -> tuple[str, ...]:
    texts = fields.distinct_texts("frågor")
    if texts and len(texts) != QUESTIONS:
        problem = f"är {len(texts)} stycken"
        fields.sheet.fault(fields.line_of("frågor"), "frågor", problem, f"Skriv {QUESTIONS}, eller ta bort dem.")
    return tuple(text.value for text in texts) or Profile().questions

"""The files that all themes share: teman, kallor, synonymer and smaprat."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from bot.knowledge.checks import Sheet, as_number, as_text, as_texts, one_line
from bot.knowledge.entries import ANSWER_LENGTH, TITLE_LENGTH
from bot.knowledge.fields import Fields, as_fields
from bot.knowledge.values import Meeting, Reply, Source, Synonyms, Theme
from bot.knowledge.yamlfile import Items, Node, Text, read_yaml
from bot.language.text import LINE_LENGTH

_ID_REMEDY: Final = "Skriv ett id av a-z, 0-9 och bindestreck."


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """What smaprat.yaml holds."""

    small_talk: tuple[Reply, ...] = ()
    pointers: tuple[Reply, ...] = ()
    out_of_scope: tuple[str, ...] = ()

    def extended(self, own: "SmallTalk") -> "SmallTalk":
        """This with a network's own: of a reply with the same id the network's answer, to the phrases of both."""
        return SmallTalk(
            _replies_with(self.small_talk, own.small_talk),
            _replies_with(self.pointers, own.pointers),
            (*self.out_of_scope, *own.out_of_scope),
        )


@dataclass(frozen=True, slots=True)
class Sources:
    """What kallor.yaml holds; `named` also has the ids of sources that could not be read."""

    meetings: tuple[Meeting, ...] = ()
    sources: tuple[Source, ...] = ()
    named: frozenset[str] = frozenset()


def themes(root: Node, sheet: Sheet) -> tuple[Theme, ...] | None:
    """teman.yaml: the themes in the order members see them."""
    fields = as_fields(root, "", sheet)
    if fields is None:
        return None
    fields.only(("teman",))
    found: dict[str, Theme] = {}
    for each in fields.mappings("teman", "Skriv teman: och under det ett tema för varje fil."):
        each.only(("id", "namn", "beskrivning"))
        name = each.name("id", _ID_REMEDY)
        title = each.text("namn", TITLE_LENGTH, "Skriv namnet som medlemmar ser.")
        description = each.text("beskrivning", LINE_LENGTH)
        if name and _is_new(name, "id", found, sheet):
            found[name.value] = Theme(
                name.value, title.value if title else "", description.value if description else ""
            )
    return tuple(found.values())


def _is_new(name: Text, field: str, found: dict[str, Theme] | dict[str, Reply], sheet: Sheet) -> bool:
    """Note an id that the file already has."""
    if name.value not in found:
        return True
    sheet.fault(name.line, field, f"”{name.value}” finns redan i filen", "Ge en av dem ett annat id.")
    return False


def sources(root: Node, sheet: Sheet) -> Sources | None:
    """kallor.yaml: meetings and the statements made there."""
    fields = as_fields(root, "", sheet)
    if fields is None:
        return None
    fields.only(("möten", "källor"))
    meetings = dict(
        _meeting(name, each) for name, each in fields.named("möten", "Skriv möten: och under det varje möte.")
    )
    named = fields.named("källor", "Skriv källor: och under det varje källa.")
    read = [_source(name, each, meetings) for name, each in named]
    return Sources(
        tuple(meeting for meeting in meetings.values() if meeting),
        tuple(source for source in read if source),
        fields.keys_of("källor"),
    )


def _meeting(name: Text, fields: Fields) -> tuple[str, Meeting | None]:
    fields.only(("namn", "datum", "frågor"))
    title = fields.text("namn", LINE_LENGTH, "Skriv vad mötet hette.")
    day = fields.day("datum", "Skriv år-månad-dag, till exempel 2026-05-17.")
    questions = {}
    for key, node in fields.pairs_of("frågor"):
        number, text = as_number(key, "frågor", fields.sheet), as_text(node, "frågor", fields.sheet)
        if number and text:
            questions[number] = one_line(text).value
    return name.value, Meeting(name.value, title.value, day, questions) if title and day else None


def _source(name: Text, fields: Fields, meetings: dict[str, Meeting | None]) -> Source | None:
    fields.only(("möte", "fråga", "rubrik"))
    meeting = fields.text("möte", LINE_LENGTH, "Skriv mötets id.")
    question = fields.number("fråga", "Skriv numret på mötets fråga.")
    heading = fields.text("rubrik", LINE_LENGTH, "Skriv rubriken som påståendet stod under.")
    if meeting and meeting.value not in meetings:
        fields.unknown(meeting, "möte", meetings, "Lägg till mötet bland möten.")
        return None
    if not (meeting and question and heading):
        return None
    held = meetings[meeting.value]
    if held and held.questions and question not in held.questions:
        problem = f"{question} finns inte i mötet {meeting.value}"
        fields.sheet.fault(fields.line_of("fråga"), "fråga", problem, "Lägg till den bland mötets frågor.")
    return Source(name.value, meeting.value, question, heading.value)


def synonyms(root: Node, sheet: Sheet) -> Synonyms | None:
    """synonymer.yaml: words that mean the same here, and words that lead to others."""
    fields = as_fields(root, "", sheet)
    if fields is None:
        return None
    fields.only(("ömsesidiga", "envägs"))
    mutual = [_words(node, "ömsesidiga", 2, sheet) for node in fields.items_of("ömsesidiga")]
    one_way = {key.value: _words(node, "envägs", 1, sheet) for key, node in fields.pairs_of("envägs")}
    return Synonyms(tuple(mutual), one_way)


def _words(node: Node, field: str, least: int, sheet: Sheet) -> tuple[str, ...]:
    words = tuple(text.value for text in as_texts(node, field, sheet))
    if isinstance(node, Items) and len(node.values) < least:
        remedy = f"Skriv minst {least}, eller ta bort raden."
        sheet.fault(node.line, field, f"har {len(node.values)} ord", remedy)
    return words


def small_talk(root: Node, sheet: Sheet) -> SmallTalk | None:
    """smaprat.yaml: replies, pointers and what is known to be out of scope."""
    fields = as_fields(root, "", sheet)
    if fields is None:
        return None
    fields.only(("smaprat", "vagvisare", "utanfor"))
    found: dict[str, Reply] = {}
    replies = _replies(fields, "smaprat", found)
    pointers = _replies(fields, "vagvisare", found)
    return SmallTalk(replies, pointers, tuple(text.value for text in fields.distinct_texts("utanfor")))


@cache
def general_talk() -> SmallTalk:
    """What comes with the program, whatever directory is used."""
    file = Path(__file__).parent / "smaprat.yaml"
    node, _ = read_yaml(file)
    return (small_talk(node, Sheet(file.name, [])) if node else None) or SmallTalk()


def _replies_with(general: tuple[Reply, ...], own: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The network's own first, so that a phrase in both is theirs."""
    phrases = {reply.id: reply.phrases for reply in general}
    named = {each.id: replace(each, phrases=(*each.phrases, *phrases.get(each.id, ()))) for each in own}
    return (*named.values(), *(reply for reply in general if reply.id not in named))


def _replies(fields: Fields, key: str, found: dict[str, Reply]) -> tuple[Reply, ...]:
    before = len(found)
    for each in fields.mappings(key):
        each.only(("id", "svar", "fraser"))
        name = each.name("id", _ID_REMEDY)
        answer = each.text("svar", ANSWER_LENGTH, "Skriv vad boten ska svara.", paragraphs=True)
        phrases = each.distinct_texts("fraser", "Skriv vad medlemmar skriver, en fras på varje rad.")
        if name and _is_new(name, "id", found, fields.sheet):
            found[name.value] = Reply(name.value, answer.value if answer else "", tuple(text.value for text in phrases))
    return tuple(found.values())[before:]

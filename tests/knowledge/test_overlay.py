"""What lies over the files: tips, edits and phrases are shown once, and the files win where they have caught up."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.features.answers import texts as answers_texts
from bot.knowledge import store
from bot.knowledge.overlay import Laid, Overlay, Phrase, lay_over, new_id
from bot.knowledge.values import Entry, Knowledge, Link, Theme
from bot.language.text import slug
from bot.storage.database import Database, open_database
from tests.stage.entries import put_entry, put_phrase

FIBER = Entry(
    "fiber", "teknik", "rekommendation", "Fiber till byn", "Byn grävde själv.", "Det tog två år.",
    ("Hur får vi fiber?", "Bredband i byn?"), ("bredband",), ("f2-teknik-01",), ("reko",), date(2018, 11, 6),
)  # fmt: skip
REKO = Entry("reko", "mat", "exempel", "REKO-ring", "Handla direkt av bonden.", reviewed=date(2018, 11, 6))
BASE = Knowledge((FIBER, REKO), (Theme("mat", "Mat"), Theme("teknik", "Teknik")))
TIP = Entry(
    "budrunda", "mat", "exempel", "Budrundan", "Varor körs hem.", questions=("Vem kör hem varor?",),
    reviewed=date(2026, 5, 1), contributor="Anna",
)  # fmt: skip
EDIT = replace(
    FIBER, title="Gräv fiber själva", questions=("Hur får vi fiber?",), keywords=(), sources=(), related=(),
    reviewed=date(2026, 5, 1),
)  # fmt: skip


def laid(*entries: Laid, phrases: tuple[Phrase, ...] = ()) -> Knowledge:
    """The base with entries and phrases over it."""
    return lay_over(BASE, entries, phrases)


def test_nothing_over_the_files_is_the_files() -> None:
    """The very same entries, so that nothing has to be matched anew."""
    whole = laid()
    assert whole == BASE
    assert all(new is old for new, old in zip(whole.entries, BASE.entries, strict=True))


def test_a_tip_comes_after_the_files_entries() -> None:
    """It is found by id and in its theme, and the files' own entries are untouched."""
    whole = laid(Laid(TIP, edit=False))
    assert whole.entries == (FIBER, REKO, TIP)
    assert whole.entry("budrunda") == TIP
    assert whole.entries_of("mat") == (REKO, TIP)


def test_a_tip_that_was_moved_into_the_files_is_shown_once() -> None:
    """As the files have it, since editors may have mended it there."""
    whole = laid(Laid(replace(TIP, id="reko"), edit=False))
    assert whole == BASE


def test_an_edit_stands_in_the_entrys_place() -> None:
    """With the sources, related entries and keywords that it leaves alone."""
    whole = laid(Laid(EDIT, edit=True))
    assert whole.entries == (replace(EDIT, sources=FIBER.sources, related=FIBER.related, keywords=("bredband",)), REKO)


def test_an_edit_keeps_what_the_entry_leads_to_and_renews_what_was_old() -> None:
    """Links and contact stay; the last day too, but for an edit made after it."""
    for last, kept in ((date(2026, 5, 1), date(2026, 5, 1)), (date(2026, 4, 30), None)):
        filed = replace(FIBER, links=(Link("Leader", "https://leadersverige.se"),), contact="Anna", valid_until=last)
        [whole, _] = lay_over(replace(BASE, entries=(filed, REKO)), [Laid(EDIT, edit=True)], []).entries
        assert (whole.title, whole.links, whole.contact) == (EDIT.title, filed.links, "Anna")
        assert whole.valid_until == kept


def test_an_edit_that_was_moved_into_the_files_gives_way_to_them() -> None:
    """The exported file says the edit's day; what editors then do to the file counts."""
    for day, wins in ((date(2026, 4, 30), True), (date(2026, 5, 1), False), (date(2026, 6, 1), False)):
        base = replace(BASE, entries=(replace(FIBER, reviewed=day),))
        assert (lay_over(base, [Laid(EDIT, edit=True)], []).entries[0].title == EDIT.title) is wins


def test_an_edit_of_an_entry_that_editors_removed_is_gone() -> None:
    """It is no tip, so it does not bring the entry back."""
    assert laid(Laid(replace(EDIT, id="borta"), edit=True)) == BASE


def test_a_learnt_phrase_is_a_question_of_its_entry() -> None:
    """Of an entry in the files as of a tip; one for an entry that does not exist is nothing."""
    phrases = (Phrase("reko", "köpa ägg av bonden"), Phrase("budrunda", "hemkörning"), Phrase("okänd", "vad"))
    whole = laid(Laid(TIP, edit=False), phrases=phrases)
    assert whole.entries[1].questions == ("köpa ägg av bonden",)
    assert whole.entries[2].questions == ("Vem kör hem varor?", "hemkörning")


def test_a_question_stands_in_one_entry_only() -> None:
    """The loader refuses anything else: the files keep theirs, and the newest phrase, which is given first, counts."""
    tip = replace(TIP, questions=("hur får vi FIBER?", "Vem kör hem varor?"))
    phrases = (Phrase("reko", "Ägg"), Phrase("budrunda", "ägg"), Phrase("reko", "vem kör hem varor?"))
    whole = laid(Laid(tip, edit=False), phrases=phrases)
    assert [entry.questions for entry in whole.entries] == [FIBER.questions, ("Ägg",), ("Vem kör hem varor?",)]


def test_a_tip_in_a_theme_that_is_gone_is_still_found_by_browsing() -> None:
    """The theme comes back, last."""
    whole = laid(Laid(replace(TIP, theme="kultur-och-fritid"), edit=False))
    assert whole.themes == (*BASE.themes, Theme("kultur-och-fritid", "Kultur och fritid"))


async def test_only_what_is_live_is_read(database: Database) -> None:
    """In the order in which it was approved, with the day and the name; a hidden tip is not shown."""
    await put_entry(database, "senare", day="2026-05-02", signature="Byalaget i Ålsta")
    await put_entry(database, "forst", day="2026-05-01", keywords=["bud"], questions=["Vem kör?"])
    await put_entry(database, "dold", status="hidden")
    read = await store.read(database)
    assert [each.entry.id for each in read.entries] == ["forst", "senare"]
    assert [each.entry.contributor for each in read.entries] == ["", "Byalaget i Ålsta"]
    assert read.entries[0].entry.reviewed == date(2026, 5, 1)
    assert (read.entries[0].entry.keywords, read.entries[0].entry.questions) == (("bud",), ("Vem kör?",))


async def test_phrases_are_read_from_the_newest(database: Database) -> None:
    """What a moderator links last counts."""
    await put_phrase(database, "a", "ägg", "2026-05-01")
    await put_phrase(database, "b", "ägg", "2026-05-02")
    assert (await store.read(database)).phrases == (Phrase("b", "ägg"), Phrase("a", "ägg"))


async def test_texts_are_made_such_that_the_loader_takes_them(database: Database) -> None:
    """Control characters go, lines are single, lengths are kept to, and a tip without words is not shown."""
    await put_entry(
        database,
        "tips",
        title="T" * 80,
        answer=" Rad\r\nett\x00\u2028\u202e " + "å" * 4000,
        questions=["Hur\n gör\tni?", " "],
    )
    await put_entry(database, "tom", answer="\u200b\x00 ")
    (only,) = (await store.read(database)).entries
    assert only.entry.title == "T" * 59 + "…"
    assert only.entry.answer.startswith("Rad\nett å")
    assert len(only.entry.answer) == 3500
    assert only.entry.questions == ("Hur gör ni?",)


async def test_a_database_that_is_not_open_can_be_read(tmp_path: Path) -> None:
    """As `export` does, while the bot may be at work."""
    opened = await open_database(tmp_path / "bot.db")
    await put_entry(opened, "tips")
    read = await store.read_file(tmp_path / "bot.db")
    await opened.close()
    assert [each.entry.id for each in read.entries] == ["tips"]


async def test_ids_are_never_used_again(database: Database) -> None:
    """A hidden entry keeps its id, since links to it lie in old messages."""
    await put_entry(database, "budrunda", status="hidden")
    assert await store.taken_ids(database) == {"budrunda"}
    assert new_id("Budrunda", await store.taken_ids(database)) == "budrunda-2"


@given(st.text(max_size=80), st.integers(1, 12))
def test_a_new_id_is_like_the_title_and_new(title: str, number: int) -> None:
    """Whatever the title and however many have it: a-z, 0-9 and hyphens, at most 40, and always another."""
    taken: list[str] = []
    for _ in range(number):
        taken.append(new_id(title, taken))
    assert len(set(taken)) == number
    assert taken[0] == (slug(title) or "tips")
    assert all(re.fullmatch("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", each) for each in taken)


def test_what_may_come_can_be_tried() -> None:
    """An overlay with one entry or phrase more; an entry with the same id is replaced."""
    first = Overlay().plus(Laid(TIP, edit=False))
    second = first.plus(Laid(replace(TIP, title="Ny"), edit=False)).taught(Phrase("reko", " ägg\n"))
    assert [each.entry.title for each in first.entries] == ["Budrundan"]
    assert [each.entry.title for each in second.entries] == ["Ny"]
    assert second.phrases == (Phrase("reko", "ägg"),)


def test_the_source_line_says_whose_tip_it_is() -> None:
    """By the name that the member chose or without one, and the day; other entries say what they said."""
    assert answers_texts.source_line(BASE, TIP) == "Tips från Anna, 1 maj 2026."
    assert answers_texts.source_line(BASE, replace(TIP, contributor="")) == "Tips från en medlem, 1 maj 2026."
    told = replace(TIP, contributor=None, origin="Bygdens tidning")
    assert answers_texts.source_line(BASE, told) == "Källa: Bygdens tidning, 1 maj 2026"
    assert answers_texts.source_line(BASE, REKO) == "Exempel. Granskat 6 november 2018."

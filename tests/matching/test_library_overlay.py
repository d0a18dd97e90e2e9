"""What is approved is answered at once: the matcher is extended rather than made anew, and answers the same."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from time import perf_counter

import numpy as np
import pytest

from bot.knowledge.directory import load
from bot.knowledge.overlay import Laid, Overlay
from bot.knowledge.values import Entry, Knowledge
from bot.matching import library as library_matching
from bot.matching.encoder import Remembering, VectorCache
from bot.matching.explain import explain
from bot.matching.library import Library
from bot.matching.matcher import Matcher
from bot.matching.text import words
from tests.matching.making import GramEncoder
from tests.stage.entries import warmed
from tests.stage.paths import KNOWLEDGE

SHIPPED = KNOWLEDGE
ASKED = "vem kör budrunda med varor hem"
TIP = Entry(
    "torpstickan", "mat", "exempel", "Torpstickan kör varor hem",
    "I Ålsta har byalaget ordnat en budrunda som heter Torpstickan. Varje torsdag körs varor hem till folk.",
    contributor="",
)  # fmt: skip
OVER = Overlay().plus(Laid(TIP, edit=False))
LIMIT = 1.0  # seconds from approval to searchable
LARGE = 10_000


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[Library]:
    """The shipped knowledge, compared by words."""
    copytree(SHIPPED, tmp_path / "knowledge")
    opened = Library(tmp_path / "knowledge", None, None)
    yield opened
    await opened.close()


@pytest.fixture
async def warm(tmp_path: Path) -> AsyncIterator[tuple[Library, GramEncoder]]:
    """The shipped knowledge, compared by meaning too."""
    encoder = GramEncoder()
    opened = Library(SHIPPED, encoder, VectorCache(tmp_path / "v.db"))
    opened.start_warming()
    await warmed(opened)
    yield opened, encoder
    await opened.close()


def questions() -> list[str]:
    """One for each entry of the shipped knowledge, and two about the tip."""
    return [*(entry.questions[0] for entry in load(SHIPPED).entries), ASKED, "torpstickn"]


async def test_a_tip_is_answered_after_refresh_and_no_longer_when_it_is_hidden(made: Library) -> None:
    """Remembered results go with the knowledge; without the tip everything is as before."""
    before = await made.ask(ASKED)
    assert before.outcome != "answer"
    await made.refresh(OVER)
    found = await made.ask(ASKED)
    assert (found.outcome, found.hits[0].entry) == ("answer", TIP)
    assert made.knowledge.entry("torpstickan") == TIP
    await made.refresh(Overlay())
    assert await made.ask(ASKED) == before
    assert made.base is made.knowledge or made.base == made.knowledge


async def test_an_edit_shows_the_new_text_only(made: Library) -> None:
    """Once, in the place of the old one."""
    old = made.base.entries[0]
    await made.refresh(Overlay().plus(Laid(replace(old, answer="Nytt svar.", reviewed=TIP.reviewed), edit=True)))
    found = [hit.entry.answer for hit in (await made.ask(old.questions[0])).hits if hit.entry.id == old.id]
    assert found == ["Nytt svar."]


async def test_meaning_is_in_use_at_once(warm: tuple[Library, GramEncoder]) -> None:
    """Only the tip's own phrases are encoded; the matcher has vectors for all."""
    library, encoder = warm
    encoder.encoded.clear()
    await library.refresh(OVER)
    assert encoder.encoded == [TIP.title, TIP.answer]
    assert library.matcher.semantic is not None
    assert (await library.ask(ASKED)).hits[0].entry == TIP


@pytest.mark.parametrize("semantic", [False, True])
def test_an_extended_matcher_ranks_as_one_made_anew(tmp_path: Path, semantic: bool) -> None:
    """With an entry more, one fewer and one changed: the same first hits, and nearly the same confidence."""
    base = load(SHIPPED)
    edited = replace(base.entries[3], questions=(*base.entries[3].questions, "elda med kottar"))
    whole = replace(base, entries=(*base.entries[1:3], edited, *base.entries[4:], TIP))
    encoder = GramEncoder() if semantic else None
    cache = VectorCache(tmp_path / "v.db") if semantic else None
    anew = Matcher(whole, encoder, cache)
    extended = Matcher(base, encoder, cache).extended(whole.entries)
    assert set(extended.entries) == set(anew.entries)
    for question in [*questions()[1::4], "elda med kottar"]:
        one, other = extended.match(question), anew.match(question)
        assert one.hits[0].entry == other.hits[0].entry
        assert one.confidence == pytest.approx(other.confidence, abs=0.03)


def test_a_matcher_extended_twice_is_as_one_extended_once() -> None:
    """Also when the second takes back part of the first."""
    base = load(SHIPPED)
    matcher = Matcher(base)
    other = replace(TIP, id="annan", title="Annat tips", answer="Kottar eldas i pannan.")
    twice = matcher.extended((*base.entries, TIP, other)).extended((*base.entries, TIP))
    once = matcher.extended((*base.entries, TIP))
    assert [twice.match(each).hits[0] for each in questions()] == [once.match(each).hits[0] for each in questions()]


def test_an_unchanged_matcher_answers_to_the_letter_the_same() -> None:
    """And a matcher with an extension leaves the one that it was made of alone."""
    base = load(SHIPPED)
    matcher = Matcher(base)
    before = [matcher.match(each) for each in questions()]
    assert [matcher.extended(base.entries).match(each) for each in questions()] == before
    matcher.extended((*base.entries, TIP)).match(ASKED)
    assert [matcher.match(each) for each in questions()] == before


def test_why_is_told_of_an_added_entry_too() -> None:
    """Its shared words and its rank."""
    base = load(SHIPPED)
    lines = "\n".join(explain(Matcher(base).extended((*base.entries, TIP)), ASKED))
    assert "1. Torpstickan kör varor hem" in lines
    assert "budrunda" in lines


async def test_what_lies_over_the_files_stays_after_a_reload(made: Library) -> None:
    """The files are read again; a tip that has been moved there is theirs."""
    await made.refresh(OVER)
    await made.reload()
    assert (await made.ask(ASKED)).hits[0].entry == TIP


async def test_the_newest_refresh_counts(made: Library) -> None:
    """However many run at once, and with a reload among them; each returns when it or a newer one is in use."""
    overlays = [Overlay().plus(Laid(replace(TIP, title=f"Tips {number}"), edit=False)) for number in range(8)]

    async def refresh(number: int) -> None:
        await made.refresh(overlays[number])
        shown = made.knowledge.entry("torpstickan")
        assert shown is not None
        assert int(shown.title.removeprefix("Tips ")) >= number

    await asyncio.gather(*(refresh(number) for number in range(8)), made.reload())
    assert made.overlay is overlays[-1]
    shown = made.knowledge.entry("torpstickan")
    assert shown is not None
    assert shown.title == "Tips 7"
    assert made.matcher.match(ASKED).hits[0].entry == shown


async def test_a_refresh_during_warming_is_kept(tmp_path: Path) -> None:
    """The vectors that come are those of the files, and the tip gets its own."""
    library = Library(SHIPPED, GramEncoder(), VectorCache(tmp_path / "v.db"))
    library.start_warming()
    await asyncio.sleep(0)
    await library.refresh(OVER)
    await warmed(library)
    assert library.matcher.semantic is not None
    assert (await library.ask(ASKED)).hits[0].entry == TIP
    await library.close()


async def test_many_changes_are_made_whole_in_the_background(
    warm: tuple[Library, GramEncoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are in use at once by extension, and a matcher made in full takes over, with all vectors."""
    library, _ = warm
    monkeypatch.setattr(library_matching, "WORTH_WARMING", 3)
    tips = (replace(TIP, id=f"tips-{number}", title=f"Tips {number}") for number in range(5))
    await library.refresh(Overlay(tuple(Laid(tip, edit=False) for tip in tips)))
    assert set(library.matcher.entries) == set(library.knowledge.entries)
    await warmed(library)
    assert library.matcher.entries == library.knowledge.entries
    assert library.matcher.semantic is not None


async def test_a_flood_of_changes_has_a_new_matcher_made(
    warm: tuple[Library, GramEncoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As at the start with a full database: by words first, then by meaning."""
    library, _ = warm
    monkeypatch.setattr(library_matching, "MOST_EXTENDED", 3)
    tips = (replace(TIP, id=f"tips-{number}", title=f"Tips {number}") for number in range(5))
    await library.refresh(Overlay(tuple(Laid(tip, edit=False) for tip in tips)))
    assert library.matcher.entries == library.knowledge.entries
    library.start_warming()
    await warmed(library)
    assert library.matcher.semantic is not None


async def test_a_replay_tells_which_questions_get_another_first_answer(made: Library) -> None:
    """Before and after, without taking anything into use."""
    told = await made.replay([ASKED, "hur startar vi en REKO-ring"], OVER)
    (change,) = told.changes
    assert (change.question, change.after) == (ASKED, TIP)
    assert change.before is None or change.before.id != TIP.id
    assert told.asked == 2
    assert made.knowledge == made.base
    assert (await made.replay([ASKED], Overlay())).changes == ()


async def test_an_item_tells_which_unanswered_questions_it_would_answer(made: Library) -> None:
    """The matcher in reverse, for a tip that is not approved."""
    assert await made.would_answer(TIP, [ASKED, "elda kottar", "torpstickan"]) == (ASKED, "torpstickan")


def test_a_question_is_encoded_once() -> None:
    """However many matchers ask for it."""
    encoder = GramEncoder()
    remembering = Remembering(encoder)
    assert remembering.encode("a") is remembering.encode("a")
    assert (encoder.encoded, remembering.name, remembering.dim) == (["a"], "grams", 64)


@pytest.mark.parametrize("over", [0])
async def test_an_approval_among_ten_thousand_entries_is_searchable_within_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: int
) -> None:
    """Whether they stand in the files or lie over them."""
    many = _many(LARGE)
    base = Knowledge(many[over:])
    monkeypatch.setattr(library_matching, "load", lambda _: base)
    library = Library(tmp_path, None, None)
    lying = Overlay(tuple(Laid(entry, edit=False) for entry in many[:over]))
    await library.refresh(lying)
    began = perf_counter()
    await library.refresh(lying.plus(Laid(TIP, edit=False)))
    took = perf_counter() - began
    assert (await library.ask(ASKED)).hits[0].entry == TIP
    await library.close()
    assert took < LIMIT


def _many(number: int) -> tuple[Entry, ...]:
    """Bare entries of some 200 letters, each with words of its own."""
    chance = np.random.default_rng(1)
    known = sorted({word for entry in load(SHIPPED).entries for word in words(entry.answer)})
    answers = (" ".join(chance.choice(known, 30)) + f" ort{each}by" for each in range(number))
    return tuple(Entry(f"e{each}", "mat", "exempel", text[:60], text) for each, text in enumerate(answers))

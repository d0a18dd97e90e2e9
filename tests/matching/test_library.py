"""The knowledge in use: answers at once, swapped whole, and the event loop is free meanwhile."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from itertools import chain
from pathlib import Path

import pytest

from bot.knowledge.directory import load
from bot.knowledge.values import KnowledgeFaults
from bot.matching.emergencies import learnt_from
from bot.matching.encoder import Vector, VectorCache
from bot.matching.library import MOST_REMEMBERED, Library
from bot.matching.small_talk import outside_texts
from tests.matching.making import GramEncoder
from tests.stage.entries import warmed
from tests.stage.paths import KNOWLEDGE

SHIPPED = KNOWLEDGE
FIBER = """\
tema: mat
poster:
  - id: fiber
    svar: Byn grävde ner bredband själv.
    frågor: [Hur får vi fiber?, Är internet långsamt hos er?]
"""


class Gated(GramEncoder):
    """Encodes nothing before it is let to."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def encode(self, text: str) -> Vector:
        self.gate.wait(10)
        return super().encode(text)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A knowledge of one theme with one entry."""
    made = tmp_path / "knowledge"
    made.mkdir()
    (made / "teman.yaml").write_text("teman:\n  - {id: mat, namn: Mat}\n", encoding="utf-8")
    (made / "mat.yaml").write_text(FIBER, encoding="utf-8")
    return made


@pytest.fixture
def encoder() -> Iterator[Gated]:
    """Its gate is opened at the end, so that no thread is left waiting."""
    made = Gated()
    yield made
    made.gate.set()


@pytest.fixture
async def library(directory: Path, encoder: Gated, tmp_path: Path) -> AsyncIterator[Library]:
    """Over the small knowledge, not yet warmed."""
    made = Library(directory, encoder, VectorCache(tmp_path / "v.db"))
    yield made
    encoder.gate.set()
    await made.close()


def rewrite(directory: Path, old: str, new: str) -> None:
    """An editor changes the theme file."""
    (directory / "mat.yaml").write_text(FIBER.replace(old, new), encoding="utf-8")


def knows_meaning(library: Library) -> bool:
    """Whether vectors are in use."""
    return library.matcher.semantic is not None


async def test_questions_are_answered_from_words_until_vectors_are_ready(library: Library, encoder: Gated) -> None:
    """Nobody waits for the encoder; when it is done, meaning is in use for the same question too."""
    library.start_warming()
    early = await library.ask("bredband")
    assert not knows_meaning(library)
    assert early.hits[0].entry.id == "fiber"
    encoder.gate.set()
    await warmed(library)
    assert knows_meaning(library)
    assert (await library.ask("bredband")).hits[0].score != early.hits[0].score


async def test_a_repeated_question_is_not_matched_again(library: Library) -> None:
    """However it is spaced; another question is another."""
    first = await library.ask("bredband")
    assert await library.ask("  bredband ") is first
    assert await library.ask("bredband?") is not first


async def test_remembered_results_go_with_the_knowledge(library: Library, directory: Path) -> None:
    """After a reload the same question has the new answer."""
    old = await library.ask("bredband")
    rewrite(directory, "grävde ner", "köpte")
    assert (await library.reload()).entries[0].answer == "Byn köpte bredband själv."
    new = await library.ask("bredband")
    assert (old.hits[0].entry.answer, new.hits[0].entry.answer) == (
        "Byn grävde ner bredband själv.",
        "Byn köpte bredband själv.",
    )


async def test_not_more_is_remembered_than_fits(library: Library) -> None:
    """A flood of different questions does not grow the memory without end; the oldest go first."""
    first = await library.ask("fråga")
    for number in range(MOST_REMEMBERED):
        await library.ask(f"fråga {number}")
    assert await library.ask("fråga") is not first
    assert await library.ask("fråga 1999") is await library.ask("fråga 1999")


@pytest.mark.parametrize("fault", ["id: Fiber!", "id: fiber\n    \tid: fiber", "id: fiber\n    okänt: ja"])
async def test_a_reload_with_faults_keeps_the_old_knowledge(library: Library, directory: Path, fault: str) -> None:
    """The faults are told, and members notice nothing."""
    before, answer = library.knowledge, await library.ask("bredband")
    rewrite(directory, "id: fiber", fault)
    with pytest.raises(KnowledgeFaults):
        await library.reload()
    assert library.knowledge is before
    assert await library.ask("bredband") is answer


async def test_faults_at_the_start_stop_it(directory: Path) -> None:
    """There is no old knowledge to fall back on."""
    rewrite(directory, "id: fiber", "id: Fiber!")
    with pytest.raises(KnowledgeFaults):
        Library(directory, None, None)


async def test_vectors_of_an_older_knowledge_are_not_taken_into_use(
    library: Library, encoder: Gated, directory: Path
) -> None:
    """A reload in mid-warming cancels it; what is warmed is the new knowledge."""
    library.start_warming()
    await asyncio.sleep(0.05)
    rewrite(directory, "grävde ner", "köpte")
    await library.reload()
    encoder.gate.set()
    await warmed(library)
    assert library.knowledge.entries[0].answer == "Byn köpte bredband själv."
    assert knows_meaning(library)
    assert library.matcher.entries == library.knowledge.entries


async def test_closing_in_mid_warming_ends_at_once(directory: Path, encoder: Gated, tmp_path: Path) -> None:
    """A stop does not wait for a minute of encoding, and questions asked just before are still answered."""
    library = Library(directory, encoder, VectorCache(tmp_path / "v.db"))
    library.start_warming()
    asked = asyncio.create_task(library.ask("bredband"))
    await asyncio.sleep(0)
    async with asyncio.timeout(2):
        await library.close()
    encoder.gate.set()
    assert (await asked).hits


async def test_work_on_an_older_knowledge_is_given_up_within_one_text(library: Library, encoder: Gated) -> None:
    """A reload or a stop in mid-warming leaves no thread behind that encodes a thousand phrases for nobody."""
    library.start_warming()
    await asyncio.sleep(0.05)
    library.start_warming()
    await asyncio.sleep(0.05)
    encoder.gate.set()
    await warmed(library)
    before = len(encoder.encoded)
    await asyncio.sleep(0.05)
    wanted = {*library.matcher.phrases.texts, *outside_texts(library.knowledge)[0], *chain(*learnt_from())}
    assert len(encoder.encoded) == before
    assert before - len(wanted) in {0, 1}


async def test_without_an_encoder_warming_is_nothing(directory: Path) -> None:
    """The bot works from words alone."""
    library = Library(directory, None, None)
    library.start_warming()
    await warmed(library)
    assert (await library.ask("bredband")).hits
    await library.close()


def test_the_shipped_knowledge_is_whole() -> None:
    """What the tests above copy loads without faults."""
    assert load(SHIPPED).entries

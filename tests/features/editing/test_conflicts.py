"""An answer is changed in the chat and in its file: what editors did not touch stays, else moderators see both."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.features.editing import texts
from bot.features.moderation.texts import decisions as decisions_texts
from bot.matching.library import Library
from bot.storage.clock import now
from tests.conftest import Stage
from tests.stage.editing import ENTRY, in_use, last, published, tap
from tests.stage.queue import cards

FILE = f"""\
tema: service
poster:
  - id: {ENTRY}
    titel: Byn har en buss
    svar: Bussen går på måndagar.
    frågor: [hur går bussen, när går bussen]
    granskad: 2018-11-06
  - id: kiosk
    titel: Byn har en kiosk
    svar: Kiosken säljer glass.
    frågor: [var köper jag glass]
"""
OURS, THEIRS = "Bussen går numera på tisdagar.", "Bussen går numera på söndagar."


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A small knowledge that a test may change."""
    (tmp_path / "service.yaml").write_text(FILE, "utf-8")
    return tmp_path


@pytest.fixture
def library(directory: Path) -> Iterator[Library]:
    """The bot on stage reads it."""
    opened = Library(directory, None, None)
    yield opened
    asyncio.run(opened.close())


async def refile(desk: Stage, directory: Path, old: str, new: str) -> None:
    """An editor changes the entry in its file, and the bot reads it again."""
    file = directory / "service.yaml"
    head, mark, tail = file.read_text("utf-8").partition(f"  - id: {ENTRY}\n")
    assert old in tail
    file.write_text(head + mark + tail.replace(old, new, 1), "utf-8")
    await desk.services.reload()
    await desk.settled()


def answer(desk: Stage) -> str:
    """What members read."""
    entry = in_use(desk)
    assert entry is not None
    return entry.answer


def granskad(desk: Stage) -> str:
    """The line with the day of the file's review."""
    filed = desk.services.library.base.entry(ENTRY)
    assert filed is not None
    return f"granskad: {filed.reviewed}"


async def test_a_change_of_the_same_day_as_the_files_review_counts(desk: Stage, directory: Path) -> None:
    """The file reads as it did when it was changed over it, so nothing has gone past it."""
    await refile(desk, directory, granskad(desk), f"granskad: {now().date()}")
    await published(desk, f"svar: {OURS}")
    assert answer(desk) == OURS
    await desk.services.reload()
    assert answer(desk) == OURS


async def test_both_are_shown_when_the_file_has_been_changed_since(desk: Stage, directory: Path) -> None:
    """Members get the file's; moderators see both on one card, and their own counts again when they say so."""
    before = answer(desk)
    await published(desk, f"svar: {OURS}")
    await refile(desk, directory, f"svar: {before}", f"svar: {THEIRS}")
    assert answer(desk).startswith(THEIRS)
    card = last(desk, decisions_texts.KEEP_FILE).text
    assert card.startswith(decisions_texts.OVERTAKEN)
    assert THEIRS in card
    assert f"+ {OURS}" in card
    await tap(desk, "Godkänn")
    await tap(desk, "Publicera")
    assert answer(desk) == OURS
    await desk.services.reload()
    await desk.settled()
    assert answer(desk) == OURS
    assert sum(each.text.startswith(decisions_texts.OVERTAKEN) for each in cards(desk)) == 1


async def test_the_files_text_is_kept_with_one_press(desk: Stage, directory: Path) -> None:
    """It is not asked again."""
    before = answer(desk)
    await published(desk, f"svar: {OURS}")
    await refile(desk, directory, f"svar: {before}", f"svar: {THEIRS}")
    await tap(desk, decisions_texts.KEEP_FILE)
    assert answer(desk).startswith(THEIRS)
    await desk.services.reload()
    await desk.settled()
    assert sum(each.text.startswith(decisions_texts.OVERTAKEN) for each in cards(desk)) == 1


async def test_what_has_been_moved_into_the_file_is_no_conflict(desk: Stage, directory: Path) -> None:
    """The file says what was said in the chat."""
    before = answer(desk)
    await published(desk, f"svar: {OURS}")
    await refile(desk, directory, f"svar: {before}", f"svar: {OURS}")
    assert answer(desk) == OURS
    assert not any(each.text.startswith(decisions_texts.OVERTAKEN) for each in cards(desk))
    assert "ändrat på två håll" in texts.overtaken("Bussen", None)

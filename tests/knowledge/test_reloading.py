"""Editors change the files while the bot runs: taken into use whole, or not at all."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import app
from bot.features.meetings.store import meetings
from bot.features.roles import store as roles_store
from bot.matching.library import Library
from bot.simulator.model import Message
from tests.conftest import Stage
from tests.stage.paths import KNOWLEDGE

BROKEN = "tema: mat\nposter:\n  - id: Ny Ost\n    typ: sägen\n    titel: Ost & <bröd>\n"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A copy of the knowledge that a test may change."""
    return Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))


@pytest.fixture
def library(directory: Path) -> Iterator[Library]:
    """The bot on stage reads the copy."""
    opened = Library(directory, None, None)
    yield opened
    asyncio.run(opened.close())


async def ladda(stage: Stage) -> list[Message]:
    """A moderator sends /ladda in the bound group."""
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    return await stage.say("/ladda", stage.village.moderators, stage.village.organiser)


def retitle(directory: Path, old: str, new: str) -> None:
    """An editor changes a title."""
    for file in directory.glob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace(f"titel: {old}", f"titel: {new}"), encoding="utf-8")


async def test_changed_files_are_used_after_ladda(stage: Stage, directory: Path) -> None:
    """A new title is shown at once, without a restart, also for a question asked before."""
    await stage.say("hur ordnar vi samåkning")
    retitle(directory, "En app för samåkning", "Åk ihop med en app")
    [report] = await ladda(stage)
    assert report.text.startswith("Klart.")
    [answer] = await stage.say("hur ordnar vi samåkning")
    assert answer.text.startswith("Åk ihop med en app")


@pytest.mark.parametrize("signalled", [True, False])
async def test_a_meetings_new_name_is_known_however_the_files_are_read(
    stage: Stage, directory: Path, signalled: bool
) -> None:
    """What is kept in the database of the files follows them, after SIGHUP and after /ladda alike."""
    file = directory / "kallor.yaml"
    words = file.read_text(encoding="utf-8").replace("namn: Landsbygdsnätverkets digitala", "namn: Vår digitala")
    file.write_text(words, encoding="utf-8")
    await (app.reload(stage.bot) if signalled else ladda(stage))
    [meeting] = await meetings.all_meetings(stage.services.database)
    assert meeting.name == "Vår digitala nätverksträff"


async def test_broken_files_leave_the_old_knowledge_and_name_file_and_line(stage: Stage, directory: Path) -> None:
    """Moderators read which file and line; members go on getting answers."""
    (directory / "ny.yaml").write_text(BROKEN, encoding="utf-8")
    [report] = await ladda(stage)
    assert "Den gamla kunskapen gäller" in report.text
    assert "ny.yaml" in report.text
    [answer] = await stage.say("hur ordnar vi samåkning")
    assert answer.text.startswith("En app för samåkning")


async def test_many_faults_fit_into_messages(stage: Stage, directory: Path) -> None:
    """Hundreds of faults are cut short, with the way to see them all."""
    entry = "  - id: {}\n    typ: '" + "&" * 300 + "'\n"
    many = "".join(entry.format(f"e-{number}") for number in range(100))
    (directory / "ny.yaml").write_text(f"tema: mat\nposter:\n{many}", encoding="utf-8")
    reports = await ladda(stage)
    assert "fel till" in reports[-1].text
    assert all(len(each.text) <= 4096 for each in reports)


async def test_a_signal_reads_the_files_and_tells_the_moderators_of_faults(stage: Stage, directory: Path) -> None:
    """SIGHUP does what /ladda does; faults are told in the moderators' chat, success is quiet."""
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    await app.reload(stage.bot)
    assert stage.simulator.sent(stage.village.moderators) == []
    (directory / "ny.yaml").write_text(BROKEN, encoding="utf-8")
    await app.reload(stage.bot)
    assert "ny.yaml" in stage.simulator.sent(stage.village.moderators)[-1].text


async def test_a_signal_is_survived_when_the_moderators_have_thrown_the_bot_out(stage: Stage, directory: Path) -> None:
    """Nobody can be told, and the bot goes on."""
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    stage.simulator.rooms.remove_bot(stage.village.moderators)
    (directory / "ny.yaml").write_text(BROKEN, encoding="utf-8")
    await app.reload(stage.bot)
    assert await stage.say("reko")

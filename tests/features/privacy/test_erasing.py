"""/integritet, /minadata and /glom, and what is left in the files afterwards: nothing."""

import asyncio
import json
import re
from pathlib import Path
from typing import Final

import pytest

from bot.features.moderation.rules import Approve, Decline
from bot.features.moderation.values import Proposal
from bot.features.privacy.texts import data as texts
from bot.features.privacy.texts import periods
from bot.features.roles import store as roles_store
from bot.features.unanswered.store import waiters
from bot.settings.archive import Archive
from bot.simulator.model import User
from bot.storage import copies
from bot.storage.retention import PERIODS
from tests.conftest import Stage
from tests.stage.queue import send_in
from tests.stage.tips import decided
from tests.storage.test_personal import MARK, traces_in

WORDS: Final = "Märkta ord om bastun"


async def file_of(stage: Stage) -> Path:
    """The database's."""
    file = await stage.database.file()
    assert file is not None
    return file


@pytest.fixture
async def mia(desk: Stage) -> User:
    """A member whose id, name and username are marked; she has used most of what there is, and a copy is made."""
    user = desk.simulator.world.add_user("Märkta", "Mia", username="Märkta_mia", user_id=MARK)
    chat = desk.simulator.world.private(user)
    for words in ("/start", "hur ordnar vi samåkning", "xyzzy plugh", "/prenumerera", "/tips", WORDS):
        await desk.say(words, chat, user)
    database = desk.database
    await send_in(desk, f"{WORDS}, som väntar", author=user)
    declined = await send_in(desk, f"{WORDS}, som avslås", author=user)
    await decided(desk, declined, Decline(None, "Märkta är inte lämplig"))
    published = await send_in(desk, f"{WORDS}, som publiceras", author=user)
    await database.execute("UPDATE items SET signature = 'Märkta Mia' WHERE id = ?", (published.id,))
    await decided(desk, published, Approve(Proposal("Bastun", "Vi har en bastu.", "mat"), "bastun"))
    await waiters.wait(database, MARK, MARK, f"{WORDS}?")
    await roles_store.add_organiser(database, MARK, "Märkta Mia", 1)
    file = await file_of(desk)
    copies.back_up(file, file.with_name("kopia.db"))
    copies.note(file, file.with_name("kopia.db"))
    return user


async def forgotten(stage: Stage, user: User) -> str:
    """She asks to be forgotten and means it; what she was shown first."""
    chat = stage.simulator.world.private(user)
    [shown] = await stage.say("/glom", chat, user)
    await stage.after(stage.simulator.people.press(user, shown, texts.REALLY))
    async with asyncio.timeout(20):
        while await stage.database.rows("SELECT 1 FROM chores"):  # noqa: ASYNC110 - no event of ours says so
            await asyncio.sleep(0.02)
    await stage.settled()
    return shown.text


async def test_neither_the_file_nor_its_wal_nor_the_newest_copy_has_her(desk: Stage, mia: User) -> None:
    """Her id, her name and her words were in all of them; what is published stays without her."""
    file = await file_of(desk)
    copy = file.with_name("kopia.db")
    assert len({each.partition(":")[0] for each in traces_in(file, copy)}) >= 2
    await forgotten(desk, mia)
    assert traces_in(file, copy) == []
    assert desk.simulator.sent(desk.simulator.world.private(mia))[-1].text.startswith("Klart.")
    entry = desk.services.library.knowledge.entry("bastun")
    assert (entry is not None, entry and entry.answer, entry and entry.contributor) == (True, "Vi har en bastu.", "")


async def test_the_preview_says_what_goes_and_what_stays(desk: Stage, mia: User) -> None:
    """By what it is and how many; one tip of three is published."""
    shown = await forgotten(desk, mia)
    goes, _, stays = shown.partition("blir kvar")
    assert "Det du har skickat till moderatorerna (2)" in goes
    for words in ("Din prenumeration", "Frågor du väntar på", "arrangör", "Det du har börjat skriva"):
        assert words in goes
    assert "publicerat (1)" in stays
    assert "så länge du är med i moderatorernas grupp" in stays


async def test_cards_show_that_the_words_are_gone(desk: Stage, mia: User) -> None:
    """Every copy in the moderators' chat is shown anew."""
    await forgotten(desk, mia)
    shown = [desk.now(each).text for each in desk.simulator.sent(desk.village.moderators)]
    assert [each for each in shown if "Märkta" in each] == []
    assert sum("Texten är borttagen" in each for each in shown) == 2


async def test_who_says_no_keeps_everything(desk: Stage, mia: User) -> None:
    """Nothing is touched."""
    chat = desk.simulator.world.private(mia)
    [shown] = await desk.say("/glom", chat, mia)
    await desk.after(desk.simulator.people.press(mia, shown, texts.KEEP))
    assert desk.now(shown).text == texts.NOTHING_ERASED
    assert len(await desk.database.rows("SELECT 1 FROM items WHERE author_id = ?", (MARK,))) == 3


async def test_an_old_preview_is_shown_anew(desk: Stage, mia: User) -> None:
    """What it says may be wrong by now."""
    chat = desk.simulator.world.private(mia)
    [shown] = await desk.say("/glom", chat, mia)
    await desk.after(desk.simulator.people.forge_press(mia, shown, "p:erase:1"))
    assert desk.now(shown).text.startswith("Det här tas bort")
    assert await desk.database.rows("SELECT 1 FROM chores") == []


async def test_an_authority_keeps_what_it_must_beside_the_database(desk: Stage, mia: User) -> None:
    """A file for its owner only, with what was erased."""
    desk.services.kept[Archive] = Archive(is_kept=True)
    assert texts.ARCHIVED in await forgotten(desk, mia)
    file = await file_of(desk)
    [kept] = file.parent.glob("*-bevarat-*.json")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert WORDS in str(json.loads(kept.read_bytes())["uppgifter"]["items.author_id"])
    assert str(MARK) not in kept.name


async def test_everything_is_told_to_read_and_as_a_document(desk: Stage, mia: User) -> None:
    """Her own words and nobody else's; in a group she is shown the way."""
    await send_in(desk, "Gretas egna ord")
    chat = desk.simulator.world.private(mia)
    sent, page = await desk.say("/minadata", chat, mia)
    assert f"{WORDS}, som väntar" in page.text
    assert "Gretas" not in page.text
    assert not re.search(r"\d{4}-\d\d-\d\dT|\b(tip|question|waiting|sent|received|submit)\b|\bp:", page.text)
    assert re.search(r"\bväntar\b.*\d{4} kl\. \d\d\.\d\d", page.text)
    found = json.loads(desk.simulator.world.files[sent.content["document"]["file_id"]].content)
    assert found["konto"] == MARK
    assert "waiters.user_id" in found["uppgifter"]


async def test_the_privacy_page_says_who_is_responsible(desk: Stage) -> None:
    """Name and contact, from the network's profile."""
    whose = desk.services.library.knowledge.profile
    [page] = await desk.say("/integritet")
    assert f"Ansvarig: {whose.responsible}. Kontakt: {whose.contact}." in page.text
    assert page.text.index("Ansvarig") < page.text.index("Allt som sparas")


async def test_the_first_tip_says_what_becomes_of_it(stage: Stage) -> None:
    """Once: whoever has sent something knows."""
    [first] = await stage.say("/tips")
    assert "tillsammans med ditt konto" in first.text
    assert (
        [each["text"] for row in first.rows for each in row][-1] == texts.READ_MORE if hasattr(first, "rows") else True
    )
    await stage.say("Avbryt")
    await send_in(stage)
    [again] = await stage.say("/tips")
    assert "tillsammans med ditt konto" not in again.text


def test_the_readme_has_the_periods_that_the_code_keeps() -> None:
    """One table, from one place."""
    assert periods.table() in Path("README.md").read_text(encoding="utf-8")
    assert set(periods.KEPT) == set(PERIODS)

"""What the morning brings up: answers past their last day, and answers that members are dissatisfied with."""

import shutil
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.features.answers import store as answers_store
from bot.features.answers import texts as answers_texts
from bot.features.moderation.worker import reminder
from bot.features.roles import store as roles_store
from bot.knowledge.values import Entry
from bot.matching.library import Library
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from bot.storage.clock import now, stamp
from tests.conftest import Stage, performed
from tests.stage.outbox import of_item
from tests.stage.paths import KNOWLEDGE
from tests.stage.queue import cards, press

ENTRY = "lokalbuss"
LAST_DAY = date(2020, 12, 31)


@pytest.fixture
async def dated(tmp_path: Path) -> AsyncIterator[Stage]:
    """The village with a knowledge in which one entry was to hold to a day that has passed."""
    directory = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    for path in directory.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"id: {ENTRY}\n", f"id: {ENTRY}\n    gäller_till: {LAST_DAY}\n"), encoding="utf-8")
    simulator = Simulator()
    village, library = build_village(simulator), Library(directory, None, None)
    simulator.people.start(village.pensioner)
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        made = Stage(simulator, village, bot)
        await roles_store.set_chat(made.services.database, village.moderators.id)
        await made.settled()
        yield made
    await library.close()


def entry(desk: Stage) -> Entry:
    """The one that may be old."""
    found = desk.services.library.knowledge.entry(ENTRY)
    assert found is not None
    return found


async def morning(desk: Stage, days: int = 0) -> list[str]:
    """What comes to the moderators at half past eight, so many days from now."""
    before = len(cards(desk))
    await desk.services.database.execute("DELETE FROM daily WHERE name = ?", (reminder.NAME,))
    await reminder.remind(desk.bot.application.bot, desk.services, now() + timedelta(days=days))
    await desk.settled()
    return [each.text for each in cards(desk)[before:]]


async def judged(desk: Stage, bad: int, good: int = 0, days_ago: int = 0) -> Entry:
    """Members have judged the first entry."""
    entry = desk.services.library.knowledge.entries[0]
    for number in range(bad + good):
        await answers_store.judge(desk.services.database, f"{days_ago}-{number}", entry.id, good=number >= bad)
    await desk.services.database.execute(
        "UPDATE feedback SET given_at = ? WHERE token LIKE ?",
        (stamp(now() - timedelta(days=days_ago)), f"{days_ago}-%"),
    )
    return entry


async def test_an_answer_that_sinks_is_told_in_the_morning(desk: Stage) -> None:
    """By its title and thumbs, though nothing waits."""
    entry = await judged(desk, 3, 1)
    [line] = await morning(desk)
    assert line == (
        f"Tummarna sjunker för ”{entry.title}” (3 ner, 1 upp), räknat på 30 dagar. Skriv /betyg så ser du varför."
    )


@pytest.mark.parametrize(("bad", "good", "days_ago"), [(2, 0, 0), (3, 3, 0), (5, 0, 2), (5, 0, 40)])
async def test_what_does_not_sink_is_not_told(desk: Stage, bad: int, good: int, days_ago: int) -> None:
    """Few thumbs down, as many up, and those of earlier days, which have been told."""
    await judged(desk, bad, good, days_ago)
    assert await morning(desk) == []


async def test_an_answer_past_its_day_comes_to_the_queue_once(dated: Stage) -> None:
    """With its text; pressed "Stämmer" it is as it was, without the doubt, and nobody is thanked."""
    told = await morning(dated)
    assert any("gällde till 31 december 2020" in each for each in told)
    [card] = [each for each in cards(dated) if each.text.startswith("Kan vara gammalt")]
    assert entry(dated).answer[:60] in card.text
    await morning(dated, 1)
    assert sum("Kan vara gammalt" in each.text for each in cards(dated)) == 1
    before = entry(dated)
    await press(dated, dated.village.officer, "Stämmer", card)
    assert (entry(dated).answer, entry(dated).valid_until) == (before.answer, None)
    answer = (await dated.say("/start k_lokalbuss"))[-1]
    assert answers_texts.MAY_BE_OLD.partition(".")[0] not in answer.text
    [notice] = await of_item(dated.services.database, 1)
    assert notice.kind == "card"


async def test_it_is_put_right_on_its_card(dated: Stage) -> None:
    """Changed, approved, and what it says now is what members read; it can be undone."""
    await morning(dated)
    [card] = [each for each in cards(dated) if each.text.startswith("Kan vara gammalt")]
    labels = [button["text"] for button in card.buttons]
    assert "Svara" not in labels
    assert "Fråga tillbaka" not in labels
    dated.simulator.people.send_text(
        dated.village.moderators, dated.village.officer, "svar: Bussen går på tisdagar.", reply_to=card
    )
    await dated.settled()
    for button in ("Godkänn", "Publicera"):
        await press(dated, dated.village.officer, button, card)
    assert (entry(dated).answer, entry(dated).valid_until) == ("Bussen går på tisdagar.", None)
    await press(dated, dated.village.officer, "Ångra", card)
    assert entry(dated).valid_until == LAST_DAY

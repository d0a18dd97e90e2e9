"""/rensa: a text that tells of somebody is taken out of everything."""

from bot.features.moderation.rules import Approve, allowed
from bot.features.moderation.store import queue
from bot.features.moderation.texts import purge as texts
from bot.features.moderation.texts.decisions import BUTTONS
from bot.features.moderation.values import Item, Proposal
from bot.features.roles.values import Actor
from bot.storage.clock import now
from tests.conftest import Stage
from tests.stage.queue import cards, send_in
from tests.stage.tips import decided

WORDS = "Märkta-Måns på Storgatan 3 har cancer"


async def purged(desk: Stage, item: Item) -> None:
    """A moderator asks for it and means it."""
    officer = desk.village.officer
    [asked] = await desk.say(f"/rensa {item.id}", desk.village.moderators, officer)
    desk.simulator.people.press(officer, asked, texts.REALLY)
    await desk.settled()


async def left(desk: Stage) -> list[str]:
    """The tables that still have the words."""
    database = desk.services.database
    tables = await database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    rows = [(table["name"], tuple(row)) for table in tables for row in await database.rows(f"SELECT * FROM {table[0]}")]
    return [name for name, row in rows if "Märkta" in str(row)]


async def test_what_waits_is_declined_and_its_words_are_gone(desk: Stage) -> None:
    """From the card, the history and every table; the author hears why, without the words."""
    item = await send_in(desk, WORDS)
    await desk.say("/nasta", desk.village.moderators, desk.village.officer)
    assert sum(WORDS in card.text for card in cards(desk)) == 1
    await purged(desk, item)
    assert [card.text for card in cards(desk) if "Märkta" in card.text] == []
    assert sum("Texten är borttagen" in card.text for card in cards(desk)) == 1
    assert await left(desk) == []
    assert (await queue.item(desk.services.database, item.id)).status == "declined"
    told = desk.simulator.sent(desk.private)[-1].text
    assert "uppgifter om enskilda personer" in told
    assert "Märkta" not in told
    assert "Du skrev" not in told
    [history] = await desk.say(f"/historik {item.id}", desk.village.moderators, desk.village.officer)
    assert "Märkta" not in history.text


async def test_nothing_that_is_purged_can_be_decided_anew(desk: Stage) -> None:
    """There is nothing to undo, and nothing to wait again, whether it waited or was published."""
    item = await send_in(desk, WORDS)
    await desk.say("/nasta", desk.village.moderators, desk.village.officer)
    other = await send_in(desk, f"{WORDS} och hans fru")
    await decided(desk, other, Approve(Proposal(WORDS, WORDS, "mat", ("märkta",)), "mans"))
    for each in (item, other):
        await purged(desk, each)
        wiped = await queue.item(desk.services.database, each.id)
        assert allowed(wiped, Actor(desk.village.officer.id, is_moderator=True), now()) == ()
    labels = [button["text"] for card in cards(desk) for button in desk.now(card).buttons]
    assert not {BUTTONS["undo"], BUTTONS["reopen"]}.intersection(labels)


async def test_what_is_published_is_an_answer_no_more(desk: Stage) -> None:
    """The entry has no words left and answers nobody."""
    item = await send_in(desk, WORDS)
    await decided(desk, item, Approve(Proposal(WORDS, WORDS, "mat", ("märkta",)), "mans"))
    assert desk.services.library.knowledge.entry("mans") is not None or await left(desk)
    await purged(desk, item)
    assert desk.services.library.knowledge.entry("mans") is None
    assert await left(desk) == []


async def test_only_moderators_purge(desk: Stage) -> None:
    """In their own group, and of what there is."""
    item = await send_in(desk, WORDS)
    [refused] = await desk.say(f"/rensa {item.id}")
    assert "moderatorernas grupp" in refused.text
    for words in ("/rensa", "/rensa 99", "/rensa alla"):
        await desk.say(words, desk.village.moderators, desk.village.officer)
    assert WORDS in (await queue.item(desk.services.database, item.id)).content.text


async def test_a_second_thought_leaves_the_text(desk: Stage) -> None:
    """Nothing is done by the first tap."""
    item = await send_in(desk, WORDS)
    [asked] = await desk.say(f"/rensa {item.id}", desk.village.moderators, desk.village.officer)
    desk.simulator.people.press(desk.village.officer, asked, texts.KEEP)
    await desk.settled()
    assert WORDS in (await queue.item(desk.services.database, item.id)).content.text

"""What can be typed instead of pressing, and for how long."""

from datetime import timedelta
from itertools import count

import pytest

from bot.chat import offers
from bot.chat.offers import Choice
from bot.storage.clock import now
from bot.storage.database import Database

NUMBERS = count(100)
CHOICES = [Choice("Reko-ring", "e:reko-ring", ("1",)), Choice("👍 Bra svar", "g:x:y", ("ja", "👍"))]


async def picked(database: Database, chat_id: int, text: str) -> str | None:
    """What a new message stands for."""
    return await offers.pick(database, chat_id, text, next(NUMBERS))


@pytest.mark.parametrize("typed", ["1", " 1. ", "1)", "(1)", "”1”", '"1"', "reko-ring", "REKO-RING!", "Reko-ring"])
async def test_a_choice_is_found_by_number_word_or_label(database: Database, typed: str) -> None:
    """Capitals and what is typed around it do not matter."""
    await offers.offer(database, 7, CHOICES)
    assert await picked(database, 7, typed) == "e:reko-ring"


@pytest.mark.parametrize("typed", ["", " ", ".", "11", "3", "1 2", "reko", "ja tack", "¹", "\ud83d", "\x00"])
async def test_anything_else_is_no_choice(database: Database, typed: str) -> None:
    """What merely resembles a choice is a question."""
    await offers.offer(database, 7, CHOICES)
    assert await picked(database, 7, typed) is None


async def test_an_emoji_label_is_typed_as_it_is(database: Database) -> None:
    """👍 alone does what its button does."""
    await offers.offer(database, 7, CHOICES)
    assert await picked(database, 7, "👍") == "g:x:y"


async def test_only_the_latest_buttons_of_the_same_chat_count(database: Database) -> None:
    """New buttons replace old ones, no buttons clear them, and another chat has its own."""
    await offers.offer(database, 7, CHOICES)
    assert await picked(database, 8, "1") is None
    await offers.offer(database, 7, [Choice("Mat", "t:mat:1", ("1",))])
    assert await picked(database, 7, "1") == "t:mat:1"
    await offers.offer(database, 7, [])
    assert await picked(database, 7, "1") is None


async def test_an_offer_is_valid_for_twelve_hours(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the evening "1" still means this morning's buttons, tomorrow it does not; then they are dropped."""
    await offers.offer(database, 7, CHOICES)
    monkeypatch.setattr(offers, "now", lambda: now() + timedelta(hours=11, minutes=59))
    await offers.forget(database)
    assert await picked(database, 7, "1") == "e:reko-ring"
    monkeypatch.setattr(offers, "now", lambda: now() + timedelta(hours=12, minutes=1))
    assert await picked(database, 7, "1") is None
    await offers.forget(database)
    assert await database.rows("SELECT * FROM offers") == []


async def test_a_message_that_comes_again_means_what_it_meant(database: Database) -> None:
    """After a crash "1" does not choose among the buttons that it has led to itself; the next "1" does."""
    await offers.offer(database, 7, CHOICES)
    assert await offers.pick(database, 7, "1", 30) == "e:reko-ring"
    await offers.offer(database, 7, [Choice("Mat", "t:mat:1", ("1",))])
    assert await offers.pick(database, 7, "1", 30) == "e:reko-ring"
    assert await offers.pick(database, 7, "1", 31) == "t:mat:1"


async def test_what_a_message_was_settled_to_mean_it_means_again(database: Database) -> None:
    """Words of a button that is not on offer, found elsewhere, do not choose from what has come since."""
    step = [Choice("Ingen bild", "x:a.photo:skip", ("nej",))]
    assert await offers.pick(database, 7, "nej", 30) is None
    assert offers.among(step, " Nej.") == "x:a.photo:skip"
    await offers.settle(database, 7, 30, "x:a.photo:skip")
    await offers.offer(database, 7, [Choice("Nej, skicka", "x:a.preview:send", ("nej",))])
    assert await offers.pick(database, 7, "nej", 30) == "x:a.photo:skip"
    assert await offers.pick(database, 7, "nej", 31) == "x:a.preview:send"


async def test_a_message_that_nobody_asked_for_leaves_the_dialogue_its_words(database: Database) -> None:
    """A "ja" still answers what was asked; what else the newcomer offers can be typed too, until the next page."""
    await offers.offer(database, 7, CHOICES)
    await offers.offer_besides(database, 7, [Choice("Godkänn", "u:d:1:2:approve", ("ja", "godkänner"))])
    assert await picked(database, 7, "ja") == "g:x:y"
    assert await picked(database, 7, "godkänner") == "u:d:1:2:approve"
    await offers.offer(database, 7, CHOICES)
    assert await picked(database, 7, "godkänner") is None

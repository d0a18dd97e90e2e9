"""Anybody may ask when the next meeting is."""

from datetime import timedelta

import pytest

from bot.chat import texts as chat_texts
from bot.features.asking import remarks
from bot.features.meetings.store import meetings
from bot.knowledge.profile import declined
from bot.storage.clock import SWEDEN, now
from tests.conftest import Stage


async def test_the_meetings_ahead_are_told_the_next_first(stage: Stage) -> None:
    """With their days and places, and the way to their questions; in a group without buttons."""
    today = now().astimezone(SWEDEN).date()
    async with stage.services.database.transaction() as transaction:
        for name, days, place in (("Höstträffen", 30, None), ("Träffen <i> Åsby", 2, "Åsby"), ("Förra", -3, None)):
            await meetings.create(transaction, name, today + timedelta(days), place, (), 1)
    [told] = await stage.say("när är nästa träff?")
    first, second = told.text.splitlines()
    assert first.startswith("Nästa nätverksträff är Träffen <i> Åsby, ")
    assert first.endswith(", Åsby.")
    assert second.startswith("Sedan kommer Höstträffen")
    assert [button["text"] for button in told.buttons] == ["Träffen <i> Åsby", "Höstträffen", chat_texts.HUMAN]
    [opened] = await stage.say("1")
    assert "Åsby" in opened.text
    [in_group] = await stage.say("@landsbygdsbot när är nästa träff?", stage.village.association)
    assert (in_group.text, in_group.buttons) == (told.text, [])


async def test_that_no_meeting_is_planned_is_said_and_a_person_offered(stage: Stage) -> None:
    """With the day of the last."""
    [told] = await stage.say("när är nästa träff?")
    assert "Inget datum är inlagt hos mig än. Senast var tisdag 6 november 2018." in told.text
    assert [button["text"] for button in told.buttons] == [chat_texts.HUMAN]


async def test_what_has_ended_today_is_not_the_next(stage: Stage) -> None:
    """One that has just begun still is, for whoever is late."""
    begun = now().astimezone(SWEDEN) - timedelta(hours=1)
    ended = begun - timedelta(hours=3)
    async with stage.services.database.transaction() as transaction:
        await meetings.create(transaction, "Slut nu", ended.date(), None, (), 1, (), ended.time())
        await meetings.create(transaction, "Pågår nu", begun.date(), None, (), 1, (), begun.time())
    [told] = await stage.say("när är nästa träff?")
    assert told.text.startswith("Nästa nätverksträff är Pågår nu, ")
    assert "Slut nu" not in told.text


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("när är nästa byamöte?", "byamöte"),
        ("vilken dag är byamötet", "byamöte"),
        ("nästa stamma när", "stämma"),
        ("when is the next meeting", "träff"),
    ],
)
def test_the_next_meeting_is_asked_for_by_what_the_network_calls_it(question: str, word: str) -> None:
    """Also without dots; a network that calls it otherwise is asked something else by that word."""
    called, other = declined(word), declined("konferens")
    assert called is not None
    assert other is not None
    assert remarks.wants_meetings(question, called)
    assert remarks.wants_meetings(question, other) is (word == "träff")
    assert not remarks.wants_meetings(f"vem ordnar fika på {called.the}", called)

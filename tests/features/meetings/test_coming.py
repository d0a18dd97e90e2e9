"""Anybody may ask when the next meeting is."""

from datetime import timedelta

from bot.chat import texts as chat_texts
from bot.features.meetings.store import meetings
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

"""An organiser makes a broadcast, another one approves it, and it goes out: through the real application."""

import pytest

from tests.conftest import Stage
from tests.organising import Desk, desk_of, never_quiet


@pytest.fixture
async def desk(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Two organisers, three groups, and it is never night."""
    never_quiet(monkeypatch)
    return await desk_of(stage)


async def test_a_message_reaches_every_group_as_it_was_written(desk: Desk) -> None:
    """Composed by one, approved by another, delivered with its formatting, followed to the end."""
    card = await desk.draft()
    assert "utkast" in card.text
    assert "3 grupper: Byalag 1, Byalag 2, Byalag 3." in card.text
    waiting = await desk.press(card, "Be om godkännande")
    assert "väntar på godkännande" in waiting.text
    content, asked = desk.stage.simulator.sent(desk.own(desk.eva))[-2:]
    assert (content.text, [each["type"] for each in content.content["entities"]]) == ("Välkomna till träffen", ["bold"])
    assert "Godkänn" in [each["text"] for each in asked.buttons]
    await desk.press(asked, "Godkänn", desk.eva)
    await desk.became("finished")
    assert [each.status for each in await desk.ledger()] == ["sent"] * 3
    copies = desk.copies("Välkomna")
    assert {each.chat_id for each in copies} == {each.id for each in desk.groups}
    assert all(each.content["entities"] == content.content["entities"] for each in copies)
    await desk.stage.simulator.until(lambda: "Skickade: 3" in desk.last().text)
    assert "▓▓▓▓▓▓▓▓▓▓ 3 av 3" in desk.last().text

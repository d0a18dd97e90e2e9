"""The whole way: a tip from its first word, through the moderators, to the answer of another member's question."""

from bot.features.roles import store as roles_store
from bot.simulator.model import Message
from tests.conftest import Stage

TIP = "Vi i Åsby köpte en begagnad glasskiosk på hjul. Den kallas Glasspucken och rullar mellan badplatserna i juli."


async def press(stage: Stage, message: Message, *buttons: str) -> None:
    """Anna presses one button after the other on the same message."""
    for button in buttons:
        await stage.press(message, button)


async def test_a_tip_becomes_the_answer_to_a_neighbours_question(stage: Stage) -> None:
    """Seven steps in private, two taps by a moderator; then another member's question gets it, and Anna is told."""
    redaktionen, johan, nils = stage.village.moderators, stage.village.officer, stage.village.farmer
    await roles_store.set_chat(stage.database, redaktionen.id)
    await stage.say("Tipsa")
    [place] = await stage.say(TIP)
    await press(stage, place, "Hoppa över platsen", "Vet inte", "Anonym", "Ingen bild")
    sending = [button["text"] for button in stage.now(place).buttons if "kicka" in button["text"]]
    await press(stage, place, *sending)
    [card] = stage.simulator.sent(redaktionen)
    await stage.press(card, "Godkänn", johan)
    await stage.press(card, "Publicera", johan)
    assert "publicerat" in stage.simulator.sent(stage.private)[-1].text
    await stage.after(stage.simulator.people.start(nils))
    [answer] = await stage.say("har ni glasskiosk på hjul", stage.simulator.world.private(nils), nils)
    assert "Glasspucken" in answer.text

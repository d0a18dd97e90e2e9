"""Channels: the bot is made an administrator, whoever did that answers three questions, the moderators say yes."""

from bot.features.network import texts as network_texts
from bot.features.network.store import groups
from bot.features.network.values import Audience, Recipient
from bot.simulator.model import Chat
from tests.conftest import Stage


def channel(desk: Stage) -> Chat:
    """A channel of Birgitta's, which Greta reads."""
    return desk.simulator.world.add_channel("Bygden i bild", desk.village.organiser, desk.village.pensioner)


async def test_a_channel_joins_in_private_and_gets_broadcasts(desk: Stage) -> None:
    """Nothing is written in the channel itself; its administrator is told, and can stop where they were told."""
    own, new = desk.simulator.world.private(desk.village.organiser), channel(desk)
    desk.simulator.people.start(desk.village.organiser)
    desk.simulator.rooms.promote_bot(new)
    await desk.settled()
    hello = desk.simulator.sent(own)[-1]
    assert "Bygden i bild" in hello.text
    for button in (network_texts.JOIN_CHANNEL, "Förening", "Dalarna", "Alla teman", "Skicka anmälan"):
        await desk.press(hello, button, desk.village.organiser)
    card = desk.simulator.sent(desk.village.moderators)[-1]
    assert card.text.startswith("Ny kanal vill ha utskick: Bygden i bild")
    await desk.press(card, "Ta med", desk.village.officer)
    assert "är med i nätverket" in desk.simulator.sent(own)[-1].text
    assert desk.simulator.sent(new) == []
    assert await groups.recipients(desk.services.database, Audience()) == (
        Recipient(new.id, None, "Bygden i bild", "group"),
    )
    await desk.press(hello, network_texts.ADMIN_MOVES["stop"], desk.village.organiser)
    assert await groups.recipients(desk.services.database, Audience()) == ()


async def test_moderators_are_told_where_the_administrator_cannot_be(desk: Stage) -> None:
    """Whoever made it an administrator has never begun a chat with the bot."""
    desk.simulator.rooms.promote_bot(channel(desk))
    await desk.settled()
    told = desk.simulator.sent(desk.village.moderators)[-1]
    assert "kan inte skriva till den som gjorde det" in told.text
    assert "start=g_-100" in told.buttons[0]["url"]


async def test_an_administrator_who_may_not_post_is_muted(desk: Stage) -> None:
    """Nobody is asked, and broadcasts go there last."""
    new = channel(desk)
    desk.simulator.people.start(desk.village.organiser)
    desk.simulator.rooms.promote_bot(new, rights=["can_manage_chat"])
    await desk.settled()
    row = await desk.services.database.row("SELECT standing, is_channel FROM groups WHERE chat_id = ?", (new.id,))
    assert row is not None
    assert tuple(row) == ("muted", 1)
    assert "Bygden i bild" not in desk.simulator.sent(desk.simulator.world.private(desk.village.organiser))[-1].text


def test_moderators_read_who_was_not_reached() -> None:
    """Of a channel it is a person: the bot writes nothing there, so nothing is wrong with it."""
    told = network_texts.could_not_tell("Bygden i bild", is_channel=True)
    assert "inte skriva till den som anmälde" in told
    assert "grupp" not in told


async def test_what_stands_in_a_channel_is_not_said_to_the_bot(desk: Stage) -> None:
    """A channel's post has no sender, so no handler that asks for one may take it; the next member is answered."""
    new = channel(desk)
    desk.simulator.rooms.promote_bot(new)
    await desk.settled()
    desk.simulator.world.updates.allow([*(desk.simulator.world.updates.allowed or ()), "channel_post"])
    for text in ("/fraga bastu", "@landsbygdsbot bastu", "/sluta"):
        desk.simulator.people.send_text(new, desk.village.organiser, text)
    await desk.settled()
    assert desk.simulator.sent(new) == []
    row = await desk.services.database.row("SELECT count(*) FROM inbox WHERE status = 'given_up'")
    assert row is not None
    assert row[0] == 0

"""The demo's starting world."""

from bot.simulator.control import control
from bot.simulator.simulator import Simulator
from bot.simulator.view import state_for
from bot.simulator.village import build_network, build_village


def test_the_village_is_inhabited_and_nothing_waits(simulator: Simulator) -> None:
    """Five people, a group, a forum and the moderators' group with the bot in each, and no update before the
    bot
    starts."""
    village = build_village(simulator)
    assert len(simulator.world.users) == 5
    groups = (village.association, village.network, village.moderators)
    assert all(group.members[simulator.world.bot.id].present for group in groups)
    assert (village.network.forum, len(village.network.topics)) == (True, 2)
    assert not simulator.world.updates.waiting


def test_the_network_has_more_groups_and_one_is_closed_to_the_bot(simulator: Simulator) -> None:
    """Enough of them to follow a broadcast, one in which it fails, and a channel."""
    village = build_village(simulator)
    *groups, channel = build_network(simulator, village)
    standings = [group.members[simulator.world.bot.id].status for group in groups]
    assert standings == ["member"] * (len(groups) - 1) + ["restricted"]
    assert len(groups) > 5
    assert (channel.is_channel, channel.members[simulator.world.bot.id].status) == (True, "administrator")
    assert not simulator.world.updates.waiting


def test_everybody_sees_their_own_chats(simulator: Simulator) -> None:
    """The pensioner has her private chat and the village group, and not the moderators'."""
    village = build_village(simulator)
    chats = state_for(simulator.world, village.pensioner)["chats"]
    assert sorted(chat.get("title", "") for chat in chats) == ["", "Byalaget i Åsby"]


async def test_everybodys_role_is_told_to_the_page_and_not_to_the_bot(simulator: Simulator) -> None:
    """The page says who is who; Telegram knows no roles."""
    build_village(simulator)
    people = (await control(simulator, "GET", "people", {}, {}))["people"]
    roles = {each["first_name"]: each["role"] for each in people}
    assert roles == {
        "Greta": "medlem", "Nils": "medlem", "Samira": "arrangör", "Johan": "moderator", "Birgitta": "moderator",
    }  # fmt: skip
    assert all("role" not in user.as_json() for user in simulator.world.users.values())

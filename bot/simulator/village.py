"""The demo's starting world: people of a village and its network, their groups and some talk in them."""

from dataclasses import dataclass

from bot.simulator.model import Chat, Topic, User
from bot.simulator.simulator import Simulator


@dataclass(frozen=True, slots=True)
class Village:
    """Who is there and where they meet."""

    pensioner: User
    farmer: User
    volunteer: User
    officer: User
    organiser: User
    association: Chat
    network: Chat
    meetings: Topic
    transport: Topic
    moderators: Chat


def build_village(simulator: Simulator) -> Village:
    """Fills an empty simulator. The bot is a member of all three groups; nobody has written to it in private
    yet.
    """
    world, people = simulator.world, simulator.people
    greta = world.add_user("Greta", "Lindkvist", user_id=101, role="medlem")
    nils = world.add_user("Nils", "Hedman", username="nils_hedman", user_id=102, role="medlem")
    samira = world.add_user("Samira", "Haddad", username="samirah", user_id=103, role="arrangör")
    johan = world.add_user("Johan", "Ek", username="johan_ek_kommun", user_id=104, role="moderator")
    birgitta = world.add_user("Birgitta", "Norling", username="birgittan", user_id=105, role="moderator")
    association = world.add_group("Byalaget i Åsby", birgitta, greta, nils, samira)
    network = world.add_supergroup("Bygdenätet i Dalarna", birgitta, johan, samira, nils, forum=True)
    meetings = world.add_topic(network, "Möten och träffar", birgitta)
    transport = world.add_topic(network, "Resor och samåkning", johan)
    moderators = world.add_group("Redaktionen", birgitta, johan)
    people.send_text(association, birgitta, "Hej alla! Nu finns boten här i gruppen. Skriv /fraga och er fråga.")
    people.send_text(association, greta, "Tack Birgitta. Det ska jag prova.")
    people.send_text(network, johan, "Här pratar vi om bussar, skjutsar och samåkning.", topic=transport)
    world.updates.waiting.clear()
    world.updates.ever.clear()
    return Village(
        greta, nils, samira, johan, birgitta, association, network, meetings, transport, moderators
    )  # fmt: skip


NETWORK = (
    "Byalaget i Norrby", "Ekeby bygdeförening", "Fjällbo samhällsförening", "Hedens hembygdsförening",
    "Lillåns intresseförening", "Mossens byaråd", "Sjövik framåt", "Västanå bygdegård",
)  # fmt: skip


def build_network(simulator: Simulator, village: Village) -> list[Chat]:
    """More groups of the network and its channel, which Birgitta runs; in the last group the bot may not write."""
    world = simulator.world
    chats = [world.add_group(title, village.organiser, village.farmer) for title in NETWORK]
    simulator.rooms.restrict_bot(chats[-1])
    channel = world.add_channel("Bygdekanalen", village.organiser, village.farmer, village.pensioner)
    simulator.rooms.promote_bot(channel)
    world.updates.waiting.clear()
    world.updates.ever.clear()
    return [village.association, *chats, channel]

"""Organisers come onto the moderators' list and off it; members subscribe for themselves."""

from pathlib import Path

from bot.chat.menus import Menus
from bot.features.network import texts as network_texts
from bot.features.network.store import groups
from bot.features.network.values import Audience
from bot.features.roles import store as roles_store
from bot.features.roles import texts as roles_texts
from bot.matching.library import Library
from bot.simulator.model import User
from tests.conftest import Stage, peopled, performed


def menu(desk: Stage, user: User) -> list[str]:
    """The commands in somebody's own menu of the bot, as it was set last; empty when it was taken away."""
    calls = [
        call
        for call in desk.simulator.log
        if call.method in {"setMyCommands", "deleteMyCommands"}
        and call.params.get("scope", {}).get("chat_id") == user.id
    ]
    return [each["command"] for each in calls[-1].params.get("commands", [])] if calls else []


async def invited(desk: Stage) -> str:
    """A fresh invitation's payload."""
    [listed] = await desk.say("/arrangor", desk.village.moderators, desk.village.officer)
    await desk.press(listed, roles_texts.INVITE, desk.village.officer)
    return desk.now(listed).text.rpartition("start=")[2]


async def test_an_invitation_makes_an_organiser_with_a_menu(desk: Stage) -> None:
    """Opened in private it puts her on the list, gives her the commands, and the moderators are told, once."""
    code = await invited(desk)
    for _ in range(2):
        assert (await desk.say(f"/start {code}"))[-1].text == roles_texts.NOW_ORGANISER
    assert await roles_store.is_organiser(desk.database, desk.anna.id)
    assert "grupper" in menu(desk, desk.anna)
    told = [each.text for each in desk.simulator.sent(desk.village.moderators)]
    assert told.count("Greta Lindkvist är nu arrangör.") == 1
    [shown] = await desk.say("/hjalp")
    assert "För arrangörer" in shown.text
    used = await desk.say(f"/start {code}", desk.simulator.world.private(desk.village.farmer), desk.village.farmer)
    assert used[-1].text == roles_texts.LINK_USED


async def test_a_reply_with_the_command_adds_who_wrote_or_was_forwarded(desk: Stage) -> None:
    """The one whose words they are, not the one who passed them on; a bot is nobody."""
    chat, people = desk.village.moderators, desk.simulator.people
    theirs = people.send_text(chat, desk.village.officer, "Jag kan skicka.")
    people.send_text(chat, desk.village.organiser, "/arrangor", reply_to=theirs)
    passed = people.forward_text(chat, desk.village.organiser, "Jag också!", desk.village.farmer)
    await desk.after(people.send_text(chat, desk.village.organiser, "/arrangor", reply_to=passed))
    names = [each.name for each in await roles_store.organisers(desk.database)]
    assert names == ["Johan Ek", "Nils Hedman"]
    people.send_text(chat, desk.village.organiser, "/arrangor", reply_to=desk.simulator.sent(chat)[-1])
    await desk.settled()
    assert desk.simulator.sent(chat)[-1].text == roles_texts.NOT_A_PERSON


async def test_taking_somebody_off_the_list_asks_once_and_can_be_undone(desk: Stage) -> None:
    """Their menu goes and comes with it."""
    await desk.say(f"/start {await invited(desk)}")
    johan = desk.village.officer
    [listed] = await desk.say("/arrangor", desk.village.moderators, johan)
    await desk.press(listed, "Ta bort Greta Lindkvist", johan)
    assert await roles_store.is_organiser(desk.database, desk.anna.id)
    await desk.press(listed, "Ta bort Greta Lindkvist", johan)
    assert not await roles_store.is_organiser(desk.database, desk.anna.id)
    assert menu(desk, desk.anna) == []
    await desk.press(listed, "Ångra", johan)
    assert await roles_store.is_organiser(desk.database, desk.anna.id)
    assert "grupper" in menu(desk, desk.anna)


async def test_the_list_is_the_moderators(desk: Stage) -> None:
    """The command elsewhere and a forged press do nothing."""
    await roles_store.add_organiser(desk.database, desk.anna.id, "Greta", 1)
    [refused] = await desk.say("/arrangor")
    assert refused.text == roles_texts.NOT_MODERATORS
    assert await desk.forge(refused, "w:a:invite") == roles_texts.NOT_MODERATOR
    assert await desk.forge(refused, f"w:a:remove:{desk.anna.id}") == roles_texts.NOT_MODERATOR
    assert await roles_store.is_organiser(desk.database, desk.anna.id)


async def test_organisers_have_the_menu_of_the_program_that_starts(tmp_path: Path, library: Library) -> None:
    """A newer version may have more commands; one who has blocked the bot does not keep it from starting."""
    simulator, village = peopled()
    simulator.people.start(village.pensioner)
    for _ in range(2):
        async with performed(tmp_path / "bot.db", simulator, library) as bot:
            menus = bot.services.state(Menus)
            await simulator.until(lambda menus=menus: not menus.changed.is_set() and not menus.busy)  # type: ignore[misc]
            for user in (village.pensioner, village.farmer):
                await roles_store.add_organiser(bot.services.database, user.id, user.first_name, 1)
    shown = simulator.world.profile.commands
    assert ("chat", village.pensioner.id, 0, "") in shown
    assert ("chat", village.farmer.id, 0, "") not in shown


async def subscribed(stage: Stage) -> bool:
    """Whether anybody would get a broadcast in their own chat."""
    return bool(await groups.recipients(stage.database, Audience(groups=False, subscribers=True)))


async def test_a_member_subscribes_and_stops(stage: Stage) -> None:
    """Each twice is no harm, and says so; /integritet tells what is stored."""
    said = [(await stage.say(words))[-1].text for words in ("/prenumerera", "/prenumerera")]
    assert [each.split("\n\n")[0] for each in said] == [network_texts.SUBSCRIBED, network_texts.SUBSCRIBED_ALREADY]
    assert await subscribed(stage)
    said = [(await stage.say(words))[-1].text for words in ("/sluta", "/sluta")]
    assert said == [network_texts.UNSUBSCRIBED, network_texts.UNSUBSCRIBED_ALREADY]
    assert not await subscribed(stage)
    [privacy] = await stage.say("/integritet")
    assert "/prenumerera" in privacy.text


async def test_the_link_in_a_group_subscribes(stage: Stage) -> None:
    """Who may not decide for the group can decide for themselves."""
    [line] = await stage.say("/prenumerera", stage.village.association)
    said = await stage.say(f"/start {line.buttons[0]['url'].partition('start=')[2]}")
    assert said[-1].text.startswith(network_texts.SUBSCRIBED)
    assert await subscribed(stage)


async def test_who_blocks_the_bot_is_no_subscriber_any_more(stage: Stage) -> None:
    """And coming back does not subscribe them behind their back."""
    await stage.say("/prenumerera")
    stage.simulator.rooms.block_bot(stage.anna)
    await stage.settled()
    assert not await subscribed(stage)
    stage.simulator.rooms.unblock_bot(stage.anna)
    await stage.settled()
    assert not await subscribed(stage)

"""The moderators' group: binding it, and what only works there."""

from pathlib import Path

import pytest

from bot.features.answers import texts as answers_texts
from bot.features.roles import store as roles_store
from bot.features.roles import texts as roles_texts
from bot.features.roles.store import AlreadyBound, WrongCode
from bot.matching.library import Library
from bot.simulator.model import Message
from bot.storage.database import Database, open_database
from bot.wiring import COMMANDS
from tests.conftest import Stage, peopled, performed


async def code(stage: Stage) -> str:
    """The code that the operator sees."""
    shown = await roles_store.binding_code(stage.database)
    assert shown is not None
    return shown


async def write(stage: Stage, words: str) -> list[Message]:
    """A moderator writes in their group."""
    return await stage.say(words, stage.village.moderators, stage.village.organiser)


async def bound(stage: Stage) -> None:
    """The group "Redaktionen" is the moderators'."""
    [answer] = await write(stage, f"/koppla {await code(stage)}")
    assert answer.text == roles_texts.BOUND


async def test_the_right_code_binds_the_group_and_shows_its_menu(stage: Stage) -> None:
    """After /koppla the group's menu holds the moderators' commands, and nobody else's does."""
    await bound(stage)
    profile, johan = stage.simulator.world.profile, stage.village.officer
    here = profile.menu(stage.village.moderators.id, johan.id, "sv", private=False, admin=False)
    there = profile.menu(stage.village.association.id, johan.id, "sv", private=False, admin=False)
    assert {"varfor", "ladda", "fraga"} <= {each["command"] for each in here}
    assert {"varfor", "ladda"}.isdisjoint(each["command"] for each in there)


@pytest.mark.parametrize("spelt", ["{lower}", " {code} ", "{first} {second}"])
async def test_a_code_copied_by_hand_is_forgiven(stage: Stage, spelt: str) -> None:
    """Small letters and spaces do not matter."""
    right = await code(stage)
    words = spelt.format(code=right, lower=right.lower(), first=right[:4], second=right[4:])
    [answer] = await write(stage, f"/koppla {words}")
    assert answer.text == roles_texts.BOUND


@pytest.mark.parametrize("wrong", ["ABCD2345", "åäö", "1", "'; DROP TABLE moderators;--"])
async def test_a_wrong_code_is_refused(stage: Stage, wrong: str) -> None:
    """The sentence says where the right one stands, and nothing is bound."""
    await code(stage)
    [answer] = await write(stage, f"/koppla {wrong}")
    assert answer.text == roles_texts.WRONG_CODE
    assert await roles_store.moderators_chat(stage.database) is None


async def test_without_a_code_it_says_how(stage: Stage) -> None:
    """/koppla alone."""
    [answer] = await write(stage, "/koppla")
    assert answer.text == roles_texts.BIND_HOW


async def test_binding_in_private_is_led_to_the_group(stage: Stage) -> None:
    """The code is not used up by somebody who tries it in private."""
    right = await code(stage)
    [answer] = await stage.say(f"/koppla {right}")
    assert answer.text == roles_texts.BIND_IN_GROUP
    assert await code(stage) == right


async def test_binding_the_same_group_twice_is_fine(stage: Stage) -> None:
    """Two moderators send the same code: the second is not told that it is wrong."""
    right = await code(stage)
    await write(stage, f"/koppla {right}")
    [answer] = await write(stage, f"/koppla {right}")
    assert answer.text == roles_texts.BOUND


async def test_another_group_cannot_take_over(stage: Stage) -> None:
    """A used code does nothing elsewhere."""
    right = await code(stage)
    await write(stage, f"/koppla {right}")
    [answer] = await stage.say(f"/koppla {right}", stage.village.association)
    assert answer.text == roles_texts.ALREADY_BOUND
    assert await roles_store.moderators_chat(stage.database) == stage.village.moderators.id


@pytest.mark.parametrize("words", ["/ladda", "/varfor samåkning"])
async def test_others_may_not_use_the_moderators_commands(stage: Stage, words: str) -> None:
    """In private, in another group, and in the group before it is bound, one sentence says so."""
    for chat in (stage.private, stage.village.association):
        [answer] = await stage.say(words, chat)
        assert answer.text == roles_texts.NOT_MODERATORS
    assert (await write(stage, words))[0].text == roles_texts.NOT_MODERATORS


async def test_why_explains_in_words(stage: Stage) -> None:
    """/varfor names the entries, the words in common and the decision."""
    await bound(stage)
    [answer] = await write(stage, "/varfor hur ordnar vi <samåkning>")
    assert "En app för samåkning" in answer.text
    assert "<samåkning>" in answer.text


@pytest.mark.parametrize("question", ["samåknig " * 450, "🚜", "&" * 3000])
async def test_why_takes_any_question(stage: Stage, question: str) -> None:
    """However long or odd, the explanation fits into messages."""
    await bound(stage)
    assert len(await write(stage, f"/varfor {question}")) >= 1


async def test_why_without_a_question_says_how(stage: Stage) -> None:
    """/varfor alone."""
    await bound(stage)
    [answer] = await write(stage, "/varfor")
    assert answer.text == answers_texts.WHY_HOW


async def test_help_in_the_moderators_group_adds_their_commands(stage: Stage) -> None:
    """Moderators read of theirs, other groups do not."""
    await bound(stage)
    [here] = await write(stage, "/hjalp")
    [there] = await stage.say("/hjalp", stage.village.association)
    for command in COMMANDS.of("moderators"):
        assert f"/{command.name} – {command.does}" in here.text
        assert f"/{command.name}" not in there.text


async def test_the_menu_stays_after_a_restart(stage: Stage, tmp_path: Path, library: Library) -> None:
    """A bound group has its menu also when the bot starts anew."""
    await bound(stage)
    simulator, village = peopled()
    async with performed(tmp_path / "bot.db", simulator, library):
        menus = simulator.world.profile.commands
        await simulator.until(lambda: ("chat", village.moderators.id, 0, "") in menus)


async def test_a_moderators_chat_that_shuts_the_bot_out_does_not_stop_it(tmp_path: Path, library: Library) -> None:
    """A mistyped BOT_MODERATOR_CHAT: members are answered all the same."""
    opened = await open_database(tmp_path / "bot.db")
    await roles_store.set_chat(opened, -1_009_999_999_999)
    await opened.close()
    simulator, village = peopled()
    async with performed(tmp_path / "bot.db", simulator, library):
        chat = simulator.world.private(village.pensioner)
        simulator.people.start(village.pensioner)
        assert await simulator.until(lambda: simulator.sent(chat))


async def test_the_code_is_the_same_until_it_is_used(database: Database) -> None:
    """The operator may restart before anybody has typed it; then there is none."""
    first = await roles_store.binding_code(database)
    assert first is not None
    assert await roles_store.binding_code(database) == first
    await roles_store.bind(database, -7, first)
    assert await roles_store.binding_code(database) is None


async def test_codes_have_no_letters_that_look_alike(database: Database) -> None:
    """Eight letters and digits without O, 0, I, 1."""
    shown = await roles_store.binding_code(database)
    assert shown is not None
    assert len(shown) == 8
    assert set(shown).isdisjoint("O0I1")


async def test_nobody_binds_before_there_is_a_code(database: Database) -> None:
    """An empty table accepts no code, not even an empty one."""
    with pytest.raises(WrongCode):
        await roles_store.bind(database, -7, "")


async def test_the_operators_setting_overrules_the_code(database: Database) -> None:
    """A chat named in the settings needs no code, and closes the way to the old one."""
    shown = await roles_store.binding_code(database)
    await roles_store.set_chat(database, -8)
    assert await roles_store.moderators_chat(database) == -8
    with pytest.raises(AlreadyBound):
        await roles_store.bind(database, -7, shown or "")

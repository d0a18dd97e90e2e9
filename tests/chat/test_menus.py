"""Menus and descriptions are as they should be, and nobody waits for them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.chat import menus, texts
from bot.chat.menus import Menus
from bot.features.roles import store as roles_store
from bot.features.roles import texts as roles_texts
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from tests.conftest import Stage, performed
from tests.stage.whose import WHOSE

CHANGES = ("setMyCommands", "setMyDescription", "setMyShortDescription", "deleteMyCommands")
ASKED = ("getMyCommands", "getMyDescription", "getMyShortDescription")
REFUSALS = (
    Rule(Kind.TOO_MANY_REQUESTS, seconds=3_600),
    Rule(Kind.BAD_REQUEST, words="BOT_COMMAND_INVALID"),
    Rule(Kind.FORBIDDEN),
    Rule(Kind.SERVER_ERROR, code=404),
    Rule(Kind.SERVER_ERROR, code=503),
    Rule(Kind.UNREACHABLE),
    Rule(Kind.TIMEOUT_BEFORE),
)


@asynccontextmanager
async def begun(file: Path, simulator: Simulator, library: Library) -> AsyncIterator[Stage]:
    """A bot has started in the village."""
    village = build_village(simulator)
    async with performed(file, simulator, library) as bot:
        yield Stage(simulator, village, bot)


def refuse(simulator: Simulator, rule: Rule) -> None:
    """Telegram does so with every call about menus and descriptions."""
    for method in (*CHANGES, *ASKED):
        simulator.failures.order(Rule(rule.kind, method, words=rule.words, seconds=rule.seconds, code=rule.code))


async def test_what_is_right_is_left_alone(tmp_path: Path, library: Library) -> None:
    """The second start changes nothing, a third one only what somebody else has changed."""
    simulator = Simulator()
    for number in range(3):
        simulator.log.clear()
        async with begun(tmp_path / "bot.db", simulator, library) as stage:
            await stage.settled()
        changed = [call.method for call in simulator.calls(*CHANGES)]
        assert changed == ([*CHANGES[:1], *CHANGES[:3]], [], ["setMyDescription"])[number]
        assert simulator.world.profile.descriptions[""] == texts.bot_description(WHOSE)
        if number == 1:
            await simulator.answer("setMyDescription", {"description": "En annan bot"})


@pytest.mark.parametrize("rule", REFUSALS)
async def test_nobody_waits_for_menus_when_the_bot_starts(
    tmp_path: Path, library: Library, caplog: pytest.LogCaptureFixture, rule: Rule
) -> None:
    """Whatever Telegram says to every call about them, a question is answered; one line for each is logged."""
    simulator = Simulator()
    refuse(simulator, rule)
    async with begun(tmp_path / "bot.db", simulator, library) as stage:
        assert len(await stage.say("hur ordnar vi samåkning")) == 1
        assert caplog.text.count("the private menu is not shown") == 1
        assert simulator.calls(*CHANGES) == []
        assert len(simulator.calls(*ASKED)) == 4


async def test_who_has_not_started_the_bot_is_no_news(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """An organiser's menu waits until they write to it; whoever runs the bot has nothing to mend."""
    farmer = stage.village.farmer
    await roles_store.add_organiser(stage.services.database, farmer.id, farmer.first_name, 1)
    stage.simulator.failures.order(Rule(Kind.FORBIDDEN, method="getMyCommands", nth=1))
    with caplog.at_level("INFO"):
        stage.services.state(Menus).changed.set()
        await stage.simulator.until(lambda: "is not shown" in caplog.text or None)
    assert [each.levelname for each in caplog.records if "is not shown" in each.message] == ["INFO"]


@pytest.mark.parametrize(("seconds", "tries"), [(3_600, 1), (0, 2)])
async def test_what_failed_is_tried_again_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, seconds: int, tries: int
) -> None:
    """Soon, or when Telegram's own time for it is over, though other menus change meanwhile."""
    monkeypatch.setattr(menus, "AGAIN", 0.05)
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    kind = Kind.TOO_MANY_REQUESTS if seconds else Kind.SERVER_ERROR
    stage.simulator.failures.order(Rule(kind, method="setMyCommands", nth=1, seconds=seconds))
    before = len(stage.simulator.calls("setMyCommands"))
    for _ in range(2):
        stage.services.state(Menus).changed.set()
        await stage.settled()
        await stage.simulator.until(lambda: len(stage.simulator.calls("setMyCommands")) >= before + 1)
    if tries > 1:
        await stage.simulator.until(lambda: len(stage.simulator.calls("setMyCommands")) == before + tries)
    assert len(stage.simulator.calls("setMyCommands")) == before + tries


@pytest.mark.parametrize("rule", REFUSALS)
async def test_koppla_answers_whatever_the_menu_call_says(stage: Stage, rule: Rule) -> None:
    """Bound, told so at once, and the group's next command is answered."""
    refuse(stage.simulator, rule)
    code, johan = await roles_store.binding_code(stage.services.database), stage.village.officer
    [told] = await stage.say(f"/koppla {code}", stage.village.moderators, johan)
    assert told.text == roles_texts.BOUND
    assert len(await stage.say("/arrangor", stage.village.moderators, johan)) == 1


@pytest.mark.parametrize("rule", REFUSALS)
async def test_an_organiser_is_told_whatever_the_menu_call_says(desk: Stage, rule: Rule) -> None:
    """Added, removed and added again; the list is right each time."""
    refuse(desk.simulator, rule)
    where, johan = desk.village.moderators, desk.village.officer
    [listed] = await desk.say("/arrangor", where, johan)
    await desk.press(listed, roles_texts.INVITE, johan)
    code = desk.now(listed).text.rpartition("start=")[2]
    assert (await desk.say(f"/start {code}"))[-1].text == roles_texts.NOW_ORGANISER
    assert len(await desk.say("hur ordnar vi samåkning")) == 1


@pytest.mark.parametrize("rule", REFUSALS)
async def test_a_supergroups_move_holds_nobody_up(desk: Stage, rule: Rule) -> None:
    """The moderators' group gets another number, and goes on."""
    refuse(desk.simulator, rule)
    group = desk.simulator.world.add_group("Nya redaktionen", desk.village.officer)
    await roles_store.set_chat(desk.services.database, group.id)
    new = desk.simulator.rooms.migrate(group)
    await desk.settled()
    assert await roles_store.moderators_chat(desk.services.database) == new.id
    assert len(await desk.say("/arrangor", new, desk.village.officer)) == 1

"""What comes from people who mean harm, from channels, other bots and versions yet unknown: nobody gets in by it."""

import asyncio
import json
import logging
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import telegram
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.features.roles import store as roles_store
from bot.features.roles import texts as roles_texts
from bot.matching.library import Library
from tests.conftest import Stage, peopled, performed
from tests.stage.hostile import MADE, PLACES, Hostile, decided
from tests.stage.paths import SHARED
from tests.stage.queue import cards, press, send_in

SPEC = SHARED / "telegram" / "bot-api-10.0.json"
IN_ONE_GO = 10


def test_every_kind_of_update_is_made() -> None:
    """Those of the library, and those of Telegram's own description where it lies at hand."""
    kinds = set(telegram.Update.ALL_TYPES)
    if SPEC.exists():
        kinds |= {each["name"] for each in json.loads(SPEC.read_text())["types"]["Update"]["fields"]} - {"update_id"}
    assert kinds == {*MADE, *PLACES}


async def give(stage: Stage, *updates: dict[str, Any]) -> None:
    """They come, and are handled."""
    await stage.bot.take_in(updates)
    await stage.bot.application.update_queue.join()


async def require_done(stage: Stage) -> None:
    """Each is marked done, or put aside since it cannot be read."""
    assert await stage.database.rows("SELECT payload FROM inbox WHERE status = 'waiting'") == []


class Faults(logging.Handler):
    """What failed for another reason than that Telegram refused it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Telegram says no to what is sent to chats that are none."""
        said = record.getMessage()
        if not said.startswith("an update failed: BadRequest") and not said.startswith("an update failed: Forbidden"):
            self.found.append(said)


@pytest.fixture
def played(tmp_path: Path, library: Library) -> Iterator[tuple[asyncio.Runner, Stage, Faults]]:
    """A bot with something to decide, at work while many examples are tried."""
    runner, faults = asyncio.Runner(), Faults()
    simulator, village = peopled()
    for each in (village.pensioner, village.farmer, village.volunteer):
        simulator.people.start(each)
    logging.getLogger().addHandler(faults)
    opened = performed(tmp_path / "bot.db", simulator, library)
    stage = Stage(simulator, village, runner.run(opened.__aenter__()))
    runner.run(roles_store.set_chat(stage.database, village.moderators.id))
    runner.run(stage.settled())
    runner.run(send_in(stage))
    yield runner, stage, faults
    runner.run(opened.__aexit__(None, None, None))
    runner.close()
    logging.getLogger().removeHandler(faults)


@pytest.mark.parametrize("wrong", [False, True])
def test_whatever_comes_decides_nothing(played: tuple[asyncio.Runner, Stage, Faults], wrong: bool) -> None:
    """Hundreds of made updates of every kind: each is marked done, and what only some may decide is as it was.

    What Telegram could send fails nowhere; what is of the wrong kind may, without more coming of it.
    """
    runner, stage, faults = played
    before = runner.run(decided(stage))
    numbers = iter(range(10**6, 10**9, 1000))

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**9))
    def come(seed: int) -> None:
        hostile = Hostile(stage, random.Random(seed), next(numbers), wrong=wrong)
        runner.run(give(stage, *(hostile.update() for _ in range(IN_ONE_GO))))
        assert wrong or faults.found == [], "\n".join(faults.found)
        runner.run(require_done(stage))
        assert runner.run(decided(stage)) == before

    come()


async def test_a_moderator_removed_a_moment_ago_publishes_nothing(desk: Stage) -> None:
    """Johan has looked at the card, is removed, and presses on at once; what he writes as a reply counts as little."""
    item = await send_in(desk)
    await press(desk, desk.village.officer, "Godkänn")
    desk.simulator.rooms.leave(desk.village.moderators, desk.village.officer)
    before = await decided(desk)
    [card] = cards(desk)
    query = desk.simulator.people.forge_press(desk.village.officer, card, f"m:{item.id}:{item.version}:publish")
    await desk.settled()
    assert (desk.simulator.people.answer_to(query) or {})["text"] == roles_texts.NOT_MODERATOR
    assert await decided(desk) == before


def message(stage: Stage, number: int, **more: Any) -> dict[str, Any]:
    """What Anna writes in the village's group."""
    chat = {"id": stage.village.association.id, "type": "group", "title": "Byalaget"}
    made = {"message_id": number, "date": 1_795_000_000, "chat": chat, "from": stage.anna.as_json(), "text": "/ko"}
    made["entities"] = [{"type": "bot_command", "offset": 0, "length": 3}]
    return made | more


CHANNEL = {"id": -100777, "type": "channel", "title": "Kanalen"}
BOT = {"id": 999, "is_bot": True, "first_name": "En annan", "username": "annanbot"}
SERVICE = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post", "business_message", "edited_business_message",
                                  "guest_message"])  # fmt: skip
@pytest.mark.parametrize("words", ["/ko", "/koppla ABCDEFGH", "/utskick", "/fraga mat", "hur ordnar vi samåkning?"])
async def test_what_is_written_in_channels_and_for_others_gets_silence(desk: Stage, kind: str, words: str) -> None:
    """Commands and questions in a channel, to a business, or as a guest; Telegram is not asked to send them either."""
    written = message(desk, 1, chat=CHANNEL, text=words, entities=[])
    before, sent = await decided(desk), len(desk.simulator.log)
    await give(desk, {"update_id": 10**6, kind: written})
    assert [each for each in desk.simulator.log[sent:] if each.method.startswith("send")] == []
    assert await decided(desk) == before
    assert kind not in desk.simulator.calls("getUpdates")[-1].params["allowed_updates"]


@pytest.mark.parametrize(
    "more",
    [
        {"from": BOT},
        {"via_bot": BOT},
        {"from": SERVICE, "sender_chat": CHANNEL, "is_automatic_forward": True},
        {"from": BOT, "forward_origin": {"type": "channel", "date": 0, "chat": CHANNEL, "message_id": 1}},
    ],
    ids=["another bot", "through a bot", "a linked channel's post", "a bot's forward"],
)
async def test_what_no_person_wrote_in_the_moderators_chat_decides_nothing(desk: Stage, more: dict[str, Any]) -> None:
    """Although it stands there, and is a reply to a card."""
    await send_in(desk)
    [card] = cards(desk)
    chat = {"id": desk.village.moderators.id, "type": "group", "title": "Redaktionen"}
    replied = {"message_id": card.id, "date": 0, "chat": chat, "from": desk.simulator.world.bot.as_json(), "text": "x"}
    before = await decided(desk)
    for number, words in enumerate(("avslå", "godkänn", "/tysta", "/arrangor"), start=1):
        written = message(desk, number, chat=chat, text=words, entities=[], reply_to_message=replied) | more
        await give(desk, {"update_id": 10**6 + number, "message": written})
    assert await decided(desk) == before


@pytest.mark.parametrize("kind", ["message", "guest_message"])
async def test_who_only_comments_in_the_moderators_chat_decides_nothing(desk: Stage, kind: str) -> None:
    """Whoever comments on a channel writes in its discussion group without being in it, and a guest likewise."""
    await send_in(desk)
    chat = {"id": desk.village.moderators.id, "type": "group", "title": "Redaktionen"}
    nils = {"message_id": 9, "date": 0, "chat": chat, "from": desk.village.farmer.as_json(), "text": "x"}
    command = [{"type": "bot_command", "offset": 0, "length": 9}]
    before = await decided(desk)
    written = message(desk, 1, chat=chat, text="/arrangor", entities=command, reply_to_message=nils)
    await give(desk, {"update_id": 10**6, kind: written | {"from": desk.anna.as_json()}})
    assert await decided(desk) == before


async def test_a_press_is_worth_nothing_in_another_chat(desk: Stage) -> None:
    """What a moderator was shown, replayed by a member from the village's group and from private chat."""
    item = await send_in(desk)
    before = await decided(desk)
    for number, where in enumerate((desk.village.association, desk.private)):
        at = {"message_id": 1, "date": 1, "chat": {"id": where.id, "type": where.type}, "text": "x"}
        for step, data in enumerate((f"m:{item.id}:{item.version}:approve", f"m:{item.id}:{item.version}:publish")):
            pressed = {"id": "1", "from": desk.anna.as_json(), "chat_instance": "1", "data": data, "message": at}
            await give(desk, {"update_id": 10**6 + 10 * number + step, "callback_query": pressed})
    assert await decided(desk) == before


async def test_the_same_update_again_is_handled_once(desk: Stage) -> None:
    """Also after others, and in another order than it came."""
    private = {"id": desk.anna.id, "type": "private", "first_name": "Anna"}
    written = [
        {"update_id": 10**6 + each, "message": message(desk, each, chat=private, text="hej", entities=[])}
        for each in (3, 1, 2)
    ]
    before = len(desk.simulator.sent(desk.private))
    await give(desk, *written, *reversed(written))
    assert len(desk.simulator.sent(desk.private)) == before + 3

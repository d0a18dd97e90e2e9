"""A thought in several messages is one question: answered once, edited as one, and never lost."""

import asyncio
from pathlib import Path

import pytest

from bot.features.asking import texts
from bot.features.asking.handlers.bursts import Bursts
from bot.gateway.hands import AT_ONCE
from bot.matching.library import Library
from bot.simulator.model import Message
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from tests.conftest import Stage, performed

SHARING = "hur ordnar vi samåkning"
TITLE = "En app för samåkning"
THOUGHT = ("vi är några stycken", "i byn", SHARING)


@pytest.fixture
def patient(stage: Stage) -> Stage:
    """The stage with a bot that waits a moment for what follows."""
    bursts = stage.services.state(Bursts)
    bursts.most, bursts.within = 10, 0.15
    return stage


async def say(stage: Stage, *messages: str) -> list[Message]:
    """Anna says it without waiting for replies; what she then gets."""
    before = len(stage.simulator.sent(stage.private))
    for each in messages:
        stage.simulator.people.send_text(stage.private, stage.anna, each)
    await stage.settled()
    return stage.simulator.sent(stage.private)[before:]


async def waiting(stage: Stage) -> int:
    """How many updates are not handled yet."""
    [row] = await stage.services.database.rows("SELECT count(*) AS number FROM inbox WHERE status = 'waiting'")
    return int(row["number"])


async def test_a_thought_in_several_messages_is_answered_once_as_a_reply_to_the_last(patient: Stage) -> None:
    """And nothing of it is left in the inbox."""
    [answer] = await say(patient, *THOUGHT)
    assert answer.text.startswith(TITLE)
    assert answer.reply_to == patient.last_from(patient.private, patient.anna).id
    assert await waiting(patient) == 0


async def test_a_whole_question_is_answered_at_once(patient: Stage) -> None:
    """Though the bot would wait long for more."""
    patient.services.state(Bursts).within = 5.0
    async with asyncio.timeout(5):
        [answer] = await patient.say(SHARING)
        assert answer.text.startswith(TITLE)
        assert (await patient.say("tack"))[0].text


async def test_two_questions_are_two(patient: Stage) -> None:
    """The first asks, so nothing is waited for."""
    first, second = await say(patient, f"{SHARING}?", "vad är en reko-ring?")
    assert (first.text.startswith(TITLE), second.text.startswith("REKO")) == (True, True)


async def test_what_nothing_follows_is_answered_by_itself(patient: Stage) -> None:
    """After a moment."""
    [reply] = await say(patient, "zxcvb")
    assert reply.text.startswith("Jag hittar inget säkert svar")


async def test_a_command_or_a_word_of_the_keyboard_is_no_part_of_a_thought(patient: Stage) -> None:
    """The thought ends there."""
    for other, reply in (("/hjalp", "Så använder du boten"), ("Teman", "Vilket tema")):
        first, second = await say(patient, "zxcvb", other)
        assert first.text.startswith("Jag hittar inget säkert svar")
        assert second.text.startswith(reply)


async def test_an_edit_of_any_part_edits_the_answer(patient: Stage) -> None:
    """Read together with the other parts; also while the bot still waits."""
    first = patient.simulator.people.send_text(patient.private, patient.anna, "zxcvb")
    patient.simulator.people.send_text(patient.private, patient.anna, "qwerty")
    await patient.settled()
    [answer] = patient.simulator.sent(patient.private)[-1:]
    assert answer.text.startswith("Jag hittar inget säkert svar")
    await patient.edit(first, SHARING)
    assert patient.now(answer).text.startswith(TITLE)
    third = patient.simulator.people.send_text(patient.private, patient.anna, "zxcvb")
    patient.simulator.people.edit_text(third, "vad är en reko-ring")
    await patient.settled()
    assert patient.simulator.sent(patient.private)[-1].text.startswith("REKO")


async def test_opening_words_wait_for_what_comes(patient: Stage) -> None:
    """ "hör du" alone gets its small talk, and no reply of its own where more follows."""
    [answer] = await say(patient, "hör du", SHARING)
    assert answer.text.startswith(TITLE)


async def test_two_openings_in_a_row_wait_too_also_after_an_answer(patient: Stage) -> None:
    """Greeting and saying that one wonders is no word about what was shown."""
    await say(patient, SHARING)
    [answer] = await say(patient, "hej igen", "jag undrar en sak", "vad är en reko-ring?")
    assert answer.text.startswith("REKO")


async def test_nothing_is_lost_by_a_process_that_ends_in_between(tmp_path: Path, library: Library) -> None:
    """The next one finds all parts in the inbox and reads them together."""
    simulator = Simulator()
    village = build_village(simulator)
    simulator.people.start(village.pensioner)
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        stage = Stage(simulator, village, bot)
        await stage.settled()
        bursts = bot.services.state(Bursts)
        bursts.most, bursts.within = 10, 60.0
        for each in THOUGHT[:2]:
            simulator.people.send_text(stage.private, stage.anna, each)
        while await waiting(stage) < 2:  # noqa: ASYNC110 - no event of ours says so
            await asyncio.sleep(0.01)
        kept = await bot.services.database.rows("SELECT * FROM inbox WHERE status = 'waiting'")
        bursts.within = 0.0
        simulator.people.send_text(stage.private, stage.anna, SHARING)
        await stage.settled()
        assert len(kept) == 2
        async with bot.services.database.transaction() as transaction:  # as if it had been killed before it answered
            for row in kept:
                await transaction.execute(
                    "UPDATE inbox SET status = 'waiting', payload = ? WHERE update_id = ?",
                    (row["payload"], row["update_id"]),
                )
    before = len(simulator.sent(stage.private))
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        bot.services.state(Bursts).most = 10
        await Stage(simulator, village, bot).settled()
    [again] = simulator.sent(stage.private)[before:]
    assert again.text != texts.NO_THREAD


async def test_those_who_wait_for_more_hold_up_nobody(patient: Stage) -> None:
    """However many they are: there are so many hands, and a whole question finds one free."""
    patient.services.state(Bursts).within = 5.0
    people, world = patient.simulator.people, patient.simulator.world
    for number in range(2 * AT_ONCE):
        member = world.add_user(f"Medlem {number}")
        people.send_text(world.private(member), member, "zxcvb")
    people.send_text(patient.private, patient.anna, SHARING)
    await patient.simulator.until(lambda: patient.simulator.sent(patient.private)[1:], 4)
    patient.services.stopping.set()

"""Whatever five moderators, three authors, restarts and a failing Telegram do together, the queue stays whole."""

import asyncio
from collections import Counter
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.features.moderation.rules import Claim
from bot.features.moderation.store.decide import decide, submit
from bot.features.moderation.store.queue import items_of
from bot.features.moderation.values import Content, Submission
from bot.features.roles import store as roles_store
from bot.features.roles.values import Actor
from bot.knowledge import store
from bot.knowledge.values import Knowledge
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.simulator import Simulator
from bot.storage.database import Database
from tests.conftest import Stage
from tests.stage.play import ACTS, SUBJECTS, Step
from tests.stage.scene import curtain_up
from tests.stage.whole import require_whole

WAITED_FOR: Final = (Kind.TOO_MANY_REQUESTS, Kind.UNREACHABLE)
TAKEN_AS_THEY_ARE: Final = (
    Kind.FORBIDDEN, Kind.BAD_REQUEST, Kind.SERVER_ERROR, Kind.TIMEOUT_BEFORE, Kind.TIMEOUT_AFTER, Kind.DROP_BEFORE,
    Kind.DROP_AFTER, Kind.SLOW,
)  # fmt: skip
ROUNDS: Final = 5
METHODS: Final = ("sendMessage", "editMessageText", "answerCallbackQuery")

numbers = st.integers(0, 11)
once = st.builds(
    lambda kind, method, nth: Rule(kind, method, nth=nth, seconds=0.02 if kind is Kind.SLOW else 1.0),
    st.sampled_from((*WAITED_FOR, *TAKEN_AS_THEY_ARE)),
    st.sampled_from((*METHODS, "getChatMember")),
    st.integers(1, 3),
)
lasting = st.builds(Rule, st.sampled_from(TAKEN_AS_THEY_ARE[:-1]), st.sampled_from(METHODS))
failures = st.none() | once | lasting
hands = st.lists(st.tuples(st.integers(0, 4), numbers), min_size=1, max_size=5).map(tuple)
OFTEN: Final = {"decide": 8, "press": 3, "submit": 2, "answer": 2}
acts = st.sampled_from([each for each in ACTS for _ in range(OFTEN.get(each, 1))])
steps = st.lists(
    st.builds(Step, acts, numbers, numbers, numbers, hands, failures, st.sampled_from([True, True, False])),
    min_size=4,
    max_size=25,
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(played=steps)
def test_any_interleaving_leaves_the_queue_whole(library: Library, played: list[Step]) -> None:
    """Legal states, complete histories, knowledge as decided, no notice lost or doubled, cards that tell the truth."""
    asyncio.run(perform(library, played))


async def perform(library: Library, played: list[Step]) -> int:
    """Play the steps, then look at everything; the number of items."""
    async with curtain_up(library) as play:
        await play.take(Step("submit"))
        for step in played:
            await play.take(step)
        await play.rest()
        services, simulator = play.stage.services, play.stage.simulator
        items = await require_whole(services.database, simulator, play.desk, play.asked)
        live = {each.entry.id for each in services.library.overlay.entries}
        assert services.library.overlay == await store.read(services.database)
        assert ids(services.library.knowledge) == {*live, *ids(services.library.base)}
        await require_honest(services.database, simulator, play.desk.id)
        assert [query for query in play.calm if simulator.people.answer_to(query) is None] == []
        return len(items)


async def require_honest(database: Database, simulator: Simulator, desk: int) -> None:
    """Only what was called for in vain is gone, and only what was called for without an answer is unknown."""
    rows = await database.rows(
        "SELECT iif(chat_id = 0, ?, chat_id) AS chat, status, count(*) AS number FROM notices GROUP BY 1, 2", (desk,)
    )
    calls = [call for call in simulator.calls("sendMessage", "editMessageText") if call.outcome != "ok"]
    refused = Counter(int(call.params["chat_id"]) for call in calls if call.code in (400, 403))
    unanswered = Counter(int(call.params["chat_id"]) for call in calls if call.code == 0 or call.code >= 500)
    for row in rows:
        assert row["status"] != "gone" or row["number"] <= refused[row["chat"]]
        assert row["status"] != "unknown" or row["number"] <= unanswered[row["chat"]]


def ids(knowledge: Knowledge) -> set[str]:
    """The ids of all entries."""
    return {each.id for each in knowledge.entries}


async def test_of_five_who_press_at_once_one_decides_and_four_are_told_who(stage: Stage) -> None:
    """Round after round, on copies that show different pages: one history row, one notice, four alerts with a name."""
    database, desk, people = stage.services.database, stage.village.moderators, stage.simulator.people
    await roles_store.set_chat(database, desk.id)
    hands = [stage.village.officer, stage.village.organiser]
    hands += [stage.simulator.world.add_user(name) for name in ("Åsa", "Bo", "Eva")]
    for each in hands[2:]:
        stage.simulator.rooms.join(desk, each)
    for turn in range(ROUNDS):
        content = Content(f"({turn}) {SUBJECTS[turn % len(SUBJECTS)]}")
        async with database.transaction() as transaction:
            item = await submit(transaction, Submission("tip", stage.anna.id, stage.private.id, content))
        stage.services.outbox.set()
        await stage.settled()
        card = stage.simulator.sent(desk)[-1]
        first = hands[turn % 5 :] + hands[: turn % 5]
        whats = ["publish", "d:exists"] if turn % 2 else ["d:unclear", "publish"]
        queries = [people.forge_press(who, card, f"m:{item.id}:1:{whats[n % 2]}") for n, who in enumerate(first)]
        await stage.settled()
        told = [str((people.answer_to(query) or {}).get("text", "")) for query in queries]
        assert told[0] == ""
        assert all(text.startswith(f"{first[0].first_name} hann före: ") for text in told[1:]), told
    await require_whole(database, stage.simulator, desk, 0)
    rows = await database.rows("SELECT count(*) AS steps FROM history GROUP BY item_id")
    assert [row["steps"] for row in rows] == [2] * ROUNDS


@pytest.mark.parametrize("failure", [Kind.TIMEOUT_BEFORE, Kind.SERVER_ERROR, Kind.FORBIDDEN])
async def test_a_name_that_telegram_does_not_tell_loses_no_card(stage: Stage, failure: Kind) -> None:
    """Who has an item in hand is asked for while its card is made; if that fails, the card is posted all the same."""
    database, desk = stage.services.database, stage.village.moderators
    async with database.transaction() as transaction:
        item = await submit(transaction, Submission("tip", stage.anna.id, stage.private.id, Content(SUBJECTS[0])))
    await decide(database, item.id, 1, Actor(stage.village.officer.id, is_moderator=True), Claim())
    stage.simulator.failures.order(Rule(failure, "getChatMember", nth=1))
    await roles_store.set_chat(database, desk.id)
    stage.services.outbox.set()
    await stage.settled()
    assert [SUBJECTS[0] in card.text for card in stage.simulator.sent(desk)] == [True]
    await require_whole(database, stage.simulator, desk, 0)


@pytest.mark.parametrize("failure", [Kind.TIMEOUT_BEFORE, Kind.TIMEOUT_AFTER])
async def test_whoever_was_perhaps_not_thanked_is_thanked_when_asking_again(stage: Stage, failure: Kind) -> None:
    """The tip is in the queue, once; sent again since no thanks were seen, it is not called a button of no use."""
    await stage.say(f"/tips {SUBJECTS[0]}")
    for words in ("hoppa över", "vet inte", "anonym", "nej"):
        await stage.say(words)
    preview = stage.simulator.sent(stage.private)[-1]
    [send] = [each["callback_data"] for each in preview.buttons if str(each["callback_data"]).endswith(":send")]
    stage.simulator.failures.order(Rule(failure, "editMessageText", nth=1))
    await stage.forge(preview, send)
    assert len(await items_of(stage.services.database, stage.anna.id)) == 1
    await stage.forge(preview, send)
    assert stage.now(preview).text.startswith("Tack, mottaget!")
    assert "gäller inte längre" in await stage.forge(preview, send)
    assert len(await items_of(stage.services.database, stage.anna.id)) == 1

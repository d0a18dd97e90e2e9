"""Moderators see what members thought of the answers."""

from bot.features.answers import store, texts
from bot.features.answers.store import Reason, Standing
from bot.storage.database import Database
from tests.conftest import Stage


async def test_the_worst_comes_first_with_its_reasons(database: Database) -> None:
    """The most frequent reason first; an entry with more praise than blame comes last."""
    given: list[tuple[str, bool, Reason | None]] = [
        ("reko-ring", True, None),
        ("reko-ring", True, None),
        ("lokalbuss", False, "old"),
        ("lokalbuss", False, "old"),
        ("lokalbuss", False, "wrong"),
        ("lokalbuss", True, None),
        ("dela-bil", False, None),
    ]
    for number, (entry, good, reason) in enumerate(given):
        await store.judge(database, f"t{number}", entry, good=good)
        if reason is not None:
            await store.explain_verdict(database, f"t{number}", reason)
    assert await store.standings(database) == (
        Standing("lokalbuss", 1, 3, (("old", 2), ("wrong", 1))),
        Standing("dela-bil", 0, 1),
        Standing("reko-ring", 2, 0),
    )


async def test_moderators_list_them_and_nobody_else(desk: Stage) -> None:
    """/betyg shows titles; a member is told that there is no such command for them."""
    moderators, officer = desk.village.moderators, desk.village.officer
    [none] = await desk.say("/betyg", moderators, officer)
    assert none.text == texts.NO_VERDICTS
    [answer] = await desk.say("hur ordnar vi samåkning")
    await desk.press(answer, texts.BAD)
    [listed] = await desk.say("/betyg", moderators, officer)
    assert listed.text.splitlines()[-1] == "👎 1  👍 0  En app för samåkning"
    for said in await desk.say("/betyg"):
        assert "samåkning" not in said.text

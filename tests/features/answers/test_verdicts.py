"""Moderators see what members thought of the answers."""

from bot.features.answers import store, texts
from bot.features.answers.store import Reason, Standing
from bot.features.unanswered.store import questions
from bot.features.unanswered.store.questions import Asked
from bot.matching.bound import Verdict
from bot.matching.library import Library
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


async def test_what_the_log_still_has_is_heeded(database: Database, library: Library) -> None:
    """What is old or unclear was right; what was chosen among suggestions too."""
    asked = {
        outcome: await questions.record(database, Asked("hur ordnar vi skjuts", "private", outcome, 0.9, "dela-bil"))
        for outcome in ("answer", "suggestions")
    }
    await store.judge(database, asked["answer"], "dela-bil", good=False)
    await store.judge(database, "not-in-the-log", "lokalbuss", good=False)
    await questions.chose(database, asked["suggestions"], "lokalbuss")
    wrong, chosen = await store.verdicts(database)
    assert (wrong, chosen.entry_id, chosen.right) == (
        Verdict("hur ordnar vi skjuts", "dela-bil", right=False),
        "lokalbuss",
        True,
    )
    await store.explain_verdict(database, asked["answer"], "old")
    assert (await store.verdicts(database))[0].right
    before = library.matcher
    await library.heed((wrong,))
    assert library.matcher is not before

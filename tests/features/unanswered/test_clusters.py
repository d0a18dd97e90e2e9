"""What was asked in vain: shown only when it gives nobody away, in clusters, and linked with one tap."""

import asyncio
from datetime import timedelta
from threading import Event

import pytest

from bot.features.unanswered.store import clusters, questions
from bot.features.unanswered.store.clusters import Link, Unanswered
from bot.features.unanswered.store.questions import Asked
from bot.knowledge import store
from bot.knowledge.directory import load
from bot.matching.clusters import group
from bot.matching.library import Library
from bot.matching.matcher import Matcher
from bot.storage.clock import now, stamp
from bot.storage.database import Database
from tests.stage.paths import KNOWLEDGE

SHIPPED = KNOWLEDGE
WELL = "vem borrar brunn"


async def ask(database: Database, text: str, *askers: int, outcome: str = "none", entry_id: str | None = None) -> str:
    """Every asker asks a text once; the token of the last question."""
    token = ""
    for asker in askers:
        token = await questions.record(database, Asked(text, "private", outcome, 0.1, entry_id))
        await clusters.remember_asker(database, token, asker)
    return token


async def shown(database: Database) -> dict[str, bool]:
    """Each text and whether it may be shown."""
    return {each.text: each.shown for each in await clusters.unanswered(database)}


async def test_a_text_is_shown_after_three_different_askers(database: Database) -> None:
    """However often two of them ask."""
    await ask(database, WELL, 1, 2, 1, 2, 1)
    assert await shown(database) == {WELL: False}
    await ask(database, WELL, 3)
    assert await shown(database) == {WELL: True}


async def test_capitals_and_punctuation_make_no_other_text(database: Database) -> None:
    """The newest spelling stands for all, and all are counted."""
    await ask(database, "Vem borrar brunn?", 1, 2)
    token = await ask(database, WELL, 3)
    assert await clusters.unanswered(database) == (Unanswered(token, WELL, 3, shown=True),)


async def test_only_questions_without_an_answer_are_listed(database: Database) -> None:
    """Neither those that got one, nor suggestions of which one was chosen, nor what is older than 60 days."""
    await ask(database, "svarad", 1, outcome="answer", entry_id="fiber")
    await ask(database, "vald", 1, outcome="suggestions", entry_id="fiber")
    await ask(database, "ratad", 1, outcome="suggestions")
    old = await ask(database, "gammal", 1)
    async with database.transaction() as transaction:
        asked_at = stamp(now() - timedelta(days=61))
        await transaction.execute("UPDATE questions SET asked_at = ? WHERE token = ?", (asked_at, old))
    assert list(await shown(database)) == ["ratad"]


async def test_who_asked_what_cannot_be_told(database: Database) -> None:
    """No hash says the member's number, and the same member has another one for every text."""
    await ask(database, "ett", 4711)
    await ask(database, "två", 4711)
    rows = await database.rows("SELECT text_hash, asker_hash FROM askers")
    assert len({row["asker_hash"] for row in rows}) == 2
    assert all("4711" not in row["asker_hash"] and len(row["asker_hash"]) == 64 for row in rows)


async def test_the_hashes_go_with_the_text(database: Database) -> None:
    """When the log forgets a question nothing is left of who asked it."""
    await ask(database, WELL, 1, 2, 3)
    await database.execute("UPDATE questions SET asked_at = ?", (stamp(now() - timedelta(days=91)),))
    await questions.forget(database)
    assert await database.rows("SELECT * FROM askers") == []


async def test_asking_again_keeps_the_asker_as_long_as_the_newest_text(database: Database) -> None:
    """The hash goes with the last question that the member asked so."""
    first = await ask(database, WELL, 1, 2, 3)
    again = [await ask(database, WELL, asker) for asker in (1, 2, 3)]
    await database.execute("DELETE FROM questions WHERE token NOT IN (?, ?, ?)", again)
    assert first not in again
    assert await shown(database) == {WELL: True}


async def linked(database: Database, token: str) -> Link:
    """A moderator links a question to the entry "fiber"."""
    link = await clusters.link(database, [token], "fiber", 9)
    assert link is not None
    return link


async def test_a_cleaned_text_is_shown_and_the_old_one_forgotten(database: Database) -> None:
    """In every question that was the same, so that the words of the one who asked are gone."""
    await ask(database, "Vem borrar åt Eva i Ålsta", 1)
    token = await ask(database, "vem borrar åt Eva i Ålsta?", 2)
    await clusters.clean(database, token, "Vem borrar brunn?")
    assert await clusters.unanswered(database) == (Unanswered(token, "Vem borrar brunn?", 2, shown=True),)
    assert not [row for row in await database.rows("SELECT text FROM questions") if "Eva" in row["text"]]


async def test_linking_teaches_the_phrase_at_once(database: Database) -> None:
    """The next member who asks gets the answer; what is not shown is not taught, since phrases are published."""
    library = Library(SHIPPED, None, None)
    tokens = [await ask(database, "kvällsöppet för drönarpiloter", 1, 2, 3), await ask(database, "hemlig text", 1)]
    assert (await library.ask("kvällsöppet för drönarpiloter")).outcome != "answer"
    link = await clusters.link(database, tokens, "distansarbete", 9)
    assert link is not None
    assert link.texts == ("kvällsöppet för drönarpiloter",)
    await library.refresh(await store.read(database))
    found = await library.ask("kvällsöppet för drönarpiloter")
    await library.close()
    assert (found.outcome, found.hits[0].entry.id) == ("answer", "distansarbete")
    assert list(await shown(database)) == ["hemlig text"]


@pytest.mark.parametrize("text", ["snöröjning", "jakt", "vem borrar brunn"])
async def test_the_next_who_asks_just_that_is_answered_whichever_entry_it_is_linked_to(
    database: Database, text: str
) -> None:
    """As the page promises, however short the question and far-fetched the entry; capitals make no difference."""
    library = Library(SHIPPED, None, None)
    for entry in library.base.entries[::12]:
        link = await clusters.link(database, [await ask(database, text, 1, 2, 3)], entry.id, 9)
        await library.refresh(await store.read(database))
        found = await library.ask(f"{text.upper()}?")
        assert (found.outcome, found.hits[0].entry.id) == ("answer", entry.id)
        assert link is not None
        await clusters.unlink(database, link.number)
    await library.close()


async def test_what_has_a_reply_is_not_asked_in_vain(library: Library) -> None:
    """What is small talk, or points to 112, could not be linked either."""
    assert await library.groups(["tack", "det brinner", "vem borrar brunn"], Event().is_set) == ((2,),)


async def test_a_link_can_be_taken_back(database: Database) -> None:
    """The phrase goes and the question is unanswered again; what a member has chosen stays."""
    token = await ask(database, WELL, 1, 2, 3)
    await ask(database, WELL, 4, outcome="suggestions", entry_id="vald")
    link = await linked(database, token)
    assert await shown(database) == {}
    assert await clusters.unlink(database, link.number) == "fiber"
    assert await clusters.unlink(database, link.number) is None
    assert await shown(database) == {WELL: True}
    assert (await store.read(database)).phrases == ()
    assert len(await database.rows("SELECT id FROM questions WHERE entry_id = 'vald'")) == 1


async def test_taking_a_link_back_leaves_what_others_taught_and_chose(database: Database) -> None:
    """A phrase known before, another link of the same second, and a member's choice of the same entry stay.

    Also when the question has been put in other words meanwhile.
    """
    async with database.transaction() as transaction:
        await store.teach(transaction, "fiber", WELL, 7, stamp(now()))
    chosen = await ask(database, WELL, 4, outcome="suggestions")
    token, other = await ask(database, WELL, 1, 2, 3), await ask(database, "något annat", 1, 2, 3)
    link = await linked(database, token)
    await linked(database, other)
    await questions.chose(database, chosen, "fiber")
    await database.execute("UPDATE questions SET text = 'brunnsborrare' WHERE token = ?", (token,))
    await clusters.unlink(database, link.number)
    taught = [(each.entry_id, each.text) for each in (await store.read(database)).phrases]
    assert sorted(taught) == [("fiber", "något annat"), ("fiber", WELL)]
    rows = await database.rows("SELECT token FROM questions WHERE entry_id = 'fiber' ORDER BY id")
    assert {row["token"] for row in rows} >= {other, chosen}
    assert await shown(database) == {WELL: True, "brunnsborrare": False}


async def test_none_of_these_on_an_old_page_leaves_a_linked_question_linked(database: Database) -> None:
    """It has an answer since, so it does not come back on the list."""
    tokens = [await ask(database, WELL, asker, outcome="suggestions") for asker in (1, 2, 3)]
    await linked(database, tokens[-1])
    await questions.chose(database, tokens[0], None)
    assert await shown(database) == {}


async def test_of_two_who_clean_a_question_the_second_changes_nothing(database: Database) -> None:
    """Also at the same time: the first wording stands, and the second hears which."""
    token = await ask(database, "vem lagar Evas pump", 1)
    both = ("vem lagar pumpar", "vem hjälper Eva")
    said = await asyncio.gather(*(clusters.clean(database, token, each) for each in both))
    assert said == [both[0], both[0]]
    assert await shown(database) == {both[0]: True}


async def test_grouping_is_given_up_when_the_bot_stops(library: Library) -> None:
    """Before the next question."""
    stopping = Event()
    stopping.set()
    with pytest.raises(InterruptedError):
        await library.groups(["vem borrar brunn"], stopping.is_set)


async def test_clusters_put_together_what_is_alike_and_leave_out_what_has_an_answer_now(library: Library) -> None:
    """The most asked first; the words of those that may not be shown are not among those shown."""
    asked = tuple(
        Unanswered(str(number), text, times, shown=times > 2)
        for number, (text, times) in enumerate(
            [("vem borrar brunn", 3), ("hur startar vi en REKO-ring", 9), ("borra brunn", 2), ("elda kottar", 4)]
        )
    )
    found = clusters.clusters(asked, await library.groups([each.text for each in asked], Event().is_set))
    assert [[each.text for each in cluster.texts] for cluster in found] == [
        ["vem borrar brunn", "borra brunn"],
        ["elda kottar"],
    ]
    assert found[0].times == 5
    assert [each.text for each in found[0].shown] == ["vem borrar brunn"]


def test_nothing_asked_is_no_group() -> None:
    """Neither with words nor without."""
    matcher = Matcher(load(SHIPPED))
    assert group(matcher, []) == ()
    assert group(matcher, ["???", "!!"]) == ((0,), (1,))


@pytest.mark.parametrize("text", ["", "🙂", "x" * 4000])
async def test_any_text_can_be_noted(database: Database, text: str) -> None:
    """Also what has no words."""
    await ask(database, text, 1, 2, 3)
    assert await shown(database) == {text: True}

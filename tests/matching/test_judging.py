"""What is answered, what is asked back, and what is said not to be known."""

from pathlib import Path

import pytest

from bot.knowledge.directory import load
from bot.knowledge.values import Knowledge
from bot.matching.content import ordinary
from bot.matching.matcher import Matcher
from tests.matching.making import VILLAGE

SHIPPED = Matcher(load(Path(__file__).parents[2] / "knowledge"))


@pytest.mark.parametrize("word", ["pengar", "Pengar?", "ungdomar", "skjuts", "fibr"])
def test_a_broad_word_gets_a_choice(word: str) -> None:
    """Several entries are about it, and those come first."""
    found = SHIPPED.match(word)
    assert found.outcome == "suggestions"
    assert found.content.single


def test_a_word_that_one_entry_is_about_finds_it() -> None:
    """Also one that the example questions rarely have."""
    found = SHIPPED.match("moms")
    assert (found.outcome, found.hits[0].entry.id) == ("answer", "skatt-pa-delade-bilar")


@pytest.mark.parametrize(
    ("typed", "read"), [("fibr", "fiber"), ("bredban", "bredband"), ("fiber", None), ("strular", None)]
)
def test_what_was_read_into_a_misspelt_question_is_told(typed: str, read: str | None) -> None:
    """So that the chat can say it; a word that is merely unknown is left alone."""
    assert SHIPPED.match(typed).read_as == read


def test_dots_are_letters_but_may_be_left_out_or_slanted() -> None:
    """A message without them, or with the grave accent of another keyboard, means the same."""
    for typed in ("samakning", "samàkning", "SAMÅKNING", "ｓａｍåkning"):
        assert SHIPPED.match(typed).hits[0].entry.id == "app-for-samakning"


@pytest.mark.parametrize(
    "question",
    [
        "vem är ordförande i byalaget",
        "momsen på mat",
        "solceller på bygdegården",
        "finns det bidrag att söka för en bygdegård",
    ],
)
def test_a_fact_near_a_topic_gets_no_sure_answer(question: str) -> None:
    """The entry is about something like it, and does not tell."""
    assert SHIPPED.match(question).outcome != "answer"


def test_a_kind_of_answer_that_the_entry_lacks_is_named() -> None:
    """The entry is suggested, and the chat can say what it does not know."""
    found = SHIPPED.match("när har lanthandeln öppet på söndag")
    assert (found.outcome, found.lacks, found.hits[0].entry.id) == ("suggestions", "när", "lanthandel-ags-av-byn")


def test_the_act_is_told_and_leaves_nothing_to_suggest() -> None:
    """A wish for a person is no question, whatever its words resemble."""
    found = SHIPPED.match("vem kan jag ringa?")
    assert (found.act, found.outcome, found.lacks) == ("person", "none", None)


def test_a_cry_gets_an_alarm_though_the_network_has_none() -> None:
    """The sentence comes with the program."""
    found = Matcher(Knowledge(())).match("hjälp det brinner i ladan")
    assert found.reply is not None
    assert (found.act, "112" in found.reply.answer) == ("danger", True)


@pytest.mark.parametrize("most_wrong", [0.0, 0.02])
def test_the_promise_holds_for_any_knowledge_over_what_none_answers(most_wrong: float) -> None:
    """Four entries, no small talk of their own: at most so many of the messages that come with the program."""
    bare = Knowledge(VILLAGE.entries)
    matcher = Matcher(bare, most_wrong=most_wrong)
    outside = ordinary().outside
    answered = [text for text in outside if matcher.match(text).outcome == "answer"]
    assert len(answered) <= 0.02 * len(outside)
    assert matcher.match("hur ordnar vi samåkning").hits[0].entry.id == "samakning"


def test_a_stricter_promise_never_lowers_the_threshold() -> None:
    """Nothing wrong at all asks for at least as much confidence."""
    assert Matcher(VILLAGE, most_wrong=0.0).weights.answer >= Matcher(VILLAGE, most_wrong=0.5).weights.answer

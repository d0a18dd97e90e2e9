"""How the first entry stands to a question: whether one sentence says it, and whether each word of it is there."""

from pathlib import Path

import pytest

from bot.knowledge.values import Knowledge
from bot.matching.encoder import VectorCache
from bot.matching.matcher import Matcher
from tests.matching.making import GramEncoder, entry

LONG = entry(
    "stuga",
    "Klubbstugan byggdes 1954 av medlemmarna. Koden till nyckelskåpet får du i ett sms. Grillen på gården är fri.",
)
OTHER = entry("spår", "Elljusspåret är tänt till klockan 22 alla dagar.")


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    """Over two bare entries, with letters for meaning."""
    return Matcher(Knowledge((LONG, OTHER)), GramEncoder(), VectorCache(tmp_path / "v.db"))


@pytest.mark.parametrize("sentence", ["Koden till nyckelskåpet får du i ett sms.", "Grillen på gården är fri."])
def test_one_sentence_of_many_is_near_whatever_the_others_say(matcher: Matcher, sentence: str) -> None:
    signals = matcher.weigh(sentence).signals
    assert signals["told"] == pytest.approx(1, abs=1e-4)
    assert signals["meaning"] < 0.9


def test_an_answer_is_encoded_once_however_often_it_is_asked_about(tmp_path: Path) -> None:
    encoder = GramEncoder()
    matcher = Matcher(Knowledge((LONG, OTHER)), encoder, VectorCache(tmp_path / "v.db"))
    for question in ("grillen på gården", "koden till nyckelskåpet"):
        matcher.weigh(question)
    assert encoder.encoded.count("Grillen på gården är fri.") == 1


def test_without_meanings_there_is_no_nearness_of_sentences() -> None:
    assert "told" not in Matcher(Knowledge((LONG, OTHER))).weigh("grillen på gården").signals


@pytest.mark.parametrize(
    ("word", "echo"),
    [("skåp", 1.0), ("nyckelskåpet", 1.0), ("sms", 1.0), ("kod", 0.0)],  # of three letters only the whole word
)
def test_a_word_is_looked_for_in_those_of_an_entry_and_in_their_parts(matcher: Matcher, word: str, echo: float) -> None:
    assert matcher.lexical.echoes([word], 0) == [echo]


def test_the_mean_and_the_least_of_the_echoes_are_signals(matcher: Matcher) -> None:
    slipped, unknown = matcher.lexical.echoes(["nyckelskopet", "solceller"], 0)
    assert unknown < 0.7 < slipped < 1
    signals = matcher.weigh("nyckelskåpet solceller").signals
    assert signals["least_echo"] == unknown
    assert signals["echo"] == pytest.approx((1 + unknown) / 2)


def test_a_message_without_words_that_carry_meaning_echoes_nothing(matcher: Matcher) -> None:
    signals = matcher.weigh("vad är det").signals
    assert signals["echo"] == signals["least_echo"] == 0

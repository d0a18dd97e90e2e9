"""Which language a message is in."""

from pathlib import Path

import pytest

from bot.matching.evaluation import read_labelled
from bot.matching.language import language

LABELLED = [each for each in read_labelled(Path(__file__).parents[1] / "data" / "languages.tsv") if each.best]


def test_five_languages_are_told_apart() -> None:
    """All two hundred questions, none of them long."""
    assert [each.text for each in LABELLED if language(each.text, 0.3) != each.kind] == []


@pytest.mark.parametrize(
    "message",
    [
        "ka e de för nå",
        "hur får vi bussn hit t byn",
        "vårres affär ska lägg ner",
        "kolektivtrafik på vischan",
        "hello",
        "12 34",
        "😀",
    ],
)
def test_dialect_slips_and_single_words_stay_swedish(message: str) -> None:
    """Also where the knowledge knows few of the letters."""
    assert language(message, 0.3) == "sv"


def test_familiar_words_are_swedish_whatever_they_look_like() -> None:
    """Nobody is answered in English for a message made of the knowledge's own words."""
    assert language("community supported agriculture", 0.9) == "sv"

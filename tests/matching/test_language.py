"""Which language a message is in."""

import errno
from pathlib import Path

import pytest
from py3langid.langid import LanguageIdentifier

from bot.matching.evaluation import read_labelled
from bot.matching.language import _detector, language

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


def test_without_room_to_unpack_the_detector_everything_is_swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk stops no answer."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(LanguageIdentifier, "from_model_file", refuse)
    _detector.cache_clear()
    assert language("how do we share rides to work", 0.1) == "sv"
    _detector.cache_clear()

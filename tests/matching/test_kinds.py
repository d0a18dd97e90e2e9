"""What kind of answer a question asks for, and whether an entry has one."""

import pytest

from bot.matching.kinds import held, kind, lacking
from tests.matching.making import entry

CARS = entry("bil", "Grannarna delar bil. De betalar 25 procent moms.", "Varför är det dyrt?")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Vem är ordförande i byalaget?", "vem"),
        ("vad heter kassören", "vem"),
        ("var ligger bygdegården", "var"),
        ("Vart hämtar jag paketet?", "var"),
        ("när öppnar ansökan", "när"),
        ("när skolan lades ner", None),
        ("vad kostar en andel", "hur mycket"),
        ("hur många byar finns det", "hur mycket"),
        ("momsen på mat", "hur mycket"),
        ("Ingen kommer. Varför?", "varför"),
        ("får man sälja ägg", "får man"),
        ("behövs det livsmedelstillstånd", "får man"),
        ("Vår bygdegård står tom", None),
        ("Var på möte igår", None),
        ("hur startar man en bilpool", None),
        ("vad gör man med tomma hus", None),
    ],
)
def test_the_kind_of_a_question_is_told_by_its_words(question: str, expected: str | None) -> None:
    """Those who ask what or how, or tell of something, ask for no kind that can be lacking."""
    assert kind(question) == expected


def test_an_entry_holds_what_its_text_tells_or_its_examples_ask() -> None:
    """A percentage is an amount, and an example question was written by somebody who knew the answer."""
    assert held(CARS) == {"hur mycket", "varför"}


@pytest.mark.parametrize(
    ("question", "lack"), [("hur mycket moms är det", None), ("vem äger bilen", "vem"), ("hur delar vi bil", None)]
)
def test_what_an_entry_lacks_is_told(question: str, lack: str | None) -> None:
    """Only where the question asks for it."""
    assert lacking(question, CARS) == lack

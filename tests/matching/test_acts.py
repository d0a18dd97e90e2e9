"""Cries for help, wishes for a person, questions about meetings; and what only sounds like them."""

import pytest

from bot.matching.acts import act, has_passed


@pytest.mark.parametrize(
    "message",
    [
        "HJÄLP DET BRINNER I LADAN I STORSJÖ NU!!",
        "dä brinn i lagårn",
        "de briner hos grannen",
        "hela huset står i lågor",
        "hjälp gubben har ramla o svarar int",
        "farsan andas ente",
        "hon har svimmat och vaknar inte",
        "nån har gått igenom isen på Runn",
        "traktorn har vält och han ligger under traktorn",
        "ring ambulans fort till Gagnef",
        "skicka ambulnasen nu",
        "det brann igår och nu brinner det igen i skogen",
        "the barn is on fire",
    ],
)
def test_a_cry_for_help_is_heard_however_it_is_told(message: str) -> None:
    """In capitals, in dialect, with a slip, with a place."""
    assert act(message) == "danger"


@pytest.mark.parametrize(
    "message",
    [
        "det brann igår, nu är det släckt",
        "tack för hjälpen med branden",
        "mormor ramlade i måndags men mår bra",
        "falskt larm, det var bara rök från grillen",
        "vi hade brandövning i går",
        "hur hittar man fler som brinner för skolan",
        "vi som brinner för byn",
        "brinner du för din bygd?",
        "vi som brinner för byn blir utbrända",
        "studiebesöket rinner ut i sanden",
        "sophämtningen funkar inte",
    ],
)
def test_what_is_over_or_a_figure_of_speech_is_no_danger(message: str) -> None:
    """Nobody is sent to 112 for enthusiasm, nor after the fire."""
    assert act(message) is None


@pytest.mark.parametrize(
    ("message", "passed"),
    [
        ("ambulansen är här nu", True),
        ("det är släckt", True),
        ("polisen tog honom", True),
        ("nu är det klart", True),
        ("vi är ute nu", True),
        ("falskt larm", True),
        ("tack", True),
        ("han blöder fortfarande", False),
        ("kon är kvar där inne", False),
    ],
)
def test_after_a_cry_it_is_told_that_it_is_over(message: str, passed: bool) -> None:
    """In few words, which alone would say nothing of a danger."""
    assert has_passed(message) is passed


@pytest.mark.parametrize(
    "message",
    [
        "jag vill prata med någon",
        "vem kan jag ringa?",
        "kan jag få en människa",
        "koppla mig till en person",
        "jag vill inte prata med en robot",
        "kan nån ringa mig",
    ],
)
def test_a_wish_for_a_person_is_understood(message: str) -> None:
    """By words, without the button."""
    assert act(message) == "person"


@pytest.mark.parametrize(
    "message",
    ["hur pratar man med kommunen om fiber", "vem kan jag fråga om bidrag", "fler människor i byn"],
)
def test_a_question_that_names_something_is_no_wish_for_a_person(message: str) -> None:
    """It is a question about that."""
    assert act(message) is None


@pytest.mark.parametrize(
    "message",
    [
        "när är nästa träff",
        "nästa möte",
        "när ska vi träffas igen",
        "hur anmäler jag mig till byamötet i Åsby",
        "vilken dag är mötet",
    ],
)
def test_a_question_about_the_next_meeting_is_understood(message: str) -> None:
    """The bot itself knows its meetings."""
    assert act(message) == "meetings"


@pytest.mark.parametrize("message", ["hur får vi folk till mötet", "när måste bilen besiktas", "mötesplats i byn"])
def test_a_question_about_meetings_in_general_is_a_question(message: str) -> None:
    """It is the knowledge's."""
    assert act(message) is None

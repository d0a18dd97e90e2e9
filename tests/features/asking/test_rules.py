"""How words are read that go on with a conversation."""

import pytest

from bot.features.asking import remarks, rules
from bot.features.asking.values import FollowUp
from bot.matching.content import Content, content
from bot.matching.text import spelled_words

BUS = frozenset({"en", "lokalbuss", "till", "centralorten", "byn", "ordnade", "bussen", "resor"})


def read(text: str, *, sure: bool = False, foreign: bool = False) -> FollowUp | None:
    """What a message wants of a thread about a bus."""
    return rules.follow_up(text, meant(text), BUS, sure=sure, foreign=foreign)


def meant(text: str) -> Content:
    """The words of a message that carry meaning."""
    return content(spelled_words(text))


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("mer", "more"),
        ("Mer om det, tack!", "more"),
        ("berätta lite mer", "more"),
        ("tell me more", "more"),
        ("المزيد", "more"),
        ("nästa", "next"),
        ("ge mig ett till", "next"),
        ("har du något annat?", "next"),
        ("fler exempel", "others"),
        ("finns det fler som har gjort så?", "others"),
        ("Källa?", "source"),
        ("var kommer det ifrån", "source"),
        ("nej, det var inte det jag frågade", "wrong"),
        ("fel svar", "wrong"),
        ("can you say that in English", "language"),
        ("och hur finansierar man det?", "money"),
        ("vad kostar det", "kind"),
        ("vem gör det", "kind"),
        ("varför då?", "kind"),
        ("var då", "kind"),
        ("när byggdes bussen", "kind"),
        ("hur många åker?", "kind"),
        ("vad är medlemsavgiften", "kind"),
        ("vem är ordförande där", "kind"),
        ("vem kör bussen till badet", "kind"),
        ("och vad kostar det i månaden", "kind"),
        ("och i Norrbotten?", "place"),
        ("i byn alltså", "more"),
        ("kan man få hjälp med det någonstans", "more"),
    ],
)
def test_words_about_the_thread_are_told(text: str, wish: str) -> None:
    """Whatever small words, dots and capitals stand around them."""
    found = read(text)
    assert found is not None
    assert found.wish == wish


@pytest.mark.parametrize(
    "text",
    [
        "hur startar man en bilpool i byn",
        "vem vann matchen igår",
        "när är utlämningen på måndag för REKO-ringen",
        "andelsjordbruk då",
        "tack så mycket",
        "bredband",
        "vad kostar det att starta en bilpool med laddstolpar",
        "vem ordnar bastun",
        "Vem ordnar bastun i byn?",
        "vem är ordförande i fotbollsklubben",
        "var ligger den gamla kvarnen",
        "när öppnar badet",
        "hur ofta kommer sopbilen",
        "vad kostar fiber?",
        "och hur mycket kostar en brandbil då",
        "men vem betalar bastun",
        "får man elda nu",
    ],
)
def test_a_new_topic_is_no_follow_up(text: str) -> None:
    """Nor is thanks."""
    assert read(text) is None


def test_an_answer_of_its_own_goes_before_all_but_brief_words_that_point_back() -> None:
    """ "vilken lag är det" points back, a whole question does not."""
    assert read("vilken lag är det", sure=True) == FollowUp("kind", "vem")
    assert read("hur mycket tappar staten på lägre moms", sure=True) is None


def test_the_kind_and_the_place_are_told() -> None:
    """So that the reply can say what it does not know."""
    assert read("hur många åker") == FollowUp("kind", "hur mycket")
    assert read("hur är det i Västra Götaland?") == FollowUp("place", place="Västra Götaland")


@pytest.mark.parametrize("text", ["how much does it cost", "ile to kosztuje", "wer macht das", "скільки це коштує"])
def test_kinds_are_told_in_other_languages(text: str) -> None:
    """Of which no word is known."""
    found = read(text, foreign=True)
    assert found is not None
    assert found.wish == "kind"
    assert read("who can help us to buy the village shop", foreign=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "tack", "ok tack ändå", "kiitos", "شكرا", "oj fel chatt", "nä nu räcker det", "Danke", "thanks a lot",
        "شكرا جزيلا", "kiitos paljon", "skönt att höra", "det var inte så dumt", "jag ska tänka på saken",
        "vad roligt", "vi provar det", "hej då", "ok hejdå tack", "ha det så bra", "god natt", "låter spännande",
    ],
)  # fmt: skip
def test_courtesy_is_told(text: str) -> None:
    """In several languages."""
    assert remarks.is_courtesy(text, meant(text))


@pytest.mark.parametrize("text", ["tack, men vad kostar fiber", "hur gör man", "bredband"])
def test_what_asks_is_no_courtesy(text: str) -> None:
    """Whatever it begins with."""
    assert not remarks.is_courtesy(text, meant(text))


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("vi har en bygdegård", True),
        ("med ett gammalt kök", True),
        ("finns det fiber", False),
        ("bygdegård?", False),
        ("hur gör man", False),
        ("vi vill starta kooperativ förskola i gamla skolan tillsammans", False),
    ],
)
def test_a_thought_that_goes_on_is_told_from_a_question(text: str, unfinished: bool) -> None:
    """What asks, or says much, is answered at once."""
    assert rules.is_unfinished(text, meant(text)) is unfinished


def test_one_of_those_on_offer_is_named_by_its_words() -> None:
    """But not where several fit, or none."""
    choice = {"lokalbuss": BUS, "bilpool": frozenset({"dela", "bilar", "i", "byn"})}
    assert rules.chosen(meant("bussen"), choice) == "lokalbuss"
    assert rules.chosen(meant("byn"), choice) is None
    assert rules.chosen(meant("fiber"), choice) is None
    assert rules.about("den med bussen") == "bussen"
    assert rules.about("mer om bussen") == "bussen"
    assert rules.about("hur går bussen") is None


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("God dag", True),
        ("hej hej", True),
        ("jag har en fundering", True),
        ("får jag fråga en sak?", True),
        ("hej hur ordnar vi samåkning", False),
        ("jag har en bil", False),
    ],
)
def test_a_call_for_attention_asks_nothing_yet(text: str, opening: bool) -> None:
    """What the member wants comes in the next message."""
    assert remarks.is_opening(text) is opening

"""Typos mended, compounds joined and taken apart, ordinary words left alone."""

import pytest

from bot.matching.lexical import Stemmer
from bot.matching.spelling import Speller

TEXTS = ["samåkning till bygdegården", "bygd gård lanthandel", "förening föreningen föreningar", "skola mat rast"]
SPELLER = Speller(map(str.split, TEXTS), Stemmer().stem)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("samåkninng", "samåkning"),
        ("samåkign", "samåkning"),
        ("lnthandel", "lanthandel"),
        ("forenign", "förening"),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    """A doubled, swapped or missing letter leads to the nearest known word."""
    assert SPELLER.read(typed).added() == [meant]


def test_words_written_apart_are_joined() -> None:
    """Swedes write compounds apart; the knowledge has them whole."""
    assert SPELLER.read("lant handel").meant == (("lant handel", ("lanthandel",)),)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [("rastlanthandel", ["rast", "lanthandel"]), ("föreningslanthandel", ["förening", "lanthandel"])],
)
def test_an_unknown_compound_is_taken_apart(typed: str, parts: list[str]) -> None:
    """It counts as its two known parts, whatever letter joins them."""
    assert SPELLER.read(typed).added() == parts


@pytest.mark.parametrize("typed", ["bygdegården", "föreningarna", "rast", "ost", "katamaran", ""])
def test_known_inflected_short_and_far_words_are_left_alone(typed: str) -> None:
    """Nothing is mended that is right, too short to tell, or unlike everything known."""
    assert SPELLER.read(typed).meant == ()


def test_a_flood_of_unknown_words_is_not_mended_without_end() -> None:
    """Only the first ten unknown words of a question cost time, whether or not they can be mended."""
    flood = " ".join(f"samåkn{letter}ng" for letter in "abcdefghjklmnopqrstuvwxyz")
    assert len(SPELLER.read(flood).meant) == 10
    strange = " ".join(f"xqz{letter}wv" for letter in "abcdefghij")
    assert SPELLER.read(f"{strange} samåkninng").meant == ()


def test_a_long_word_without_its_dots_is_the_same_word_though_somebody_wrote_it_so_here_too() -> None:
    """An example question without dots teaches no other word; short words such as "far" and "får" are two."""
    texts = ["samåkning till jobbet", "samåkning i byn", "app för samakning", "får får lamm", "far kör"]
    speller = Speller(map(str.split, texts), str)
    assert speller.read("hur ordnar vi samakning").typed[-1] == "samåkning"
    assert speller.read("far").typed == ("far",)


@pytest.mark.parametrize("typed", ["förråd", "målen", "väktare", "bada"])
def test_a_word_with_its_dots_is_right_as_it_is(typed: str) -> None:
    """Members leave dots out, nobody adds them; and some words need none."""
    speller = Speller(["forråd malen vaktare båda"], Stemmer().stem)
    assert speller.read(typed).typed == (typed,)


@pytest.mark.parametrize(
    ("typed", "doubtful"),
    [
        ("var finns ol", {"öl"}),
        ("var finns flod", {"food"}),
        ("hur blir samakning av", set()),
        ("hur blir samåknig av", set()),
        ("hur blir bevakningen", {"betalningen"}),
    ],
)
def test_what_may_be_a_word_of_its_own_is_doubtful(typed: str, doubtful: set[str]) -> None:
    """A short word that lacks dots or a letter, or a long one that is far off; not a long one with a single slip."""
    speller = Speller([["samåkning", "öl", "food", "betalningen"]] * 3, str, ["var", "finns", "hur", "blir", "av"])
    assert speller.read(typed).doubtful == doubtful

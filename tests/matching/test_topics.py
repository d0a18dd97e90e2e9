"""Which entries are about a word."""

import numpy as np

from bot.matching.topics import Topics
from tests.matching.making import VILLAGE


def test_topics_are_found_inflected_in_compounds_and_after_an_extension() -> None:
    """By titles, answers and keywords; example questions do not count."""
    topics = Topics(VILLAGE.entries, lambda word: word.removesuffix("n"))
    assert topics.about("bygdegården") == {2}
    assert topics.about("handel") == {3}
    assert topics.about("fest") == {2}
    assert topics.about("skjuts") == frozenset()
    made = topics.extended(np.array([2, 3]), [VILLAGE.entries[0]])
    assert made.about("bygdegården") == {0}
    assert made.about("app") == {2}
    again = made.extended(np.array([1, 2]), [VILLAGE.entries[2]])
    assert [set(again.about(word)) for word in ("bygdegården", "handel", "app")] == [{2}, {0}, {1}]
    assert [set(each.titled("bygdegården")) for each in (made, again)] == [{0}, {2}]

"""BM25 as published, and what it must hold for any documents."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.bm25 import Bm25, Vocabulary, postings
from bot.matching.extended import Extended

DOCUMENTS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=8), min_size=1, max_size=8)


def index(documents: list[list[str]], second: Sequence[list[str]] = ()) -> Bm25:
    """Documents of one-term tokens, and then those of the second kind."""
    vocabulary = Vocabulary()
    kinds = np.repeat(np.arange(2), (len(documents), len(second)))
    return Bm25(vocabulary, postings(vocabulary, [*documents, *second], lambda token: [token]), kinds)


def test_scores_are_those_of_the_published_formula() -> None:
    """Three documents by hand: lengths 3, 2, 1 (mean 2), k1 1.2, b 0.5; 'bil' twice in the first, once in the third."""
    found = index([["bil", "bil", "by"], ["by", "bo"], ["bil"]]).scores({"bil": 1.0, "by": 2.0})
    idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    first = idf * 2 * 2.2 / (2 + 1.2 * 1.25) + 2 * idf * 2.2 / (1 + 1.2 * 1.25)
    second = 2 * idf * 2.2 / (1 + 1.2)
    third = idf * 2.2 / (1 + 1.2 * 0.75)
    np.testing.assert_allclose(found, [first, second, third], rtol=1e-5)


@given(DOCUMENTS, st.lists(st.sampled_from("abcxyz"), min_size=1, max_size=4))
def test_only_documents_with_a_term_of_the_query_score(documents: list[list[str]], query: list[str]) -> None:
    """Scores are finite, above zero where a term is shared and zero elsewhere."""
    found = index(documents).scores(dict.fromkeys(query, 1.0))
    assert found.shape == (len(documents),)
    assert [score > 0 for score in found] == [bool(set(document) & set(query)) for document in documents]
    assert np.isfinite(found).all()


@given(DOCUMENTS)
def test_the_order_of_documents_only_moves_their_scores(documents: list[list[str]]) -> None:
    """Reversed documents have reversed scores."""
    query = {"a": 1.0, "b": 0.5}
    np.testing.assert_allclose(index(documents[::-1]).scores(query), index(documents).scores(query)[::-1], rtol=1e-5)


@pytest.mark.parametrize("documents", [[], [[]], [[], ["bil"]]])
def test_empty_documents_and_empty_indexes_are_fine(documents: list[list[str]]) -> None:
    """No division by nothing."""
    made = index(documents)
    assert made.scores({"by": 1.0}).shape == (len(documents),)
    assert not made.mass({"by": 1.0})[1].any()


def test_the_mass_counts_unknown_terms_as_the_rarest() -> None:
    """So that the share of known weight falls with words that the knowledge lacks."""
    made = index([["bil"], ["bil"], ["by"]])
    whole, known = made.mass({"bil": 1.0, "okänt": 1.0})
    assert known[0] == pytest.approx(made.idf("bil")[0])
    assert whole[0] - known[0] == pytest.approx(made.idf("okänt")[0])
    assert made.idf("okänt")[0] > made.idf("by")[0] > made.idf("bil")[0]


@given(DOCUMENTS, DOCUMENTS)
def test_documents_of_two_kinds_score_as_in_an_index_of_their_own(
    documents: list[list[str]], second: list[list[str]]
) -> None:
    """Neither kind moves the other's scores, nor what a query weighs there, in an index made so or extended."""
    query = {"a": 1.0, "b": 0.5, "z": 0.3}
    alone, other = index(documents), index(second)
    beside = index(documents, second)
    extended = Extended(beside, np.arange(beside.size), [["a", "z"]], np.array([1]))
    for made in (beside, extended):
        found = made.scores(query)
        np.testing.assert_allclose(found[: len(documents)], alone.scores(query), rtol=1e-5)
        np.testing.assert_allclose(found[len(documents) : beside.size], other.scores(query), rtol=1e-5)
        assert made.mass(query)[0][0] == pytest.approx(alone.mass(query)[0][0])
    assert beside.mass(query)[0][1] == pytest.approx(other.mass(query)[0][0])
    like_others = Extended(other, np.arange(other.size), [["a", "z"]], np.array([0]))
    assert extended.scores(query)[-1] == pytest.approx(like_others.scores(query)[-1], rel=1e-5)


def test_a_token_is_taken_apart_once_and_counts_each_time() -> None:
    """Documents of words, terms of letters: the terms of a word come as often as the word."""
    asked: list[str] = []

    def letters(token: str) -> str:
        asked.append(token)
        return token

    vocabulary = Vocabulary()
    found = postings(vocabulary, [["ab", "b"], ["ab"]], letters)
    assert [each.tolist() for each in found] == [[0, 0, 1, 1], [0, 1, 0, 1], [1, 1, 2, 1]]
    assert asked == ["ab", "b"]


@given(DOCUMENTS, st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_documents_joined_are_as_one_document_of_all_their_terms(documents: list[list[str]], steps: list[int]) -> None:
    """Term by term, as if the words had been read together."""
    owners = np.cumsum(np.minimum(steps, 1))[: len(documents)] - min(steps[0], 1)
    whole: list[list[str]] = [[] for _ in range(int(owners.max()) + 1)]
    for terms, owner in zip(documents, owners, strict=True):
        whole[owner] += terms
    joined = postings(Vocabulary(), documents, lambda token: [token]).joined(owners)
    anew = postings(Vocabulary(), whole, lambda token: [token])
    assert [each.tolist() for each in joined] == [each.tolist() for each in anew]

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import (
    PassageWeights,
    SentenceWeights,
    best_first,
    fuse,
    fuse_passages,
    fuse_sentences,
    standardise,
)

scores = st.lists(st.floats(-1e3, 1e3, width=32), min_size=2, max_size=30)


def test_standardised_scores_have_mean_zero_and_spread_one() -> None:
    assert standardise([1, 2, 3]).tolist() == pytest.approx([-1.2247449, 0, 1.2247449])


@pytest.mark.parametrize("same", [[], [5.0], [0.1, 0.1, 0.1], [1e6, 1e6]])
def test_scores_that_do_not_differ_say_nothing(same: list[float]) -> None:
    assert standardise(same).tolist() == [0] * len(same)


@given(scores, st.floats(0.5, 100), st.floats(-100, 100))
def test_the_scale_of_a_ranker_does_not_matter(
    values: list[float], factor: float, offset: float
) -> None:
    moved = np.array(values) * factor + offset
    if np.std(values) > 0.01:
        assert standardise(moved) == pytest.approx(standardise(values), abs=1e-6)


def test_a_passage_that_all_rankers_prefer_comes_first() -> None:
    fused = fuse_passages([0.2, 0.9, 0.5], [0.1, 0.8, 0.3], [0.0, 7.0, 3.0])
    assert best_first(fused) == [1, 2, 0]


def test_a_ranker_of_weight_zero_says_nothing() -> None:
    weights = PassageWeights(passage_similarity=1, sentence_similarity=0, lexical=0)
    fused = fuse_passages([0.2, 0.9], [5, 1], [9, 1], weights)
    assert fused.tolist() == pytest.approx([-1, 1])


def test_only_the_proportion_of_weights_matters() -> None:
    rankers = ([1, 2, 4], [4, 1, 1])
    assert fuse(rankers, (1, 3)) == pytest.approx(fuse(rankers, (2, 6)))


def test_a_sentence_of_a_better_passage_comes_first_where_all_else_is_equal() -> None:
    fused = fuse_sentences([0.5, 0.5], [2.0, 3.0], [1.0, 1.0], SentenceWeights())
    assert best_first(fused) == [1, 0]


@pytest.mark.parametrize("weights", [(1.0,), (0.0, 0.0), (-1.0, 2.0)])
def test_weights_that_cannot_be_meant_are_refused(weights: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="2 rankers need as many weights"):
        fuse(([1, 2], [2, 1]), weights)


def test_equal_scores_keep_their_order() -> None:
    assert best_first([1, 2, 1, 2]) == [1, 3, 0, 2]
    assert best_first([1, 0] * 500) == [*range(0, 1000, 2), *range(1, 1000, 2)]
    assert best_first([]) == []

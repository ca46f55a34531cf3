from __future__ import annotations

import numpy as np
import pytest

from eval.metrics.base import Summary
from eval.metrics.bootstrap import interval, paired_interval, summarise


def test_summaries_of_hand_counted_values() -> None:
    values = [1.0, 2.0, 3.0, 10.0]
    assert summarise(values, Summary.MEAN) == 4.0
    assert summarise(values, Summary.MEDIAN) == 2.5
    assert summarise([float(n) for n in range(101)], Summary.P95) == 95.0


def test_the_interval_of_a_share_is_near_the_one_of_theory() -> None:
    values = [1.0] * 60 + [0.0] * 40
    low, high = interval(values, Summary.MEAN, seed=1)
    spread = 1.96 * np.sqrt(0.6 * 0.4 / 100)
    assert (low, high) == (
        pytest.approx(0.6 - spread, abs=0.02),
        pytest.approx(0.6 + spread, abs=0.02),
    )


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    values = [float(n % 7) for n in range(50)]
    assert interval(values, Summary.MEAN, 1) == interval(values, Summary.MEAN, 1)
    assert interval(values, Summary.MEAN, 1) != interval(values, Summary.MEAN, 2)


def test_pairs_are_drawn_together() -> None:
    first = [float(n) for n in range(50)]
    second = [value + 0.25 for value in first]
    assert paired_interval(first, second, Summary.MEAN, 1) == (0.25, 0.25)


def test_equal_values_and_a_single_one_leave_no_doubt() -> None:
    assert interval([0.5], Summary.MEAN, 1) == (0.5, 0.5)
    assert interval([0.5] * 9, Summary.P95, 1) == (0.5, 0.5)


def test_no_values_and_uneven_pairs_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one value"):
        summarise([], Summary.MEAN)
    with pytest.raises(ValueError, match="at least one value"):
        interval([], Summary.MEAN, 1)
    with pytest.raises(ValueError, match="there are 1 and 2 values"):
        paired_interval([1.0], [1.0, 2.0], Summary.MEAN, 1)

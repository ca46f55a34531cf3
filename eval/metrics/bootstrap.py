"""Intervals by resampling: how far a figure would move had other questions been asked.

The percentile bootstrap of Efron and Tibshirani, "An Introduction to the Bootstrap", 1993,
section 13.3. Two runs over the same questions are resampled together (paired), as Koehn does in
"Statistical Significance Tests for Machine Translation Evaluation", 2004.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from eval.metrics.base import Summary

RESAMPLES = 1000
"""Efron and Tibshirani's advice for the ends of an interval (section 14.3: "at least 1000")."""
ENDS = (2.5, 97.5)
"""Percentiles that hold 95 % of the resamples between them."""

Values = NDArray[np.float64]


def summarise(values: Sequence[float], summary: Summary) -> float:
    """One figure of at least one value; raises ValueError for none."""
    if not values:
        raise ValueError("a figure needs at least one value, and there is none")
    return float(_along_rows(np.asarray([values], dtype=np.float64), summary)[0])


def interval(values: Sequence[float], summary: Summary, seed: int) -> tuple[float, float]:
    """The ends of the 95 % interval; raises ValueError for no values."""
    if not values:
        raise ValueError("an interval needs at least one value, and there is none")
    drawn = np.asarray(values, dtype=np.float64)[_draws(len(values), seed)]
    return _ends(_along_rows(drawn, summary))


def paired_interval(
    first: Sequence[float], second: Sequence[float], summary: Summary, seed: int
) -> tuple[float, float]:
    """The ends of the 95 % interval of ``second`` minus ``first``.

    The values at one place belong to one question, so they are drawn together. Raises ValueError
    for no values and for lists of different lengths.
    """
    if len(first) != len(second) or not first:
        raise ValueError(
            f"pairs are needed, at least one: there are {len(first)} and {len(second)} values"
        )
    draws = _draws(len(first), seed)
    one, other = (np.asarray(values, dtype=np.float64)[draws] for values in (first, second))
    return _ends(_along_rows(other, summary) - _along_rows(one, summary))


@lru_cache(maxsize=64)
def _draws(size: int, seed: int) -> NDArray[np.int64]:
    """Places to draw from, shape (RESAMPLES, size); the same for the same size and seed."""
    return np.random.default_rng(seed).integers(0, size, (RESAMPLES, size))


def _along_rows(values: Values, summary: Summary) -> Values:
    match summary:
        case Summary.MEAN:
            made = values.mean(axis=1)
        case Summary.MEDIAN:
            made = np.median(values, axis=1)
        case Summary.P95:
            made = np.percentile(values, 95, axis=1)
    return np.asarray(made, dtype=np.float64)


def _ends(values: Values) -> tuple[float, float]:
    low, high = np.percentile(values, ENDS)
    return float(low), float(high)

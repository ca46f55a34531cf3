"""Whether the confidence of an answer is the probability that it is right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eval.metrics.answers import is_right
from eval.metrics.base import Metric, Outcome, is_any
from eval.types import Row

BINS = 10
"""Equal widths, as in Guo and others, ICML 2017, who use 15 for far more items."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies in [low, high), the last one's in [low, 1]."""

    low: float
    high: float
    n: int
    confidence: float
    """Mean confidence, in [0, 1]."""
    right: float
    """Share that got a right answer, in [0, 1]."""


def brier(outcome: Outcome) -> float:
    """Squared distance of the confidence from 1 for a right answer and 0 for any other."""
    return (outcome.answer.confidence - float(is_right(outcome))) ** 2


def reliability(rows: Iterable[Row], bins: int = BINS) -> tuple[Bin, ...]:
    """The reliability table of the questions that got an answer: bins without one are left out.

    Declined questions are left out: what they would have been told, right or wrong, was not said.
    """
    pairs = [
        (float(row.answer["confidence"]), row.figures.get("right") == 1.0)
        for row in rows
        if row.answer is not None and row.answer["status"] == "answered"
    ]
    table = []
    for at in range(bins):
        inside = [pair for pair in pairs if min(int(pair[0] * bins), bins - 1) == at]
        if inside:
            table.append(
                Bin(
                    low=at / bins,
                    high=(at + 1) / bins,
                    n=len(inside),
                    confidence=sum(confidence for confidence, _ in inside) / len(inside),
                    right=sum(right for _, right in inside) / len(inside),
                )
            )
    return tuple(table)


CALIBRATION = (
    Metric(
        name="brier",
        title="Brier score",
        definition="Mean squared distance of the confidence from 1 (a right answer) or 0 (any "
        "other, refusals too); 0 is best.",
        source="Brier, Monthly Weather Review 78(1), 1950.",
        applies=is_any,
        measure=brier,
        missing=1.0,
        higher_is_better=False,
    ),
)

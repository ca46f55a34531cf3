"""Two runs over the same questions: what changed, and on which questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import UserError
from eval.figures import ALL, of_category
from eval.metrics.base import Metric
from eval.metrics.bootstrap import paired_interval, summarise
from eval.metrics.catalogue import METRICS
from eval.types import Category, Row, Run, RunInfo


@dataclass(frozen=True, slots=True)
class Difference:
    """How a figure changed from the first run to the second."""

    name: str
    category: str
    """A category, or "all"."""
    first: float
    second: float
    difference: float
    """``second - first``."""
    low: float
    high: float
    """Ends of the paired 95 % bootstrap interval of the difference."""
    n: int
    """Questions with a value in both runs."""

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that only one of the runs served usefully."""

    first: Row
    second: Row

    @property
    def is_fixed(self) -> bool:
        return self.second.figures["useful"] == 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    first: RunInfo
    second: RunInfo
    differences: tuple[Difference, ...]
    flips: tuple[Flip, ...]
    """In the order of the questions."""

    @property
    def fixed(self) -> tuple[Flip, ...]:
        return tuple(flip for flip in self.flips if flip.is_fixed)

    @property
    def broken(self) -> tuple[Flip, ...]:
        return tuple(flip for flip in self.flips if not flip.is_fixed)


def compare(first: Run, second: Run) -> Comparison:
    """What changed from the first run to the second.

    Raises UserError where they are not over the same questions.
    """
    if first.info.questions_sha256 != second.info.questions_sha256:
        raise UserError(
            f"The runs are over different questions and cannot be compared: {_told(first.info)}, "
            f"{_told(second.info)}. Run both over the same suite with the same --limit."
        )
    later = {row.id: row for row in second.rows}
    pairs = [(row, later[row.id]) for row in first.rows]
    differences = [
        found
        for category in (ALL, *Category)
        for metric in METRICS.values()
        if (found := _difference(metric, category, pairs, first.info.seed)) is not None
    ]
    flips = tuple(
        Flip(one, other) for one, other in pairs if one.figures["useful"] != other.figures["useful"]
    )
    return Comparison(first.info, second.info, tuple(differences), flips)


def _difference(
    metric: Metric, category: str, pairs: Sequence[tuple[Row, Row]], seed: int
) -> Difference | None:
    inside = {row.id for row in of_category((one for one, _ in pairs), category)}
    values = [
        (value, later_value)
        for row, later in pairs
        if row.id in inside
        and (value := row.figures[metric.name]) is not None
        and (later_value := later.figures[metric.name]) is not None
    ]
    if not values:
        return None
    one, other = [pair[0] for pair in values], [pair[1] for pair in values]
    low, high = paired_interval(one, other, metric.summary, seed)
    first, second = summarise(one, metric.summary), summarise(other, metric.summary)
    return Difference(
        metric.name, str(category), first, second, second - first, low, high, len(values)
    )


def _told(info: RunInfo) -> str:
    return f"{info.id} asks {info.questions} of {info.suite} ({info.questions_sha256[:8]})"

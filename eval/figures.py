"""The figures of a run: one number a metric and category, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.metrics.base import Metric
from eval.metrics.bootstrap import interval, summarise
from eval.metrics.catalogue import METRICS
from eval.types import Category, Row, Run

ALL = "all"
"""The name of all categories together."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over the questions of a category to which it applies."""

    name: str
    """The metric's name; ``eval.metrics.catalogue.METRICS`` explains it."""
    category: str
    """A category, or "all"."""
    value: float
    low: float
    high: float
    """Ends of the 95 % bootstrap interval."""
    n: int
    """Questions to which the metric applies, at least 1."""


def figures(run: Run) -> tuple[Figure, ...]:
    """Every metric over all questions, then over each category, in the catalogue's order.

    A metric that applies to no question of a category has no figure there. The same run has the
    same figures every time: the intervals are drawn with the run's seed.
    """
    made: list[Figure] = []
    for category in (ALL, *Category):
        rows = of_category(run.rows, category)
        for metric in METRICS.values():
            values = [value for row in rows if (value := row.figures.get(metric.name)) is not None]
            if values:
                made.append(_figure(metric, category, values, run.info.seed))
    return tuple(made)


def of_category(rows: Iterable[Row], category: str) -> list[Row]:
    """The rows of a category, or every row for "all"."""
    return [row for row in rows if category in (ALL, row.category)]


def _figure(metric: Metric, category: str, values: Sequence[float], seed: int) -> Figure:
    low, high = interval(values, metric.summary, seed)
    return Figure(
        name=metric.name,
        category=str(category),
        value=summarise(values, metric.summary),
        low=low,
        high=high,
        n=len(values),
    )

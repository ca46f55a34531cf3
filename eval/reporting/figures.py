"""What a report shows of a run, as values: bars, histogram, failures, and ``report.json``."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eval.figures import ALL, Figure
from eval.judge import opinions
from eval.metrics.calibration import reliability
from eval.reporting.charts import Bar, Column
from eval.reporting.questions import outcome
from eval.types import Row, Run

COLUMNS = 16
"""Columns of the histogram of times: as many as keep apart on a telephone."""
SHOWN_OF_TIMES = 0.98
"""Share of the times that the histogram spreads out; the slowest few share its last column,
where a single one would else squeeze all others into the first."""
STEPS = (1, 2, 5, 10)
"""Widths of a column, times a power of ten: what people count in."""


def bars(figures: Sequence[Figure], name: str) -> list[Bar]:
    """One metric in every category, all categories together first."""
    return [
        Bar(figure.category, figure.value, figure.low, figure.high, figure.n)
        for figure in figures
        if figure.name == name
    ]


def by_name(figures: Sequence[Figure], category: str = ALL) -> dict[str, Figure]:
    """The figures of one category, by the metric's name."""
    return {figure.name: figure for figure in figures if figure.category == category}


def times(rows: Sequence[Row]) -> list[float]:
    """Milliseconds of every turn that has a time."""
    taken = (row.figures.get("median_ms") for row in rows)
    return [time for time in taken if time is not None]


def columns(values: Sequence[float]) -> list[Column]:
    """A histogram of non-negative values, from 0 on, its columns of a round width."""
    if not values:
        return []
    ranked = sorted(values)
    spread = ranked[max(math.ceil(SHOWN_OF_TIMES * len(ranked)) - 1, 0)]
    width = round_step(spread / (COLUMNS - 1))
    last = int(spread // width)
    counts = Counter(min(int(value // width), last + 1) for value in values)
    shown = [Column(index * width, (index + 1) * width, counts[index]) for index in range(last + 1)]
    beyond = counts[last + 1]
    return [*shown, Column((last + 1) * width, None, beyond)] if beyond else shown


def round_step(least: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is at least ``least``; 1 for 0."""
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in STEPS if step * power >= least * (1 - 1e-9))


def outcomes(rows: Sequence[Row]) -> dict[str, int]:
    """How many questions came to what, most first."""
    return dict(Counter(outcome(row) for row in rows).most_common())


def as_json(run: Run, figures: Sequence[Figure]) -> Mapping[str, Any]:
    """The content of ``report.json``: all that the page shows, but the single questions."""
    return {
        "run": asdict(run.info),
        "rows": len(run.rows),
        "figures": [asdict(figure) for figure in figures],
        "outcomes": outcomes(run.rows),
        "reliability": [asdict(bin_) for bin_ in reliability(run.rows)],
        "latency_ms": [asdict(column) for column in columns(times(run.rows))],
        "judge": [asdict(opinion) for opinion in opinions(run)],
    }

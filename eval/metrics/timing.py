"""How long a turn takes, from the question to the complete answer."""

from __future__ import annotations

from eval.metrics.base import Metric, Outcome, Summary, is_any


def milliseconds(outcome: Outcome) -> float:
    """Wall time of the last turn, without the turns of its history."""
    return outcome.answer.timings_ms["total"]


def _metric(name: str, title: str, summary: Summary) -> Metric:
    return Metric(
        name=name,
        title=title,
        definition=f"{summary.value.capitalize()} of the wall time of a turn, in milliseconds. "
        "Of all figures the only ones that differ between two equal runs.",
        source="Measured by the assistant itself.",
        applies=is_any,
        measure=milliseconds,
        missing=None,
        summary=summary,
        higher_is_better=False,
        unit="ms",
    )


TIMING = (
    _metric("median_ms", "Median time", Summary.MEDIAN),
    _metric("p95_ms", "95th percentile of time", Summary.P95),
)

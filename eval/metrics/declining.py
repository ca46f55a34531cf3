"""Whether it declines when the documents do not answer, and only then."""

from __future__ import annotations

from eval.metrics.base import Metric, Outcome, is_answerable, is_unanswerable


def declined(outcome: Outcome) -> float:
    """1 where it declined, else 0."""
    return float(outcome.declined)


DECLINING = (
    Metric(
        name="declined_unanswerable",
        title="Refusals of unanswerable",
        definition="Share of the unanswerable questions that were declined.",
        source="Rajpurkar and others, SQuAD 2.0, ACL 2018 (NoAns accuracy).",
        applies=is_unanswerable,
        measure=declined,
        missing=0.0,
    ),
    Metric(
        name="false_declines",
        title="False refusals",
        definition="Share of the answerable questions that were declined.",
        source="One minus the coverage of El-Yaniv and Wiener, JMLR 11, 2010, over what can be "
        "answered.",
        applies=is_answerable,
        measure=declined,
        missing=1.0,
        higher_is_better=False,
    ),
)

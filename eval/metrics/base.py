"""What a metric is: a value that says what it measures, and what a missing answer counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.types import Answer, Status
from eval.types import Question


class Summary(StrEnum):
    """How the values of single questions become one figure."""

    MEAN = "mean"
    MEDIAN = "median"
    P95 = "95th percentile"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question with the answer that it got."""

    question: Question
    answer: Answer
    texts: Mapping[str, str]
    """Canonical text of each document, by its id."""

    @property
    def declined(self) -> bool:
        return self.answer.status is Status.DECLINED


Applies = Callable[[Question], bool]
Measure = Callable[[Outcome], float | None]
"""The value of one question; None where there is nothing that it could be taken of."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. A question to which it applies and that got no answer counts ``missing``."""

    name: str
    """How it is called on the command line and in files."""
    title: str
    """How it is called on a page."""
    definition: str
    source: str
    """Where the definition comes from."""
    applies: Applies
    measure: Measure
    missing: float | None
    """The value of a question that was refused with a message; None for a time."""
    summary: Summary = Summary.MEAN
    higher_is_better: bool = True
    unit: str = ""
    """"" for a share in [0, 1] or a score, "ms" for milliseconds."""

    def score(self, question: Question, outcome: Outcome | None) -> float | None:
        """The question's value; None where the metric does not apply to it."""
        if not self.applies(question):
            return None
        return self.missing if outcome is None else self.measure(outcome)


def is_answerable(question: Question) -> bool:
    return question.answerable


def is_unanswerable(question: Question) -> bool:
    return not question.answerable


def is_any(question: Question) -> bool:
    return True

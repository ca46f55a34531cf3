"""What the interface needs of the accuracy suite: its runs, a run's progress, a comparison.

The suite stands beside the interface, above this package, and neither imports the other: the
interface is given an ``Evaluator``, which ``load_evaluator`` makes by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from assistant.types import Turn

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings

EVALUATOR = "eval.service:make_evaluator"
"""Module and function that make the ``Evaluator``, of settings and an assistant."""
UNANSWERABLE = "unanswerable"
"""Category of the questions that the documents do not answer, and of no others."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure of a run, with its 95 % interval.

    ``unit`` is "%" for a share in [0, 1], "" for another score, else that of all three numbers.
    """

    label: str
    value: float
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run of the suite, finished or broken off."""

    id: str
    suite: str
    started: str
    """ISO 8601, with its time zone; "" where it is not known."""
    done: int
    """Questions with a row; a run that was broken off has fewer than ``total``."""
    total: int
    figures: tuple[Measurement, ...]
    """The figures that say most, most telling first."""

    @property
    def is_complete(self) -> bool:
        return self.done >= self.total


@dataclass(frozen=True, slots=True)
class RunProgress:
    """A moment of the run that was started last."""

    suite: str
    done: int
    total: int
    """0 while it is not known yet."""
    running: bool
    problem: str = ""
    """Why it failed, as a plain sentence; "" where it did not."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of the second run less that of the first, with the paired 95 % interval.

    ``unit`` as a ``Measurement`` has it.
    """

    label: str
    before: float
    after: float
    change: float
    low: float
    high: float
    unit: str
    higher_is_better: bool

    @property
    def verdict(self) -> str:
        """ "better" or "worse" where the interval leaves out zero, else ""."""
        if self.low <= 0 <= self.high:
            return ""
        return "better" if (self.low > 0) is self.higher_is_better else "worse"


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that one of two runs got right and the other did not."""

    id: str
    category: str
    question: str
    before: str
    """What became of it in the first run: "right", or how it failed."""
    after: str


@dataclass(frozen=True, slots=True)
class RunComparison:
    """Two runs over the same questions."""

    first: str
    second: str
    differences: tuple[Difference, ...]
    fixed: tuple[Flip, ...]
    broken: tuple[Flip, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that answer a question."""

    document_id: str
    quote: str
    group: int
    """Quotes of one group are interchangeable; a right answer needs one of every group."""


@dataclass(frozen=True, slots=True)
class ProposedCase:
    """A question for the accuracy suite with what is known to answer it, before it is checked."""

    question: str
    category: str
    """One of ``Evaluator.categories``; ``UNANSWERABLE`` where the documents do not answer it."""
    history: tuple[Turn, ...] = ()
    """The turns before it, oldest first."""
    gold: tuple[Evidence, ...] = ()
    reference: str = ""
    """A right answer in the writer's own words."""
    required: tuple[tuple[str, ...], ...] = ()
    """A right answer has one string of each group."""
    notes: str = ""


class Evaluator(Protocol):
    """The accuracy suite of one assistant. Safe to share between threads."""

    @property
    def suites(self) -> tuple[str, ...]:
        """Names of the suites that can be run, the usual one first; one's own test cases are one
        as soon as there are any."""
        ...

    @property
    def categories(self) -> tuple[str, ...]:
        """What a proposed case can be, as its question tries it."""
        ...

    def propose(self, case: ProposedCase) -> str:
        """Add a question to one's own test cases, never to the shipped ones, and return its id.

        Raises UserError that names every fault where it is not fit to measure with, as
        ``rapporteur eval check`` would, or where the same question is asked already.
        """
        ...

    def runs(self) -> tuple[RunSummary, ...]:
        """The runs that are kept, newest first."""
        ...

    def start(self, suite: str, limit: int | None = None) -> None:
        """Begin to run a suite, or ``limit`` > 0 of its questions, and return at once.

        What is done is kept at any moment, and a run that was broken off goes on where it ended.
        Raises UserError for an unknown suite, a limit below 1, and while another run goes on.
        """
        ...

    def stop(self) -> None:
        """Break the run off, if one goes on, after the question that is being asked."""
        ...

    def progress(self) -> RunProgress | None:
        """How far the run is that was started last; None where none was."""
        ...

    def compare(self, first: str, second: str) -> RunComparison:
        """Two kept runs; raises UserError where one is unknown or their questions differ."""
        ...

    def report(self, run_id: str) -> str:
        """The report of a kept run: an HTML page, whole. Raises UserError for an unknown run."""
        ...


def load_evaluator(settings: Settings, assistant: Assistant) -> Evaluator | None:
    """The accuracy suite of ``assistant``, whose runs are kept where the settings say.

    None for another corpus than the shipped one: the suite's questions are not about it.
    """
    if settings.corpus is not None:
        return None
    module, _, function = EVALUATOR.partition(":")
    make = getattr(import_module(module), function)
    return cast(Evaluator, make(settings, assistant))

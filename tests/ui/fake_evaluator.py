"""An accuracy suite that takes a moment, for the Evaluate page's tests."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

from assistant.errors import UserError
from assistant.evaluation import (
    Difference,
    Flip,
    Measurement,
    ProposedCase,
    RunComparison,
    RunProgress,
    RunSummary,
)

HOSTILE = "<script>alert(1)</script>"


def summary(run_id: str, useful: float, done: int = 20) -> RunSummary:
    """A run of 20 questions."""
    figures = (
        Measurement("Useful", useful, useful - 0.1, useful + 0.1, "%"),
        Measurement("Brier score", 0.25, 0.2, 0.3, ""),
        Measurement("Median time", 87.0, 80.0, 95.0, "ms"),
    )
    return RunSummary(run_id, "dev", "2026-11-25T21:43:00+00:00", done, 20, figures)


def comparison(first: str, second: str) -> RunComparison:
    """One figure that clearly rose, one that may have; one question fixed, two broken."""
    return RunComparison(
        first,
        second,
        (
            Difference("Useful", 0.5, 0.65, 0.15, 0.05, 0.25, "%", True),
            Difference("False refusals", 0.1, 0.3, 0.2, 0.1, 0.3, "%", False),
            Difference("Median time", 87.0, 80.0, -7.0, -15.0, 2.0, "ms", False),
        ),
        (Flip("q-1", "factoid", f"Who asked {HOSTILE}?", "not retrieved", "right"),),
        (
            Flip("q-2", "list", "Which bodies?", "right", "wrongly declined"),
            Flip("q-3", "list", "Which measures?", "right", "read but not quoted"),
        ),
    )


@dataclass
class FakeEvaluator:
    """Asks a question every ``pause`` seconds; ``kept`` is newest first."""

    pause: float = 0.05
    kept: list[RunSummary] = field(default_factory=list)
    suites: tuple[str, ...] = ("dev", "test")
    categories: tuple[str, ...] = ("factoid", "unanswerable")
    proposed: list[ProposedCase] = field(default_factory=list)
    last: RunProgress | None = None
    stopping: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def propose(self, case: ProposedCase) -> str:
        if case.category != "unanswerable" and not case.required:
            raise UserError("This is no test case yet: it needs what a right answer must say.")
        self.proposed.append(case)
        return f"own-{len(self.proposed):04d}"

    def runs(self) -> tuple[RunSummary, ...]:
        return tuple(self.kept)

    def start(self, suite: str, limit: int | None = None) -> None:
        if self.last is not None and self.last.running:
            raise UserError("A run goes on already.")
        if limit == 0:
            raise UserError("A limit of 0 asks nothing.")
        self.stopping.clear()
        self.last = RunProgress(suite, 0, limit or 20, running=True)
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.stopping.set()

    def join(self) -> None:
        """Stop, and wait for the end."""
        self.stop()
        if self.thread is not None:
            self.thread.join()

    def progress(self) -> RunProgress | None:
        return self.last

    def compare(self, first: str, second: str) -> RunComparison:
        if "odd" in (first, second):
            raise UserError("The runs are over different questions and cannot be compared.")
        return comparison(first, second)

    def report(self, run_id: str) -> str:
        if run_id not in {run.id for run in self.kept}:
            raise UserError(f"There is no run {run_id!r}.")
        return f"<!doctype html><title>{run_id}</title><h1>Accuracy report</h1>"

    def _work(self) -> None:
        assert self.last is not None
        while self.last.done < self.last.total and not self.stopping.wait(self.pause):
            self.last = replace(self.last, done=self.last.done + 1)
        run = summary(f"run-{len(self.kept) + 1}", 0.7, self.last.done)
        self.kept.insert(0, replace(run, suite=self.last.suite, total=self.last.total))
        self.last = replace(self.last, running=False)

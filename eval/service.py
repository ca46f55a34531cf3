"""The accuracy suite for the interface: runs that go on beside the page that started them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from assistant.assistant import Assistant
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
from assistant.settings import Settings
from eval import comparing
from eval.figures import ALL, Figure, figures
from eval.metrics.catalogue import METRICS
from eval.proposing import CATEGORIES, add_case
from eval.reporting.markup import unit_of
from eval.reporting.page import report_html
from eval.reporting.questions import outcome
from eval.reporting.tables import HEADLINE
from eval.running import canonical_texts, new_info, run_suite
from eval.runs import folder_for, recorded, runs_folder
from eval.storing import ROWS, read_info, read_rows, read_run
from eval.suite import DEV, OWN, TEST, limited, own_file, suite_questions
from eval.types import Run, RunInfo

SHOWN = (*HEADLINE, "median_ms")
"""The figures of a run in the list of runs."""
LISTED = 20
"""Runs in that list: several weeks of an evaluator's work."""
UNEXPECTED = "The run failed; the server's log says why. What was done is kept."

_log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The run is to be broken off."""


@dataclass(slots=True)
class Job:
    """The run that was started last, shared between its thread and those who look."""

    progress: RunProgress
    stopping: threading.Event = field(default_factory=threading.Event)

    def move(self, done: int, total: int) -> None:
        """Note how far it is; raises _Stopped where it is to be broken off before its end."""
        self.progress = replace(self.progress, done=done, total=total)
        if self.stopping.is_set() and done < total:
            raise _Stopped


class Service:
    """The ``Evaluator`` of one assistant; one suite runs at a time."""

    categories = CATEGORIES

    def __init__(self, settings: Settings, assistant: Assistant) -> None:
        self._settings = settings
        self._assistant = assistant
        self._starting = threading.Lock()
        self._job: Job | None = None

    @property
    def suites(self) -> tuple[str, ...]:
        has_own = own_file(self._settings.home_folder).exists()
        return (DEV, TEST, OWN) if has_own else (DEV, TEST)

    def propose(self, case: ProposedCase) -> str:
        return add_case(case, self._settings.home_folder, canonical_texts(self._assistant))

    def runs(self) -> tuple[RunSummary, ...]:
        return tuple(self._summary(info) for info in recorded(self._settings)[:LISTED])

    def start(self, suite: str, limit: int | None = None) -> None:
        if suite not in self.suites:
            raise UserError(f"There is no suite {suite!r}: choose {' or '.join(self.suites)}.")
        questions = limited(suite_questions(suite, self._settings.home_folder), limit)
        with self._starting:
            # Two runs side by side would measure each other's load as their own time.
            if self._job is not None and self._job.progress.running:
                raise UserError("A run goes on already. Wait for its end, or stop it first.")
            self._job = job = Job(RunProgress(suite, 0, len(questions), running=True))

        def work() -> None:
            info = new_info(suite, questions, self._assistant, self._settings, "")
            folder = folder_for(info, self._settings)
            run_suite(suite, questions, self._assistant, self._settings, folder, job.move)

        # A daemon: what it has done is on disk, so it need not hold up the server's end.
        threading.Thread(target=_carry_out, args=(work, job), daemon=True).start()

    def stop(self) -> None:
        if self._job is not None:
            self._job.stopping.set()

    def progress(self) -> RunProgress | None:
        return None if self._job is None else self._job.progress

    def compare(self, first: str, second: str) -> RunComparison:
        made = comparing.compare(read_run(self._folder(first)), read_run(self._folder(second)))
        return RunComparison(
            first=first,
            second=second,
            differences=tuple(_difference(d) for d in made.differences if d.category == ALL),
            fixed=tuple(map(_flip, made.fixed)),
            broken=tuple(map(_flip, made.broken)),
        )

    def report(self, run_id: str) -> str:
        folder = self._folder(run_id)
        run = Run(read_info(folder), read_rows(folder))
        if not run.rows:
            raise UserError(f"The run {run_id} has asked no question yet. Look again in a moment.")
        return report_html(run, figures(run))

    def _folder(self, run_id: str) -> Path:
        """The folder of a kept run: only names that are in the list lead anywhere."""
        if run_id not in {info.id for info in recorded(self._settings)}:
            raise UserError(f"There is no run {run_id!r}. Reload the page to see those there are.")
        return runs_folder(self._settings) / run_id

    def _summary(self, info: RunInfo) -> RunSummary:
        rows = runs_folder(self._settings) / info.id / ROWS
        done, found = _headline(rows.parent, rows.stat().st_mtime_ns) if rows.exists() else (0, ())
        return RunSummary(info.id, info.suite, info.started, done, info.questions, found)


def make_evaluator(settings: Settings, assistant: Assistant) -> Service:
    """The accuracy suite of ``assistant``, which it shares with the conversation."""
    return Service(settings, assistant)


def _carry_out(work: Callable[[], None], job: Job) -> None:
    """Do the work of a job, and note how it ended whatever happens."""
    problem = ""
    try:
        work()
    except _Stopped:
        pass
    except UserError as error:
        problem = str(error)
    except Exception:
        _log.exception("A run of the suite %s failed.", job.progress.suite)
        problem = UNEXPECTED
    job.progress = replace(job.progress, running=False, problem=problem)


@lru_cache(maxsize=2 * LISTED)
def _headline(folder: Path, changed: int) -> tuple[int, tuple[Measurement, ...]]:
    """Rows and main figures of a run whose rows were last changed at ``changed``, in ns."""
    run = Run(read_info(folder), read_rows(folder))
    found = {figure.name: figure for figure in figures(run) if figure.category == ALL}
    measured = tuple(_measurement(found[name]) for name in SHOWN if name in found)
    return len(run.rows), measured


def _measurement(figure: Figure) -> Measurement:
    metric = METRICS[figure.name]
    return Measurement(metric.title, figure.value, figure.low, figure.high, unit_of(metric))


def _difference(found: comparing.Difference) -> Difference:
    metric = METRICS[found.name]
    return Difference(
        label=metric.title,
        before=found.first,
        after=found.second,
        change=found.difference,
        low=found.low,
        high=found.high,
        unit=unit_of(metric),
        higher_is_better=metric.higher_is_better,
    )


def _flip(flip: comparing.Flip) -> Flip:
    row = flip.first
    return Flip(
        row.id, row.category, row.question.question, outcome(flip.first), outcome(flip.second)
    )

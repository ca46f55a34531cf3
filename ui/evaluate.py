"""The Evaluate page: its components, and which event calls which function."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.accounts.requests import require
from assistant.accounts.types import Role
from assistant.errors import UserError
from assistant.evaluation import Evaluator, RunProgress, RunSummary
from ui.frame import ASK
from ui.markup import excerpt
from ui.navigation import Link, links_for, nav_html
from ui.people import current_user
from ui.runs import comparison_html, problem_html, progress_html, run_name, runs_html

PATH = "evaluate"
MASTHEAD = "<h1>Rapporteur</h1><p>How right the answers are</p>"
TWO_RUNS = "Choose two runs to compare: the earlier one first."

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
POLL_SECONDS = 0.3
"""Between two looks at a run: a bar that moves three times a second is seen to move."""


@dataclass(frozen=True, slots=True)
class EvaluatePage:
    """The components that events read or write."""

    ways: gr.HTML
    suite: gr.Dropdown
    limit: gr.Textbox
    run: gr.Button
    stop: gr.Button
    progress: gr.HTML
    runs: gr.HTML
    first: gr.Dropdown
    second: gr.Dropdown
    compare: gr.Button
    comparison: gr.HTML

    @property
    def during(self) -> list[Any]:
        """What changes while a suite runs, in the order of ``during_updates``."""
        return [self.progress, self.run, self.stop, *self.kept]

    @property
    def kept(self) -> list[Any]:
        """What shows the runs that are kept, in the order of ``kept_updates``."""
        return [self.runs, self.first, self.second]


def lay_out(evaluator: Evaluator) -> EvaluatePage:
    """The components, inside the page's Blocks, under the names that evaluate.css knows."""
    suites = list(evaluator.suites)
    with gr.Row(elem_id="masthead"):
        gr.HTML(MASTHEAD, elem_id="name", apply_default_css=False)
        ways = gr.HTML(ways_html(), elem_id="ways", apply_default_css=False)
    with gr.Column(elem_id="evaluate"):
        _heading("Run a suite")
        with gr.Row(elem_id="start"):
            suite = gr.Dropdown(suites, value=suites[0], label="Suite")
            limit = gr.Textbox(label="Questions", placeholder="all", max_lines=1)
            run = gr.Button("Run", elem_id="run", variant="primary", scale=0)
            stop = gr.Button("Stop", elem_id="halt", scale=0, visible=False)
        progress = _html("progress")
        _heading("Runs")
        runs = _html("runs")
        _heading("Compare two runs")
        with gr.Row(elem_id="choose"):
            first = gr.Dropdown([], label="Before")
            second = gr.Dropdown([], label="After")
            compare = gr.Button("Compare", elem_id="compare", scale=0)
        comparison = _html("comparison")
    return EvaluatePage(
        ways, suite, limit, run, stop, progress, runs, first, second, compare, comparison
    )


def ways_html(links: Sequence[Link] = ()) -> str:
    """The ways to the other pages, that to the conversation first; this one is marked."""
    return nav_html((ASK, *links), here=f"/{PATH}")


def wire(
    evaluator: Evaluator, page: EvaluatePage, app: gr.Blocks, links: Sequence[Link] = ()
) -> None:
    """Which event calls which function; each asks anew whether the user may call it.

    ``links`` lead to other pages, for those who may see them.
    """

    def begin(request: gr.Request) -> str:
        user = current_user(request)
        require(user, Role.EVALUATOR)
        return ways_html(links_for(user, links))

    def start(suite: str, limit: str, request: gr.Request) -> Iterator[list[Any]]:
        require(current_user(request), Role.EVALUATOR)
        try:
            evaluator.start(suite, read_limit(limit))
        except UserError as error:
            yield [problem_html(str(error)), *[gr.skip()] * 5]
        else:
            yield from follow(request)

    def follow(request: gr.Request) -> Iterator[list[Any]]:
        require(current_user(request), Role.EVALUATOR)
        for progress in moments(evaluator):
            yield during_updates(evaluator, progress)

    def stop(request: gr.Request) -> None:
        require(current_user(request), Role.EVALUATOR)
        evaluator.stop()

    def compare(first: str | None, second: str | None, request: gr.Request) -> str:
        require(current_user(request), Role.EVALUATOR)
        return compared(evaluator, first, second)

    app.load(begin, None, page.ways, **QUIET)
    # Opened while a suite runs, here or in another window, the page follows it to its end.
    app.load(follow, None, page.during, concurrency_limit=None, **QUIET)
    page.run.click(start, [page.suite, page.limit], page.during, concurrency_limit=None, **QUIET)
    page.stop.click(stop, None, None, **QUIET)
    page.compare.click(compare, [page.first, page.second], page.comparison, **QUIET)


def read_limit(text: str) -> int | None:
    """How many questions to ask, None for all; raises UserError for anything but a number."""
    typed = text.strip()
    if not typed:
        return None
    # Nobody has a suite of a billion questions; a longer number is a slip, and costs time to read.
    if not typed.isdecimal() or len(typed) > 9 or int(typed) == 0:
        raise UserError(
            f"The number of questions is {excerpt(typed, 40)!r}. Give a number from 1 on, or "
            "leave the box empty for all."
        )
    return int(typed)


def moments(evaluator: Evaluator) -> Iterator[RunProgress | None]:
    """The progress of the run that goes on, again and again until it has ended."""
    while True:
        progress = evaluator.progress()
        yield progress
        if progress is None or not progress.running:
            return
        time.sleep(POLL_SECONDS)


def compared(evaluator: Evaluator, first: str | None, second: str | None) -> str:
    """The comparison of two runs as HTML, or what stands in its way."""
    if not first or not second or first == second:
        return problem_html(TWO_RUNS)
    try:
        return comparison_html(evaluator.compare(first, second))
    except UserError as error:
        return problem_html(str(error))


def during_updates(evaluator: Evaluator, progress: RunProgress | None) -> list[Any]:
    """New values of ``EvaluatePage.during``: while a suite runs, Stop stands where Run was."""
    running = progress is not None and progress.running
    return [
        progress_html(progress),
        gr.Button(visible=not running),
        gr.Button(visible=running),
        *([gr.skip()] * 3 if running else kept_updates(evaluator.runs())),
    ]


def kept_updates(runs: Sequence[RunSummary]) -> list[Any]:
    """New values of ``EvaluatePage.kept``: of the finished runs, the last two are chosen."""
    choices = [(run_name(run), run.id) for run in runs if run.is_complete]
    latest = [run_id for _, run_id in choices]
    return [
        runs_html(runs),
        gr.Dropdown(choices, value=latest[1] if len(latest) > 1 else None),
        gr.Dropdown(choices, value=latest[0] if latest else None),
    ]


def _heading(text: str) -> None:
    gr.HTML(f"<h2>{text}</h2>", apply_default_css=False)


def _html(name: str) -> gr.HTML:
    return gr.HTML("", elem_id=name, apply_default_css=False)

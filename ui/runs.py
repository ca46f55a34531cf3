"""The Evaluate page as HTML: pure functions of values, every text of theirs escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from assistant.dates import spelled_date
from assistant.evaluation import (
    Difference,
    Flip,
    Measurement,
    RunComparison,
    RunProgress,
    RunSummary,
)
from ui.markup import element

REPORTS = "/evaluate/reports/"
"""Path under which a run's report is served, its id behind it."""
MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"
NONE = "\N{EN DASH}"
"""Stands where a run has no such figure."""


def runs_html(runs: Sequence[RunSummary]) -> str:
    """The kept runs as a table, newest first, or what to do where there is none."""
    if not runs:
        return (
            '<p class="hint">There is no run yet. Choose a suite above and run it: its figures '
            "and its report then stand here.</p>"
        )
    labels = list(dict.fromkeys(figure.label for run in runs for figure in run.figures))
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in labels)
    rows = "".join(_run_html(run, labels) for run in runs)
    return (
        '<div class="wide" tabindex="0" role="region" aria-label="Runs"><table class="runs">'
        f'<thead><tr><th scope="col">Run</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def progress_html(progress: RunProgress | None) -> str:
    """How far the run is that was started last, or why it failed; "" where none was."""
    if progress is None:
        return ""
    if progress.problem:
        return problem_html(progress.problem)
    state = "" if progress.running else ("Done: " if _is_done(progress) else "Broken off: ")
    told = f"{state}{progress.done} of {progress.total} questions of {progress.suite}"
    shown = told if progress.total else "Getting ready"
    value = f'max="{progress.total}" value="{progress.done}" ' if progress.total else ""
    return (
        f'<div class="progress"><progress {value}aria-label="Progress of the run"></progress>'
        f"{element('p', 'hint', shown)}</div>"
    )


def problem_html(problem: str) -> str:
    """What stands in the way, as a plain sentence."""
    return element("p", "problem", problem)


def comparison_html(comparison: RunComparison) -> str:
    """What the second run does better and worse than the first, and on which questions."""
    fixed, broken = len(comparison.fixed), len(comparison.broken)
    rows = "".join(_difference_html(difference) for difference in comparison.differences)
    return (
        '<section class="comparison">'
        f'<p class="flips"><b class="better">Fixed {fixed}</b>, '
        f'<b class="worse">broke {broken}</b></p>'
        f"{element('p', 'hint', f'{comparison.first} → {comparison.second}')}"
        '<div class="wide" tabindex="0" role="region" aria-label="Differences"><table>'
        '<thead><tr><th scope="col">Figure</th><th scope="col">Difference</th>'
        '<th scope="col">Before</th><th scope="col">After</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
        f"{_flips_html('Fixed', comparison.fixed)}{_flips_html('Broken', comparison.broken)}"
        "</section>"
    )


def run_name(run: RunSummary) -> str:
    """A run as a list offers it: "dev · 25 November 2026, 21:43 · 261 questions"."""
    return " · ".join((run.suite, _when(run), _asked(run)))


def shown(value: float, unit: str, sign: str = "") -> str:
    """A figure as people read it; ``sign`` "+" for a difference."""
    if unit == "%":
        text = f"{100 * value:{sign}.1f}" + ("" if sign else f"{SPACE}%")
    else:
        text = f"{value:{sign},.0f}{SPACE}{unit}" if unit else f"{value:{sign}.3f}"
    return text.replace("-", MINUS)


def _run_html(run: RunSummary, labels: Sequence[str]) -> str:
    figures = {figure.label: figure for figure in run.figures}
    cells = "".join(_figure_html(figures.get(label)) for label in labels)
    state = "" if run.is_complete else ' <span class="partial">unfinished</span>'
    where = escape(REPORTS + quote(run.id, safe=""))
    return (
        f'<tr><th scope="row">{escape(run.suite)}{state}<span class="imprint">{escape(_when(run))}'
        f" · {escape(_asked(run))} · "
        f'<a href="{where}" target="_blank">Report</a></span></th>{cells}</tr>'
    )


def _figure_html(figure: Measurement | None) -> str:
    if figure is None:
        return f"<td>{NONE}</td>"
    # The unit of an interval stands once: "29.5 to 41.8 %".
    low = shown(figure.low, figure.unit).removesuffix(SPACE + figure.unit)
    ends = f"{low} to {shown(figure.high, figure.unit)}"
    return f"<td>{escape(shown(figure.value, figure.unit))}{element('span', 'imprint', ends)}</td>"


def _difference_html(difference: Difference) -> str:
    unit, verdict = difference.unit, difference.verdict
    change = escape(shown(difference.change, unit, "+"))
    ends = f"{shown(difference.low, unit, '+')} to {shown(difference.high, unit, '+')}"
    return (
        f'<tr><th scope="row">{escape(difference.label)}</th>'
        f'<td><span class="{verdict}">{change} {verdict}</span>'
        f"{element('span', 'imprint', ends)}</td>"
        f"<td>{escape(shown(difference.before, unit))}</td>"
        f"<td>{escape(shown(difference.after, unit))}</td></tr>"
    )


def _flips_html(title: str, flips: Sequence[Flip]) -> str:
    if not flips:
        return ""
    items = "".join(
        f'<li><span class="question">{escape(flip.question)}</span><span class="imprint">'
        f"{escape(flip.category)} · {escape(flip.before)} → {escape(flip.after)} · "
        f"{escape(flip.id)}</span></li>"
        for flip in flips
    )
    return f"<h3>{title}</h3><ul>{items}</ul>"


def _asked(run: RunSummary) -> str:
    if run.is_complete:
        return f"{run.total} questions"
    return f"{run.done} of {run.total} questions"


def _when(run: RunSummary) -> str:
    date, _, time = run.started.partition("T")
    return ", ".join(part for part in (spelled_date(date), time[:5]) if part)


def _is_done(progress: RunProgress) -> bool:
    return progress.done >= progress.total > 0

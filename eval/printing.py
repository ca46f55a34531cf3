"""Figures, differences and flips as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from eval.comparing import Comparison, Difference, Flip
from eval.figures import ALL, Figure
from eval.judge import opinions, shown
from eval.metrics.catalogue import METRICS
from eval.types import Category, Failure, Row, Run

BY_CATEGORY = (
    "useful",
    "right",
    "false_declines",
    "declined_unanswerable",
    "citation_recall",
    "evidence_recall@1000tokens",
)
"""What the table by category shows: correctness and refusal beside citations and retrieval."""
NAME = max(len(name) for name in METRICS) + 2
QUESTION = 76
"""Characters of a question that are printed with a flip."""


def figure_lines(figures: Iterable[Figure]) -> Iterator[str]:
    """The figures over all questions, each with its interval."""
    for figure in figures:
        if figure.category == ALL:
            ends = f"{number(figure.name, figure.low)} to {number(figure.name, figure.high)}"
            value = number(figure.name, figure.value)
            yield f"{figure.name:<{NAME}}{value:>9}   95 % {ends:<18} n {figure.n}"


def category_lines(figures: Iterable[Figure]) -> Iterator[str]:
    """A line a category, with the figures that matter most."""
    cells = {(figure.category, figure.name): figure for figure in figures}
    yield f"{'':<14}{'n':>5}" + "".join(f"{_heading(name):>13}" for name in BY_CATEGORY)
    for category in (ALL, *Category):
        useful = cells.get((category, "useful"))
        if useful is not None:
            yield f"{category:<14}{useful.n:>5}" + "".join(
                f"{_cell(cells.get((category, name))):>13}" for name in BY_CATEGORY
            )


def failure_line(rows: Iterable[Row]) -> str:
    """How many questions failed, and where."""
    counts = dict.fromkeys(Failure, 0)
    for row in rows:
        counts[row.failure] += 1
    return _counted({kind: n for kind, n in counts.items() if kind is not Failure.NONE and n})


def judge_lines(run: Run) -> Iterator[str]:
    """What a language model thought of the answers, apart from the figures; nothing where none."""
    for opinion in opinions(run):
        value = shown(opinion.column, opinion.mean)
        counts = f"{opinion.judged} judged, {opinion.not_judged} not judged"
        yield f"{opinion.column:<{NAME}}{value:>12}   {counts}, by {run.info.judge}"


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """The differences over all questions, then the flips question by question."""
    for difference in comparison.differences:
        if difference.category == ALL:
            yield _difference_line(difference)
    yield f"fixed {len(comparison.fixed)}, broke {len(comparison.broken)}"
    for flip in (*comparison.broken, *comparison.fixed):
        yield _flip_line(flip)


def number(name: str, value: float) -> str:
    """A metric's value as people read it: three decimals, or whole milliseconds."""
    return f"{value:.0f} ms" if METRICS[name].unit == "ms" else f"{value:.3f}"


def _difference_line(found: Difference) -> str:
    values = f"{number(found.name, found.first)} -> {number(found.name, found.second)}"
    ends = f"{found.low:+.3f} to {found.high:+.3f}"
    clear = "  clear" if found.is_clear else ""
    return f"{found.name:<{NAME}}{values:>20}  {found.difference:+.3f}   95 % {ends}{clear}"


def _flip_line(flip: Flip) -> str:
    row, failed = (flip.second, flip.first) if flip.is_fixed else (flip.first, flip.second)
    word = "fixed" if flip.is_fixed else "broke"
    asked = row.question.question[:QUESTION]
    return f"  {word}  {row.id:<8} {row.category:<13} {failed.failure:<22} {asked}"


def _heading(name: str) -> str:
    return {
        "evidence_recall@1000tokens": "evidence",
        "declined_unanswerable": "refused",
        "false_declines": "false ref.",
        "citation_recall": "cite recall",
    }.get(name, name)


def _cell(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.value:.3f}"


def _counted(counts: Mapping[Failure, int]) -> str:
    parts = [f"{n} {kind.value}" for kind, n in counts.items()]
    return f"failed: {', '.join(parts)}" if parts else "failed: none"

"""The plots of a report: pure functions from values to inline SVG.

Every plot is drawn on a sheet as wide as a telephone shows it, so that its letters keep their size
there and grow little on a wide screen. Colours are classes that report.css knows; nothing is
loaded, and every text is escaped.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from eval.metrics.calibration import Bin
from eval.reporting.markup import percent

WIDTH = 360
"""Units of every plot's width: a telephone's 390 pixels less the page's margins."""
ROW = 26
"""Units of one bar with its gap: a line of 12 units of type, and air."""
LABELS = 92
"""Units left of the bars for their names: "unanswerable" is the longest."""
VALUES = 46
"""Units right of the bars for "100 %"."""
SQUARE = 250
"""Units of height of the plots that have a vertical axis, without their horizontal one."""
LEFT, BOTTOM, TOP = 54, 40, 10
"""Units around those plots: for the numbers and names of their axes."""
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
SMALLEST_DOT, LARGEST_DOT = 3.0, 9.0
"""Radii of a reliability curve's dots, in units: a dot's area grows with its questions."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One category: a share in [0, 1] with its 95 % interval, over ``n`` questions."""

    label: str
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Column:
    """How many values lie in [left, right); the last column of a histogram has no right end."""

    left: float
    right: float | None
    count: int


def category_bars(bars: Sequence[Bar], title: str) -> str:
    """Horizontal bars on a scale from 0 to 100 %, each with its interval as a whisker."""
    height = ROW * len(bars) + 22
    span = WIDTH - LABELS - VALUES
    grid = "".join(
        f"{_line(LABELS + span * q, 0, LABELS + span * q, ROW * len(bars), 'grid')}"
        f"{_text(LABELS + span * q, height - 6, percent(q), 'tick middle')}"
        for q in QUARTERS
    )
    rows = "".join(_bar_row(bar, ROW * index, span) for index, bar in enumerate(bars))
    return _sheet(height, title, grid + rows)


def reliability_curve(bins: Sequence[Bin], title: str) -> str:
    """Stated confidence against the share that was right; a calibrated system is on the diagonal.

    ``bins`` are in ascending order of confidence.
    """
    across, place = WIDTH - LEFT - LARGEST_DOT, _Place(WIDTH - LEFT - LARGEST_DOT)
    most = max((bin_.n for bin_ in bins), default=1)
    points = [(place.x(bin_.confidence), place.y(bin_.right)) for bin_ in bins]
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{_radius(bin_.n, most):.1f}">'
        f"<title>{_told(bin_)}</title></circle>"
        for bin_, (x, y) in zip(bins, points, strict=True)
    )
    body = (
        "".join(_share_axes(place, across))
        + _line(place.x(0), place.y(0), place.x(1), place.y(1), "ideal")
        + (f'<polyline class="curve" points="{joined}"/>' if points else "")
        + dots
        + _axis_names("stated confidence", "share that was right")
    )
    return _sheet(SQUARE + TOP + BOTTOM, title, body)


def histogram(
    columns: Sequence[Column], marks: Sequence[tuple[str, float]], unit: str, title: str
) -> str:
    """Columns of equal width from the first column's left end on; ``marks`` are named values."""
    if not columns:
        return ""
    most = max(column.count for column in columns) or 1
    across = WIDTH - LEFT - LARGEST_DOT
    width = across / len(columns)
    start, step = columns[0].left, columns[0].right
    bars = "".join(
        _column(column, LEFT + width * index, width, most, unit)
        for index, column in enumerate(columns)
    )
    every = max(1, len(columns) // 4)
    ticks = "".join(
        _text(LEFT + width * i, TOP + SQUARE + 16, f"{columns[i].left:g}", "tick middle")
        for i in range(0, len(columns), every)
    )
    scale = across / (len(columns) * ((step if step is not None else start + 1) - start))
    flags = "".join(
        _flag(name, LEFT + min((value - start) * scale, across), 12 + 15 * index)
        for index, (name, value) in enumerate(marks)
    )
    counts = _text(LEFT - 6, TOP + 10, f"{most:,}", "tick end") + _text(
        LEFT - 6, TOP + SQUARE, "0", "tick end"
    )
    base = _line(LEFT, TOP + SQUARE, LEFT + across, TOP + SQUARE, "axis")
    names = _axis_names(unit, "questions")
    return _sheet(SQUARE + TOP + BOTTOM, title, bars + base + ticks + counts + flags + names)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where shares in [0, 1] lie on a plot with two axes."""

    across: float

    def x(self, share: float) -> float:
        return LEFT + self.across * share

    def y(self, share: float) -> float:
        return TOP + SQUARE * (1 - share)


def _bar_row(bar: Bar, top: float, span: float) -> str:
    middle, low, high = top + ROW / 2, LABELS + span * bar.low, LABELS + span * bar.high
    interval = f"{percent(bar.value)}, 95\N{NO-BREAK SPACE}% interval {percent(bar.low)} to "
    told = f"{bar.label}: {interval}{percent(bar.high)}, {bar.n} questions"
    return (
        f"<g><title>{escape(told)}</title>"
        f'<rect class="hit" x="0" y="{top}" width="{WIDTH}" height="{ROW}"/>'
        f"{_text(0, middle + 4, bar.label, 'label')}"
        f'<rect class="bar" x="{LABELS}" y="{top + 6}" width="{span * bar.value:.1f}" '
        f'height="{ROW - 12}" rx="2"/>'
        f"{_line(low, middle, high, middle, 'whisker')}"
        f"{_line(low, middle - 4, low, middle + 4, 'whisker')}"
        f"{_line(high, middle - 4, high, middle + 4, 'whisker')}"
        f"{_text(WIDTH, middle + 4, percent(bar.value), 'value end')}</g>"
    )


def _column(column: Column, left: float, width: float, most: int, unit: str) -> str:
    height = SQUARE * column.count / most
    end = f"under {column.right:g}" if column.right is not None else "or more"
    told = f"{column.left:g} {unit} {end}: {column.count} questions"
    return (
        f'<rect class="bar" x="{left + 0.5:.1f}" y="{TOP + SQUARE - height:.1f}" '
        f'width="{max(width - 1, 0.5):.1f}" height="{height:.1f}"><title>{escape(told)}</title>'
        "</rect>"
    )


def _flag(name: str, x: float, y: float) -> str:
    # Right of its line, unless that would carry it off the sheet.
    side, shift = ("end", -5) if x > WIDTH * 0.6 else ("start", 5)
    line = _line(x, TOP, x, TOP + SQUARE, "mark")
    return line + _text(x + shift, TOP + y - 2, name, f"flag {side}")


def _share_axes(place: _Place, across: float) -> Iterator[str]:
    for q in QUARTERS:
        yield _line(LEFT, place.y(q), LEFT + across, place.y(q), "grid")
        yield _text(LEFT - 6, place.y(q) + 4, percent(q), "tick end")
        side = "end" if q == QUARTERS[-1] else "middle"  # The last would leave the sheet.
        yield _text(place.x(q), TOP + SQUARE + 16, percent(q), f"tick {side}")


def _axis_names(across: str, upward: str) -> str:
    middle = TOP + SQUARE / 2
    turned = f'transform="rotate(-90 10 {middle:g})"'
    return _text((LEFT + WIDTH) / 2, TOP + SQUARE + 34, across, "name middle") + (
        f'<text class="name middle" x="10" y="{middle:g}" {turned}>{escape(upward)}</text>'
    )


def _radius(n: int, most: int) -> float:
    return SMALLEST_DOT + (LARGEST_DOT - SMALLEST_DOT) * math.sqrt(n / most)


def _told(bin_: Bin) -> str:
    return escape(
        f"stated {percent(bin_.confidence)}, right {percent(bin_.right)}, {bin_.n} questions"
    )


def _line(x1: float, y1: float, x2: float, y2: float, css_class: str) -> str:
    return f'<line class="{css_class}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, css_class: str) -> str:
    return f'<text class="{css_class}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _sheet(height: float, title: str, body: str) -> str:
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {height:g}" role="img" '
        f'aria-label="{escape(title)}">{body}</svg>'
    )

"""The plots: that they show their values, at the right place, and nothing of a text as markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from eval.metrics.calibration import Bin
from eval.reporting.charts import (
    LABELS,
    LEFT,
    SQUARE,
    TOP,
    VALUES,
    WIDTH,
    Bar,
    Column,
    category_bars,
    histogram,
    reliability_curve,
)

SVG = "{http://www.w3.org/2000/svg}"
SPAN = WIDTH - LABELS - VALUES


def parsed(svg: str) -> ElementTree.Element:
    """The plot as a tree: it is well-formed, whatever its texts."""
    return ElementTree.fromstring(
        svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def of_class(svg: str, name: str) -> list[ElementTree.Element]:
    return [e for e in parsed(svg).iter() if name in e.get("class", "").split()]


def test_a_bar_is_as_long_as_its_share_with_its_interval_as_a_whisker() -> None:
    svg = category_bars([Bar("list", 0.5, 0.25, 0.75, 8)], "Useful")
    (bar,) = of_class(svg, "bar")
    assert float(bar.get("width", "")) == pytest.approx(SPAN / 2, abs=0.1)
    whisker = of_class(svg, "whisker")[0]
    assert float(whisker.get("x1", "")) == pytest.approx(LABELS + SPAN / 4, abs=0.1)
    assert float(whisker.get("x2", "")) == pytest.approx(LABELS + SPAN * 3 / 4, abs=0.1)
    (title,) = parsed(svg).iter(f"{SVG}title")
    assert title.text == "list: 50\xa0%, 95\xa0% interval 25\xa0% to 75\xa0%, 8 questions"


def test_every_category_has_a_row_and_the_sheet_grows_with_them() -> None:
    one, two = (category_bars([Bar("x", 0.1, 0, 1, 1)] * n, "t") for n in (1, 2))
    assert len(of_class(two, "bar")) == 2
    heights = [float(re.findall(r'viewBox="0 0 360 ([\d.]+)"', svg)[0]) for svg in (one, two)]
    assert heights[0] < heights[1]


@pytest.mark.parametrize(
    "svg",
    [
        category_bars([Bar("<b>&\"'", 0.5, 0, 1, 1)], '"><script>'),
        histogram([Column(0, 10, 1)], [("<i>", 3)], "m<s", '"><script>'),
        reliability_curve([Bin(0.4, 0.5, 1, 0.45, 1.0)], '"><script>'),
    ],
)
def test_texts_are_escaped(svg: str) -> None:
    root = parsed(svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "g", "title", "rect", "line", "text", "circle", "polyline"}
    assert root.get("aria-label") == '"><script>'


def test_a_calibrated_bin_lies_on_the_diagonal_and_a_larger_one_has_a_larger_dot() -> None:
    bins = [Bin(0.2, 0.3, 1, 0.25, 0.25), Bin(0.9, 1.0, 9, 1.0, 0.0)]
    svg = reliability_curve(bins, "Reliability")
    small, large = of_class(svg, "dot")
    (diagonal,) = of_class(svg, "ideal")
    x1, y1, x2, y2 = (float(diagonal.get(name, "")) for name in ("x1", "y1", "x2", "y2"))
    assert (float(small.get("cx", "")) - x1) / (x2 - x1) == pytest.approx(0.25, abs=0.001)
    assert (float(small.get("cy", "")) - y1) / (y2 - y1) == pytest.approx(0.25, abs=0.001)
    assert float(large.get("cy", "")) == TOP + SQUARE
    assert float(large.get("r", "")) > float(small.get("r", ""))


def test_no_bins_make_no_curve() -> None:
    assert of_class(reliability_curve([], "Reliability"), "dot") == []
    assert of_class(reliability_curve([], "Reliability"), "curve") == []


def test_the_fullest_column_fills_the_height_and_an_open_one_says_so() -> None:
    svg = histogram([Column(0, 50, 4), Column(50, 100, 1), Column(100, None, 2)], [], "ms", "Time")
    heights = [float(bar.get("height", "")) for bar in of_class(svg, "bar")]
    assert heights == [SQUARE, SQUARE / 4, SQUARE / 2]
    told = [title.text for title in parsed(svg).iter(f"{SVG}title")]
    assert told == [
        "0 ms under 50: 4 questions",
        "50 ms under 100: 1 questions",
        "100 ms or more: 2 questions",
    ]


def test_a_mark_stands_at_its_value_and_never_beyond_the_plot() -> None:
    columns = [Column(0, 50, 4), Column(50, 100, 1)]
    svg = histogram(columns, [("median", 50), ("slowest", 9999)], "ms", "Time")
    median, slowest = (float(mark.get("x1", "")) for mark in of_class(svg, "mark"))
    right = max(
        float(bar.get("x", "")) + float(bar.get("width", "")) for bar in of_class(svg, "bar")
    )
    assert median == pytest.approx((LEFT + right) / 2, abs=0.6)
    assert slowest == pytest.approx(right, abs=0.6)


def test_no_columns_make_no_plot() -> None:
    assert histogram([], [], "ms", "Time") == ""

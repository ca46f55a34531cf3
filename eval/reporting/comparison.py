"""Two runs side by side as one self-contained HTML page: differences, and the questions between."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.comparing import Comparison, Difference, Flip
from eval.figures import ALL
from eval.metrics.catalogue import METRICS
from eval.reporting.markup import change, document, element, number, section, table, unit_of
from eval.reporting.questions import body_html, outcome
from eval.reporting.tables import COLUMNS
from eval.types import RunInfo

DIFFERENCES = (
    "Over all questions. The 95 % interval is of the difference, question by question in pairs; a "
    "difference is called better or worse where its interval leaves out zero."
)
CATEGORIES = "Differences in percentage points. Bold: the interval leaves out zero."


def comparison_html(comparison: Comparison) -> str:
    """The whole page."""
    fixed, broken = comparison.fixed, comparison.broken
    told = f"{_told(comparison.first)} → {_told(comparison.second)}"
    body = (
        f"<header><h1>Fixed {len(fixed)}, broke {len(broken)}</h1>"
        f"{element('p', 'note', told)}</header><main>"
        f"{section('Differences', DIFFERENCES, _differences_html(comparison.differences))}"
        f"{section('Categories', CATEGORIES, _categories_html(comparison.differences))}"
        f"{_flips_html('Broken', broken)}{_flips_html('Fixed', fixed)}</main>"
    )
    return document("Two runs compared", body)


def verdict(difference: Difference) -> str:
    """ "better" or "worse" where the interval leaves out zero, else ""."""
    if not difference.is_clear:
        return ""
    rose = difference.difference > 0
    return "better" if rose is METRICS[difference.name].higher_is_better else "worse"


def _differences_html(differences: Sequence[Difference]) -> str:
    rows = [_difference_row(found) for found in differences if found.category == ALL]
    return table("differences", "Differences", ("Figure", "Difference", "Before", "After"), rows)


def _difference_row(found: Difference) -> str:
    unit = unit_of(METRICS[found.name])
    ends = f"{change(found.low, unit)} to {change(found.high, unit)}"
    called = verdict(found)
    return (
        f'<tr><th scope="row">{escape(METRICS[found.name].title)}'
        f"{element('span', 'interval', f'{found.n} questions')}</th>"
        f'<td><span class="{called}">{change(found.difference, unit)} {called}</span>'
        f"{element('span', 'interval', ends)}</td>"
        f"<td>{number(found.first, unit)}</td><td>{number(found.second, unit)}</td></tr>"
    )


def _categories_html(differences: Sequence[Difference]) -> str:
    cells = {(found.category, found.name): found for found in differences}
    rows = [
        f'<tr><th scope="row">{escape(category)}</th>'
        + "".join(_cell(cells.get((category, name))) for name in COLUMNS)
        + "</tr>"
        for category in dict.fromkeys(found.category for found in differences)
    ]
    head = ("Category", *(METRICS[name].title for name in COLUMNS))
    return table("categories", "Categories", head, rows)


def _cell(found: Difference | None) -> str:
    if found is None:
        return f"<td>{number(None, '')}</td>"
    shown, called = change(found.difference, unit_of(METRICS[found.name])), verdict(found)
    return f'<td><b class="{called}">{shown}</b></td>' if called else f"<td>{shown}</td>"


def _flips_html(title: str, flips: Sequence[Flip]) -> str:
    """The questions with both answers: the one that failed first, as it says what went wrong."""
    if not flips:
        return ""
    cases = "".join(_flip_html(flip) for flip in flips)
    return section(f"{title}: {len(flips)}", "", f'<div class="cases">{cases}</div>')


def _flip_html(flip: Flip) -> str:
    titles = {name: metric.title for name, metric in METRICS.items()}
    asked = flip.first.question
    return (
        '<details class="case"><summary>'
        f"{element('span', 'became', f'{outcome(flip.first)} → {outcome(flip.second)}')}"
        f"{element('span', 'asked', asked.question)}"
        f"{element('span', 'kind', f'{asked.category} · {asked.id}')}</summary>"
        f'<div class="inside"><h3>Before</h3>{body_html(flip.first, titles)}'
        f"<h3>After</h3>{body_html(flip.second, titles)}</div></details>"
    )


def _told(info: RunInfo) -> str:
    return f"{info.id} ({info.started[:16].replace('T', ', ')})"

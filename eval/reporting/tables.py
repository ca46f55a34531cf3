"""The figures of a run as tables: what each means, and every category in a row of its own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.figures import ALL, Figure
from eval.metrics.base import Metric
from eval.metrics.catalogue import METRICS
from eval.reporting.figures import by_name
from eval.reporting.markup import element, number, span, table, unit_of

HEADLINE = ("useful", "right", "declined_unanswerable", "citation_recall", "citation_precision")
"""The figures at the head of a page. Those of the citations never stand without the first three:
a verbatim answer gets good ones for free."""
COLUMNS = (
    "useful",
    "right",
    "declined_unanswerable",
    "false_declines",
    "citation_recall",
    "citation_precision",
    "evidence_recall@10",
    "evidence_recall@1000tokens",
)
"""The figures that every category shows; the page of one run has room for these."""


def headline(figures: Sequence[Figure]) -> str:
    """The few figures that say most, as cards."""
    found = by_name(figures)
    cards = "".join(
        f"<li>{element('span', 'name', METRICS[name].title)}"
        f"<strong>{number(figure.value, unit_of(METRICS[name]))}</strong>"
        f"{element('span', 'interval', interval(figure))}</li>"
        for name in HEADLINE
        if (figure := found.get(name))
    )
    return f'<ul class="cards">{cards}</ul>'


def all_figures(figures: Sequence[Figure]) -> str:
    """Every figure over all questions, with its interval and what it means."""
    rows = [_figure_row(METRICS[figure.name], figure) for figure in by_name(figures).values()]
    return table("meanings", "Figures", ("Figure", "Value"), rows)


def by_category(figures: Sequence[Figure]) -> str:
    """The main figures, a category a row."""
    categories = list(dict.fromkeys(figure.category for figure in figures))
    rows = [_category_row(category, by_name(figures, category)) for category in categories]
    return table("categories", "Categories", ("Category", *_titles()), rows)


def interval(figure: Figure) -> str:
    """The 95 % interval of a figure, in words."""
    return span(figure.low, figure.high, unit_of(METRICS[figure.name]))


def _titles() -> list[str]:
    return [METRICS[name].title for name in COLUMNS]


def _figure_row(metric: Metric, figure: Figure) -> str:
    direction = "" if metric.higher_is_better else " Lower is better."
    return (
        f'<tr><th scope="row">{escape(metric.title)} <code>{escape(metric.name)}</code>'
        f'<span class="note">{escape(metric.definition + direction)}</span>'
        f'<span class="note source">{escape(metric.source)}</span></th>'
        f"<td>{number(figure.value, unit_of(metric))}"
        f"{element('span', 'interval', interval(figure))}"
        f"{element('span', 'interval', f'{figure.n} questions')}</td></tr>"
    )


def _category_row(category: str, found: dict[str, Figure]) -> str:
    cells = "".join(_cell(found.get(name), METRICS[name]) for name in COLUMNS)
    n = max((figure.n for figure in found.values()), default=0)
    css_class = ' class="total"' if category == ALL else ""
    return (
        f'<tr{css_class}><th scope="row">{escape(category)}'
        f'<span class="interval">{n} questions</span></th>{cells}</tr>'
    )


def _cell(figure: Figure | None, metric: Metric) -> str:
    if figure is None:
        return f"<td>{number(None, '')}</td>"
    value = number(figure.value, unit_of(metric))
    return f"<td>{value}{element('span', 'interval', interval(figure))}</td>"

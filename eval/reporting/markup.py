"""The small pieces that a report is made of. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from eval.metrics.base import Metric

SPACE = "\N{NO-BREAK SPACE}"
NONE = "\N{EN DASH}"
"""Stands where there is no such figure."""

PERCENT = "%"
SCORES = frozenset({"brier", "mrr@10", "ndcg@10"})
"""Metrics in [0, 1] that are no share of anything, and so are not shown in per cent."""

# A page of the suite shows what users and models wrote: the browser is told to load nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def element(tag: str, css_class: str, text: str) -> str:
    """``text``, escaped, in an element; "" where there is no text."""
    return f'<{tag} class="{css_class}">{escape(text)}</{tag}>' if text else ""


def number(value: float | None, unit: str) -> str:
    """A figure as people read it; ``unit`` as ``unit_of`` has it."""
    if value is None:
        return NONE
    if unit == PERCENT:
        return signs(f"{100 * value:.1f}{SPACE}%")
    return signs(f"{value:,.0f}{SPACE}{unit}" if unit else f"{value:.3f}")


def span(low: float, high: float, unit: str) -> str:
    """The ends of an interval, in words; their unit stands once."""
    return f"{number(low, unit).removesuffix(SPACE + unit)} to {number(high, unit)}"


def change(value: float, unit: str) -> str:
    """A difference of two figures, with its sign; of shares, in percentage points."""
    if value == 0:
        return "0"
    if unit == PERCENT:
        return signs(f"{100 * value:+.1f}")
    return signs(f"{value:+,.0f}{SPACE}{unit}" if unit else f"{value:+.3f}")


def unit_of(metric: Metric) -> str:
    """The unit in which a metric is shown: "%" for a share, "" for a score, or its own."""
    return metric.unit or ("" if metric.name in SCORES else PERCENT)


def percent(share: float) -> str:
    """A share in [0, 1] without decimals: "72 %"."""
    return f"{100 * share:.0f}{SPACE}%"


def signs(text: str) -> str:
    """``text`` with real minus signs for its hyphens."""
    return text.replace("-", "\N{MINUS SIGN}")


def table(css_class: str, label: str, head: Sequence[str], rows: Sequence[str]) -> str:
    """A table that scrolls inside its own frame; ``head`` is text, ``rows`` are HTML."""
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<table class="{css_class}"><thead><tr>{cells}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def section(title: str, note: str, content: str) -> str:
    """A part of a page; ``content`` is HTML."""
    return f"<section><h2>{escape(title)}</h2>{element('p', 'note', note)}{content}</section>"


def document(title: str, body: str) -> str:
    """A page that needs nothing but itself: its style and script stand in it."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{escape(title)}</title><style>{_own('report.css')}</style></head>"
        f"<body>{body}<script>{_own('report.js')}</script></body></html>\n"
    )


def _own(name: str) -> str:
    return files("eval.reporting").joinpath(name).read_text("utf-8")

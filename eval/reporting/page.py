"""The report of a run: one self-contained HTML page, and the same figures as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from eval.figures import Figure, figures
from eval.judge import COLUMNS, Opinion, opinions, shown
from eval.metrics.calibration import reliability
from eval.metrics.catalogue import METRICS
from eval.reporting import tables
from eval.reporting.charts import category_bars, histogram, reliability_curve
from eval.reporting.figures import as_json, bars, by_name, columns, outcomes, times
from eval.reporting.markup import document, element, number, section, table
from eval.reporting.questions import RIGHT, questions_html
from eval.types import Row, Run

PAGE, DATA = "report.html", "report.json"


def write_report(run: Run, folder: Path) -> None:
    """Write ``report.html`` and ``report.json`` of a run into its folder."""
    made = figures(run)
    data = json.dumps(as_json(run, made), ensure_ascii=False, indent=1)
    (folder / DATA).write_text(data + "\n", encoding="utf-8")
    (folder / PAGE).write_text(report_html(run, made), encoding="utf-8")


def report_html(run: Run, made: Sequence[Figure]) -> str:
    """The whole page of a run and its figures."""
    title = f"Accuracy of {run.info.suite}, {run.info.started[:10]}"
    body = (
        f"{_header_html(run)}<main>{tables.headline(made)}{_plots_html(run, made)}"
        f"{section('Categories', CATEGORIES, tables.by_category(made))}"
        f"{_questions_html(run.rows)}"
        f"{section('What the figures mean', MEANING, tables.all_figures(made))}"
        f"{_opinions_html(run)}{_made_html(run)}</main>"
    )
    return document(title, body)


CATEGORIES = (
    "Under each figure stands its 95 % interval: how far it would move had other questions of the "
    "kind been asked. One without width means that all its questions ended alike, not that the "
    "figure is certain. A dash: no question of the category has such a figure."
)
MEANING = (
    "Over all questions. Intervals are percentile bootstraps (95 %). A quote that is copied is "
    "verbatim whether or not it answers: read the figures of the citations together with those of "
    "right answers and refusals."
)
JUDGED = (
    "What a language model thinks of the same answers. It differs from model to model and from day "
    "to day: no figure is made from it, and no gate. The judge was "
)
BARS = "Right answers and right refusals, over all questions of a category."
CURVE = (
    "On the dashed line, an answer that states 70 % is right seven times out of ten. Above it the "
    "system is too modest, below it too sure. A larger dot stands for more answers."
)
TIMES = "Wall time from question to complete answer, in milliseconds."


def _header_html(run: Run) -> str:
    info, done = run.info, len(run.rows)
    asked = f"{done} questions" if done >= info.questions else f"{done} of {info.questions} asked"
    told = " · ".join((f"suite {info.suite}", info.started[:16].replace("T", ", "), asked))
    return f"<header><h1>Accuracy report</h1>{element('p', 'note', told)}</header>"


def _plots_html(run: Run, made: Sequence[Figure]) -> str:
    found = by_name(made)
    marks = [
        (f"{name} {number(found[metric].value, 'ms')}", found[metric].value)
        for name, metric in (("median", "median_ms"), ("95th percentile", "p95_ms"))
        if metric in found
    ]
    title = METRICS["useful"].title
    curve = reliability(run.rows)
    shown = columns(times(run.rows))
    return "".join(
        (
            '<div class="plots">',
            _figure(f"{title}, by category", category_bars(bars(made, "useful"), title), BARS),
            _figure("Confidence", reliability_curve(curve, "Reliability of the confidence"), CURVE)
            if curve
            else "",
            _figure("Time", histogram(shown, marks, "ms", "Time of a turn"), TIMES)
            if shown
            else "",
            "</div>",
        )
    )


def _questions_html(rows: Sequence[Row]) -> str:
    titles = {name: metric.title for name, metric in METRICS.items()}
    counts = outcomes(rows)
    return (
        f'<section id="questions"><h2>Question by question</h2>{_outcomes_html(counts)}'
        f"{_filters_html(rows, counts)}"
        f'<div class="cases">{questions_html(rows, titles)}</div></section>'
    )


def _outcomes_html(counts: Mapping[str, int]) -> str:
    most = max(counts.values(), default=1)
    items = "".join(
        f'<li><button type="button" data-choose="outcome" data-value="{escape(name)}">'
        f'<span class="name">{escape(name)}</span><span class="count">{count}</span>'
        f'<span class="share {"right" if name == RIGHT else "wrong"}" '
        f'style="width:{100 * count / most:.1f}%"></span></button></li>'
        for name, count in counts.items()
    )
    return f'<ul class="outcomes" aria-label="What became of the questions">{items}</ul>'


def _filters_html(rows: Sequence[Row], counts: Mapping[str, int]) -> str:
    categories = _select("category", "Category", sorted({str(row.category) for row in rows}))
    return (
        f'<form id="filters" hidden>{categories}{_select("outcome", "Outcome", list(counts))}'
        '<label>Words <input name="words" type="search" autocomplete="off"></label>'
        '<button type="reset">Show all</button><output id="shown"></output></form>'
    )


def _select(name: str, label: str, values: Sequence[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in values)
    return (
        f'<label>{label} <select name="{name}"><option value="">any</option>{options}</select>'
        "</label>"
    )


def _opinions_html(run: Run) -> str:
    rows = [_opinion_html(opinion) for opinion in opinions(run)]
    head = ("Column", "Mean", "Answers judged", "Answers not judged")
    told = f"{JUDGED}{run.info.judge}."
    opinion = "A model's opinion"
    return section(opinion, told, table("opinions", opinion, head, rows)) if rows else ""


def _opinion_html(opinion: Opinion) -> str:
    return (
        f'<tr><th scope="row">{escape(opinion.column)}'
        f"{element('span', 'note', COLUMNS[opinion.column])}</th>"
        f"<td>{escape(shown(opinion.column, opinion.mean))}</td>"
        f"<td>{opinion.judged}</td><td>{opinion.not_judged}</td></tr>"
    )


def _made_html(run: Run) -> str:
    info = run.info
    pairs = {
        "Run": info.id,
        "Started": info.started,
        "Finished": info.finished or "not finished",
        "Questions, SHA-256": info.questions_sha256,
        "Index": info.index,
        "Seed": str(info.seed),
        **{f"Setting {name}": value for name, value in info.settings.items()},
        **{f"Version of {name}": value for name, value in info.versions.items()},
    }
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(str(value))}</dd></div>"
        for name, value in pairs.items()
    )
    return section("How this run was made", "", f"<dl>{items}</dl>")


def _figure(title: str, plot: str, note: str) -> str:
    return f"<figure><h2>{escape(title)}</h2>{plot}<figcaption>{escape(note)}</figcaption></figure>"

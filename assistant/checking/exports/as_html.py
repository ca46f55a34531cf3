"""A report as a web page of its own: no script, nothing from another host, all text escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from assistant.checking.exports.layout import Entry, Run, lay_out
from assistant.checking.types import Report

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: anywhere;
       font: 1rem/1.6 system-ui, sans-serif; }
blockquote { margin: .5rem 0; padding: .25rem 1rem; border-left: 3px solid; }
article { margin: 1.5rem 0; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid; }
h3 { margin-bottom: .25rem; }
.source { opacity: .85; }
.draft { white-space: pre-wrap; }
mark a, a mark { color: inherit; }
mark { background: #ffd54a; color: #1a1a1a; }
mark.fine { background: #c9e7c9; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(report: Report) -> str:
    """The report, what is amiss first, and the draft with each finding marked at its end."""
    layout = lay_out(report)
    title = escape(layout.title)
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{title}</h1>",
        _list(layout.summary),
    ]
    for heading, entries in (("To look at", layout.amiss), ("In order", layout.fine)):
        if entries:
            parts += [f"<h2>{heading}</h2>", *map(_article, entries)]
    parts += ["<h2>The draft</h2>", f'<div class="draft">{_draft(report)}</div>']
    parts += ["<h2>Notes</h2>", _list(layout.notes), "</main></body></html>"]
    return "\n".join(parts) + "\n"


def _article(entry: Entry) -> str:
    parts = [
        f'<article id="finding-{entry.number}">',
        f'<h3><a href="#draft-{entry.number}">{entry.number}</a>. {escape(entry.heading)}</h3>',
        f"<blockquote>{_runs(entry.draft)}</blockquote>",
    ]
    if entry.remarks:
        parts.append(_list(entry.remarks))
    if entry.source_name:
        parts.append(f'<p class="source">{escape(entry.lead + entry.source_name)}:</p>')
        parts.append(f'<blockquote class="source">{_runs(entry.source)}</blockquote>')
    return "\n".join([*parts, "</article>"])


def _list(texts: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"


def _runs(runs: Sequence[Run]) -> str:
    return "".join(
        f"<mark>{escape(run.text)}</mark>" if run.is_marked else escape(run.text) for run in runs
    )


def _draft(report: Report) -> str:
    return "".join(_marked(report))


def _marked(report: Report) -> Iterator[str]:
    """The draft's text; a quotation inside a claim is marked within the claim's own words only
    where the claim ends before it."""
    at = 0
    for number, finding in enumerate(report.findings, 1):
        start = max(at, finding.start)
        if start >= finding.end:
            continue
        yield escape(report.text[at:start])
        kind = ' class="fine"' if finding.is_fine else ""
        yield f'<mark id="draft-{number}"{kind}><a href="#finding-{number}">'
        yield f"{escape(report.text[start : finding.end])}</a></mark>"
        at = finding.end
    yield escape(report.text[at:])

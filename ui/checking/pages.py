"""The Check page as HTML: where a draft is handed in, and what was found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from assistant.checking.exports.layout import Entry, Run, lay_out
from assistant.checking.types import Finding, Place, QuotationFinding, Report
from ui.frame import problem_html
from ui.markup import counted

PATH = "/check"
FORMATS = {"md": "Markdown", "html": "Web page", "json": "JSON"}
"""What the findings can be taken along as, by the ending of the file."""

PlaceUrl = Callable[[Place], str]
"""The link to a place of a document."""


def form_page(endings: Sequence[str], text: str = "", problem: str = "") -> str:
    """Where a draft is pasted or sent; ``text`` is what was pasted before."""
    accepted = ",".join(endings)
    return (
        "<h1>Check a text</h1>"
        '<p class="hint">Every quotation is looked for word by word, and every other statement is '
        "held against the passage that bears on it most. The text is not kept.</p>"
        f"{problem_html(problem)}"
        f'<form method="post" action="{PATH}" enctype="multipart/form-data">'
        '<label for="text">Paste a text</label>'
        f'<textarea class="draft" id="text" name="text">{escape(text)}</textarea>'
        f'<label for="file">or choose a file ({escape(", ".join(endings))})</label>'
        f'<input type="file" id="file" name="file" accept="{escape(accepted)}">'
        '<button type="submit">Check</button></form>'
    )


def report_page(report: Report, place_url: PlaceUrl) -> str:
    """What was found: what is amiss first, then what is in order, then the draft with its marks."""
    layout = lay_out(report)
    parts = [
        f"<h1>{escape(layout.title)}</h1>",
        _list(layout.summary, "counts"),
        _take_along(report),
    ]
    findings = dict(enumerate(report.findings, 1))
    for heading, entries in (("To look at", layout.amiss), ("In order", layout.fine)):
        if entries:
            parts.append(f"<h2>{heading}</h2>")
            parts += [_card(entry, findings[entry.number], place_url) for entry in entries]
    parts += ["<h2>The draft</h2>", f'<div class="text">{"".join(_marked(report))}</div>']
    parts += ["<h2>Notes</h2>", _list(layout.notes, "hint")]
    return "".join(parts)


def _take_along(report: Report) -> str:
    """Forms that send the text again: nothing of it is kept here."""
    buttons = "".join(
        f'<button class="quiet" name="as" value="{ending}">{name}</button>'
        for ending, name in FORMATS.items()
    )
    return (
        f'<div class="row"><a href="{PATH}">Check another text</a>'
        f'<form method="post" action="{PATH}" enctype="multipart/form-data" class="row">'
        f'<input type="hidden" name="name" value="{escape(report.name)}">'
        f'<textarea name="text" hidden aria-label="The text">{_kept(report.text)}</textarea>'
        f"<span>Take along as</span>{buttons}</form></div>"
    )


def _kept(text: str) -> str:
    """A text inside a textarea, whose first line break a browser would drop."""
    return "\n" + escape(text)


def _card(entry: Entry, finding: Finding, place_url: PlaceUrl) -> str:
    kind = "card" if entry.is_fine else "card amiss"
    parts = [
        f'<article class="{kind}" id="finding-{entry.number}">',
        f'<h3><a href="#draft-{entry.number}">{entry.number}</a>. {escape(entry.heading)}</h3>',
        f"<blockquote>{_runs(entry.draft)}</blockquote>",
    ]
    if entry.remarks:
        parts.append(_list(entry.remarks, "remarks"))
    first, *further = _places(finding) or (None,)
    if first is not None:
        where = f"{escape(entry.lead)}{_linked(first, place_url)}"
        parts.append(f'<p class="places">{where}</p>')
        parts.append(f"<blockquote>{_runs(entry.source)}</blockquote>")
    parts.append(_further(further, place_url))
    return "".join([*parts, "</article>"])


def _places(finding: Finding) -> tuple[Place, ...]:
    """Where a quotation stands or nearly stands, or what bears on a claim, best first."""
    if isinstance(finding, QuotationFinding):
        return (finding.place, *finding.also) if finding.place else ()
    return tuple(support.place for support in finding.supports)


def _linked(place: Place, place_url: PlaceUrl) -> str:
    return f'<a href="{escape(place_url(place))}">{escape(place.name)}</a>'


def _further(places: Sequence[Place], place_url: PlaceUrl) -> str:
    """What else says it, or comes near it, folded away; "" for nothing."""
    if not places:
        return ""
    items = "".join(
        f'<p class="places">{_linked(place, place_url)}</p>'
        f"<blockquote>{escape(place.text)}</blockquote>"
        for place in places
    )
    count = counted(len(places), "further passage")
    return f"<details><summary>{count}</summary>{items}</details>"


def _runs(runs: Sequence[Run]) -> str:
    return "".join(
        f"<mark>{escape(run.text)}</mark>" if run.is_marked else escape(run.text) for run in runs
    )


def _list(texts: Sequence[str], kind: str = "") -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<ul class="{kind}">{items}</ul>' if kind else f"<ul>{items}</ul>"


def _marked(report: Report) -> Iterator[str]:
    """The draft with each finding marked; of two that overlap the later is marked from where the
    first ends."""
    at = 0
    for number, finding in enumerate(report.findings, 1):
        start = max(at, finding.start)
        if start >= finding.end:
            continue
        kind = ' class="fine"' if finding.is_fine else ""
        shown = escape(report.text[start : finding.end])
        yield escape(report.text[at:start])
        yield f'<mark id="draft-{number}"{kind}><a href="#finding-{number}">{shown}</a></mark>'
        at = finding.end
    yield escape(report.text[at:])

"""Search inside a document: the form, the list of what was found, the way from hit to hit."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.finding import LONGEST_QUERY, Hit
from ui.markup import counted, element
from ui.reading.links import document_url, fragment
from ui.reading.passages import Dress, marked

BEFORE, AROUND = 60, 190
"""Characters of a snippet before its first hit, and in all: three lines beside the text."""


def form_html(document_id: str, query: str) -> str:
    """The search form; it works without JavaScript."""
    action = document_url(document_id)
    clear = f'<a class="clear" href="{action}">Clear</a>' if query else ""
    return (
        f'<form role="search" class="search" method="get" action="{action}">'
        '<label for="_query">Search in this document</label>'
        f'<div><input id="_query" type="search" name="q" value="{escape(query)}" '
        f'maxlength="{LONGEST_QUERY}" autocomplete="off" placeholder="Words, or a “phrase”">'
        f'<button type="submit">Search</button></div>{clear}</form>'
    )


def results_html(hits: Sequence[Hit]) -> str:
    """The passages found, each as a snippet that leads to it."""
    entries = "".join(
        f'<li id="{_entry_id(number)}"><a href="{fragment(hit.passage)}">'
        f"{element('span', 'locator', hit.passage.locator)}"
        f'<span class="snippet">{snippet_html(hit)}</span></a></li>'
        for number, hit in enumerate(hits, 1)
    )
    found = f"<ol>{entries}</ol>" if hits else ""
    return (
        '<section class="results" aria-labelledby="_found">'
        f'<h2 id="_found">{escape(summary(hits))}</h2>{found}</section>'
    )


def summary(hits: Sequence[Hit]) -> str:
    """How much was found: "12 hits in 5 passages"."""
    if not hits:
        return "No passage has all of this"
    spans = sum(len(hit.spans) for hit in hits)
    return f"{counted(spans, 'hit')} in {counted(len(hits), 'passage')}"


def snippet_html(hit: Hit) -> str:
    """The words around a passage's first hit, with all hits among them marked."""
    passage, first = hit.passage, hit.spans[0]
    start = max(passage.start, first.start - BEFORE)
    if start > passage.start:
        # At a word's beginning, unless the hit itself is inside one endless word.
        gap = passage.text.find(" ", start - passage.start, first.start - passage.start)
        start = passage.start + gap + 1 if gap >= 0 else first.start
    end = min(passage.end, max(start + AROUND, first.end))
    if end < passage.end:
        gap = passage.text.rfind(" ", first.end - passage.start, end - passage.start)
        end = passage.start + gap if gap >= 0 else end
    before = "…" if start > passage.start else ""
    after = "…" if end < passage.end else ""
    return before + marked(passage, hit.spans, start, end) + after


def dresses_of(hits: Sequence[Hit]) -> dict[str, Dress]:
    """What each passage found is shown with: its hits, and the way to those before and after."""
    return {hit.passage.id: Dress(hit.spans, _steps_html(hits, at)) for at, hit in enumerate(hits)}


def _steps_html(hits: Sequence[Hit], at: int) -> str:
    before = _step_html(hits[at - 1], "‹", "Previous passage found") if at > 0 else ""
    after = _step_html(hits[at + 1], "›", "Next passage found") if at + 1 < len(hits) else ""
    here = f'<a href="#{_entry_id(at + 1)}">{at + 1:,} of {len(hits):,}</a>'
    return f'<span class="steps" data-added>{before}{here}{after}</span>'


def _step_html(hit: Hit, sign: str, label: str) -> str:
    return f'<a href="{fragment(hit.passage)}" aria-label="{label}">{sign}</a>'


def _entry_id(number: int) -> str:
    # The underscore keeps it apart from the ids of passages.
    return f"_hit-{number}"

"""What a report says, in the order in which it is read: for whoever renders it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.types import (
    ClaimFinding,
    ClaimVerdict,
    Finding,
    Piece,
    PieceKind,
    Place,
    QuotationFinding,
    QuoteVerdict,
    Report,
)
from corpus.types import Span

_HEADINGS = {
    QuoteVerdict.EXACT: "Quotation: exact",
    QuoteVerdict.ALTERED: "Quotation: altered",
    QuoteVerdict.NOT_FOUND: "Quotation: not found",
    ClaimVerdict.SUPPORTED: "Claim: supported",
    ClaimVerdict.PARTLY: "Claim: partly supported",
    ClaimVerdict.NO_SUPPORT: "Claim: no support found",
}
NOT_TRUTH = (
    "“Supported” means that the documents say so, as far as words, figures and names tell; "
    "read the source before you rely on it."
)

NEAREST = "Nearest, and no support: "
ONLY_NEAR = "The documents speak of this; whether they say it, the source must show."
_QUOTE_SIGN = re.compile(r"\n[ \t]*>[ \t]?")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, marked where it differs from what it is held against."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding."""

    number: int
    """Its place among all findings in reading order, counted from 1."""
    heading: str
    is_fine: bool
    draft: tuple[Run, ...]
    remarks: tuple[str, ...]
    """What is wrong, each in a sentence."""
    lead: str
    """What comes before the source: that it is but the nearest; "" where it is more."""
    source_name: str
    """Where it stands ("IOM Council, 2012, para. 4"); "" where a quotation was not found."""
    source: tuple[Run, ...]
    """What is said there."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole report."""

    title: str
    summary: tuple[str, ...]
    entries: tuple[Entry, ...]
    """In reading order."""
    notes: tuple[str, ...]
    """How the draft was read, what was passed over, which index was searched."""

    @property
    def amiss(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.is_fine)

    @property
    def fine(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.is_fine)


def lay_out(report: Report) -> Layout:
    """The report as it is read."""
    return Layout(
        title=f"Check of {report.name}" if report.name else "Check of a text",
        summary=tuple(_summary(report)),
        entries=tuple(_entry(number, found) for number, found in enumerate(report.findings, 1)),
        notes=(
            *report.remarks,
            *_passed_over(report),
            NOT_TRUTH,
            f"Index searched: {report.index}.",
        ),
    )


def _summary(report: Report) -> Iterator[str]:
    quotations = Counter(found.verdict for found in report.quotations)
    claims = Counter(found.verdict for found in report.claims)
    yield _counts("quotation", [(v.value, quotations[v]) for v in QuoteVerdict])
    yield _counts("claim", [(v.value, claims[v]) for v in ClaimVerdict])
    wrong = sum(not a.holds for found in report.findings for a in found.attributions)
    if wrong:
        yield f"{wrong} {'source does' if wrong == 1 else 'sources do'} not hold."


def _counts(noun: str, counts: Sequence[tuple[str, int]]) -> str:
    total = sum(count for _, count in counts)
    if not total:
        return f"No {noun}s."
    parts = ", ".join(f"{count} {name}" for name, count in counts if count)
    return f"{total} {noun}{'' if total == 1 else 's'}: {parts}."


def _passed_over(report: Report) -> Iterator[str]:
    counts = Counter(passed.reason.value for passed in report.passed_over)
    if counts:
        reasons = "; ".join(f"{count} × {reason}" for reason, count in counts.most_common())
        yield f"Not checked as claims: {reasons}."


def _entry(number: int, finding: Finding) -> Entry:
    parts = _quotation(finding) if isinstance(finding, QuotationFinding) else _claim(finding)
    wrong = [attribution.remark for attribution in finding.attributions if not attribution.holds]
    return Entry(
        number=number,
        heading=_HEADINGS[finding.verdict] + (", wrong source" if wrong else ""),
        is_fine=finding.is_fine,
        draft=parts.draft,
        remarks=(*parts.remarks, *wrong),
        lead=parts.lead,
        source_name=parts.source_name,
        source=parts.source,
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    draft: tuple[Run, ...]
    remarks: tuple[str, ...]
    lead: str = ""
    source_name: str = ""
    source: tuple[Run, ...] = ()


def _quotation(finding: QuotationFinding) -> _Parts:
    changed = _changed(finding)
    draft = _runs(finding.text, finding.start, [Span(p.start, p.end) for p in changed])
    if finding.place is None:
        return _Parts(draft, ())
    spans = [Span(piece.source_start, piece.source_end) for piece in changed]
    return _Parts(
        draft=draft,
        remarks=tuple(map(_change, changed)),
        source_name="; also ".join(place.name for place in (finding.place, *finding.also)),
        source=_runs(finding.place.text, finding.place.start, spans),
    )


def _claim(finding: ClaimFinding) -> _Parts:
    spans = [Span(mismatch.start, mismatch.end) for mismatch in finding.mismatches]
    draft = _runs(finding.text, finding.start, spans)
    remarks = tuple(mismatch.remark for mismatch in finding.mismatches)
    if finding.verdict is ClaimVerdict.PARTLY and not remarks:
        remarks = (ONLY_NEAR,)
    if not finding.supports:
        return _Parts(draft, remarks)
    place = finding.supports[0].place
    return _Parts(
        draft=draft,
        remarks=remarks,
        lead=NEAREST if finding.verdict is ClaimVerdict.NO_SUPPORT else "",
        source_name=place.name,
        source=_runs(place.text, 0, _said(finding, place)),
    )


def _said(finding: ClaimFinding, place: Place) -> list[Span]:
    """Where in a place's text that stands which the draft has otherwise."""
    starts = [(place.text.find(m.source), m.source) for m in finding.mismatches if m.source]
    return sorted(
        (Span(start, start + len(said)) for start, said in starts if start >= 0),
        key=lambda span: span.start,
    )


def _changed(finding: QuotationFinding) -> list[Piece]:
    kinds = (PieceKind.INSERTED, PieceKind.DELETED, PieceKind.REPLACED)
    return [piece for piece in finding.pieces if piece.kind in kinds]


def _change(piece: Piece) -> str:
    figure = " (a figure)" if piece.changes_figure else ""
    if piece.kind is PieceKind.INSERTED:
        return f"The draft adds “{_line(piece.draft)}”{figure}."
    if piece.kind is PieceKind.DELETED:
        return f"The draft leaves out “{_line(piece.source)}”{figure}."
    return f"The draft has “{_line(piece.draft)}” for “{_line(piece.source)}”{figure}."


def _line(text: str) -> str:
    return " ".join(text.split())


def _runs(text: str, start: int, spans: Sequence[Span]) -> tuple[Run, ...]:
    """A text that begins at ``start``, cut where the spans, in order, begin and end."""
    runs = []
    at = start
    for span in spans:
        if span.start < at:
            continue
        runs += [Run(text[at - start : span.start - start])]
        runs += [Run(text[span.start - start : span.end - start], is_marked=True)]
        at = span.end
    runs.append(Run(text[at - start :]))
    return tuple(Run(_QUOTE_SIGN.sub("\n", run.text), run.is_marked) for run in runs if run.text)

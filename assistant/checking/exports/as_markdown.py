"""A report as Markdown; whatever the draft and the documents say shows as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.exports.layout import Entry, Run, lay_out
from assistant.checking.types import Report
from assistant.exporting.markdown import escaped


def as_markdown(report: Report) -> str:
    """The report, what is amiss first."""
    layout = lay_out(report)
    blocks = [f"# {_text(layout.title)}", "\n".join(f"- {_text(s)}" for s in layout.summary)]
    if layout.amiss:
        blocks.append("## To look at")
        blocks += [block for entry in layout.amiss for block in _amiss(entry)]
    if layout.fine:
        blocks += ["## In order", "\n".join(map(_fine, layout.fine))]
    blocks += ["## Notes", "\n".join(f"- {_text(note)}" for note in layout.notes)]
    return "\n\n".join(blocks) + "\n"


def _amiss(entry: Entry) -> Iterator[str]:
    yield f"### {entry.number}\\. {_text(entry.heading)}"
    yield f"> {_runs(entry.draft)}"
    if entry.remarks:
        yield "\n".join(f"- {_text(remark)}" for remark in entry.remarks)
    if entry.source_name:
        yield f"{_text(entry.lead + entry.source_name)}:"
        yield f"> {_runs(entry.source)}"


def _fine(entry: Entry) -> str:
    return (
        f"- {entry.number}\\. {_text(entry.heading)}: {_runs(entry.draft)} "
        f"({_text(entry.source_name)})"
    )


def _runs(runs: Sequence[Run]) -> str:
    return "".join(_bold(run.text) if run.is_marked else _spaced(run.text) for run in runs)


def _bold(text: str) -> str:
    """Emphasis must touch the words: white space at either end stands outside."""
    inner = text.strip()
    if not inner:
        return _spaced(text)
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{_spaced(lead)}**{_text(inner)}**{_spaced(trail)}"


def _spaced(text: str) -> str:
    """As ``_text``, but white space at either end stays one space."""
    inner = _text(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"


def _text(text: str) -> str:
    return escaped(" ".join(text.split()))

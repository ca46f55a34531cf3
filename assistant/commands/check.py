"""``rapporteur check``: a draft against the documents, quotation by quotation, claim by claim."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.progress import progress_bar
from assistant.errors import UserError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.checking.exports.layout import Layout
    from assistant.checking.reading import Draft
    from assistant.checking.types import Report

STANDARD_INPUT = Path("-")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a .txt, .md, .docx or .pdf file, or - to read text"
    )
    parser.add_argument("--json", action="store_true", help="print all findings as JSON")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write the report to a .md, .html or .json file"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.checking.exports.layout import lay_out
    from assistant.checking.exports.writing import as_json, export_of

    # What can be wrong with the command line is said before the documents are loaded.
    export = export_of(arguments.out) if arguments.out else None
    report = _report(_draft(arguments.file), settings)
    if export is not None:
        _write(arguments.out, export(report))
    if arguments.json:
        print(as_json(report), end="")
    else:
        _print(lay_out(report))
    return 0 if report.is_fine else 1


def _draft(path: Path) -> Draft:
    from assistant.checking.reading import Draft, normalised, read_file

    if path == STANDARD_INPUT:
        content = sys.stdin.buffer.read().decode("utf-8", errors="replace")
        return Draft("", normalised(content))
    return read_file(path)


def _report(draft: Draft, settings: Settings) -> Report:
    from assistant.checking.checker import make_checker
    from assistant.wiring import make_assistant

    assistant = make_assistant(settings, progress_bar)
    for rejected in assistant.corpus.rejected:
        print(f"rapporteur: left out: {rejected.reason}", file=sys.stderr)
    with progress_bar("Checking") as progress:
        return make_checker(assistant).check_draft(draft, progress)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{path} cannot be written ({error.strerror}).") from error


def _print(layout: Layout) -> None:
    """The report on the terminal: what is amiss at length, what is in order by a line each."""
    from rich.console import Console

    from assistant.checking.exports.as_terminal import lines_of

    console = Console(highlight=False)
    for line in lines_of(layout):
        console.print(line)

"""A report in a file, in the form that the file's ending names."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.checking.exports.as_html import as_html
from assistant.checking.exports.as_markdown import as_markdown
from assistant.checking.types import Report
from assistant.errors import UserError


def report_as_dict(report: Report) -> dict[str, Any]:
    """Every field of the report, with its offsets, ready for ``json.dumps``."""
    return asdict(report)


def as_json(report: Report) -> str:
    return json.dumps(report_as_dict(report), ensure_ascii=False, indent=2) + "\n"


EXPORTS: Mapping[str, Callable[[Report], str]] = {
    ".md": as_markdown,
    ".html": as_html,
    ".json": as_json,
}
"""By the ending of a file's name, what writes a report so."""


def export_of(path: Path) -> Callable[[Report], str]:
    """What writes a report in the form of ``path``; raises UserError for another ending."""
    export = EXPORTS.get(path.suffix.lower())
    if export is None:
        raise UserError(f"{path} cannot be written: name a file that ends in {', '.join(EXPORTS)}.")
    return export

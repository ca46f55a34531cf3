"""A run on disk: a folder with ``run.json`` and ``rows.jsonl``.

Rows are added one by one, so what a killed run had done is there when it goes on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from pathlib import Path
from typing import Any

from assistant.errors import UserError
from eval.questions import question_as_dict, read_question
from eval.types import Failure, Row, Run, RunInfo

INFO = "run.json"
ROWS = "rows.jsonl"
FORMAT = 1
"""Raised whenever a run written before could not be read any more."""


def write_info(info: RunInfo, folder: Path) -> None:
    """Write ``run.json``, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{INFO}.new"
    text = json.dumps({"format": FORMAT, **asdict(info)}, ensure_ascii=False, indent=2)
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.replace(folder / INFO)


def read_info(folder: Path) -> RunInfo:
    """Read ``run.json``; raises UserError where the folder holds no run of this format."""
    path = folder / INFO
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(
            f"{folder} is no run: it has no {INFO}. `rapporteur eval run` makes one."
        ) from error
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be read: {error}. Run the suite again.") from error
    names = {field.name for field in fields(RunInfo)}
    needed = {field.name for field in fields(RunInfo) if field.default is MISSING}
    if not isinstance(values, dict) or values.pop("format", None) != FORMAT:
        raise UserError(f"{path} is not of format {FORMAT}. Run the suite again.")
    if not needed <= set(values) <= names:
        odd = ", ".join(sorted((set(values) - names) | (needed - set(values))))
        raise UserError(f"{path} lacks or has too much: {odd}. Run the suite again.")
    return RunInfo(**values)


def append_row(row: Row, folder: Path) -> None:
    """Add one row to ``rows.jsonl``; a half-written line before it is ended first."""
    line = json.dumps(_row_as_dict(row), ensure_ascii=False)
    with (folder / ROWS).open("a+b") as file:
        size = file.seek(0, 2)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(line.encode() + b"\n")


def read_rows(folder: Path) -> tuple[Row, ...]:
    """The rows that are whole, in the order in which they were done, each question once.

    A line that a kill cut in half is no row: its question is asked again.
    """
    path = folder / ROWS
    if not path.exists():
        return ()
    rows: dict[str, Row] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        row = _row(line)
        if row is not None:
            rows[row.id] = row
    return tuple(rows.values())


def read_run(folder: Path) -> Run:
    """A whole run; raises UserError where there is none or it is not finished."""
    info = read_info(folder)
    rows = read_rows(folder)
    if not info.finished or len(rows) != info.questions:
        again = f"--suite {info.suite}{' --judge' if info.judge else ''} --out {folder}"
        raise UserError(
            f"The run in {folder} is not finished: it has {len(rows)} of {info.questions} rows. "
            f"Finish it with `rapporteur eval run {again}`."
        )
    return Run(info, rows)


def _row_as_dict(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "category": row.category,
        "answerable": row.answerable,
        "failure": row.failure,
        "error": row.error,
        "figures": dict(row.figures),
        "judged": dict(row.judged),
        "answer": row.answer,
        "question": question_as_dict(row.question),
    }


def _row(line: str) -> Row | None:
    try:
        values: Mapping[str, Any] = json.loads(line)
        return Row(
            question=read_question(values["question"]),
            answer=values["answer"],
            figures=values["figures"],
            failure=Failure(values["failure"]),
            error=values["error"],
            judged=values["judged"],
        )
    except (ValueError, TypeError, KeyError):
        return None

"""Reading the suite's questions from JSON Lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import UserError
from assistant.types import Turn
from eval.types import Category, Gold, Question

FOLDER = Path(__file__).parent / "questions"
"""The questions that come with the package, a file a suite."""

_FIELDS = {
    "id": str,
    "category": str,
    "question": str,
    "history": list,
    "answerable": bool,
    "gold": list,
    "reference": str,
    "required": list,
    "notes": str,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A question and the line of its file that it stands on, counted from 1."""

    path: Path
    line: int
    question: Question


def load_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a file, in its order; raises UserError by file and line."""
    return tuple(placed.question for placed in placed_questions(path))


def placed_questions(path: Path) -> tuple[Placed, ...]:
    """The questions of a file with their lines; raises UserError by file and line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}.") from error
    placed = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                placed.append(Placed(path, number, read_question(json.loads(line))))
            except (ValueError, TypeError, KeyError) as error:
                raise UserError(f"{path}, line {number}: {_said(error)}.") from error
    if not placed:
        raise UserError(f"{path} has no questions in it.")
    return tuple(placed)


def read_question(row: object) -> Question:
    """A question from the object of its line; raises ValueError, TypeError or KeyError."""
    if not isinstance(row, Mapping):
        raise ValueError("it is not an object")
    for name, kind in _FIELDS.items():
        if not isinstance(row.get(name), kind):
            raise ValueError(f"its {name!r} is {row.get(name)!r}; it takes a {kind.__name__}")
    return Question(
        id=row["id"],
        category=Category(row["category"]),
        question=row["question"],
        history=tuple(Turn(turn["question"], turn.get("answer")) for turn in row["history"]),
        answerable=row["answerable"],
        gold=tuple(Gold(g["document_id"], g["quote"], int(g["group"])) for g in row["gold"]),
        reference=row["reference"],
        required=tuple(tuple(str(wanted) for wanted in group) for group in row["required"]),
        notes=row["notes"],
    )


def question_as_dict(question: Question) -> dict[str, Any]:
    """A question as a line of its file has it: ``read_question`` turned round."""
    return asdict(question)


def checksum(questions: Iterable[Question]) -> str:
    """SHA-256 over everything the questions say, 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for question in questions:
        line = json.dumps(question_as_dict(question), ensure_ascii=False, sort_keys=True)
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON: {error.msg} at column {error.colno}"
    if isinstance(error, KeyError):
        return f"an object in it lacks the field {error}"
    return str(error)

"""One's own test cases: questions that were proposed from the interface, in the home folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from filelock import FileLock

from assistant.errors import UserError
from assistant.evaluation import UNANSWERABLE, ProposedCase
from assistant.types import Turn
from eval.checking import question_faults
from eval.questions import Placed, placed_questions, question_as_dict
from eval.suite import own_file, suite_files
from eval.types import Category, Gold, Question

CATEGORIES = tuple(category.value for category in Category if category is not Category.SQUAD)
"""What a proposed case can be."""


def add_case(case: ProposedCase, home: Path, texts: Mapping[str, str]) -> str:
    """Add a case to one's own suite, and return the id that it got.

    ``texts`` has the canonical text of each document. Raises UserError that names every fault of
    an unfit case, and where the file cannot be written.
    """
    path = own_file(home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock"):
            kept = placed_questions(path) if path.exists() else ()
            question = _question(case, _free_id(kept))
            shipped = [placed for file in suite_files() for placed in placed_questions(file)]
            said = [*question_faults(question, texts), *_repetitions(question, [*shipped, *kept])]
            if said:
                raise UserError(f"This is no test case yet: {' '.join(said)}")
            _append(question, path)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror or error}.") from error
    return question.id


def _question(case: ProposedCase, question_id: str) -> Question:
    """The question of a case; raises UserError for an unknown category."""
    if case.category not in CATEGORIES:
        raise UserError(
            f"There is no category {case.category!r}. The categories are: {', '.join(CATEGORIES)}."
        )
    return Question(
        id=question_id,
        category=Category(case.category),
        question=_line(case.question),
        history=case.history,
        answerable=case.category != UNANSWERABLE,
        gold=tuple(Gold(g.document_id, g.quote, g.group) for g in case.gold),
        reference=case.reference.strip(),
        required=case.required,
        notes=case.notes.strip(),
    )


def _free_id(kept: Iterable[Placed]) -> str:
    taken = {placed.question.id for placed in kept}
    numbered = (f"own-{number:04d}" for number in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)


def _repetitions(question: Question, others: Iterable[Placed]) -> Iterable[str]:
    for other in others:
        if _asked(other.question) == _asked(question):
            yield f"the same question stands in {other.path}, line {other.line} already."


def _asked(question: Question) -> tuple[str, tuple[Turn, ...]]:
    return _line(question.question).casefold(), question.history


def _append(question: Question, path: Path) -> None:
    """Add a line and wait until it is on disk; a line that was cut short is ended first."""
    line = json.dumps(question_as_dict(question), ensure_ascii=False)
    with path.open("a+b") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            line = line if file.read(1) == b"\n" else f"\n{line}"
        file.write(f"{line}\n".encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())


def _line(text: str) -> str:
    return " ".join(text.split())

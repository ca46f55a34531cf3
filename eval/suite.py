"""Which suites there are."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import UserError
from eval.questions import FOLDER, load_questions
from eval.types import Question

DEV = "dev"
"""To tune with."""
TEST = "test"
"""Held out of every choice that is made: only to be reported."""
OWN = "own"
"""The test cases that were proposed from the interface, in the home folder."""
SQUAD = "squad"
"""A file in SQuAD's format, over a corpus of its own."""
SUITES = (DEV, TEST, OWN, SQUAD)


def suite_file(name: str) -> Path:
    """The file of a suite's questions that comes with the package."""
    return FOLDER / f"{name}.jsonl"


def shipped_questions(name: str) -> tuple[Question, ...]:
    """The questions of ``dev`` or ``test``."""
    return load_questions(suite_file(name))


def own_file(home: Path) -> Path:
    """The file of one's own test cases under a home folder."""
    return home / "questions" / f"{OWN}.jsonl"


def own_questions(home: Path) -> tuple[Question, ...]:
    """The questions of ``own``; raises UserError where there are none yet."""
    path = own_file(home)
    if not path.exists():
        raise UserError(
            f"There are no test cases of your own yet: {path} is not there. Make one of an answer "
            "on the page Review."
        )
    return load_questions(path)


def suite_questions(name: str, home: Path) -> tuple[Question, ...]:
    """The questions of ``dev``, ``test`` or ``own``; raises UserError where they are not there."""
    return own_questions(home) if name == OWN else shipped_questions(name)


def limited(questions: tuple[Question, ...], limit: int | None) -> tuple[Question, ...]:
    """At most ``limit`` questions, at even distances, so that every part of a suite is in it.

    Raises UserError for a limit below 1.
    """
    if limit is None or limit >= len(questions):
        return questions
    if limit < 1:
        raise UserError(f"--limit is {limit}; it takes a number from 1 on.")
    return tuple(questions[place * len(questions) // limit] for place in range(limit))


def suite_files() -> list[Path]:
    """The files of all suites that come with the package."""
    return sorted(FOLDER.glob("*.jsonl"))

"""The known questions of a corpus with what answers them, kept from one start to the next.

To bind them takes seconds of one core, and comes to the same for the same index.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from uuid import uuid4

from corpus.known import KnownQuestion, bind_known_questions
from corpus.loading import Corpus

FILE = "bound-questions.json"
_FIELDS = tuple(field.name for field in fields(KnownQuestion))


def bind_once(corpus: Corpus, index: str, folder: Path) -> Sequence[KnownQuestion]:
    """The bound questions of a corpus, as ``folder`` has kept them for the index of that name.

    Otherwise they are bound now and kept there. A file that is damaged is made anew, and where
    none can be written the next start takes as long as this one.
    """
    path = folder / FILE
    kept = _read(path, index)
    if kept is not None:
        return kept
    questions = bind_known_questions(corpus).questions
    with suppress(OSError):
        _write(path, index, questions)
    return questions


def _read(path: Path, index: str) -> Sequence[KnownQuestion] | None:
    """None where the file is of another index, or of no use."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if (kept["index"], kept["fields"]) != (index, list(_FIELDS)):
            return None
        return [_question(row) for row in kept["questions"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _question(row: Sequence[object]) -> KnownQuestion:
    values = (tuple(value) if isinstance(value, list) else value for value in row)
    return KnownQuestion(**dict(zip(_FIELDS, values, strict=True)))  # type: ignore[arg-type]


def _write(path: Path, index: str, questions: Sequence[KnownQuestion]) -> None:
    """Whole or not at all, whoever else starts at the same time."""
    rows = [[getattr(question, name) for name in _FIELDS] for question in questions]
    text = json.dumps({"index": index, "fields": _FIELDS, "questions": rows}, ensure_ascii=False)
    new = path.with_suffix(f".{uuid4().hex}")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)

"""Many questions from a file: one JSON object a line in, one a line out, in the same order."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from assistant.assistant import Assistant
from assistant.commands.progress import progress_bar
from assistant.errors import UserError
from assistant.serialising import answer_as_dict
from assistant.settings import Settings
from assistant.types import Answer, Turn
from assistant.wiring import make_assistant


def run_batch(
    source: Path, target: Path, documents: frozenset[str] | None, settings: Settings
) -> int:
    """Answer every line of ``source`` into ``target``.

    Returns 0, or 1 where a line was bad: it is reported by number and skipped. A declined answer
    is an answer. Raises UserError where a file cannot be read or written.
    """
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{source} cannot be read: {_reason(error)}.") from error
    assistant = make_assistant(settings, progress_bar)
    try:
        with target.open("w", encoding="utf-8") as out:
            failed = _answer_lines(assistant, lines, documents, out, source)
    except OSError as error:
        raise UserError(f"{target} cannot be written: {_reason(error)}.") from error
    return 1 if failed else 0


def _answer_lines(
    assistant: Assistant,
    lines: list[str],
    documents: frozenset[str] | None,
    out: TextIO,
    source: Path,
) -> int:
    failed = 0
    with progress_bar("Answering") as progress:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    row = _answer_line(assistant, line, documents)
                except UserError as error:
                    failed += 1
                    print(f"rapporteur: {source}, line {number}: {error}", file=sys.stderr)
                else:
                    print(json.dumps(row, ensure_ascii=False), file=out, flush=True)
            progress(number, len(lines))
    return failed


def _answer_line(
    assistant: Assistant, line: str, documents: frozenset[str] | None
) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise UserError(f"it is not JSON: {error.msg} at column {error.colno}.") from error
    if not isinstance(item, Mapping) or not isinstance(item.get("question"), str):
        raise UserError('it is not an object with a "question".')
    answer = converse(assistant, _turns(item.get("history", [])), item["question"], documents)
    return {"id": item.get("id"), **answer_as_dict(answer)}


def converse(
    assistant: Assistant,
    history: list[Turn],
    question: str,
    documents: frozenset[str] | None = None,
) -> Answer:
    """The answer to a question after a history; a turn without an answer is answered first."""
    told = answered_history(assistant, history, documents)
    return assistant.ask(question, told, documents=documents)


def answered_history(
    assistant: Assistant, history: Sequence[Turn], documents: frozenset[str] | None = None
) -> list[Turn]:
    """A history, oldest turn first, in which every question has its answer."""
    told: list[Turn] = []
    for turn in history:
        said = turn.answer
        if said is None:
            said = assistant.ask(turn.question, told, documents=documents).answer
        told.append(Turn(turn.question, said))
    return told


def _turns(history: object) -> list[Turn]:
    if not isinstance(history, list):
        raise UserError('its "history" is not a list.')
    return [_turn(turn) for turn in history]


def _turn(turn: object) -> Turn:
    if not isinstance(turn, Mapping) or not isinstance(turn.get("question"), str):
        raise UserError('a turn of its "history" is not an object with a "question".')
    answer = turn.get("answer")
    if answer is not None and not isinstance(answer, str):
        raise UserError('the "answer" of a turn of its "history" is not a text.')
    return Turn(turn["question"], answer)


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8 text"

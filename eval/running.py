"""One pass over a suite: a row a question, written as it is done."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.assistant import Assistant
from assistant.batch import converse
from assistant.errors import UserError
from assistant.serialising import answer_as_dict
from assistant.settings import Settings
from assistant.types import Answer
from eval.judge import judged
from eval.metrics.base import Outcome
from eval.metrics.catalogue import METRICS
from eval.metrics.failures import failure
from eval.questions import checksum
from eval.storing import INFO, append_row, read_info, read_rows, write_info
from eval.types import Question, Row, Run, RunInfo

if TYPE_CHECKING:
    from assistant.llm import LanguageModel

SEED = 20130403
"""Any number would do; it never changes, so that equal runs have equal intervals."""

DECISIVE = (
    "rapporteur",
    "bm25s",
    "chromadb",
    "llama-index-core",
    "numpy",
    "pystemmer",
    "sentence-transformers",
    "tiktoken",
    "torch",
    "transformers",
)
"""Packages whose version may change an answer."""

SOURCE = Path(__file__).resolve().parent.parent
OWN = ("corpus", "index", "assistant", "eval")
"""Our packages that decide an answer or a figure."""

Progress = Callable[[int, int], None]
"""Called with the number of questions done and their total."""
Ask = Callable[[Question], Answer]


def asker(assistant: Assistant) -> Ask:
    """Asks a question after its history, as a conversation would."""
    return lambda question: converse(assistant, list(question.history), question.question)


def run_suite(
    suite: str,
    questions: Sequence[Question],
    assistant: Assistant,
    settings: Settings,
    folder: Path,
    progress: Progress = lambda done, total: None,
    judge: LanguageModel | None = None,
) -> Run:
    """Ask every question that ``folder`` has no row for yet, and return the whole run.

    With a ``judge``, each answer that it has not judged yet is judged too, also of a finished run.
    Raises UserError where the folder holds a finished run or one of something else, and
    ModelUnavailable where the judge cannot be reached any more: what was done is kept.
    """
    info = begun(new_info(suite, questions, assistant, settings, folder.name, judge), folder)
    ask, texts = asker(assistant), canonical_texts(assistant)
    done = {row.id: row for row in read_rows(folder)}
    for place, question in enumerate(questions, start=1):
        kept = done.get(question.id)
        row = kept or ask_one(question, ask, texts)
        done[question.id] = row = row if judge is None else judged(row, judge)
        # A row that is written again takes the place of the one before.
        if row != kept:
            append_row(row, folder)
        progress(place, len(questions))
    info = replace(info, finished=info.finished or now())
    write_info(info, folder)
    return Run(info, tuple(done[question.id] for question in questions))


def ask_one(question: Question, ask: Ask, texts: Mapping[str, str]) -> Row:
    """The row of one question; ``texts`` has the canonical text of each document."""
    try:
        answer = ask(question)
    except UserError as error:
        return row_of(question, None, texts, error=str(error))
    return row_of(question, answer, texts)


def row_of(
    question: Question, answer: Answer | None, texts: Mapping[str, str], error: str = ""
) -> Row:
    """The row of a question and its answer, measured."""
    outcome = None if answer is None else Outcome(question, answer, texts)
    return Row(
        question=question,
        answer=None if answer is None else answer_as_dict(answer),
        figures={name: metric.score(question, outcome) for name, metric in METRICS.items()},
        failure=failure(outcome),
        error=error,
    )


def canonical_texts(assistant: Assistant) -> dict[str, str]:
    """The canonical text of each document, by its id."""
    return {document.id: document.text for document in assistant.documents}


def new_info(
    suite: str,
    questions: Sequence[Question],
    assistant: Assistant,
    settings: Settings,
    run_id: str,
    judge: LanguageModel | None = None,
) -> RunInfo:
    """What a run that starts now is a run of."""
    return RunInfo(
        id=run_id,
        suite=suite,
        questions=len(questions),
        questions_sha256=checksum(questions),
        settings=_told(settings),
        index=assistant.retriever.fingerprint,
        versions=versions(),
        seed=SEED,
        started=now(),
        judge=str(judge or ""),
    )


def begun(info: RunInfo, folder: Path) -> RunInfo:
    """The information of the run in ``folder``: the one to go on with, else ``info``, written.

    Raises UserError where the folder holds a finished run that is not to be judged, or a run of
    something else.
    """
    if not (folder / INFO).exists():
        write_info(info, folder)
        return info
    old = read_info(folder)
    if old.finished and not info.judge:
        raise UserError(f"{folder} holds a finished run already. Name another folder with --out.")
    if not is_same_run(old, info):
        differing = ", ".join(_differing(old, info))
        raise UserError(
            f"{folder} holds a run of something else ({differing}). Name another folder with --out."
        )
    going_on = replace(old, judge=old.judge or info.judge)
    write_info(going_on, folder)
    return going_on


def is_same_run(old: RunInfo, new: RunInfo) -> bool:
    """Whether one is the continuation of the other: only its name and times may differ."""
    return not _differing(old, new)


def _differing(old: RunInfo, new: RunInfo) -> list[str]:
    names = ("suite", "questions_sha256", "settings", "index", "versions", "seed")
    found = [name for name in names if getattr(old, name) != getattr(new, name)]
    # Opinions of two models in one column would mean nothing; a run without any can still get some.
    another_judge = old.judge and new.judge and old.judge != new.judge
    return [*found, "judge"] if another_judge else found


def versions() -> dict[str, str]:
    """Versions of Python, of the decisive packages and, as "code", of our own source files."""
    found = {"python": platform.python_version()}
    for name in DECISIVE:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found | {"code": _code()}


def now() -> str:
    """This second, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _code() -> str:
    digest = hashlib.sha256()
    for package in OWN:
        for path in sorted((SOURCE / package).rglob("*.py")):
            digest.update(path.relative_to(SOURCE).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


ANSWERING = ("corpus", "encoder")
"""The settings that may change an answer. The others say where things are kept, who may do what and
how often; the language model answers nothing, and as a judge it has a place of its own."""


def _told(settings: Settings) -> dict[str, str]:
    return {name: str(getattr(settings, name) or "") for name in ANSWERING}

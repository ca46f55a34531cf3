"""``rapporteur ask``: one question, or a file of them."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from pathlib import Path

from assistant.commands.progress import progress_bar
from assistant.errors import UserError
from assistant.settings import Settings
from assistant.types import Answer, Citation, EvidencePassage, Status
from assistant.wiring import make_assistant

WIDTH = 88
NEAREST_SHOWN = 3
"""Nearest passages printed beneath a declined answer."""
PREVIEW = 200
"""Characters of a nearest passage."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="?", help="in plain language")
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    parser.add_argument(
        "--document",
        action="append",
        metavar="ID",
        help="search this document only (may be given several times)",
    )
    parser.add_argument("--batch", type=Path, metavar="IN.jsonl", help="a question a line")
    parser.add_argument("--out", type=Path, metavar="OUT.jsonl", help="an answer a line")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    documents = frozenset(arguments.document) if arguments.document else None
    if (arguments.batch is None) == (arguments.question is None):
        raise UserError('Give either a question (rapporteur ask "…") or a file (--batch IN.jsonl).')
    if (arguments.batch is None) != (arguments.out is None):
        raise UserError("--batch IN.jsonl and --out OUT.jsonl go together.")
    if arguments.batch is not None:
        from assistant.batch import run_batch

        return run_batch(arguments.batch, arguments.out, documents, settings)
    assistant = make_assistant(settings, progress_bar)
    for rejected in assistant.corpus.rejected:
        print(f"rapporteur: left out: {rejected.reason}", file=sys.stderr)
    answer = assistant.ask(arguments.question, documents=documents)
    if arguments.json:
        from assistant.serialising import answer_as_dict

        print(json.dumps(answer_as_dict(answer), ensure_ascii=False, indent=2))
    else:
        print(_printed(answer))
    return 0 if answer.status is Status.ANSWERED else 1


def _printed(answer: Answer) -> str:
    blocks = ["\n".join(map(_wrapped, answer.answer.splitlines()))]
    if answer.searched_question != answer.question:
        blocks.insert(0, _wrapped(f"Searched for: {answer.searched_question}"))
    if answer.citations:
        blocks.append("\n".join(map(_cited, answer.citations)))
    if answer.status is Status.DECLINED:
        blocks += map(_nearest, answer.passages[:NEAREST_SHOWN])
    return "\n\n".join(blocks)


def _cited(citation: Citation) -> str:
    mark = "quote verified" if citation.verified else "NOT VERIFIED"
    text = f"[{citation.marker}] {citation.title}, {citation.locator} ({mark})"
    return textwrap.fill(text, WIDTH, subsequent_indent="    ")


def _nearest(passage: EvidencePassage) -> str:
    preview = textwrap.shorten(passage.text, PREVIEW, placeholder=" …")
    return _wrapped(f"{passage.document_id}, {passage.locator}: {preview}")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)

"""``rapporteur corpus``: what was made of the sources, and what is known of them.

``inspect ID`` prints how a document was read and what was left out of it, ``questions`` how many
known questions are bound to the documents and what could not be bound.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict

from assistant.commands.options import add_common
from assistant.errors import UserError
from assistant.settings import Settings
from assistant.wiring import read_corpus
from corpus.known import Binding, KnownQuestion, bind_known_questions
from corpus.loading import Corpus
from corpus.types import ParsedDocument

EXAMPLES_SHOWN = 3
"""Dropped lines of each reason that are printed, unless all are asked for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    inspect = actions.add_parser("inspect", help="how a document was read, what was left out")
    inspect.add_argument("document_id", metavar="ID")
    inspect.add_argument("--all", action="store_true", help="print every dropped line")
    inspect.add_argument("--passages", action="store_true", help="print every passage")
    inspect.add_argument("--json", action="store_true", help="print everything as JSON")
    questions = actions.add_parser("questions", help="count the known questions of the documents")
    for action in (inspect, questions):
        add_common(action, of_action=True)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    return ACTIONS[arguments.action](arguments, read_corpus(settings))


def _inspect(arguments: argparse.Namespace, corpus: Corpus) -> int:
    if arguments.document_id not in corpus.ids:
        raise UserError(
            f"There is no document {arguments.document_id!r}. "
            f"The documents are: {', '.join(corpus.ids)}."
        )
    parsed = corpus.document(arguments.document_id)
    if arguments.json:
        print(json.dumps(asdict(parsed), ensure_ascii=False, indent=1))
        return 0
    print("\n".join(_document_lines(parsed, show_all=arguments.all, passages=arguments.passages)))
    return 0


def _document_lines(parsed: ParsedDocument, *, show_all: bool, passages: bool) -> list[str]:
    document = parsed.document
    kinds = Counter(passage.kind.value for passage in parsed.passages)
    sentences = sum(len(passage.sentences) for passage in parsed.passages)
    unmarked = [p for p in parsed.passages if p.kind == "footnote" and p.marked_by is None]
    lines = [
        f"{document.id}: {document.title}",
        f"SHA-256 {document.sha256}",
        f"{len(document.text):,} characters, {len(parsed.passages):,} passages, "
        f"{sentences:,} sentences",
        "Passages: " + ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common()),
        f"Footnotes whose mark was not found: {len(unmarked)}",
        "Left out of the text:" if parsed.dropped else "Nothing was left out of the text.",
    ]
    for reason, count in Counter(drop.reason for drop in parsed.dropped).most_common():
        lines.append(f"  {count:,} × {reason}")
        same = [drop for drop in parsed.dropped if drop.reason == reason]
        lines += [
            f"    line {drop.line}: {drop.text}"
            for drop in (same if show_all else same[:EXAMPLES_SHOWN])
        ]
    if passages:
        lines += ["", *(f"[{p.locator}] ({p.kind.value}) {p.text}" for p in parsed.passages)]
    return lines


def _questions(_: argparse.Namespace, corpus: Corpus) -> int:
    print("\n".join(_question_lines(bind_known_questions(corpus), corpus)))
    return 0


def _question_lines(binding: Binding, corpus: Corpus) -> list[str]:
    if not binding.questions and not binding.unbound:
        return ["No question is known of these documents; they are searched all the same."]
    lines = [f"{len(binding.questions):,} known questions, translations counted."]
    lines += ["By document:", *_counts(_sources(item, corpus) for item in binding.questions)]
    lines += ["By language:", *_counts(question.language for question in binding.questions)]
    lines += ["By kind:", *_counts(_kind(question) for question in binding.questions)]
    lines.append(f"Texts that could not be bound: {len(binding.unbound):,}")
    lines += [
        f"  {item.question_id}, {item.document_id}, overlap {item.overlap:.2f}: {item.text}"
        for item in binding.unbound
    ]
    return lines


def _counts(values: Iterable[str]) -> list[str]:
    return [f"  {count:>7,}  {value}" for value, count in Counter(values).most_common()]


def _sources(question: KnownQuestion, corpus: Corpus) -> str:
    ids = question.sentence_ids or question.nearest
    return " and ".join(dict.fromkeys(corpus.sentence(item).document_id for item in ids))


def _kind(question: KnownQuestion) -> str:
    kind = "answerable" if question.answerable else "near-miss"
    return f"{kind} of a minimal pair" if question.pair else kind


ACTIONS: dict[str, Callable[[argparse.Namespace, Corpus], int]] = {
    "inspect": _inspect,
    "questions": _questions,
}

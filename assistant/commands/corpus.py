"""``rapporteur corpus inspect ID``: what was made of a source, and what was left out of it."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict

from assistant.errors import UserError
from assistant.settings import Settings
from assistant.wiring import read_corpus
from corpus.types import ParsedDocument

EXAMPLES_SHOWN = 3
"""Dropped lines of each reason that are printed, unless all are asked for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["inspect"])
    parser.add_argument("document_id", metavar="ID")
    parser.add_argument("--all", action="store_true", help="print every dropped line")
    parser.add_argument("--passages", action="store_true", help="print every passage")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    corpus = read_corpus(settings)
    if arguments.document_id not in corpus.ids:
        raise UserError(
            f"There is no document {arguments.document_id!r}. "
            f"The documents are: {', '.join(corpus.ids)}."
        )
    parsed = corpus.document(arguments.document_id)
    if arguments.json:
        print(json.dumps(asdict(parsed), ensure_ascii=False, indent=1))
        return 0
    print("\n".join(_lines(parsed, show_all=arguments.all, passages=arguments.passages)))
    return 0


def _lines(parsed: ParsedDocument, *, show_all: bool, passages: bool) -> list[str]:
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

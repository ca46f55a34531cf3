"""``rapporteur documents``: what the corpus holds."""

from __future__ import annotations

import argparse
import json
import sys

from assistant.settings import Settings
from assistant.wiring import read_corpus


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON array")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    corpus = read_corpus(settings)
    rows = [
        {
            "id": parsed.document.id,
            "title": parsed.document.title,
            "symbol": parsed.document.symbol,
            "date": parsed.document.date,
            "publisher": parsed.document.publisher,
            "citation": parsed.document.citation,
            "sha256": parsed.document.sha256,
            "passages": len(parsed.passages),
        }
        for parsed in corpus.documents
    ]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            print(f"{row['id']}\n  {row['citation']}\n  {row['passages']:,} passages")
    for rejected in corpus.rejected:
        print(f"rapporteur: left out: {rejected.reason}", file=sys.stderr)
    return 1 if corpus.rejected else 0

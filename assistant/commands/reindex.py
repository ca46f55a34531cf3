"""``rapporteur reindex``: the index of the documents, built where it is not there yet."""

from __future__ import annotations

import argparse
import sys

from assistant.commands.progress import progress_bar
from assistant.settings import Settings
from assistant.wiring import index_folder, make_encoder, read_corpus


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--force", action="store_true", help="build it anew even where it fits the documents"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from index.building import build_index

    corpus = read_corpus(settings)
    for rejected in corpus.rejected:
        print(f"rapporteur: left out: {rejected.reason}", file=sys.stderr)
    folder = index_folder(settings)
    with progress_bar() as progress:
        build_index(corpus, make_encoder(settings), folder, progress, force=arguments.force)
    print(f"The index of {len(corpus.documents)} documents is ready in {folder}.")
    return 1 if corpus.rejected else 0

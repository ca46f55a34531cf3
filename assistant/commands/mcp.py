"""``rapporteur mcp``: the tools for other assistants, over standard input and output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import partial
from typing import TYPE_CHECKING

from assistant.errors import UserError
from assistant.settings import Settings
from assistant.wiring import Progress, make_assistant, read_corpus
from index.errors import IndexFault

if TYPE_CHECKING:
    from assistant.mcp_server.tools import Parts
    from corpus.loading import Corpus

STEPS = 10
"""Lines that a build says: it takes minutes, and an assistant keeps what is said in its log."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none but those of every subcommand."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    # Standard output belongs to the protocol; the server itself guards it once it runs.
    with redirect_stdout(sys.stderr):
        from importlib.metadata import version

        from assistant.mcp_server.loading import Loading
        from assistant.mcp_server.server import make_server

        corpus = read_corpus(settings)
        for rejected in corpus.rejected:
            _say(f"left out: {rejected.reason}")
        loading = Loading(partial(_make_parts, settings, corpus))
        documents = [parsed.document for parsed in corpus.documents]
        server = make_server(documents, loading.parts, version("rapporteur"))
    loading.start()
    try:
        server.run("stdio")
    except* BrokenPipeError:
        pass  # Whoever asked has gone in the middle of an answer.
    finally:
        loading.end()
    return 0


def _make_parts(settings: Settings, corpus: Corpus) -> Parts:
    """What the tools work with. What is wrong is said here and told by the tools: UserError."""
    from assistant.checking.checker import make_checker
    from assistant.mcp_server.tools import Parts

    try:
        assistant = make_assistant(settings, building, corpus)
    except IndexFault as error:
        _say(str(error))
        raise UserError(str(error)) from error
    return Parts(assistant, make_checker(assistant))


@contextmanager
def building() -> Iterator[Progress]:
    """A build's progress in lines on standard error, where no terminal is that shows a bar."""
    _say("building the index, which takes some minutes; the tools wait for it")
    said = 0

    def move(done: int, total: int) -> None:
        nonlocal said
        step = STEPS * done // max(total, 1)
        if step > said:
            said = step
            _say(f"building the index: {100 * done // total} % of its texts")

    yield move


def _say(sentence: str) -> None:
    print(f"rapporteur: {sentence}", file=sys.stderr, flush=True)

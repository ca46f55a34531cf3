"""``rapporteur mcp``: the tools for other assistants, over standard input and output."""

from __future__ import annotations

import argparse
import sys
from contextlib import redirect_stdout

from assistant.commands.progress import progress_bar
from assistant.settings import Settings
from assistant.wiring import make_assistant


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none but those of every subcommand."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    # Standard output belongs to the protocol; the server itself guards it once it runs.
    with redirect_stdout(sys.stderr):
        from importlib.metadata import version

        from assistant.checking.checker import make_checker
        from assistant.mcp_server.server import make_server

        assistant = make_assistant(settings, progress_bar)
        for rejected in assistant.corpus.rejected:
            print(f"rapporteur: left out: {rejected.reason}", file=sys.stderr)
        server = make_server(assistant, make_checker(assistant), version("rapporteur"))
    try:
        server.run("stdio")
    except* BrokenPipeError:
        pass  # Whoever asked has gone in the middle of an answer.
    return 0

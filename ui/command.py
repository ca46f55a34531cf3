"""``rapporteur serve``: the chat, served on this machine."""

from __future__ import annotations

import argparse
import sys

from assistant.commands.progress import progress_bar
from assistant.settings import Settings
from assistant.wiring import make_assistant

HOST = "127.0.0.1"
"""Nobody else reaches the page unless another address is asked for."""
PORT = 7860


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=PORT, help="0 takes any free one (default: %(default)s)"
    )
    parser.add_argument("--open", action="store_true", help="open the page in the browser")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.evaluation import load_evaluator
    from ui.serving import serve

    assistant = make_assistant(settings, progress_bar)
    for rejected in assistant.corpus.rejected:
        print(f"rapporteur: left out: {rejected.reason}", file=sys.stderr)
    serve(
        assistant,
        arguments.host,
        arguments.port,
        open_browser=arguments.open,
        evaluator=load_evaluator(settings, assistant),
    )
    return 0

"""``rapporteur serve``: the chat, served on this machine."""

from __future__ import annotations

import argparse
import sys
from contextlib import AbstractContextManager, closing, nullcontext
from typing import TYPE_CHECKING

from assistant.commands.progress import progress_bar
from assistant.keeping.errors import KeepingFault
from assistant.settings import Settings
from assistant.wiring import make_access, make_assistant, make_keeping, make_suggester

if TYPE_CHECKING:
    from assistant.keeping.opening import Keeping

HOST = "127.0.0.1"
"""Nobody else reaches the page unless another address is asked for."""
PORT = 7860
MEGABYTE = 1_000_000
UNENCRYPTED = (
    "rapporteur: passwords and questions are sent unencrypted, unless a proxy in front adds https; "
    "name its address in the setting trusted_proxies then."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=PORT, help="0 takes any free one (default: %(default)s)"
    )
    parser.add_argument("--open", action="store_true", help="open the page in the browser")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.accounts.checks import is_loopback
    from assistant.evaluation import load_evaluator
    from ui.programs import programs_for
    from ui.serving import serve

    access = make_access(settings, arguments.host)  # First: it may refuse, and takes no time.
    proxies = settings.proxies
    if not proxies and not is_loopback(arguments.host):
        print(UNENCRYPTED, file=sys.stderr)
    assistant = make_assistant(settings, progress_bar)
    for rejected in assistant.corpus.rejected:
        print(f"rapporteur: left out: {rejected.reason}", file=sys.stderr)
    suggester = make_suggester(settings, assistant)
    suggester.start()
    with closing(access), open_or_none(settings) as keeping:
        serve(
            assistant,
            arguments.host,
            arguments.port,
            open_browser=arguments.open,
            evaluator=load_evaluator(settings, assistant),
            keeping=keeping,
            suggester=suggester,
            programs=programs_for(assistant, suggester),
            access=access,
            proxies=proxies,
            upload_bytes=settings.upload_mb * MEGABYTE,
        )
    return 0


def open_or_none(settings: Settings) -> AbstractContextManager[Keeping | None]:
    """The conversations of the home folder; None, and a word about it, where it keeps none."""
    try:
        return make_keeping(settings)
    except KeepingFault as fault:
        print(f"rapporteur: conversations are not kept: {fault}", file=sys.stderr)
        return nullcontext()

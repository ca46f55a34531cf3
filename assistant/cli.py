"""The command ``rapporteur``.

Exit codes: 0 done; 1 declined, or some items failed; 2 wrong usage or input, with one plain line
on standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from assistant.commands.options import add_common
from assistant.errors import UserError
from assistant.settings import Settings, read_settings
from corpus.errors import CorpusError
from index.errors import IndexFault

DONE, PARTLY, WRONG = 0, 1, 2
INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""


class Command(Protocol):
    """What a subcommand's module offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace, settings: Settings) -> int: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A subcommand: its module, imported only when it is called, and a line of help."""

    module: str
    help: str


# Named by their modules and not imported: this package stands below `ui` and `eval`, and
# `rapporteur --help` must not wait for what the subcommands load.
COMMANDS = {
    "ask": Entry("assistant.commands.ask", "answer a question, or a file of them"),
    "serve": Entry("ui.command", "open the chat in the browser"),
    "documents": Entry("assistant.commands.documents", "list the documents"),
    "corpus": Entry("assistant.commands.corpus", "how documents were read, what is known of them"),
    "reindex": Entry("assistant.commands.reindex", "build the index of the documents"),
    "mcp": Entry("assistant.commands.mcp", "serve the tools for other assistants (MCP)"),
    "users": Entry("assistant.commands.users", "say who may sign in, and what each may do"),
    "check": Entry("assistant.commands.check", "check a draft against the documents"),
    "export": Entry("assistant.commands.export", "write an answer or a conversation to a file"),
    "verify": Entry("assistant.commands.verify", "check the quotes of an exported file again"),
    "eval": Entry("eval.command", "run the accuracy suite, compare runs"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(given)
    except (UserError, CorpusError, IndexFault) as error:
        print(f"rapporteur: {error}", file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the output has gone; nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _run(given: list[str]) -> int:
    name = next((word for word in given if not word.startswith("-")), "")
    parser = argparse.ArgumentParser(
        prog="rapporteur",
        description="Answers questions about a collection of documents, in their own words.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {_version()}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    command: Command | None = None
    for known, entry in COMMANDS.items():
        subparser = subparsers.add_parser(known, help=entry.help, description=_sentence(entry.help))
        if known == name:
            command = cast(Command, import_module(entry.module))
            command.add_arguments(subparser)
            add_common(subparser)
    arguments = parser.parse_args(given)
    assert command is not None  # argparse has refused any other name
    return command.run(arguments, read_settings(arguments.home, arguments.corpus))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _version() -> str:
    from importlib.metadata import version

    return version("rapporteur")

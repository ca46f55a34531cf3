"""``rapporteur export``: an answer or a kept conversation as a file to be sent."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.progress import progress_bar
from assistant.errors import UserError
from assistant.settings import Settings
from assistant.types import Answer, Status
from assistant.wiring import make_assistant, make_keeping, read_corpus

if TYPE_CHECKING:
    from assistant.keeping.types import Conversation
    from corpus.loading import Corpus

FORMATS = ("md", "docx", "html")
"""The values of ``Format``, which ``--help`` need not import."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "conversation", nargs="?", metavar="CONVERSATION_ID", help="a conversation that was kept"
    )
    parser.add_argument("--ask", metavar="QUESTION", help="ask this and export the answer")
    parser.add_argument(
        "--document",
        action="append",
        metavar="ID",
        help="with --ask: search this document only (may be given several times)",
    )
    parser.add_argument("--list", action="store_true", help="list the conversations that are kept")
    parser.add_argument(
        "--user", metavar="NAME", help="whose conversations (default: this machine's user)"
    )
    parser.add_argument("--format", choices=FORMATS, help="default: by the ending of --out, or md")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: named by the title")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    given = (arguments.conversation is not None, arguments.ask is not None, arguments.list)
    if sum(given) != 1:
        raise UserError(
            'Give the id of a conversation, or --ask "question", or --list for the conversations.'
        )
    if arguments.document and arguments.ask is None:
        raise UserError("--document goes with --ask; a conversation was searched as it was asked.")
    if arguments.list:
        return _list(arguments, settings)
    if arguments.ask is not None:
        assistant = make_assistant(settings, progress_bar)
        _warn(assistant.corpus)
        documents = frozenset(arguments.document or ())
        answer = assistant.ask(arguments.ask, documents=documents or None)
        return _write(arguments, answer, assistant.corpus, sorted(documents))
    with make_keeping(settings) as keeping:
        conversation = keeping.conversations.load(_owner(arguments), arguments.conversation)
    corpus = read_corpus(settings)
    _warn(corpus)
    return _write(arguments, conversation, corpus)


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.exporting.texts import shown

    offset = 0
    with make_keeping(settings) as keeping:
        while page := keeping.conversations.list(_owner(arguments), offset=offset):
            for info in page:
                print(f"{info.id}  {info.changed[:10]}  {shown(info.title)}")
            offset += len(page)
    if not offset:
        print("No conversation is kept here yet. Ask something in `rapporteur serve`.")
    return 0


def _owner(arguments: argparse.Namespace) -> str:
    from assistant.accounts.types import LOCAL

    return arguments.user or LOCAL.id


def _warn(corpus: Corpus) -> None:
    for rejected in corpus.rejected:
        print(f"rapporteur: left out: {rejected.reason}", file=sys.stderr)


def _write(
    arguments: argparse.Namespace,
    subject: Answer | Conversation,
    corpus: Corpus,
    documents: list[str] | None = None,
) -> int:
    from assistant.exporting.exporting import written
    from assistant.exporting.papers import paper_of
    from assistant.exporting.texts import file_name
    from assistant.exporting.types import Format, Stamp

    file_format = Format(_format(arguments))
    paper = paper_of(subject, corpus, Stamp.now(), documents or ())
    path = arguments.out or Path(file_name(paper.record.title, file_format.value))
    content = written(paper, file_format)
    try:
        # A name that nobody typed overwrites nothing.
        with path.open("wb" if arguments.out else "xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise UserError(f"{path} exists already. Name another file with --out.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be written ({error.strerror}).") from error
    quotes = len(paper.record.quotes)
    print(f"Wrote {path}, with {quotes} {'quote' if quotes == 1 else 'quotes'}.")
    is_declined = isinstance(subject, Answer) and subject.status is Status.DECLINED
    if is_declined:
        print("The documents do not answer the question; the file says so.")
    return 1 if is_declined else 0


def _format(arguments: argparse.Namespace) -> str:
    if arguments.format is not None:
        return str(arguments.format)
    if arguments.out is None:
        return FORMATS[0]
    ending = str(arguments.out.suffix).lower().removeprefix(".")
    if ending not in FORMATS:
        raise UserError(
            f"{arguments.out} does not say its format. End its name in .md, .docx or .html, or "
            "give --format."
        )
    return ending

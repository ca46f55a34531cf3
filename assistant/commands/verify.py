"""``rapporteur verify``: whether an exported file still says what the documents say."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UserError
from assistant.settings import Settings
from assistant.wiring import read_corpus

if TYPE_CHECKING:
    from assistant.exporting.types import QuoteCheck, Verification

WIDTH = 88
LARGEST_FILE = 50_000_000
"""Bytes; a conversation of a thousand answers has about a tenth of it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="made by `rapporteur export`")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.exporting.verifying import verify

    content = _content(arguments.file)
    corpus = read_corpus(settings)
    for rejected in corpus.rejected:
        print(f"rapporteur: left out: {rejected.reason}", file=sys.stderr)
    verification = verify(content, corpus)
    if arguments.json:
        print(json.dumps(_as_dict(verification), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(verification)))
    return 0 if verification.is_verified else 1


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(
                f"{path} has {path.stat().st_size:,} bytes; the most is {LARGEST_FILE:,}. It is no "
                "file that `rapporteur export` made."
            )
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}).") from error


def _as_dict(verification: Verification) -> dict[str, object]:
    checks = [asdict(check) | {"verified": check.is_verified} for check in verification.checks]
    return {"verified": verification.is_verified} | asdict(verification) | {"checks": checks}


def _lines(verification: Verification) -> Iterator[str]:
    """What a person reads. The file's texts may hold anything, so only their visible form is
    printed: no terminal obeys it."""
    from assistant.dates import spelled_date
    from assistant.exporting.texts import shown

    exported = spelled_date(verification.exported[:10])
    yield _wrapped(
        f"{shown(verification.title)}, exported on {shown(exported)} by Rapporteur "
        f"{shown(verification.rapporteur)}"
    )
    yield ""
    for check in verification.checks:
        yield from map(_wrapped, _check_lines(check))
    for text in verification.added:
        yield _wrapped(f"ADDED: a footnote that was not exported: {shown(text)}")
    if not verification.is_sealed:
        yield _wrapped("ALTERED: the record inside the file is not as Rapporteur wrote it.")
    good = sum(check.is_verified for check in verification.checks)
    yield f"{good} of {len(verification.checks)} quotes verified."


def _check_lines(check: QuoteCheck) -> Iterator[str]:
    from assistant.exporting.texts import quotation, shown
    from assistant.exporting.types import Sight, Verdict

    states = [] if check.sight is Sight.AS_EXPORTED else [f"{check.sight.value} in the file"]
    if not states or check.verdict is not Verdict.VERIFIED:
        states.append(check.verdict.value)
    state = ", ".join(states)
    yield (
        f"[{check.number}] {state if check.is_verified else state.upper()}: "
        f"{shown(check.document_id)}, {shown(check.locator)}: {quotation(check.quote, False)}"
    )
    if check.seen:
        yield f"    The file shows: {shown(check.seen)}"
    yield from (f"    {shown(remark)}" for remark in check.remarks)


def _wrapped(text: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        subsequent_indent="    " if text[:1] in " [" else "",
        break_long_words=False,
        break_on_hyphens=False,
    )

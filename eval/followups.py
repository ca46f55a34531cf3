"""How well follow-up questions are resolved, beside what people made of them.

``python -m eval.followups FILE …`` reads conversations from JSON Lines, one question a line:
``{"history": [{"question": "…", "answer": "…"}], "question": "…", "rewrite": "…"}``, where the
rewrite is a person's and ``answer`` may be missing; ``"conversation"`` may name what the questions
of one conversation share. Measured are content words, as the lexical index compares them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import UserError
from assistant.followups import resolve
from assistant.types import Turn
from eval.metrics.bootstrap import ENDS, RESAMPLES
from index.lexical import terms

SEED = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a conversation, and what a person made of it."""

    conversation: str
    history: tuple[Turn, ...]
    question: str
    rewrite: str


@dataclass(frozen=True, slots=True)
class Added:
    """The content words that were added to one question."""

    conversation: str
    found: int
    """Those that the person added too."""
    wanted: int
    """All that the person added."""
    wrong: int
    """Those that the person did not add."""


@dataclass(frozen=True, slots=True)
class Share:
    """A sum over a sum, with its 95 % interval over conversations."""

    name: str
    value: float
    low: float
    high: float


def read_cases(path: Path) -> tuple[Case, ...]:
    """The questions of a file that something was said before; raises UserError by line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}.") from error
    cases = []
    for number, line in enumerate(lines, start=1):
        try:
            cases.append(_case(json.loads(line), f"line {number}"))
        except (ValueError, TypeError, KeyError) as error:
            raise UserError(
                f'{path}, line {number}: an object with "history", "question" and "rewrite" is '
                f"needed ({type(error).__name__}: {error})."
            ) from error
    return tuple(case for case in cases if case.history)


def added(case: Case) -> Added:
    """What ``resolve`` adds to a question, beside what the person added."""
    asked = set(terms(case.question))
    wanted = set(terms(case.rewrite)) - asked
    made = set(terms(resolve(case.history, case.question))) - asked
    return Added(case.conversation, len(made & wanted), len(wanted), len(made - wanted))


def shares(counts: Sequence[Added]) -> tuple[Share, ...]:
    """The three figures of some questions, at least one."""
    alone = [count for count in counts if not count.wanted]
    made = [
        _share("added words found", [(c.conversation, c.found, c.wanted) for c in counts]),
        _share("wrong words a question", [(c.conversation, c.wrong, 1) for c in counts]),
        _share("left alone, of those to be", [(c.conversation, not c.wrong, 1) for c in alone]),
    ]
    return tuple(share for share in made if share is not None)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m eval.followups",
        description="Measures how follow-up questions are resolved, beside people's rewrites.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON Lines")
    try:
        print(*_lines(parser.parse_args(arguments).files), sep="\n")
    except UserError as error:
        print(f"eval.followups: {error}", file=sys.stderr)
        return 2
    return 0


def _lines(files: Iterable[Path]) -> Iterator[str]:
    cases = [case for path in files for case in read_cases(path)]
    if not cases:
        raise UserError("There is no question in these files that anything was said before.")
    counts = [added(case) for case in cases]
    conversations = len({count.conversation for count in counts})
    yield f"{len(counts)} questions in {conversations} conversations"
    for share in shares(counts):
        yield f"{share.name:<28}{share.value:>6.2f}   95 % {share.low:.2f} to {share.high:.2f}"


def _case(raw: Any, name: str) -> Case:
    history = tuple(Turn(turn["question"], turn.get("answer")) for turn in raw["history"])
    texts = (raw["question"], raw["rewrite"], *(turn.question for turn in history))
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("questions and rewrites are texts")
    return Case(str(raw.get("conversation", name)), history, raw["question"], raw["rewrite"])


def _share(name: str, parts: Sequence[tuple[str, int, int]]) -> Share | None:
    """A share of what was counted in each question; None where there was nothing to count.

    Whole conversations are drawn again: the questions of one are of a kind.
    """
    totals: dict[str, tuple[int, int]] = {}
    for conversation, part, whole in parts:
        found, of = totals.get(conversation, (0, 0))
        totals[conversation] = found + part, of + whole
    sums = np.array(list(totals.values()), dtype=np.int64).reshape(-1, 2)
    if not sums[:, 1].sum():
        return None
    places = np.random.default_rng(SEED).integers(len(sums), size=(RESAMPLES, len(sums)))
    drawn = sums[places].sum(axis=1)
    low, high = np.percentile(drawn[:, 0] / np.maximum(drawn[:, 1], 1), ENDS)
    value = sums[:, 0].sum() / sums[:, 1].sum()
    return Share(name, float(value), float(low), float(high))


if __name__ == "__main__":
    raise SystemExit(main())

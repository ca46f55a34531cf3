"""Whether evidence stands in a text: gold quotes against passages and cited quotes.

Words are runs of letters and digits in lower case; white space, punctuation and typography do not
matter. Of a gold quote, the words *found* in a text are those in runs that the two share in the
same order: of at least RUN words, or the whole quote where it is shorter. A quote is *covered*
when COVERED of its words are found and every word with a digit in it is: a text that gives
another figure is other evidence.

Texts of several passages count together, so a quote that runs from one passage into the next is
covered once both are there. The documents repeat one another almost word for word, so the same
words in another document cover a quote too; but a question that needs several places (several
groups) asks for each of them, and there the document must be the gold's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from eval.types import Gold, Question

RUN = 3
"""Words in a row that two texts do not share by chance; also the shingle that finds repeats."""
COVERED = 0.8
"""Share of a quote's words: it may lose a clause at an end, not its statement."""
OVERLAPS = 0.5
"""Share of the shorter of two quotes from which they are about the same words."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage or a cited quote."""

    document_id: str
    text: str


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(_WORD.findall(text.lower()))


@lru_cache(maxsize=20_000)
def found(quote: tuple[str, ...], text: tuple[str, ...]) -> frozenset[int]:
    """The places of the quote's words that are found in the text."""
    shortest = min(RUN, len(quote))
    if not shortest or not _shares_run(quote, text, shortest):
        return frozenset()
    blocks = SequenceMatcher(None, quote, text, autojunk=False).get_matching_blocks()
    return frozenset(
        place
        for block in blocks
        if block.size >= shortest
        for place in range(block.a, block.a + block.size)
    )


def is_covered(quote: tuple[str, ...], places: Iterable[int]) -> bool:
    """Whether a quote is covered once the words at ``places`` are found."""
    seen = set(places)
    figures = {at for at, word in enumerate(quote) if any(char.isdigit() for char in word)}
    return bool(quote) and len(seen) >= COVERED * len(quote) and figures <= seen


def overlaps(first: str, second: str) -> bool:
    """Whether two quotes are about the same words: half of the shorter stands in the other."""
    short, long = sorted((words(first), words(second)), key=len)
    return bool(short) and len(found(short, long)) >= OVERLAPS * len(short)


def groups(question: Question) -> tuple[tuple[Gold, ...], ...]:
    """The question's gold by group, in the order of the groups' numbers."""
    numbers = sorted({gold.group for gold in question.gold})
    return tuple(tuple(g for g in question.gold if g.group == number) for number in numbers)


def group_ranks(question: Question, pieces: Sequence[Piece]) -> tuple[int | None, ...]:
    """For each group, how many of the first pieces it takes to cover one of its quotes.

    Counted from 1; None where all of the pieces together do not.
    """
    wanted = groups(question)
    alone = len(wanted) == 1
    return tuple(
        min(
            (rank for gold in group if (rank := _rank(gold, pieces, alone)) is not None),
            default=None,
        )
        for group in wanted
    )


def _rank(gold: Gold, pieces: Sequence[Piece], any_document: bool) -> int | None:
    quote = words(gold.quote)
    seen: set[int] = set()
    for rank, piece in enumerate(pieces, start=1):
        if any_document or piece.document_id == gold.document_id:
            seen |= found(quote, words(piece.text))
            if is_covered(quote, seen):
                return rank
    return None


def _shares_run(quote: tuple[str, ...], text: tuple[str, ...], size: int) -> bool:
    return not _runs(quote, size).isdisjoint(_runs(text, size))


@lru_cache(maxsize=20_000)
def _runs(text: tuple[str, ...], size: int) -> frozenset[tuple[str, ...]]:
    return frozenset(text[at : at + size] for at in range(len(text) - size + 1))

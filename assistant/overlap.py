"""Whether two sentences are one statement: the documents repeat each other almost word for word."""

from __future__ import annotations

import re

from index.lexical import terms

SHINGLE = 3
"""Terms in a row that are compared: short enough to survive small edits of one sentence."""
SAME = 0.7
"""Share of the shorter text's shingles from which two sentences are the same but for edits."""

_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")
_NAME = re.compile(r"\b[A-Z][\w-]+")


def overlap(first: str, second: str) -> float:
    """The share of the shorter text's shingles that the other has too, in [0, 1]."""
    one, other = _shingles(first), _shingles(second)
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def states_the_same(first: str, second: str) -> bool:
    """Whether two sentences are one statement: nearly the same words, no figure or name at odds.

    A name that only one of them gives is an omission; one that each gives where the other gives
    another is a contradiction, and such sentences are two statements.
    """
    if overlap(first, second) < SAME:
        return False
    if set(_FIGURE.findall(first)) != set(_FIGURE.findall(second)):
        return False
    one, other = _names(first), _names(second)
    return one <= other or other <= one


def contradicts(first: str, second: str) -> bool:
    """Whether two sentences are nearly the same words with figures or names at odds."""
    return overlap(first, second) >= SAME and not states_the_same(first, second)


def _names(text: str) -> set[str]:
    return {found.lower() for found in _NAME.findall(text[1:])}


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = terms(text)
    if len(words) < SHINGLE:
        return frozenset({tuple(words)}) if words else frozenset()
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))

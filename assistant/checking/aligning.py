"""The words of a quotation against the words of a place, by the cheapest changes between them.

A fitting alignment (Gusfield, "Algorithms on Strings, Trees, and Sequences", 1997, section 11.6.4):
the whole quotation against any stretch of the place, which may begin and end anywhere. The scores
were chosen so that a word replaced costs less than the same word deleted and another inserted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.concordance import BREAK
from assistant.checking.types import PieceKind
from assistant.checking.words import Word, WordKind, same_form

SAME_WORD, SAME_STOP = 2.0, 0.6
OTHER_CASE = 1.0
"""A word that differs in its capital alone."""
OTHER_WORD, OTHER_STOP = -1.4, -0.4
"""A word replaced by another, a stop by another."""
WORD_GAP, STOP_GAP = -1.0, -0.3
"""A word or a stop that only one of the two has."""
OMITTED_WORD, BRACKETED_WORD = -0.002, -0.15
"""A word of the source that the quotation says it leaves out, or has other words for."""
NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of the quotation and the stretch of the place that answers to it; half-open."""

    kind: PieceKind
    first: int
    last: int
    source_first: int
    source_last: int


def align(quotation: Sequence[Word], source: Sequence[Word]) -> list[Step]:
    """The best alignment, a step a word, in order; source words before and after it are free."""
    alone = [_alone(other) for other in source]
    pairs: dict[tuple[str, bool], list[float]] = {}
    row = [0.0] * (len(source) + 1)
    moves: list[bytearray] = []
    for word in quotation:
        key = (word.form, word.any_case)
        if key not in pairs:
            pairs[key] = [_pair(word, other) for other in source]
        beside = [_beside(word)] * len(source) if word.is_gap else alone
        row, move = _row(row, _alone(word), pairs[key], beside)
        moves.append(move)
    end = max(range(len(row)), key=row.__getitem__)
    return _trace(quotation, source, moves, end)


_DIAGONAL, _UP, _LEFT = 0, 1, 2


def _row(
    above: Sequence[float], up_score: float, pairs: Sequence[float], beside: Sequence[float]
) -> tuple[list[float], bytearray]:
    """One row of the table, and by which move each of its cells is best reached."""
    best = above[0] + up_score
    row, move = [best], bytearray([_UP])
    for before, over, pair, left_score in zip(above, above[1:], pairs, beside, strict=False):
        left, up, diagonal = best + left_score, over + up_score, before + pair
        if diagonal >= up and diagonal >= left:
            best, how = diagonal, _DIAGONAL
        elif up >= left:
            best, how = up, _UP
        else:
            best, how = left, _LEFT
        row.append(best)
        move.append(how)
    return row, move


def _alone(word: Word) -> float:
    if word.is_gap:
        return 0.0
    if word.form == BREAK:
        return NEVER
    return STOP_GAP if word.kind is WordKind.STOP else WORD_GAP


def _beside(gap: Word) -> float:
    """What a word of the source costs that falls into a gap of the quotation."""
    if gap.kind is WordKind.OMISSION:
        return OMITTED_WORD
    return BRACKETED_WORD if gap.kind is WordKind.BRACKET else WORD_GAP


def _pair(word: Word, other: Word) -> float:
    if word.is_gap or other.form == BREAK:
        return NEVER
    if same_form(word, other):
        return SAME_WORD if word.kind is WordKind.WORD else SAME_STOP
    if word.kind is not other.kind:
        return NEVER
    if word.kind is WordKind.STOP:
        return OTHER_STOP
    return OTHER_CASE if word.form.casefold() == other.form.casefold() else OTHER_WORD


def _trace(
    quotation: Sequence[Word], source: Sequence[Word], moves: Sequence[bytearray], end: int
) -> list[Step]:
    steps: list[Step] = []
    at, column = len(quotation), end
    while at > 0:
        word, move = quotation[at - 1], moves[at - 1][column]
        before, source_before = at - (move != _LEFT), column - (move != _UP)
        kind = _kind(word, source[column - 1], move)
        steps.append(Step(kind, before, at, source_before, column))
        at, column = before, source_before
    return steps[::-1]


def _kind(word: Word, other: Word, move: int) -> PieceKind:
    if word.kind is WordKind.OMISSION:
        return PieceKind.OMITTED
    if word.is_gap:
        return PieceKind.BRACKETED
    if move == _DIAGONAL:
        return PieceKind.SAME if same_form(word, other) else PieceKind.REPLACED
    return PieceKind.INSERTED if move == _UP else PieceKind.DELETED

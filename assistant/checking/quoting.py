"""One quotation against the documents: exact, altered, or not found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.checking.aligning import Step, align
from assistant.checking.concordance import Concordance, Stretch, joinable
from assistant.checking.types import Piece, PieceKind, Place, QuotationFinding, QuoteVerdict
from assistant.checking.words import Word, read_quotation

ALTERED_FROM = 0.55
"""Share of a quotation's words, by what they tell, from which it is a place's words altered.
Chosen on the tuning half of the labelled quotations (docs/checking.md)."""

AS_GOOD = 0.1
"""Difference in similarity within which two places are versions of one text."""

_UNCHANGED = frozenset({PieceKind.SAME, PieceKind.OMITTED, PieceKind.BRACKETED})


@dataclass(frozen=True, slots=True)
class _Aligned:
    stretch: Stretch
    steps: tuple[Step, ...]
    similarity: float

    @property
    def is_exact(self) -> bool:
        return all(step.kind in _UNCHANGED for step in self.steps)


def check_quotation(
    concordance: Concordance,
    text: str,
    start: int,
    end: int,
    is_named: Callable[[Place], bool] = lambda place: False,
) -> QuotationFinding:
    """What became of the quotation ``text[start:end]``, its quotation marks left out.

    Of places that are as good, one that ``is_named`` as its source is taken: the documents repeat
    each other. ``attributions`` of the finding are empty.
    """
    words = read_quotation(text, start, end)
    found = _exact(concordance, words) or _nearest(concordance, words)
    first = _chosen(concordance, found, is_named)
    if first is None or not (first.is_exact or first.similarity >= ALTERED_FROM):
        return QuotationFinding(start, end, text[start:end], QuoteVerdict.NOT_FOUND, None)
    others = [other for other in found if other.is_exact and first.is_exact and other != first]
    return QuotationFinding(
        start=start,
        end=end,
        text=text[start:end],
        verdict=QuoteVerdict.EXACT if first.is_exact else QuoteVerdict.ALTERED,
        place=concordance.place(first.stretch),
        also=tuple(concordance.place(other.stretch) for other in others),
        pieces=_pieces(concordance, first, words, text),
        similarity=1.0 if first.is_exact else round(first.similarity, 4),
    )


def _chosen(
    concordance: Concordance, found: Sequence[_Aligned], is_named: Callable[[Place], bool]
) -> _Aligned | None:
    as_good = [
        each
        for each in found
        if each.is_exact == found[0].is_exact and each.similarity >= found[0].similarity - AS_GOOD
    ]
    named = [each for each in as_good if is_named(concordance.place(each.stretch))]
    return next(iter([*named, *as_good]), None)


def _exact(concordance: Concordance, words: Sequence[Word]) -> list[_Aligned]:
    """The places that have all the words, where the quotation leaves nothing out."""
    if not words or any(word.is_gap for word in words):
        return []
    return [
        _Aligned(at, (Step(PieceKind.SAME, 0, len(words), 0, at.last - at.first),), similarity=1.0)
        for at in concordance.exact(words)
    ]


def _nearest(concordance: Concordance, words: Sequence[Word]) -> list[_Aligned]:
    """The places nearest to the quotation, aligned with it, the best first."""
    aligned = [_aligned(concordance, words, window) for window in concordance.near(words)]
    # Windows may overlap and lead to the same place.
    places = {each.stretch: each for each in aligned if each is not None}
    return sorted(places.values(), key=_rank)


def _rank(aligned: _Aligned) -> tuple[bool, float, int]:
    """Exact before altered, then the more similar, then in reading order; smaller is better."""
    return not aligned.is_exact, -round(aligned.similarity, 4), aligned.stretch.first


def _aligned(concordance: Concordance, words: Sequence[Word], window: Stretch) -> _Aligned | None:
    source = concordance.words[window.first : window.last]
    steps = [_mended(step, words, source) for step in _joined(align(words, source))]
    said = [step for step in steps if step.source_last > step.source_first]
    if not said:
        return None
    return _Aligned(
        Stretch(window.first + said[0].source_first, window.first + said[-1].source_last),
        tuple(_shifted(step, -said[0].source_first) for step in steps),
        _similarity(concordance, steps, words, source),
    )


def _joined(steps: Sequence[Step]) -> list[Step]:
    """Runs of steps of one kind as one step; deletions beside insertions are replacements."""
    joined = []
    for is_same, group in groupby(steps, key=lambda step: step.kind in _UNCHANGED):
        for kind, run in groupby(group, key=lambda step: step.kind if is_same else None):
            run_ = list(run)
            first, last = run_[0], run_[-1]
            spans = (first.first, last.last, first.source_first, last.source_last)
            joined.append(Step(kind or _changed(*spans), *spans))
    return joined


def _changed(first: int, last: int, source_first: int, source_last: int) -> PieceKind:
    if first == last:
        return PieceKind.DELETED
    return PieceKind.INSERTED if source_first == source_last else PieceKind.REPLACED


def _mended(step: Step, words: Sequence[Word], source: Sequence[Word]) -> Step:
    """A replacement that only cuts the same letters into other words is none."""
    if step.kind is not PieceKind.REPLACED:
        return step
    mine = "".join(joinable(words[step.first : step.last]))
    theirs = "".join(joinable(source[step.source_first : step.source_last]))
    return _with_kind(step, PieceKind.SAME) if mine == theirs else step


def _with_kind(step: Step, kind: PieceKind) -> Step:
    return Step(kind, step.first, step.last, step.source_first, step.source_last)


def _shifted(step: Step, by: int) -> Step:
    return Step(step.kind, step.first, step.last, step.source_first + by, step.source_last + by)


def _similarity(
    concordance: Concordance, steps: Sequence[Step], words: Sequence[Word], source: Sequence[Word]
) -> float:
    """The weight of the words in common over that of all words of either, in [0, 1]."""
    same = changed = 0.0
    for step in steps:
        mine = sum(map(concordance.weight, words[step.first : step.last]))
        if step.kind is PieceKind.SAME:
            same += mine
        elif step.kind not in _UNCHANGED:
            theirs = sum(map(concordance.weight, source[step.source_first : step.source_last]))
            changed += max(mine, theirs)
    return same / (same + changed) if same else 0.0


def _pieces(
    concordance: Concordance, aligned: _Aligned, words: Sequence[Word], text: str
) -> tuple[Piece, ...]:
    source = concordance.document_text(aligned.stretch)
    return tuple(
        _piece(concordance, aligned.stretch, step, words, text, source) for step in aligned.steps
    )


def _piece(
    concordance: Concordance,
    stretch: Stretch,
    step: Step,
    words: Sequence[Word],
    text: str,
    source: str,
) -> Piece:
    mine = words[step.first : step.last]
    theirs = concordance.words[stretch.first + step.source_first : stretch.first + step.source_last]
    # What only one side has stands, on the other, behind the word that it follows.
    start = mine[0].start if mine else words[max(step.first - 1, 0)].end
    end = mine[-1].end if mine else start
    at = stretch.first + step.source_first
    behind = concordance.words[at - 1].end if step.source_first else concordance.words[at].start
    source_start = theirs[0].start if theirs else behind
    source_end = theirs[-1].end if theirs else source_start
    return Piece(
        kind=step.kind,
        draft=text[start:end],
        source=source[source_start:source_end],
        start=start,
        end=end,
        source_start=source_start,
        source_end=source_end,
        changes_figure=step.kind not in _UNCHANGED
        and any(word.is_figure for word in (*mine, *theirs)),
    )

"""What a claim states hard and a piece of evidence does not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.checking.evidence import Evidence
from assistant.checking.figures import Figure, Unit, bears_out
from assistant.checking.names import NameKind
from assistant.checking.polarity import flipped_negation, opposites
from assistant.checking.statements import Statement
from assistant.checking.types import MismatchKind
from index.lexical import terms


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something at odds; ``start`` and ``end`` count in the claim."""

    kind: MismatchKind
    draft: str
    start: int
    end: int
    source: str
    """What the evidence has in its stead; "" where it has nothing of the kind."""


def conflicts(claim: Statement, evidence: Evidence) -> Iterator[Conflict]:
    """Everything at odds: figures and dates, names, negations, opposites."""
    sentence = evidence.sentence
    yield from _figures(claim, evidence)
    yield from _names(claim, evidence)
    turned = flipped_negation(claim.text, claim.negations, sentence.terms, sentence.negations)
    if turned:
        yield Conflict(MismatchKind.NEGATION, turned.text, turned.start, turned.end, turned.source)
    for word in opposites(claim.plain, claim.words, sentence.words):
        yield Conflict(MismatchKind.WORDING, word.text, word.start, word.end, word.source)


def _figures(claim: Statement, evidence: Evidence) -> Iterator[Conflict]:
    """Figures that are not in the evidence, or count something else there."""
    for figure in claim.figures:
        matching = _borne_out(figure, evidence.sentence)
        rival = _rival(figure, claim, evidence.sentence)
        if matching:
            instead = _swapped(figure, claim, matching, evidence.sentence)
        elif any(_borne_out(figure, other) for other in evidence.beside):
            # Said beside the sentence, which may be of something else: not where the sentence
            # itself counts the same things otherwise.
            counts_the_same = rival and _counted(claim.text, figure) & _counted(
                evidence.sentence.text, rival
            )
            instead = rival if counts_the_same else None
        else:
            instead = rival
            yield _conflict(figure, instead)
            continue
        if instead:
            yield _conflict(figure, instead)


def has_figure(claim: Statement, sentence: Statement) -> bool:
    """Whether a sentence has one of the claim's figures, dates apart."""
    return any(figure.date is None and _borne_out(figure, sentence) for figure in claim.figures)


def _conflict(figure: Figure, instead: Figure | None) -> Conflict:
    kind = MismatchKind.FIGURE if figure.date is None else MismatchKind.DATE
    source = instead.text if instead else ""
    return Conflict(kind, figure.text, figure.start, figure.end, source)


def _borne_out(figure: Figure, statement: Statement) -> list[Figure]:
    return [other for other in statement.figures if bears_out(other, figure)]


def _rival(figure: Figure, claim: Statement, sentence: Statement) -> Figure | None:
    """The figure of the sentence that stands where the claim has another: of its sort, not one
    that the claim has too, and rather one that counts the same things."""
    free = [
        other
        for other in sentence.figures
        if _same_sort(figure, other) and not any(bears_out(other, own) for own in claim.figures)
    ]
    counted = _counted(claim.text, figure)
    return max(free, key=lambda other: len(counted & _counted(sentence.text, other)), default=None)


_AMOUNTS = frozenset({Unit.COUNT, Unit.USD, Unit.EUR, Unit.GBP, Unit.CHF})


def _same_sort(one: Figure, other: Figure) -> bool:
    units = {one.unit, other.unit}
    return len(units) == 1 or units <= _AMOUNTS or units == {Unit.SHARE, Unit.TIMES}


def _swapped(
    figure: Figure, claim: Statement, matching: Sequence[Figure], sentence: Statement
) -> Figure | None:
    """The figure that counts in the sentence what ``figure`` counts in the claim, where that is
    another one: "87 members and 118 observers" for "118 members and 87 observers"."""
    counted = _counted(claim.text, figure)
    if figure.date or any(counted & _counted(sentence.text, other) for other in matching):
        return None
    return next(
        (
            other
            for other in sentence.figures
            if other.unit is figure.unit
            and not bears_out(other, figure)
            and counted & _counted(sentence.text, other)
        ),
        None,
    )


_NEXT_WORDS = re.compile(r"[\s-]*((?:[^\W\d_]+[\s-]+){0,2}[^\W\d_]+)")


def _counted(text: str, figure: Figure) -> frozenset[str]:
    """Stems of the words behind a figure: what it counts."""
    found = _NEXT_WORDS.match(text, figure.end)
    return frozenset(terms(found[1])[:2]) if found else frozenset()


def _names(claim: Statement, evidence: Evidence) -> Iterator[Conflict]:
    """Names that are not in the evidence, or only around it where it names another country."""
    sentence = evidence.sentence
    around = frozenset[str]().union(
        *(each.name_keys for each in (*evidence.beside, *evidence.above))
    )
    rivals = [name for name in sentence.names if name.key not in claim.name_keys]
    missing: list[Conflict] = []
    for name in claim.names:
        as_word = name.kind is NameKind.OTHER and set(terms(name.text)) <= sentence.own_terms
        if name.key in sentence.name_keys or as_word:
            continue
        instead = next((rival for rival in rivals if rival.kind is name.kind), None)
        if name.key in around and (instead is None or name.kind is not NameKind.COUNTRY):
            continue
        source = instead.text if instead else ""
        missing.append(Conflict(MismatchKind.NAME, name.text, name.start, name.end, source))
    return _joined(claim.text, missing)


def _joined(text: str, missing: Sequence[Conflict]) -> Iterator[Conflict]:
    """Names of several words as one conflict: "Kofi Annan"."""
    whole: Conflict | None = None
    for name in missing:
        if whole is not None and text[whole.end : name.start].isspace():
            draft = text[whole.start : name.end]
            whole = replace(whole, draft=draft, end=name.end)
            continue
        if whole is not None:
            yield whole
        whole = name
    if whole is not None:
        yield whole

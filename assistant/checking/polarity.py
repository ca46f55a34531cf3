"""Words that turn the sense of a sentence: negations and opposites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from index.lexical import terms

_NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|cannot|without|no|none|failed\s+to|fails\s+to|refused\s+to|"
    r"lacks?|lacking|non|avoid(?:s|ed|ing)?|refrain(?:s|ed|ing)?\s+from)\b|\b\w+n['’]t\b",
    re.IGNORECASE,
)
_NOT_NEGATING = re.compile(r"\b(?:not\s+only|no\s+later\s+than|no\.\s*\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
REACH = 2
"""Content words after a negation that it may negate: "has not yet been ratified by"."""

OPPOSITES = tuple(
    tuple(frozenset(side.split("/")) for side in pair.split(" | "))
    for pair in (
        "rise/rose/risen/grow/grew/grown/increase/climb/surge | "
        "fall/fell/fallen/decrease/decline/drop/dropped/shrink/shrank/reduce",
        "double/triple/treble | halve",
        "more/greater/larger/higher | less/fewer/smaller/lower",
        "most/majority/many | few/fewest/minority/least",
        "maximum | minimum",
        "above/exceed | below",
        "before/prior/precede | after/following/follow",
        "binding/mandatory/compulsory/obligatory | voluntary/optional",
        "formal | informal",
        "legal/lawful | illegal/unlawful",
        "regular/documented | irregular/undocumented",
        "skilled | unskilled",
        "permanent | temporary",
        "internal/domestic | external/international/cross-border",
        "public | private",
        "rural | urban",
        "developed | developing",
        "origin/sending/home | destination/receiving/host",
        "emigration/outflow | immigration/inflow",
        "men/male/boy/son | women/female/girl/daughter",
        "northern/north | southern/south",
        "eastern/east | western/west",
        "first | second | third | final/last",
        "short-term | long-term",
        "strengthen/reinforce | weaken/undermine",
        "include | exclude",
        "encourage/promote | discourage/prevent/deter",
        "accept/adopt/approve | reject/refuse",
        "support/favour/endorse | oppose/object",
        "success/successful | failure/unsuccessful",
        "positive/benefit | negative/harm",
        "widen | narrow",
        "direct | indirect",
        "cheap/cheaper | expensive/costly",
        "global | regional | national | local | bilateral",
    )
)
"""Words that exclude each other, by sides. Hand-picked: the pairs that turn a sentence of a
policy paper. Regular inflections are added, others written out."""


@dataclass(frozen=True, slots=True)
class Negation:
    """A negation and the words up to the one that it reaches, with their place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Turned:
    """A place of the draft whose sense the documents turn round."""

    text: str
    start: int
    end: int
    source: str
    """The documents' word or negation; "" where they do not negate what the draft does."""


def negations_in(text: str) -> dict[str, Negation]:
    """The negations of a text, by each stemmed content word within their reach."""
    exempt = [found.span() for found in _NOT_NEGATING.finditer(text)]
    found: dict[str, Negation] = {}
    for sign in _NEGATION.finditer(text):
        if any(start <= sign.start() < end for start, end in exempt):
            continue
        for word_terms, _, end in islice(_content(text, sign.end()), REACH):
            for term in word_terms:
                found[term] = Negation(text[sign.start() : end], sign.start(), end)
    return found


def flipped_negation(
    claim: str, mine: Mapping[str, Negation], said: frozenset[str], theirs: Mapping[str, Negation]
) -> Turned | None:
    """What one text negates and the other says without any negation, though both speak of it.

    ``mine`` and ``theirs`` are the negations of the claim and of the source, ``said`` the terms
    of the source.
    """
    if mine and not theirs:
        reached = next((mine[term] for term in mine if term in said), None)
        return Turned(reached.text, reached.start, reached.end, "") if reached else None
    if theirs and not mine:
        for word_terms, start, end in _content(claim):
            negation = next((theirs[term] for term in word_terms if term in theirs), None)
            if negation:
                return Turned(claim[start:end], start, end, negation.text)
    return None


def _content(text: str, start: int = 0) -> Iterator[tuple[list[str], int, int]]:
    """The content words of a text from an offset on: their terms and their place."""
    for found in _WORD.finditer(text, start):
        if word_terms := terms(found[0]):
            yield word_terms, found.start(), found.end()


def opposites(claim: str, mine: frozenset[str], theirs: frozenset[str]) -> Iterator[Turned]:
    """Words of the claim for which the source has an opposite, where it has no word of that side.

    ``mine`` and ``theirs`` are the ``words_in`` the two.
    """
    for found in _WORD_OR_HYPHENED.finditer(claim):
        for own, others in _SIDES.get(found[0].lower(), ()):
            against = others & theirs - mine
            if against and not own & theirs:
                yield Turned(found[0], *found.span(), min(against))


def words_in(text: str) -> frozenset[str]:
    """The words of a text in lower case; one with a hyphen is one word."""
    return frozenset(found[0].lower() for found in _WORD_OR_HYPHENED.finditer(text))


_WORD_OR_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _inflected(word: str) -> frozenset[str]:
    """A word with the endings of regular verbs and nouns; forms that do not exist do no harm."""
    stem = word.removesuffix("e")
    return frozenset({word, f"{word}s", f"{stem}ed", f"{stem}ing"})


def _sides_by_word() -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """By word: the side that it is on, and all words of the sides that exclude it."""
    sides_of: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for pair in OPPOSITES:
        sides = [frozenset().union(*map(_inflected, side)) for side in pair]
        for at, side in enumerate(sides):
            others = frozenset().union(*sides[:at], *sides[at + 1 :])
            for word in side:
                sides_of.setdefault(word, []).append((side, others))
    return sides_of


_SIDES = _sides_by_word()

"""Footnote marks: finding them where they are glued to words, and lifting them out.

Inside the parsers a mark travels through the text as a token of two private-use characters around
the note's number, so that lines can be joined and paragraphs split without losing its place.
``lift`` takes the tokens out and says where they stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

OPEN, CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{OPEN}([^{CLOSE}]+){CLOSE}")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_TAGGED = re.compile(r"\s?<sup>(\d+)</sup>")

MISSING_COST = 50
"""Cost of leaving a mark unfound: above any sum of real costs on one page."""
_NEVER = 1_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark that was lifted out of a text."""

    offset: int
    """Where it stood: the number of characters of the text before it."""
    label: str


def token(label: str) -> str:
    """The private token that stands for the mark of note ``label``."""
    return f"{OPEN}{label}{CLOSE}"


def lift(text: str) -> tuple[str, tuple[Mark, ...]]:
    """A text without its tokens, and where each of them stood."""
    marks: list[Mark] = []
    pieces: list[str] = []
    length = position = 0
    for found in _TOKEN.finditer(text):
        pieces.append(text[position : found.start()])
        length += found.start() - position
        marks.append(Mark(length, found[1]))
        position = found.end()
    pieces.append(text[position:])
    return "".join(pieces), tuple(marks)


def without(text: str) -> str:
    """A text without its tokens."""
    return _TOKEN.sub("", text)


def from_superscripts(text: str) -> str:
    """Superscript digits and ``<sup>`` elements become tokens."""
    tagged = _TAGGED.sub(lambda found: token(found[1]), text)
    return _SUPERSCRIPT_RUN.sub(lambda found: token(found[0].translate(_SUPERSCRIPTS)), tagged)


def place(text: str, labels: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    """Turn glued note numbers into tokens.

    ``labels`` are the notes that the text is known to carry, ascending; their marks stand in that
    order. Of all the places where the digits could be marks, the cheapest ascending choice is
    taken (dynamic programming over the candidates), a place being the cheaper the less it looks
    like a number of the text itself. Returns the text, and the labels for which no place was found.
    """
    chosen = _cheapest([_candidates(text, label) for label in labels])
    missing = tuple(label for label, spot in zip(labels, chosen, strict=True) if spot is None)
    for label, spot in reversed(list(zip(labels, chosen, strict=True))):
        if spot is not None:
            text = text[: spot.start] + token(str(label)) + text[spot.end :]
    return text, missing


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    cost: int


def _candidates(text: str, label: int) -> list[_Spot]:
    """Every place where the digits of ``label`` could be a mark, in order."""
    glued = re.compile(rf"(?<=[^\s({OPEN}{CLOSE}]){label}(?![\w/%])")
    apart = re.compile(rf"(?<=[.”\"’)]) {label}(?=\s|$)")
    spots = [
        _Spot(found.start(), found.end(), _cost(text, found.start(), found.end()))
        for found in glued.finditer(text)
    ]
    spots += [_Spot(found.start(), found.end(), 6) for found in apart.finditer(text)]
    return sorted((s for s in spots if s.cost < _NEVER), key=lambda spot: spot.start)


def _cost(text: str, start: int, end: int) -> int:
    """How unlike a footnote mark the digits at ``text[start:end]`` look; ``_NEVER`` for no mark.

    The order matters, not the sizes: after a letter or its punctuation a mark is certain; after a
    year it is likely; after other digits it is more likely a number of the text itself.
    """
    before = re.split(r"\s", text[max(0, start - 40) : start])[-1]
    if re.match(r"[.,]\d", text[end : end + 2]) or re.search(r"https?:|www\.|[/_=]$", before):
        return _NEVER
    if re.search(r"\d{4}[.,;:)”’]+$", before):
        return 1
    if re.search(r"\d[.,;:]$", before):
        return 5
    if re.search(r"(?:^|\D)(?:19|20)\d\d$", before):
        return 3
    if before[-1].isdigit():
        return 8
    if before[-1] in "-–+$€#’'" or re.fullmatch(r"\W*[A-Z]", before):
        return 4
    return 0


def _cheapest(candidates: Sequence[Sequence[_Spot]]) -> list[_Spot | None]:
    """One spot or None for each label, spots ascending, the sum of costs least."""
    states: list[tuple[int, int, tuple[_Spot | None, ...]]] = [(0, -1, ())]
    for spots in candidates:
        options = [(cost + MISSING_COST, last, (*path, None)) for cost, last, path in states]
        for spot in spots:
            reachable = [state for state in states if state[1] < spot.start]
            if reachable:
                cost, _, path = min(reachable, key=lambda state: state[:2])
                options.append((cost + spot.cost, spot.start, (*path, spot)))
        states = options
    return list(min(states, key=lambda state: state[:2])[2])

"""Where the sentences of a passage begin and end."""

from __future__ import annotations

import re

from corpus.types import Span

_END = re.compile(r"(?:[.!?]|…)[”\"’'»)\]]*(?=\s)")
_STARTS_SENTENCE = re.compile(r"\s+[“\"‘'«(\[]*(?:[A-ZÀ-ÖØ-Þ]|\d|•)")
_LAST_TOKEN = re.compile(r"(\S+)$")
_INITIAL = re.compile(r"^[(“\"]*(?:[A-Z]\.)+[,)]*$")

ABBREVIATIONS = frozenset(
    "al. approx. art. arts. cf. ch. col. dept. dr. ed. eds. e.g. est. etc. fig. gen. gov. h.e. "
    "i.e. inc. jr. ltd. mr. mrs. ms. no. nos. op. p. para. paras. pp. prof. rev. sec. sen. sr. "
    "st. vol. vols. vs. cit.".split()
)
"""Tokens that end in a full stop without ending a sentence; the usual ones of policy English."""
_MAY_END = frozenset({"etc.", "al.", "inc.", "ltd."})
"""Abbreviations after which a capital letter does begin a sentence."""


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences of running text, without the white space between them.

    Every character that is not white space lies in exactly one span.
    """
    starts = [0]
    starts += [
        found.end()
        for found in _END.finditer(text)
        if _is_boundary(text, found.start(), found.end())
    ]
    ends = [*starts[1:], len(text)]
    return tuple(
        _stripped(text, start, end)
        for start, end in zip(starts, ends, strict=True)
        if text[start:end].strip()
    )


def _is_boundary(text: str, stop: int, end: int) -> bool:
    """Whether the full stop at ``stop`` (closing marks up to ``end``) ends a sentence."""
    if not _STARTS_SENTENCE.match(text, end):
        return False
    if text[stop] != "." or end > stop + 1:
        return True
    last = _LAST_TOKEN.search(text[:end])
    token = (last[1] if last else "").lstrip("(“\"'‘")
    if token.lower() in ABBREVIATIONS:
        return token.lower() in _MAY_END
    following = text[end:].lstrip()
    if _INITIAL.match(token):
        # "Washington, D.C. The" may end a sentence; "B. Davis" does not.
        return len(token) > 2 and following[:4].rstrip() in {"The", "In", "It", "This", "A"}
    return True


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))

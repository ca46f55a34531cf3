"""What is embedded for a passage or a sentence: its words with what they stand under, uncut.

An encoder ignores what lies beyond its limit. A longer text is therefore embedded as several
overlapping windows; its similarity to a question is the greatest of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.types import Document, Passage
from index.encoder import Encoder

HEADER_SHARE = 0.4
"""The part of the limit that the header may take, so that most of a window is the passage itself.
The headers of the shipped documents have 70 word pieces at most, out of 254."""

OVERLAP_SHARE = 0.25
"""The part of a window that the next may repeat, in whole sentences: a statement that needs the
sentence before it is then whole in one of them."""

SPACED_WORD = re.compile(r"\s*\S+\s*")


def passage_header(document: Document, passage: Passage) -> tuple[str, ...]:
    """What a reader sees above a passage: title, headings, and the lead-in of a list's item."""
    lead_in = passage.lead_in
    introduced = () if lead_in is None else (document.text[lead_in.start : lead_in.end],)
    return (document.title, *passage.headings, *introduced)


def passage_windows(document: Document, passage: Passage, encoder: Encoder) -> tuple[str, ...]:
    """The texts to embed for a passage, each within ``encoder.max_pieces``; at least one."""
    header = fit_header(passage_header(document, passage), encoder)
    room = encoder.max_pieces - encoder.count_pieces([header])[0]
    return tuple(f"{header}{body}" for body in split(sentence_pieces(passage), encoder, room))


def text_windows(text: str, encoder: Encoder) -> tuple[str, ...]:
    """The texts to embed for a sentence or a question, cut between words; at least one."""
    return split([text], encoder, encoder.max_pieces)


def fit_header(lines: Sequence[str], encoder: Encoder) -> str:
    """As many of the lines as fit, innermost first, each ended by a line break; may be empty."""
    room = int(encoder.max_pieces * HEADER_SHARE)
    kept: list[str] = []
    for line in reversed(lines):
        room -= encoder.count_pieces([line])[0]
        if room < 0:
            break
        kept.insert(0, f"{line}\n")
    return "".join(kept)


def sentence_pieces(passage: Passage) -> list[str]:
    """The passage's text cut where its sentences begin; nothing is lost between them."""
    starts = [sentence.start - passage.start for sentence in passage.sentences]
    cuts = sorted({0, *starts, len(passage.text)})
    pieces = [passage.text[a:b] for a, b in pairwise(cuts)]
    return pieces or [passage.text]


def split(pieces: Sequence[str], encoder: Encoder, room: int) -> tuple[str, ...]:
    """Join pieces into overlapping windows of at most ``room`` word pieces; at least one window."""
    whole = "".join(pieces)
    if encoder.count_pieces([whole])[0] <= room:
        return (whole,)
    small = [part for piece in pieces for part in _fitting(piece, encoder, room)]
    return _windows(small, encoder.count_pieces(small), room)


def _windows(pieces: Sequence[str], sizes: Sequence[int], room: int) -> tuple[str, ...]:
    windows: list[str] = []
    first = 0
    while True:
        last, used = first, 0
        while last < len(pieces) and (last == first or used + sizes[last] <= room):
            used += sizes[last]
            last += 1
        windows.append("".join(pieces[first:last]))
        if last == len(pieces):
            return tuple(windows)
        first = _overlap_start(sizes, first, last, room)


def _overlap_start(sizes: Sequence[int], first: int, last: int, room: int) -> int:
    """Where the next window begins: some pieces back, if the piece after them still fits."""
    budget = min(int(room * OVERLAP_SHARE), room - sizes[last])
    start = last
    while start - 1 > first and sizes[start - 1] <= budget:
        start -= 1
        budget -= sizes[start]
    return start


def _fitting(piece: str, encoder: Encoder, room: int) -> list[str]:
    """The piece itself, or where it alone is too long, its words in runs that fit."""
    if encoder.count_pieces([piece])[0] <= room:
        return [piece]
    words = [part for word in SPACED_WORD.findall(piece) for part in _fitting_word(word, room)]
    runs: list[str] = []
    used = 0
    for word, size in zip(words, encoder.count_pieces(words), strict=True):
        if not runs or used + size > room:
            runs.append("")
            used = 0
        runs[-1] += word
        used += size
    return runs


def _fitting_word(word: str, room: int) -> list[str]:
    """A word in parts of at most ``room`` characters: no word piece is shorter than one."""
    return [word[at : at + room] for at in range(0, len(word), room)]


def row_ids(item_id: str, windows: int) -> list[str]:
    """The ids of the store's rows that hold an item's windows, in reading order."""
    return [f"{item_id}/{window}" for window in range(windows)]

"""From the lines of a source file to running text.

A source line may end inside a word, a compound or a web address. ``join_lines`` puts such lines
together as the printed page has them, with the document's own vocabulary as the judge of a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_FIRST_WORD = re.compile(r"^[^\W\d_]+(?:-[^\W\d_]+)*")
_ADDRESS_START = re.compile(r"(?:https?://|ftp[.:]|www\.)\S*$|\S+\.\w{2,4}/\S*$")
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source file."""

    number: int
    """Counted from 1."""
    text: str
    """Without its line ending; leading spaces are kept, for some sources mean something by them."""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def number_lines(source: str) -> tuple[Line, ...]:
    """The lines of a source text, with any of the usual line endings."""
    return tuple(Line(n, text) for n, text in enumerate(source.splitlines(), start=1))


def paragraphs_of(lines: Iterable[Line]) -> tuple[tuple[Line, ...], ...]:
    """Runs of lines between blank ones; the blank ones are not part of them."""
    runs: list[tuple[Line, ...]] = []
    run: list[Line] = []
    for line in lines:
        if line.is_blank:
            if run:
                runs.append(tuple(run))
            run = []
        else:
            run.append(line)
    if run:
        runs.append(tuple(run))
    return tuple(runs)


def fold_spaces(text: str) -> str:
    """Spaces of any width and number become one; the ends are stripped."""
    return _SPACES.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a document itself shows about its words, to decide what a line break cut."""

    words: AbstractSet[str]
    """Words that stand inside a line, lower case, compounds whole ("high-level")."""
    addresses: frozenset[str] = frozenset()
    """Web addresses that the source gives whole, without their scheme."""


def vocabulary_of(lines: Iterable[Line], addresses: Iterable[str] = ()) -> Vocabulary:
    """The words that stand whole inside a line: neither its first nor its last."""
    words: set[str] = set()
    for line in lines:
        words.update(word.lower() for word in _WORD.findall(line.text)[1:-1])
    bare = (re.sub(r"^\w+://", "", address) for address in addresses)
    return Vocabulary(frozenset(words), frozenset(bare))


def join_lines(texts: Sequence[str], vocabulary: Vocabulary) -> str:
    """Lines put together as running text, spaces folded."""
    joined = ""
    for text in texts:
        piece = fold_spaces(text)
        if not piece:
            continue
        joined = _append(joined, piece, vocabulary) if joined else piece
    return joined


def _append(text: str, piece: str, vocabulary: Vocabulary) -> str:
    if _is_inside_address(text, piece, vocabulary):
        return text + piece
    if text.endswith(("–", "—")) and not text.endswith((" –", " —")):
        return text + piece
    if not text.endswith("-") or text.endswith(" -"):
        return f"{text} {piece}"
    return (text[:-1] if _is_broken_word(text, piece, vocabulary) else text) + piece


def _is_broken_word(text: str, piece: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen at the end of ``text`` is the typesetter's and not the author's.

    The document decides: it is the typesetter's where the word stands elsewhere without it and
    nowhere with it.
    """
    last, first = _LAST_WORD.search(text), _FIRST_WORD.search(piece)
    if last is None or first is None:
        return False
    whole = (last[1] + first[0]).lower()
    compound = f"{last[1]}-{first[0]}".lower()
    return whole in vocabulary.words and compound not in vocabulary.words


def _is_inside_address(text: str, piece: str, vocabulary: Vocabulary) -> bool:
    """Whether a web address runs over the break between ``text`` and ``piece``."""
    start = _ADDRESS_START.search(text)
    if start is None:
        return False
    first = re.split(r"[\s\ue000]", piece, maxsplit=1)[0].rstrip(".,;:)")
    head = re.sub(r"^\w+://", "", start[0]).lstrip("(")
    if any(head + first in address for address in vocabulary.addresses):
        return True
    return start[0].endswith(("/", "_", "-", "=", "%20")) or (
        start[0].endswith(".") and first[:1].islower() and bool(re.search(r"[./]", first))
    )

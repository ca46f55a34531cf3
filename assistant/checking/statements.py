"""A sentence of the draft or of the documents, read for what it states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.checking.figures import Figure, figures_in
from assistant.checking.names import Name, Names
from assistant.checking.polarity import Negation, negations_in, words_in
from index.lexical import terms

KEPT = 20_000
"""Texts whose reading is kept: all sentences of the shipped documents, several times over."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one text states. Offsets count in the text."""

    text: str
    terms: frozenset[str]
    """Its content words, stemmed; with the long forms of its acronyms and the other way round."""
    own_terms: frozenset[str]
    """Its content words, stemmed, as they stand."""
    plain: str
    """The text with spaces for its names: "Global Migration Group" says nothing of "global"."""
    words: frozenset[str]
    """The words of ``plain`` in lower case."""
    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    negations: Mapping[str, Negation]
    """By stemmed word that a negation reaches."""

    @property
    def name_keys(self) -> frozenset[str]:
        return frozenset(name.key for name in self.names)


class StatementReader:
    """Reads texts of one corpus and of drafts about it. Safe to share between threads."""

    def __init__(self, names: Names) -> None:
        self._names = names
        # The sentences on one subject come up again for each sentence of a draft about it.
        self.read = lru_cache(maxsize=KEPT)(self._read)

    def _read(self, text: str) -> Statement:
        figures = tuple(figures_in(text))
        names = [
            name
            for name in self._names.find(text)
            if not any(f.start <= name.start < f.end for f in figures)
        ]
        plain = text
        for name in names:
            gap = " " * (name.end - name.start)
            plain = f"{plain[: name.start]}{gap}{plain[name.end :]}"
        own = frozenset(terms(text))
        return Statement(
            text=text,
            terms=own | frozenset(terms(self._names.other_forms(names))),
            own_terms=own,
            plain=plain,
            words=words_in(plain),
            figures=figures,
            names=tuple(names),
            negations=negations_in(text),
        )

"""Finding texts by their words: BM25 over stemmed English terms."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

K1 = 1.5
B = 0.75
"""Saturation and length normalisation: the defaults of bm25s, which are those of the literature
(Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3.2)."""

STOP_WORDS = frozenset(
    """
    a about also am an and any are as at be been being but by can could did do does doing
    for from had has have having he her his how i if in into is it its let may me might must
    my no nor not of on or our shall she should so some such tell than that the their them
    then there these they this those to upon was we were what when where which while who
    whom whose why will with would you your
    """.split()
)
"""Words that say nothing of a text's subject, question words among them."""

TERM = re.compile(
    r"""(?P<number> \d+ (?: [.,/] \d+ )* (?: st | nd | rd | th )? )
      | (?P<dotted> (?: [^\W\d_] \. ){2,} )
      | (?P<word> [^\W_]+ (?: ' [^\W_]+ )* (?: - [^\W_]+ (?: ' [^\W_]+ )* )* )""",
    re.VERBOSE,
)
ACRONYMS = re.compile(r"[A-Z]{2,}s")
"""Several of what an acronym names ("NGOs"); the stemmer does not know them."""
TYPOGRAPHY = str.maketrans({"‘": "'", "’": "'", "‐": "-", "‑": "-", "\u00ad": None, "`": "'"})


def terms(text: str) -> list[str]:
    """The terms of a text, in order, as they are compared.

    Numbers lose their thousands commas ("2,157" is "2157") and stay whole ("37.6", "65/170");
    a hyphenated word counts in its parts and joined ("UN-Habitat": "un", "habitat",
    "unhabitat"); an acronym that is spelled like a stop word ("WHO", "IT") is kept.
    """
    return list(_terms(_plain(text)))


class LexicalIndex:
    """BM25 over a fixed list of texts, known by their place in the list."""

    def __init__(self, engine: Any, size: int) -> None:
        self._engine = engine
        self._size = size

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        rows = [terms(text) for text in texts]
        vocabulary = {term: at for at, term in enumerate(dict.fromkeys(_flat(rows)))}
        engine = _bm25s().BM25(k1=K1, b=B)
        if vocabulary:
            ids = [[vocabulary[term] for term in row] for row in rows]
            engine.index((ids, vocabulary), create_empty_token=False, show_progress=False)
        return cls(engine if vocabulary else None, len(texts))

    def scores(self, question: str) -> NDArray[np.float32]:
        """The BM25 score of every text, shape (texts,), each >= 0; 0 where no term is shared."""
        known = [] if self._engine is None else self._engine.get_tokens_ids(terms(question))
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._engine.get_scores_from_ids(known), dtype=np.float32)

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        if self._engine is not None:
            self._engine.save(folder, show_progress=False)
        (folder / "size.json").write_text(json.dumps({"texts": self._size}), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        size = int(json.loads((folder / "size.json").read_text(encoding="utf-8"))["texts"])
        empty = not (folder / "params.index.json").is_file()
        return cls(None if empty else _bm25s().BM25.load(folder), size)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(TYPOGRAPHY))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _terms(text: str) -> Iterator[str]:
    # In a text all in capitals, capitals do not mark an acronym.
    acronyms = any(char.islower() for char in text)
    for match in TERM.finditer(text):
        if match["number"]:
            yield match["number"].replace(",", "")
        elif match["dotted"]:
            yield match["dotted"].replace(".", "").lower()
        else:
            yield from _word_terms(match["word"], acronyms)


def _word_terms(word: str, acronyms: bool) -> Iterator[str]:
    parts = word.split("-")
    for part in parts:
        if ACRONYMS.fullmatch(part):
            yield part[:-1].lower()
            continue
        lower = part.lower().removesuffix("'s")
        if lower not in STOP_WORDS or (acronyms and len(part) > 1 and part.isupper()):
            yield _stem(lower)
    if len(parts) > 1:
        yield _stem("".join(parts).lower())


def _flat(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    return (term for row in rows for term in row)


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def _bm25s() -> Any:
    os.environ.setdefault("DISABLE_TQDM", "1")
    import bm25s

    return bm25s

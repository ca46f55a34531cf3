"""Which of the three languages a question is in, told from its small words and its accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

ENGLISH, FRENCH, SPANISH = "en", "fr", "es"

_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    ENGLISH: frozenset(
        "the of and to is are was were what which who whom whose where when why how does do did "
        "in for on by with from has have had it its their that this these those be been can "
        "could should would will about any there they an at between during".split()
    ),
    FRENCH: frozenset(
        "le la les l un une des du de d et a au aux en dans par pour avec sur sous entre quel "
        "quelle quels quelles qui que qu quoi ou quand comment pourquoi combien est sont etait "
        "etaient ont ete se ce cette ces son sa ses leur leurs il elle ils elles on ne pas plus "
        "selon chez dont lors depuis faut doit quelles y sans cela".split()
    ),
    SPANISH: frozenset(
        "el la los las un una unos unas del de y a al en por para con sobre bajo entre cual "
        "cuales quien quienes que donde cuando como porque cuanto cuanta cuantos cuantas es son "
        "era eran fue fueron ha han se su sus este esta estos estas lo le les no mas segun "
        "desde hay debe deben hace sin ante cuyo".split()
    ),
}
_MARKS: Mapping[str, re.Pattern[str]] = {
    FRENCH: re.compile(r"[àâçèêëîïôœùûÿ]|\b[ldnsqj]['’]|\bqu['’]|\s\?$"),
    SPANISH: re.compile(r"[ñ¿¡íóúá]"),
}
_MARK_WEIGHT = 2
"""What a sign that only one of the languages has counts, in small words."""


def detect(question: str) -> str:
    """ "en", "fr" or "es": the language whose small words and signs the question has most of.

    Accents may be missing. English where nothing tells.
    """
    lower = question.lower()
    words = re.findall(r"[a-z]+", _without_accents(lower))
    scores = {
        language: sum(word in small for word in words)
        + (_MARK_WEIGHT if language in _MARKS and _MARKS[language].search(lower) else 0)
        for language, small in _SMALL_WORDS.items()
    }
    best = max(scores.values())
    return next(language for language, score in scores.items() if score == best)


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))

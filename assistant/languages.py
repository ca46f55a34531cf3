"""Which of the three languages a question is in, told from its small words and its accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

ENGLISH, FRENCH, SPANISH = "en", "fr", "es"

_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    ENGLISH: frozenset(
        "the of and to is are was were what which who whom whose where when why how does do did in "
        "for on by with from has have had it its their that this these those be been can could "
        "should would will about any there they an at between during i we you my your not or so if "
        "no than meant".split()
    ),
    FRENCH: frozenset(
        "le la les l un une des du de d et a au aux en dans par pour avec sur sous entre quel "
        "quelle quels quelles qui que qu quoi ou quand comment pourquoi combien est sont etait "
        "etaient ont ete se ce cette ces son sa ses leur leurs il elle ils elles on ne pas plus "
        "selon chez dont lors depuis faut doit quelles y sans cela "
        # What hasty questions are made of, and acronyms of that language alone.
        "rapport annee femmes projet projets travailleurs liste partenaires etude titre objectifs "
        "pays droits recommandations presidence formation cinq dhn hcdh onudc hcr omi".split()
    ),
    SPANISH: frozenset(
        "el la los las un una unos unas del de y a al en por para con sobre bajo entre cual cuales "
        "quien quienes que donde cuando como porque cuanto cuanta cuantos cuantas es son era eran "
        "fue fueron ha han se su sus este esta estos estas lo le les no mas segun desde hay debe "
        "deben hace sin ante cuyo fecha tema temas remesas migracion informe lista miembros paises "
        "evento socios proyecto proyectos objetivos tres programa trabajo mujeres estados salud "
        "datos dan acnudh "
        "acnur".split()
    ),
}
_MARKS: Mapping[str, re.Pattern[str]] = {
    FRENCH: re.compile(r"[àâçèêëîïôœùûÿ]|\b[ldnsqj]['’]|\bqu['’]|\s\?$"),
    # In French "y" begins no question but "y a-t-il".
    SPANISH: re.compile(r"[ñ¿¡íóúá]|^y\s+(?!a\b)"),
}
_MARK_WEIGHT = 2
"""What a sign that only one of the languages has counts, in small words."""


def detect(question: str, otherwise: str = ENGLISH) -> str:
    """ "en", "fr" or "es": the language whose small words and signs the question has most of.

    Accents may be missing. Where several languages have as much, or nothing tells, it is
    ``otherwise``, the language of the conversation so far, if that is one of them.
    """
    lower = question.lower()
    words = re.findall(r"[a-z]+", _without_accents(lower))
    scores = {
        language: sum(word in small for word in words)
        + (_MARK_WEIGHT if language in _MARKS and _MARKS[language].search(lower) else 0)
        for language, small in _SMALL_WORDS.items()
    }
    best = max(scores.values())
    likely = [language for language, score in scores.items() if score == best]
    return otherwise if otherwise in likely else likely[0]


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))

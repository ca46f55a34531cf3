"""Questions that ask for several things: each part is searched for by itself as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from assistant.followups import resolve
from assistant.languages import ENGLISH, FRENCH, SPANISH
from assistant.types import Turn
from index.types import KnownMatches, Retrieval, ScoredPassage, ScoredSentence

_Scored = TypeVar("_Scored", ScoredPassage, ScoredSentence)

MOST_PARTS = 4
"""Parts that are searched for; a question with more is rather a list of questions."""
SHORTEST_PART = 2
"""Words; fewer ask for nothing by themselves."""

_CONJUNCTIONS: Mapping[str, str] = {ENGLISH: "and|but", FRENCH: "et|mais", SPANISH: "y|e|pero"}
_OPENINGS: Mapping[str, str] = {
    ENGLISH: (
        r"how|what|which|who|whom|whose|when|where|why|(?:in|at|to|by|from|for) (?:what|which|whom|"
        r"how)|does|did|do|is|are|was|were|has|have|can|should|could"
    ),
    FRENCH: (
        r"comment|quel(?:le)?s?|qui|quand|o[ùu]|pourquoi|combien|que|qu['’]|est-ce|"
        r"(?:à|en|dans|par|pour|de|sur) (?:quel(?:le)?s?|qui|combien)"
    ),
    SPANISH: (
        r"c[óo]mo|qu[ée]|qui[ée]n(?:es)?|cu[áa]ndo|d[óo]nde|por qu[ée]|cu[áa]nt[oa]s?|"
        r"cu[áa]l(?:es)?|(?:en|a|de|con|para) (?:qu[ée]|qui[ée]n(?:es)?|cu[áa]l(?:es)?)"
    ),
}
_SENTENCE_END = re.compile(r"(?<=\?)\s+")
_BETWEEN = {
    language: re.compile(
        rf"[,;]?\s+(?:{words})\s+(?=(?:{_OPENINGS[language]})(?:\b|(?<=['’])))", re.IGNORECASE
    )
    for language, words in _CONJUNCTIONS.items()
}


def split_question(question: str, language: str) -> tuple[str, ...]:
    """The parts of a question that asks for several things, each standing alone; else ().

    A part is a question of its own after a question mark, or after "and" before a question word. A
    later part takes over what it leaves out as a follow-up does: "When was IOM founded, and by
    whom?".
    """
    pieces = [
        piece.strip(" ,;?¿")
        for sentence in _SENTENCE_END.split(question)
        for piece in _BETWEEN[language].split(sentence)
    ]
    asked = [f"{piece}?" for piece in pieces if len(piece.split()) >= SHORTEST_PART]
    if not 1 < len(asked) <= MOST_PARTS:
        return ()
    first = asked[0]
    return (first, *(resolve([Turn(first)], part) for part in asked[1:]))


def merge(retrievals: Sequence[Retrieval], limit: int) -> Retrieval:
    """What was found for a question and for its parts, as one ranking; the first is the whole's.

    The best of each comes first: scores are counted down from each retrieval's own best, which are
    0. At most ``limit`` passages, and the sentences of all that were found.
    """
    passages = _together([retrieval.passages for retrieval in retrievals], _passage_id)
    sentences = _together([retrieval.sentences for retrieval in retrievals], _sentence_id)
    answers = [answer for retrieval in retrievals for answer in retrieval.known.answers]
    return Retrieval(
        passages[:limit],
        sentences,
        KnownMatches(
            tuple(sorted(answers, key=lambda answer: -answer.similarity)),
            retrievals[0].known.missed,
        ),
        retrievals[0].question,
    )


def _together(
    rankings: Sequence[Sequence[_Scored]], key: Callable[[_Scored], str]
) -> tuple[_Scored, ...]:
    """Several rankings as one; what stands in several counts where it stands best."""
    best: dict[str, _Scored] = {}
    for ranking in rankings:
        for scored in ranking:
            counted = replace(scored, score=scored.score - ranking[0].score)
            old = best.setdefault(key(scored), counted)
            if counted.score > old.score:
                best[key(scored)] = counted
    return tuple(sorted(best.values(), key=lambda scored: -scored.score))


def _passage_id(scored: ScoredPassage) -> str:
    return scored.passage.id


def _sentence_id(scored: ScoredSentence) -> str:
    return scored.sentence.id

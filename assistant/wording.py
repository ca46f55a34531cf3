"""The few sentences that an answer adds to the documents' own, in the language of the question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.languages import ENGLISH, FRENCH, SPANISH


@dataclass(frozen=True, slots=True)
class Wording:
    nothing_found: str
    """Why it declined: nothing is about the question."""
    too_weak: str
    """Why it declined: what is near does not answer."""
    disagree: str
    """Stands before quotes that contradict each other."""


WORDINGS: Mapping[str, Wording] = {
    ENGLISH: Wording(
        nothing_found="Nothing in the documents is about this question.",
        too_weak="The documents do not seem to answer this question.",
        disagree="The documents do not agree on this:",
    ),
    FRENCH: Wording(
        nothing_found="Rien dans les documents ne porte sur cette question.",
        too_weak="Les documents ne semblent pas répondre à cette question.",
        disagree="Les documents ne concordent pas sur ce point :",
    ),
    SPANISH: Wording(
        nothing_found="Nada en los documentos trata de esta pregunta.",
        too_weak="Los documentos no parecen responder a esta pregunta.",
        disagree="Los documentos no coinciden en este punto:",
    ),
}

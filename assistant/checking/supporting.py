"""The rule that decides whether a sentence of the documents bears a claim out.

Two things are held against each other. How much of the claim the evidence covers, softly: the
encoder's similarity and the share of the claim's words, by rarity. And what the claim states hard:
each figure, date and name must be in the evidence, no negation and no word may be turned round.
However similar the evidence is, a claim with something hard missing is never supported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.evidence import Evidence
from assistant.checking.mismatches import Conflict, conflicts, has_figure
from assistant.checking.statements import Statement
from assistant.checking.types import ClaimVerdict
from assistant.rarity import Rarity

# Chosen by hand on the 108 labelled claims for tuning, with the bundled encoder as it was tuned
# (docs/checking.md); another encoder has other cosines and wants other bounds.
SIMILARITY_SHARE = 0.6
"""Weight of similarity against word coverage in the support; both lie in [0, 1]."""
SUPPORTED_FROM = 0.68
"""Support from which a claim without a mismatch is supported."""
WITH_FIGURES_FROM = 0.63
"""The same where the evidence has a figure of the claim's, a date apart: chance seldom has."""
PARTLY_FROM = 0.57
"""Support from which the documents speak of what is claimed."""
MISSING_COST = 0.1
"""What each mismatch takes from the support where the best evidence is chosen: a slightly less
similar sentence that has the figure is the better evidence."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One piece of evidence held against a claim."""

    evidence: Evidence
    support: float
    """How much of the claim it covers, in [0, 1]."""
    conflicts: tuple[Conflict, ...]
    has_figure: bool
    """Whether its sentence has a figure of the claim's that is no date."""

    @property
    def rank(self) -> float:
        return self.support - MISSING_COST * len(self.conflicts)


def weigh(claim: Statement, evidence: Sequence[Evidence], rarity: Rarity) -> list[Weighed]:
    """The evidence by how well it bears the claim out, the best first."""
    weighed = [
        Weighed(
            each,
            _support(claim, each, rarity),
            tuple(conflicts(claim, each)),
            has_figure(claim, each.sentence),
        )
        for each in evidence
    ]
    return sorted(weighed, key=lambda each: -each.rank)


def verdict(best: Weighed | None) -> ClaimVerdict:
    """The verdict that a claim's best evidence gives."""
    if best is None or best.support < PARTLY_FROM:
        return ClaimVerdict.NO_SUPPORT
    needed = WITH_FIGURES_FROM if best.has_figure else SUPPORTED_FROM
    if best.conflicts or best.support < needed:
        return ClaimVerdict.PARTLY
    return ClaimVerdict.SUPPORTED


def _support(claim: Statement, evidence: Evidence, rarity: Rarity) -> float:
    total = sum(map(rarity.weight, claim.own_terms))
    covered = sum(map(rarity.weight, claim.own_terms & evidence.terms))
    coverage = covered / total if total else 1.0
    similarity = max(0.0, evidence.similarity)
    return SIMILARITY_SHARE * similarity + (1 - SIMILARITY_SHARE) * coverage

"""One ranking out of several: pure functions on arrays. Higher is better throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PassageWeights:
    """What each ranker counts for a passage; only their proportion matters."""

    passage_similarity: float = 1.0
    sentence_similarity: float = 1.0
    lexical: float = 1.0


@dataclass(frozen=True, slots=True)
class SentenceWeights:
    """What counts for a sentence that may be quoted; only their proportion matters."""

    similarity: float = 1.0
    passage: float = 2.0
    """The fused score of the passage it stands in."""
    lexical: float = 0.3


PASSAGE_WEIGHTS = PassageWeights()
"""Not tuned: each ranker counts the same."""

SENTENCE_WEIGHTS = SentenceWeights()
"""Set on the accuracy suite's dev half: against 1, 0.5 and 0.5 they answer 5 in 100 questions more.
A quote is rather taken from the right passage than from a sentence that sounds right elsewhere."""


KNOWN_FROM, KNOWN_TO = 0.4, 0.9
"""Cosines between which a known question goes from saying nothing to being the question asked.
Set on the accuracy suite's dev half; questions of other subjects stay below 0.4."""
PASSAGE_BONUS = 4.0
SENTENCE_BONUS = 3.0
"""What being the answer to the question asked adds, in standard deviations of the fusion. Set on
the accuracy suite's dev half: any from 2 to 6 does nearly as well."""


def known_bonus(similarity: float, most: float) -> float:
    """What a known question at this cosine adds to a score: 0 to ``most``, linear between."""
    share = (similarity - KNOWN_FROM) / (KNOWN_TO - KNOWN_FROM)
    return most * min(1.0, max(0.0, share))


def standardise(scores: ArrayLike) -> Scores:
    """Scores as standard deviations from their mean, same shape; all 0 where they do not differ."""
    values = np.asarray(scores, dtype=np.float64)
    if values.size == 0:
        return values
    spread = values.std()
    # Rounding alone makes a spread; a real one is far above it.
    if spread <= 1e-9 * max(1.0, float(np.abs(values).max())):
        return np.zeros_like(values)
    return np.asarray((values - values.mean()) / spread)


def fuse(rankers: Sequence[ArrayLike], weights: Sequence[float]) -> Scores:
    """The weighted mean of the standardised rankers.

    ``rankers`` are arrays of one shape (n,), a score a candidate; ``weights`` has one positive or
    zero weight each. Returns shape (n,). Raises ``ValueError`` where their numbers differ or no
    weight is above zero.
    """
    if len(rankers) != len(weights) or min(weights, default=0) < 0 or sum(weights) <= 0:
        raise ValueError(
            f"{len(rankers)} rankers need as many weights, none below 0 and one above; "
            f"got {list(weights)}."
        )
    total = sum(
        weight * standardise(scores) for scores, weight in zip(rankers, weights, strict=True)
    )
    return np.asarray(total / sum(weights), dtype=np.float64)


def fuse_passages(
    passage_similarity: ArrayLike,
    sentence_similarity: ArrayLike,
    lexical: ArrayLike,
    weights: PassageWeights = PASSAGE_WEIGHTS,
) -> Scores:
    """The fused score of each candidate passage; all arrays have shape (passages,)."""
    return fuse((passage_similarity, sentence_similarity, lexical), astuple(weights))


def fuse_sentences(
    similarity: ArrayLike,
    passage: ArrayLike,
    lexical: ArrayLike,
    weights: SentenceWeights = SENTENCE_WEIGHTS,
) -> Scores:
    """The fused score of each sentence; ``passage`` is its passage's; shapes (sentences,)."""
    return fuse((similarity, passage, lexical), astuple(weights))


def best_first(scores: ArrayLike) -> list[int]:
    """Positions in falling order of score; equal scores keep their order."""
    return [int(at) for at in np.argsort(-np.asarray(scores, dtype=np.float64), kind="stable")]

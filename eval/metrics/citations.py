"""Whether what is cited is the evidence, and whether quotes are verbatim.

An extractive answer is verbatim by construction: these figures mean something only beside those
for right answers and refusals.
"""

from __future__ import annotations

from eval.metrics.base import Metric, Outcome, is_answerable, is_any
from eval.metrics.matching import Piece, group_ranks, overlaps


def citation_recall(outcome: Outcome) -> float:
    """Share of the gold groups that the cited quotes cover together, in [0, 1]."""
    cited = [Piece(c.document_id, c.quote) for c in outcome.answer.citations]
    ranks = group_ranks(outcome.question, cited)
    return sum(rank is not None for rank in ranks) / len(ranks) if ranks else 0.0


def citation_precision(outcome: Outcome) -> float:
    """Share of the citations whose quote overlaps a gold quote, in [0, 1]; 0 without any."""
    quotes = [citation.quote for citation in outcome.answer.citations]
    gold = [gold.quote for gold in outcome.question.gold]
    supported = [any(overlaps(quote, other) for other in gold) for quote in quotes]
    return sum(supported) / len(quotes) if quotes else 0.0


def verbatim_share(outcome: Outcome) -> float | None:
    """Share of the quotes that stand at their place in the canonical text, in [0, 1].

    0 for an answer without a citation; None where it declined, since there is no quote to check.
    """
    if outcome.declined:
        return None
    citations = outcome.answer.citations
    exact = [
        bool(c.quote) and outcome.texts.get(c.document_id, "")[c.start : c.end] == c.quote
        for c in citations
    ]
    return sum(exact) / len(exact) if exact else 0.0


CITATIONS = (
    Metric(
        name="citation_recall",
        title="Citation recall",
        definition="Share of the gold groups that the cited quotes cover; 0 where it declined.",
        source="Gao and others, ALCE, EMNLP 2023, against gold evidence instead of a model.",
        applies=is_answerable,
        measure=citation_recall,
        missing=0.0,
    ),
    Metric(
        name="citation_precision",
        title="Citation precision",
        definition="Share of the citations whose quote overlaps a gold quote (half of the shorter "
        "stands in the other); 0 without a citation.",
        source="Gao and others, ALCE, EMNLP 2023, against gold evidence instead of a model.",
        applies=is_answerable,
        measure=citation_precision,
        missing=0.0,
    ),
    Metric(
        name="verbatim",
        title="Verbatim quotes",
        definition="Share of an answer's quotes that stand, character for character, at the place "
        "they are cited from; 0 for an answer without a citation. Taken of answers only: a "
        "refusal quotes nothing.",
        source="Our own; checked against the documents and not by the answer's own word.",
        applies=is_any,
        measure=verbatim_share,
        missing=0.0,
    ),
)

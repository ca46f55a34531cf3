"""Whether the passages that an answer lists hold the evidence, and how far up."""

from __future__ import annotations

import math

from eval.metrics.base import Metric, Outcome, is_answerable
from eval.metrics.matching import Piece, group_ranks
from index.tokens import within_tokens

DEPTHS = (1, 3, 5, 10)
"""Numbers of passages at which recall is taken: 10 is what an answer lists."""
TOKENS = 1000
"""What a small language model can be given to read beside a question (cl100k_base)."""
CUT = 10
"""Depth of MRR and nDCG, as TREC and BEIR report them."""

Ranks = tuple[int | None, ...]
"""For each gold group, how many of the first passages cover it; None where all do not."""


def recall(ranks: Ranks, depth: int) -> float:
    """Share of the groups covered by the first ``depth`` passages, in [0, 1]."""
    within = [rank is not None and rank <= depth for rank in ranks]
    return sum(within) / len(ranks) if ranks else 0.0


def reciprocal_rank(ranks: Ranks, depth: int = CUT) -> float:
    """One over the rank at which the first group is covered, 0 beyond ``depth``; in [0, 1]."""
    best = min((rank for rank in ranks if rank is not None), default=math.inf)
    return 1 / best if best <= depth else 0.0


def ndcg(ranks: Ranks, depth: int = CUT) -> float:
    """Discounted gain of the groups, each once, over that of an ideal order; in [0, 1].

    Each group gains 1 where it is first covered, so a passage that repeats another gains nothing.
    The ideal has a passage a group; where one passage covers several, the ratio stops at 1.
    """
    gained = sum(1 / math.log2(1 + rank) for rank in ranks if rank is not None and rank <= depth)
    ideal = sum(1 / math.log2(1 + rank) for rank in range(1, min(len(ranks), depth) + 1))
    return min(1.0, gained / ideal) if ideal else 0.0


def listed(outcome: Outcome) -> list[Piece]:
    """The passages that the answer lists, best first."""
    return [Piece(passage.document_id, passage.text) for passage in outcome.answer.passages]


def ranks_of(outcome: Outcome) -> Ranks:
    """The rank of each gold group among the passages that the answer lists."""
    return group_ranks(outcome.question, listed(outcome))


def _recall_at(depth: int) -> Metric:
    return Metric(
        name=f"evidence_recall@{depth}",
        title=f"Evidence in the first {depth}" if depth > 1 else "Evidence in the first passage",
        definition=f"Share of the gold groups that the first {depth} listed passages cover.",
        source="Recall@k of trec_eval, over groups of interchangeable quotes.",
        applies=is_answerable,
        measure=lambda outcome: recall(ranks_of(outcome), depth),
        missing=0.0,
    )


def _recall_within_tokens(outcome: Outcome) -> float:
    depth = within_tokens([passage.text for passage in outcome.answer.passages], TOKENS)
    return recall(ranks_of(outcome), depth)


RETRIEVAL = (
    *(_recall_at(depth) for depth in DEPTHS),
    Metric(
        name="evidence_recall@1000tokens",
        title="Evidence within 1,000 tokens",
        definition="Share of the gold groups covered by the listed passages that fit in the first "
        f"{TOKENS} tokens (cl100k_base); the first that does not fit ends the list.",
        source="Recall at a reader's budget instead of a number of passages.",
        applies=is_answerable,
        measure=_recall_within_tokens,
        missing=0.0,
    ),
    Metric(
        name="mrr@10",
        title="MRR@10",
        definition="One over the rank at which the first gold group is covered; 0 beyond 10.",
        source="Voorhees, TREC-8 question answering track, 1999.",
        applies=is_answerable,
        measure=lambda outcome: reciprocal_rank(ranks_of(outcome)),
        missing=0.0,
    ),
    Metric(
        name="ndcg@10",
        title="nDCG@10",
        definition="Gain 1 for each gold group where it is first covered, discounted by "
        "log2(1 + rank), over the same for a passage a group at the top; at most 1.",
        source="Järvelin and Kekäläinen, ACM TOIS 20(4), 2002; each group once, as in "
        "Clarke and others, SIGIR 2008.",
        applies=is_answerable,
        measure=lambda outcome: ndcg(ranks_of(outcome)),
        missing=0.0,
    ),
)

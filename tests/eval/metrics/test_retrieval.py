from __future__ import annotations

import math

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.metrics.catalogue import METRICS
from eval.metrics.retrieval import Ranks, ndcg, recall, reciprocal_rank
from tests.eval.samples import BORDERS, FLOWS, REMITTANCES, answer, outcome, question


def by_ir_measures(measure: str, ranks: Ranks, listed: int = 12) -> float:
    """The measure where each group is one relevant document, at its rank."""
    relevant = {rank: f"gold{place}" for place, rank in enumerate(ranks) if rank is not None}
    qrels = [ir_measures.Qrel("q", f"gold{place}", 1) for place in range(len(ranks))]
    scored = [
        ir_measures.ScoredDoc("q", relevant.get(rank, f"other{rank}"), -float(rank))
        for rank in range(1, listed + 1)
    ]
    (parsed,) = [ir_measures.parse_measure(measure)]
    return float(ir_measures.calc_aggregate([parsed], qrels, scored)[parsed])


distinct_ranks = st.lists(st.integers(1, 12), min_size=1, max_size=6, unique=True).flatmap(
    lambda found: st.integers(0, 2).map(lambda lost: (*found, *([None] * lost)))
)


@settings(deadline=None)  # the first call imports trec_eval
@given(distinct_ranks)
def test_recall_mrr_and_ndcg_are_those_of_ir_measures(ranks: Ranks) -> None:
    assert recall(ranks, 3) == pytest.approx(by_ir_measures("R@3", ranks))
    assert reciprocal_rank(ranks) == pytest.approx(by_ir_measures("RR@10", ranks))
    assert ndcg(ranks) == pytest.approx(by_ir_measures("nDCG@10", ranks))


def test_hand_computed_values() -> None:
    ranks = (2, None, 4)
    assert recall(ranks, 3) == pytest.approx(1 / 3)
    assert reciprocal_rank(ranks) == 0.5
    ideal = 1 + 1 / math.log2(3) + 1 / 2
    assert ndcg(ranks) == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)


def test_nothing_found_and_nothing_to_find_count_nothing() -> None:
    for ranks in ((), (None,), (11,)):
        assert recall(ranks, 10) == reciprocal_rank(ranks) == ndcg(ranks) == 0.0


def test_several_groups_in_one_passage_are_not_more_than_ideal() -> None:
    assert ndcg((1, 1)) == 1.0


def test_the_metrics_read_the_passages_that_the_answer_lists() -> None:
    asked = question((REMITTANCES, 1), (FLOWS, 2))
    got = outcome(asked, answer(passages=[BORDERS, FLOWS, BORDERS]))
    assert METRICS["evidence_recall@1"].score(asked, got) == 0.0
    assert METRICS["evidence_recall@3"].score(asked, got) == 0.5
    assert METRICS["mrr@10"].score(asked, got) == 0.5


def test_evidence_beyond_the_budget_does_not_count() -> None:
    asked = question((REMITTANCES, 1))
    metric = METRICS["evidence_recall@1000tokens"]
    near = outcome(asked, answer(passages=["word " * 900, REMITTANCES]))
    far = outcome(asked, answer(passages=["word " * 990, REMITTANCES]))
    assert (metric.score(asked, near), metric.score(asked, far)) == (1.0, 0.0)

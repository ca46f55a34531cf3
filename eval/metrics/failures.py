"""Why a question went wrong: the first step of the turn that failed it."""

from __future__ import annotations

from eval.metrics.answers import is_useful
from eval.metrics.base import Outcome
from eval.metrics.matching import Piece, group_ranks
from eval.metrics.retrieval import ranks_of
from eval.types import Failure


def failure(outcome: Outcome | None) -> Failure:
    """The cause, or NONE where the user was served; ``outcome`` None for a refused question."""
    if outcome is None:
        return Failure.NO_ANSWER
    if is_useful(outcome):
        return Failure.NONE
    if not outcome.question.answerable:
        return Failure.WRONGLY_ANSWERED
    if None in ranks_of(outcome):
        return Failure.NOT_RETRIEVED
    if outcome.declined:
        return Failure.WRONGLY_DECLINED
    return Failure.NOT_QUOTED if _is_read(outcome) else Failure.NOT_READ


def _is_read(outcome: Outcome) -> bool:
    """Whether the passages that are cited cover every gold group."""
    cited = {citation.passage_id for citation in outcome.answer.citations}
    pieces = [Piece(p.document_id, p.text) for p in outcome.answer.passages if p.id in cited]
    return None not in group_ranks(outcome.question, pieces)

"""From an answer that is kept to a question of the accuracy suite."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from assistant.evaluation import UNANSWERABLE, Evidence, ProposedCase
from assistant.types import Answer, Citation, SegmentKind, Status, Turn


def draft_case(
    answer: Answer,
    history: Sequence[Turn] = (),
    *,
    category: str,
    markers: Collection[int] | None = None,
) -> ProposedCase:
    """A case to be completed by hand, with what the answer gives of it.

    Without its ``history`` (oldest turn first) it asks the question that was searched for, which
    stands alone. ``markers`` are the citations that are right evidence, None for all; quotes that
    stand behind one piece of the answer are interchangeable. A declined answer makes an
    unanswerable case, whatever ``category`` says. ``required``, what a right answer must say, is
    nobody's to guess: it stays empty, and the case is refused until someone has filled it in.
    """
    question = answer.question if history else answer.searched_question
    if answer.status is Status.DECLINED:
        return ProposedCase(question, UNANSWERABLE, tuple(history))
    cited = [c for c in answer.citations if markers is None or c.marker in markers]
    gold = tuple(_evidence(answer, {citation.marker: citation for citation in cited}))
    reference = " ".join(dict.fromkeys(evidence.quote for evidence in _first_of_groups(gold)))
    return ProposedCase(question, category, tuple(history), gold, reference)


def _evidence(answer: Answer, cited: dict[int, Citation]) -> Iterator[Evidence]:
    """Each citation once, in the group of the first piece of the answer that it stands behind."""
    group = 0
    pieces = [s.markers for s in answer.segments if s.kind is SegmentKind.QUOTE]
    # A citation that no piece names still is evidence, of its own.
    for markers in (*pieces, *((marker,) for marker in cited)):
        behind = [cited.pop(marker) for marker in markers if marker in cited]
        group += bool(behind)
        for citation in behind:
            yield Evidence(citation.document_id, citation.quote, group)


def _first_of_groups(gold: Sequence[Evidence]) -> list[Evidence]:
    return list({evidence.group: evidence for evidence in reversed(gold)}.values())[::-1]

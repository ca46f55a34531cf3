"""Small answers and an assistant that gives them, for tests of what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.types import (
    Answer,
    Citation,
    EvidencePassage,
    Mode,
    Segment,
    SegmentKind,
    Status,
    Turn,
)

REMITTANCES = "Recorded remittances came to USD 167 billion."
TWIN = "Remittances that are recorded came to USD 167 billion."
FLOWS = "Unrecorded flows may add half as much again."
REASON = "The documents do not say."


def citation(marker: int, quote: str, document_id: str = "paper") -> Citation:
    return Citation(
        marker, document_id, "Paper", "para. 40", quote, 0, len(quote), f"{document_id}#1", True
    )


def answered(question: str = "How much?", *pieces: Sequence[str]) -> Answer:
    """An answer of pieces; each has the quotes that say it, of which the first is shown."""
    said = pieces or ((REMITTANCES,), (FLOWS,))
    segments: list[Segment] = [Segment(SegmentKind.SOURCE, "Paper:", starts_line=True)]
    citations: list[Citation] = []
    for quotes in said:
        first = len(citations) + 1
        citations += [citation(first + at, quote) for at, quote in enumerate(quotes)]
        markers = tuple(range(first, len(citations) + 1))
        segments.append(Segment(SegmentKind.QUOTE, quotes[0], markers))
    return Answer(
        question=question,
        searched_question=f"{question} In 2005",
        status=Status.ANSWERED,
        answer=" ".join(quotes[0] for quotes in said),
        reason=None,
        segments=tuple(segments),
        citations=tuple(citations),
        passages=(
            EvidencePassage("paper#1", "paper", "para. 40", REMITTANCES, 0, len(REMITTANCES), 0.5),
        ),
        confidence=0.75,
        mode=Mode.EXTRACTIVE,
        model=None,
        index="f",
        timings_ms={"total": 12.5},
    )


def declined(question: str = "How much?") -> Answer:
    return replace(
        answered(question),
        status=Status.DECLINED,
        answer=REASON,
        reason=REASON,
        segments=(Segment(SegmentKind.REMARK, REASON),),
        citations=(),
    )


@dataclass
class SteppedAssistant:
    """Shows an answer piece by piece; calls ``before`` with the number of each step, from 1."""

    before: Callable[[int], None] = lambda step: None
    asked: list[tuple[str, tuple[Turn, ...], frozenset[str] | None]] = field(default_factory=list)

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        documents: frozenset[str] | None = None,
    ) -> Iterator[Answer]:
        self.asked.append((question, tuple(history), documents))
        whole = answered(question)
        for step in range(1, len(whole.segments) + 1):
            self.before(step)
            yield replace(whole, segments=whole.segments[:step])

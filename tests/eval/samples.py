"""Small questions, answers and runs for tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.types import Answer, Citation, EvidencePassage, Mode, Status
from eval.metrics.base import Outcome
from eval.running import row_of
from eval.types import Category, Gold, Question, Run, RunInfo

REMITTANCES = "In 2005 recorded remittances to developing countries came to USD 167 billion."
FLOWS = "Unrecorded flows may be half as large again as what is recorded by the banks."
BORDERS = "Border management was discussed at length by several of the speakers in Geneva."
TEXTS = {"paper": f"{REMITTANCES} {FLOWS}\n\n{BORDERS}", "letter": REMITTANCES}
"""Canonical texts of two small documents; the letter repeats a sentence of the paper."""


def question(
    *gold: tuple[str, int],
    id: str = "q-1",
    category: Category = Category.FACTOID,
    required: Sequence[Sequence[str]] = (("USD 167 billion",),),
    document_id: str = "paper",
    **others: Any,
) -> Question:
    """A question with gold quotes and their groups; unanswerable where there are none."""
    values = {
        "id": id,
        "category": category if gold else Category.UNANSWERABLE,
        "question": "How much was sent home?",
        "history": (),
        "answerable": bool(gold),
        "gold": tuple(Gold(document_id, quote, group) for quote, group in gold),
        "reference": "USD 167 billion." if gold else "",
        "required": tuple(map(tuple, required)) if gold else (),
        "notes": "",
    }
    return Question(**(values | others))


def answer(
    text: str = "",
    *,
    passages: Sequence[str] = (),
    quotes: Sequence[str] = (),
    declined: bool = False,
    confidence: float = 0.5,
    total: float = 10.0,
    document_id: str = "paper",
) -> Answer:
    """An answer that lists ``passages`` and cites ``quotes``, each from the passage it is in."""
    listed = tuple(
        EvidencePassage(f"p{at}", document_id, f"para. {at}", passage, 0, len(passage), 1.0)
        for at, passage in enumerate(passages)
    )
    return Answer(
        question="How much was sent home?",
        searched_question="How much was sent home?",
        status=Status.DECLINED if declined else Status.ANSWERED,
        answer=text,
        reason="weak" if declined else None,
        segments=(),
        citations=tuple(citation(n, quote, listed) for n, quote in enumerate(quotes, start=1)),
        passages=listed,
        confidence=confidence,
        mode=Mode.EXTRACTIVE,
        model=None,
        index="f",
        timings_ms={"total": total},
    )


def citation(marker: int, quote: str, listed: Sequence[EvidencePassage]) -> Citation:
    """A citation of the paper, verbatim where the quote stands in it."""
    start = max(TEXTS["paper"].find(quote), 0)
    passage_id = next((p.id for p in listed if quote in p.text), "elsewhere")
    return Citation(
        marker, "paper", "Paper", "para. 1", quote, start, start + len(quote), passage_id, True
    )


def outcome(asked: Question, given: Answer) -> Outcome:
    return Outcome(asked, given, TEXTS)


def run_of(pairs: Sequence[tuple[Question, Answer | None]], id: str = "run") -> Run:
    """A finished run with these questions and answers."""
    info = RunInfo(
        id=id,
        suite="dev",
        questions=len(pairs),
        questions_sha256="-".join(asked.id for asked, _ in pairs),
        settings={},
        index="f",
        versions={},
        seed=7,
        started="2026-01-01T00:00:00+00:00",
        finished="2026-01-01T00:01:00+00:00",
    )
    return Run(info, tuple(row_of(asked, given, TEXTS) for asked, given in pairs))

"""What a system could do instead of answering well, each measured beside the real one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from assistant.assistant import Assistant
from assistant.citing import plain_text
from assistant.deciding import Judgement
from assistant.types import Answer, Citation, EvidencePassage, Segment, SegmentKind, Status
from eval.figures import ALL, figures
from eval.running import asker, canonical_texts, row_of
from eval.suite import limited, shipped_questions
from eval.types import Question, Run
from tests.eval.samples import run_of

SAMPLE = 130
"""Half of the dev suite: enough that luck is smaller than what must lie between the systems."""
CLEARLY = 0.05


@dataclass(frozen=True, slots=True)
class Systems:
    """The real assistant's answers to a sample, and those of one that never declines."""

    questions: tuple[Question, ...] = field(repr=False)
    real: tuple[Answer, ...] = field(repr=False)
    never_declining: tuple[Answer, ...] = field(repr=False)
    texts: dict[str, str] = field(repr=False)

    def figure(self, answers: tuple[Answer, ...], name: str) -> float:
        pairs = zip(self.questions, answers, strict=True)
        rows = tuple(row_of(question, answer, self.texts) for question, answer in pairs)
        made = figures(Run(run_of([]).info, rows))
        return next(f.value for f in made if (f.name, f.category) == (name, ALL))


@pytest.fixture(scope="module")
def systems(assistant: Assistant) -> Systems:
    open_handed = replace(assistant, decide=lambda evidence: Judgement(True, 0.5))
    questions = limited(shipped_questions("dev"), SAMPLE)
    real = tuple(map(asker(assistant), questions))
    return Systems(
        questions,
        real,
        tuple(
            asker(open_handed)(question) if answer.status is Status.DECLINED else answer
            for question, answer in zip(questions, real, strict=True)
        ),
        canonical_texts(assistant),
    )


def declining(answer: Answer) -> Answer:
    return replace(
        answer, status=Status.DECLINED, answer="No.", reason="No.", segments=(), citations=()
    )


def citing_all_passages(answer: Answer) -> Answer:
    return quoting(answer, answer.passages)


def citing_whole_passages(answer: Answer) -> Answer:
    """The passages that the answer quotes from, whole."""
    cited = {citation.passage_id for citation in answer.citations}
    return quoting(answer, tuple(p for p in answer.passages if p.id in cited))


def quoting(answer: Answer, passages: tuple[EvidencePassage, ...]) -> Answer:
    segments = tuple(
        Segment(SegmentKind.QUOTE, passage.text, (marker,))
        for marker, passage in enumerate(passages, start=1)
    )
    citations = tuple(
        Citation(n, p.document_id, "", p.locator, p.text, p.start, p.end, p.id, True)
        for n, p in enumerate(passages, start=1)
    )
    return replace(
        answer,
        status=Status.ANSWERED,
        answer=plain_text(segments),
        segments=segments,
        citations=citations,
    )


@pytest.mark.parametrize("trick", [declining, citing_all_passages, citing_whole_passages])
def test_a_trick_is_clearly_less_useful(
    systems: Systems, trick: Callable[[Answer], Answer]
) -> None:
    tricked = systems.figure(tuple(map(trick, systems.never_declining)), "useful")
    assert tricked <= systems.figure(systems.real, "useful") - CLEARLY


def test_answering_everything_is_clearly_less_useful(systems: Systems) -> None:
    open_handed = systems.figure(systems.never_declining, "useful")
    assert open_handed <= systems.figure(systems.real, "useful") - CLEARLY


def test_tricks_show_in_their_own_figures_too(systems: Systems) -> None:
    def both(trick: Callable[[Answer], Answer], name: str) -> tuple[float, float]:
        tricked = tuple(map(trick, systems.never_declining))
        return systems.figure(tricked, name), systems.figure(systems.real, name)

    assert both(declining, "false_declines") > (0.99, 0.0)
    assert both(citing_all_passages, "declined_unanswerable")[0] == 0.0
    tricked, real = both(citing_all_passages, "citation_precision")
    assert tricked < real

from __future__ import annotations

from dataclasses import replace

from assistant.evaluation import Evidence, ProposedCase
from assistant.keeping.cases import draft_case
from assistant.types import Turn
from tests.assistant.keeping.samples import FLOWS, REMITTANCES, TWIN, answered, declined

HISTORY = (Turn("And before?", "Less."),)
SEVERAL = answered("How much?", (REMITTANCES, TWIN), (FLOWS,))


def test_quotes_behind_one_piece_of_an_answer_are_interchangeable() -> None:
    assert draft_case(SEVERAL, HISTORY, category="followup") == ProposedCase(
        question="How much?",
        category="followup",
        history=HISTORY,
        gold=(
            Evidence("paper", REMITTANCES, 1),
            Evidence("paper", TWIN, 1),
            Evidence("paper", FLOWS, 2),
        ),
        reference=f"{REMITTANCES} {FLOWS}",
    )


def test_without_its_history_the_question_that_stands_alone_is_asked() -> None:
    assert draft_case(SEVERAL, category="factoid").question == "How much? In 2005"


def test_only_the_citations_that_are_right_become_evidence() -> None:
    case = draft_case(SEVERAL, category="list", markers={2, 3})
    assert case.gold == (Evidence("paper", TWIN, 1), Evidence("paper", FLOWS, 2))
    assert case.reference == f"{TWIN} {FLOWS}"
    case = draft_case(SEVERAL, category="list", markers={3, 7})
    assert case.gold == (Evidence("paper", FLOWS, 1),)


def test_a_citation_that_is_used_twice_is_evidence_once() -> None:
    segments = (*SEVERAL.segments, replace(SEVERAL.segments[-1], text="Again."))
    twice = draft_case(replace(SEVERAL, segments=segments), category="list")
    assert twice == draft_case(SEVERAL, category="list")


def test_citations_without_segments_are_evidence_each_of_its_own() -> None:
    case = draft_case(replace(SEVERAL, segments=()), category="list")
    assert [evidence.group for evidence in case.gold] == [1, 2, 3]


def test_a_declined_answer_becomes_an_unanswerable_case() -> None:
    case = draft_case(declined(), category="factoid", markers={1})
    assert case == ProposedCase("How much? In 2005", "unanswerable")

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.loading import Corpus
from eval.checking import faults
from eval.questions import Placed, placed_questions
from eval.suite import suite_files
from eval.types import Category, Question
from tests.eval.samples import FLOWS, REMITTANCES, TEXTS, question

FILE = Path("rows.jsonl")
GOOD = question((REMITTANCES, 1))


def faults_of(*questions: Question) -> list[str]:
    return faults([Placed(FILE, line, asked) for line, asked in enumerate(questions, 1)], TEXTS)


def test_good_rows_have_no_faults() -> None:
    assert faults_of(GOOD, question(id="q-2")) == []


def test_white_space_of_a_quote_does_not_matter() -> None:
    assert faults_of(question((REMITTANCES.replace(" ", "\n "), 1))) == []


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (question((REMITTANCES.replace("167", "168"), 1)), "its quote does not stand in paper"),
        (question(("", 1)), "its quote does not stand in paper"),
        (question((REMITTANCES, 1), document_id="book"), "there is no document 'book'"),
        (question((FLOWS, 1)), "none of its required strings ['USD 167 billion']"),
        (replace(GOOD, gold=()), "needs gold, required, reference"),
        (replace(GOOD, required=()), "needs gold, required, reference"),
        (replace(question(), reference="None."), "may not have gold, required, reference"),
        (replace(GOOD, category=Category.UNANSWERABLE), "answerable True"),
        (replace(GOOD, question=" "), "no question"),
    ],
)
def test_an_unfit_row_is_named_by_file_and_line(bad: Question, said: str) -> None:
    found = faults_of(replace(GOOD, id="other"), bad)
    assert any(fault.startswith("rows.jsonl, line 2: ") and said in fault for fault in found)


def test_a_repeated_id_is_named_with_both_places() -> None:
    (fault,) = faults_of(GOOD, GOOD)
    assert fault.startswith("rows.jsonl, line 2: its id 'q-1' stands in rows.jsonl, line 1")


def test_the_shipped_questions_are_fit_to_measure_with(corpus: Corpus) -> None:
    texts = {parsed.document.id: parsed.document.text for parsed in corpus.documents}
    placed = [item for path in suite_files() for item in placed_questions(path)]
    assert faults(placed, texts) == []

"""An answer as plain text."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.fake import EXAMPLES, REPORT, SUMMARY, compose
from tests.ui.turns import LIBRARY
from ui.copying import plain_text

ANSWER = compose(EXAMPLES[0], (), None)


def test_a_copied_answer_brings_its_sources_as_the_documents_are_cited() -> None:
    assert plain_text(ANSWER, LIBRARY).splitlines() == [
        ANSWER.answer,
        "",
        f"[1] {SUMMARY.citation}, para. 40",
        f"[2] {REPORT.citation}, section B",
    ]


def test_a_document_without_a_form_of_citation_is_cited_by_its_title() -> None:
    library = {SUMMARY.id: replace(SUMMARY, citation="")}
    lines = plain_text(ANSWER, library).splitlines()
    assert lines[2:] == [f"[1] {SUMMARY.title}, para. 40", f"[2] {REPORT.title}, section B"]


def test_a_full_stop_does_not_stand_before_the_place() -> None:
    library = LIBRARY | {SUMMARY.id: replace(SUMMARY, citation="Summary. ")}
    assert "[1] Summary, para. 40" in plain_text(ANSWER, library)


def test_an_answer_without_citations_is_copied_as_it_stands() -> None:
    assert plain_text(replace(ANSWER, citations=()), LIBRARY) == ANSWER.answer

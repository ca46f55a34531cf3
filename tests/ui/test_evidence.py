"""Passages beside an answer."""

from __future__ import annotations

from dataclasses import replace

from assistant.types import EvidencePassage
from tests.ui.fake import EXAMPLES, REPORT, SUMMARY, SUMMARY_PASSAGES, compose
from tests.ui.turns import LIBRARY, Reader
from ui.evidence import MORE_SHOWN, beyond_cited, more_html

PASSAGES = tuple(
    EvidencePassage(p.id, p.document_id, p.locator, p.text, p.start, p.end, 1.0)
    for p in SUMMARY_PASSAGES[1:]
)


def test_further_evidence_leaves_out_what_is_cited_and_keeps_the_order() -> None:
    answer = replace(compose(EXAMPLES[0], (), None), passages=PASSAGES)
    cited = {citation.passage_id for citation in answer.citations}
    beyond = beyond_cited(answer)
    assert beyond == tuple(passage for passage in PASSAGES if passage.id not in cited)
    assert 0 < len(beyond) < len(PASSAGES)


def test_further_evidence_is_folded_and_each_passage_opens_its_place() -> None:
    page = Reader(more_html(PASSAGES, LIBRARY))
    assert page.tags[0] == ("details", {"class": "evidence"})
    assert "Show more evidence" in page.text
    links = page.all("passage-link")
    assert [(link["data-document"], int(link["data-start"] or 0)) for link in links] == [
        (SUMMARY.id, passage.start) for passage in PASSAGES
    ]
    assert f"{SUMMARY.name} para. 40" in page.text


def test_only_the_best_further_passages_are_listed() -> None:
    assert len(Reader(more_html(PASSAGES * 5, LIBRARY)).all("passage-link")) == MORE_SHOWN


def test_without_further_evidence_nothing_is_offered() -> None:
    assert more_html((), LIBRARY) == ""


def test_a_short_name_stands_for_the_title_which_is_a_touch_away() -> None:
    library = {REPORT.id: replace(REPORT, short_title="UNDP, 2013")}
    passage = replace(PASSAGES[0], document_id=REPORT.id)
    page = Reader(more_html([passage], library))
    assert "UNDP, 2013 para. 39" in page.text
    assert page.all("title")[0]["title"] == REPORT.title

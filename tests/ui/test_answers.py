"""An answer as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from assistant.keeping.types import TurnState
from assistant.types import Answer, Mode, Segment, SegmentKind
from tests.ui.fake import (
    COST,
    DATA,
    EXAMPLES,
    LEAD_IN,
    OFFICIAL,
    REPORT,
    SUMMARY,
    FakeAssistant,
    compose,
    declined,
)
from tests.ui.turns import LIBRARY, Reader, stored
from ui.answers import answer_html
from ui.evidence import NEAREST_SHOWN


def remittances() -> Answer:
    return compose(EXAMPLES[0], (), None)


def html_of(answer: Answer, **other: object) -> str:
    return answer_html(stored(answer=answer, **other), answer, LIBRARY)


def test_a_quote_is_followed_by_its_marker_which_names_the_place_and_the_words() -> None:
    html = html_of(remittances())
    assert re.search(
        re.escape(OFFICIAL) + r"\u2060<button[^>]*class=\"marker\"[^>]*>1</button>", html
    )
    marker = Reader(html).all("marker")[0]
    citation = remittances().citations[0]
    assert marker["data-document"] == SUMMARY.id
    assert SUMMARY.text[int(marker["data-start"] or 0) : int(marker["data-end"] or 0)] == OFFICIAL
    assert marker["aria-label"] == f"Citation 1: {citation.title}, para. 40. Open the source."
    assert marker["data-quote"] == OFFICIAL
    assert marker["data-verified"] == "true"


def test_every_citation_is_listed_with_name_locator_and_verdict() -> None:
    answer = remittances()
    unverified = replace(answer.citations[1], verified=False)
    page = Reader(html_of(replace(answer, citations=(answer.citations[0], unverified))))
    assert [b["data-document"] for b in page.all("citation")] == [SUMMARY.id, REPORT.id]
    assert f"{SUMMARY.name} para. 40 quote verified" in page.text
    assert f"{REPORT.name} section B quote not verified" in page.text


def test_a_citation_of_a_document_that_is_gone_keeps_its_title() -> None:
    answer = remittances()
    page = Reader(answer_html(stored(answer=answer), answer, {}))
    assert f"{SUMMARY.title} para. 40" in page.text


def test_what_begins_a_line_is_a_paragraph_of_its_own() -> None:
    paragraphs = re.findall(r'<p class="(\w+)">([^<]*)', html_of(compose(EXAMPLES[1], (), None)))
    assert [(kind, unescape(text).rstrip("\u2060")) for kind, text in paragraphs] == [
        ("source", SUMMARY.title),
        ("quote", LEAD_IN),
        ("quote", COST),
        ("quote", DATA),
    ]


def test_what_begins_no_line_goes_on_in_its_paragraph() -> None:
    joined = replace(
        remittances(),
        segments=(
            Segment(SegmentKind.QUOTE, "One.", (1,), starts_line=True),
            Segment(SegmentKind.QUOTE, "Two.", (2,)),
        ),
    )
    assert html_of(joined).count('<p class="quote">') == 1


def test_words_that_two_documents_share_carry_both_markers() -> None:
    shared = Segment(SegmentKind.QUOTE, "Shared.", (1, 2), starts_line=True)
    page = Reader(html_of(replace(remittances(), segments=(shared,))))
    assert [marker["data-document"] for marker in page.all("marker")] == [SUMMARY.id, REPORT.id]


def test_a_declined_answer_says_so_and_lists_the_nearest_passages_as_such() -> None:
    answer = declined("Who won?")
    page = Reader(html_of(answer))
    assert "The documents do not answer this" in page.text
    assert answer.reason in page.text
    assert "Nearest passages, which do not answer the question" in page.text
    links = page.all("passage-link")
    assert len(links) == len(answer.passages) > NEAREST_SHOWN
    starts = [int(link["data-start"] or 0) for link in links]
    assert starts == [passage.start for passage in answer.passages]
    assert not page.all("marker")


def test_a_declined_answer_says_what_was_searched_for_and_where() -> None:
    answer = replace(declined("Who won?"), searched_question="Who won the pilot?")
    everywhere = Reader(html_of(answer)).text
    assert "Searched for" in everywhere
    assert "Who won the pilot?" in everywhere
    assert f"Searched in all 2 documents{SUMMARY.name}; {REPORT.name}" in everywhere
    one = Reader(html_of(answer, documents=(REPORT.id,))).text
    assert f"Searched in the one document{REPORT.name}" in one


def test_a_declined_follow_up_can_be_asked_as_it_was_typed() -> None:
    same = declined("Who won?")
    assert Reader(html_of(same)).all("text") == []
    (button,) = Reader(html_of(replace(same, searched_question="Other"), question="Who?")).all(
        "text"
    )
    assert button["data-ask"] == "Who?"
    assert "data-as-typed" in button


def test_a_running_answer_has_no_foot_and_nothing_to_judge_yet() -> None:
    running = html_of(remittances(), state=TurnState.RUNNING)
    assert 'class="foot"' not in running
    assert "data-judge" not in running
    complete = html_of(remittances())
    assert 'class="foot"' in complete
    assert complete.count("data-judge") == 4


def test_an_answer_can_be_saved_in_every_format() -> None:
    links = [attrs["href"] for tag, attrs in Reader(html_of(remittances())).tags if tag == "a"]
    assert links == [f"/export/c1?format={name}&turn=t1" for name in ("docx", "md", "html")]


def test_a_models_wording_is_said_to_be_one() -> None:
    answer = replace(remittances(), mode=Mode.LLM, model="some-model")
    assert "Worded by some-model" in html_of(answer)
    assert "Worded by" not in html_of(remittances())


def test_the_fake_keeps_the_contract_that_the_page_relies_on() -> None:
    for answer in FakeAssistant().stream(EXAMPLES[1]):
        for citation in answer.citations:
            assert SUMMARY.text[citation.start : citation.end] == citation.quote

"""The conversation as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

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
from ui.answers import NEAREST_SHOWN, answer_html, conversation_html, plain_text
from ui.types import Exchange

DOCUMENTS = (SUMMARY, REPORT)
TITLES = {document.id: document.title for document in DOCUMENTS}
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><b>bold</b>',
    "**x** [a](javascript:alert(1))",
    "${alert(1)} {{value}}",
)


class Reader(HTMLParser):
    """What a browser makes of HTML: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def buttons(self, css_class: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if attrs.get("class") == css_class]


def conversation(*exchanges: Exchange) -> str:
    return conversation_html(exchanges, DOCUMENTS, EXAMPLES)


def remittances() -> Answer:
    return compose(EXAMPLES[0], (), None)


def everywhere(text: str) -> Answer:
    """An answer that holds ``text`` wherever an answer holds any."""
    answer = remittances()
    segments = tuple(replace(segment, text=text) for segment in answer.segments)
    cited = tuple(replace(c, title=text, locator=text, quote=text) for c in answer.citations)
    return replace(
        answer,
        searched_question=text + "?",
        answer=text,
        segments=(*segments, Segment(SegmentKind.REMARK, text, starts_line=True)),
        citations=cited,
        mode=Mode.LLM,
        model=text,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_users_documents_and_models_stays_text(text: str) -> None:
    turns = [
        Exchange(text, ("unknown " + text,), answer=everywhere(text), problem=text),
        Exchange(text, answer=replace(declined(text), reason=text)),
    ]
    page = Reader(conversation_html(turns, [replace(SUMMARY, title=text)], [text]))
    harmless = Reader(
        conversation_html(
            [
                Exchange("x", ("unknown x",), answer=everywhere("x"), problem="x"),
                Exchange("x", answer=replace(declined("x"), reason="x")),
            ],
            [replace(SUMMARY, title="x")],
            ["x"],
        )
    )
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in harmless.tags]
    assert [sorted(attrs) for _, attrs in page.tags] == [
        sorted(attrs) for _, attrs in harmless.tags
    ]
    assert text in page.text


def test_a_quote_is_followed_by_its_marker_which_names_the_place() -> None:
    html = answer_html(remittances(), TITLES)
    assert re.search(
        re.escape(OFFICIAL) + r"\u2060<button[^>]*class=\"marker\"[^>]*>1</button>", html
    )
    marker = Reader(html).buttons("marker")[0]
    citation = remittances().citations[0]
    assert marker["data-document"] == SUMMARY.id
    assert SUMMARY.text[int(marker["data-start"] or 0) : int(marker["data-end"] or 0)] == OFFICIAL
    assert marker["aria-label"] == f"Citation 1: {citation.title}, para. 40. Open the source."


def test_every_citation_is_listed_with_title_locator_and_verdict() -> None:
    answer = remittances()
    unverified = replace(answer.citations[1], verified=False)
    page = Reader(answer_html(replace(answer, citations=(answer.citations[0], unverified)), TITLES))
    assert [b["data-document"] for b in page.buttons("citation")] == [SUMMARY.id, REPORT.id]
    assert f"{SUMMARY.title} para. 40 quote verified" in page.text
    assert f"{REPORT.title} section B quote not verified" in page.text


def test_what_begins_a_line_is_a_paragraph_of_its_own() -> None:
    html = answer_html(compose(EXAMPLES[1], (), None), TITLES)
    paragraphs = re.findall(r'<p class="(\w+)">([^<]*)', html)
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
    assert answer_html(joined, TITLES).count('<p class="quote">') == 1


def test_words_that_two_documents_share_carry_both_markers() -> None:
    shared = Segment(SegmentKind.QUOTE, "Shared.", (1, 2), starts_line=True)
    page = Reader(answer_html(replace(remittances(), segments=(shared,)), TITLES))
    assert [marker["data-document"] for marker in page.buttons("marker")] == [SUMMARY.id, REPORT.id]


def test_a_declined_answer_says_so_and_lists_the_nearest_passages_as_such() -> None:
    answer = declined("Who won?")
    page = Reader(answer_html(answer, TITLES))
    assert "The documents do not answer this" in page.text
    assert answer.reason in page.text
    assert "Nearest passages, which do not answer the question" in page.text
    links = page.buttons("passage-link")
    assert len(links) == min(NEAREST_SHOWN, len(answer.passages))
    assert [int(link["data-start"] or 0) for link in links] == [
        passage.start for passage in answer.passages[: len(links)]
    ]
    assert not page.buttons("marker")


def test_the_searched_question_is_shown_where_it_differs_from_the_typed_one() -> None:
    answer = remittances()
    same = conversation(Exchange(answer.question, answer=answer))
    assert "Searched for" not in same
    other = replace(answer, searched_question="Remittances in 2005?")
    assert "Searched for: <q>Remittances in 2005?</q>" in conversation(
        Exchange(answer.question, answer=other)
    )


def test_a_search_in_some_documents_names_them() -> None:
    assert f"Only in: {REPORT.title}" in conversation(Exchange("x", (REPORT.id,)))


def test_a_running_turn_is_marked_as_busy_and_has_no_foot_yet() -> None:
    running = conversation(Exchange("x", answer=remittances(), running=True))
    complete = conversation(Exchange("x", answer=remittances()))
    assert 'aria-busy="true"' in running
    assert 'class="foot"' not in running
    assert 'aria-busy="false"' in complete
    assert 'class="foot"' in complete


def test_waiting_is_shown_until_the_first_words_come() -> None:
    assert 'class="pending"' in conversation(Exchange("x", running=True))
    assert 'class="pending"' not in conversation(Exchange("x", answer=remittances(), running=True))
    assert 'class="pending"' not in conversation(Exchange("x", problem="Stopped."))


def test_the_empty_page_offers_the_examples_and_a_conversation_does_not() -> None:
    chips = Reader(conversation()).buttons("chip")
    assert [chip["data-example"] for chip in chips] == ["0", "1", "2"]
    assert 'class="chip"' not in conversation(Exchange("x"))


def test_a_copied_answer_brings_its_sources() -> None:
    text = plain_text(remittances())
    assert text.splitlines()[0] == remittances().answer
    assert f"[2] {REPORT.title}, section B" in text.splitlines()


def test_a_models_wording_is_said_to_be_one() -> None:
    answer = replace(remittances(), mode=Mode.LLM, model="some-model")
    assert "Worded by some-model" in answer_html(answer, TITLES)
    assert "Worded by" not in answer_html(remittances(), TITLES)


def test_the_fake_keeps_the_contract_that_the_page_relies_on() -> None:
    for answer in FakeAssistant().stream(EXAMPLES[1]):
        for citation in answer.citations:
            assert SUMMARY.text[citation.start : citation.end] == citation.quote

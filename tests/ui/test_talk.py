"""The conversation as HTML."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.keeping.types import Feedback, FeedbackKind, TurnState
from assistant.types import Answer, EvidencePassage, Mode, Segment, SegmentKind
from tests.ui.fake import EXAMPLES, REPORT, SUMMARY, compose, declined
from tests.ui.turns import DOCUMENTS, NEXT, Reader, stored
from ui.talk import INCOMPLETE, NOT_KEPT, conversation_html
from ui.types import View

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><b>bold</b>',
    "**x** [a](javascript:alert(1))",
    "${alert(1)} {{value}}",
)


def conversation(*turns: object, **other: object) -> str:
    view = View("c1", turns, **other)  # type: ignore[arg-type]
    return conversation_html(view, DOCUMENTS, EXAMPLES)


def everywhere(text: str) -> Answer:
    """An answer that holds ``text`` wherever an answer holds any."""
    answer = compose(EXAMPLES[0], (), None)
    segments = tuple(replace(segment, text=text) for segment in answer.segments)
    cited = tuple(replace(c, title=text, locator=text, quote=text) for c in answer.citations)
    return replace(
        answer,
        searched_question=text + "?",
        answer=text,
        segments=(*segments, Segment(SegmentKind.REMARK, text, starts_line=True)),
        citations=cited,
        passages=(EvidencePassage("p", text, text, text, 0, 1, 0.5),),
        mode=Mode.LLM,
        model=text,
    )


def page_of(text: str) -> Reader:
    """A page that holds ``text`` wherever users, documents and models can put any."""
    said = (
        Feedback(FeedbackKind.DOWN, None, text, "2026"),
        Feedback(FeedbackKind.WRONG_CITATION, 1, text, "2026"),
    )
    turns = (
        stored(text, everywhere(text), documents=("unknown " + text,), feedback=said),
        stored(text, everywhere(text), state=TurnState.INCOMPLETE, problem=text),
        stored(text, replace(declined(text), reason=text, searched_question=text + "?")),
    )
    library = [replace(SUMMARY, title=text, short_title=text), REPORT]
    view = View("c1", turns, problem=text, following=(text,), ticket=text)
    return Reader(
        conversation_html(view, library, [text], reviews=True)
        + conversation_html(View(), library, [text])
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_users_documents_and_models_stays_text(text: str) -> None:
    page, harmless = page_of(text), page_of("x")
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in harmless.tags]
    assert [sorted(attrs) for _, attrs in page.tags] == [
        sorted(attrs) for _, attrs in harmless.tags
    ]
    assert page.text.count(text) > 20


def test_the_searched_question_is_shown_where_it_differs_from_the_typed_one() -> None:
    answer = compose(EXAMPLES[0], (), None)
    assert "Searched for" not in conversation(stored(answer=answer))
    other = stored("Typed?", replace(answer, searched_question="Remittances in 2005?"))
    html = conversation(other)
    assert "Searched for: <q>Remittances in 2005?</q>" in html
    (button,) = Reader(html).all("text")
    assert button["data-ask"] == "Typed?"
    assert "data-as-typed" in button


def test_a_search_in_some_documents_names_them() -> None:
    assert f"Only in: {REPORT.title}" in conversation(stored(documents=(REPORT.id,)))


def test_a_running_turn_is_named_and_marked_as_busy() -> None:
    running = conversation(stored(id="t9", state=TurnState.RUNNING))
    assert 'aria-busy="true" data-running="t9"' in running
    assert 'aria-busy="false" data-running=""' in conversation(stored())


def test_waiting_is_shown_until_the_first_words_come() -> None:
    waiting = replace(stored(state=TurnState.RUNNING), answer=None)
    assert 'class="pending"' in conversation(waiting)
    assert 'class="pending"' not in conversation(stored(state=TurnState.RUNNING))
    assert 'class="pending"' not in conversation(stored())


def test_an_incomplete_turn_says_why_and_can_be_asked_again() -> None:
    page = Reader(conversation(stored("Why?", state=TurnState.INCOMPLETE, problem="Stopped.")))
    assert "Stopped." in page.text
    assert [button["data-ask"] for button in page.all("text")] == ["Why?"]
    unexplained = conversation(stored(state=TurnState.INCOMPLETE))
    assert INCOMPLETE in unexplained
    assert INCOMPLETE not in conversation(stored())


def test_what_may_be_asked_next_stands_under_the_last_turn_alone() -> None:
    html = conversation(stored(id="t1"), stored(id="t2"), following=NEXT)
    assert [chip["data-ask"] for chip in Reader(html).all("chip")] == list(NEXT)
    assert html.index(NEXT[0]) > html.index('id="turn-t2"')


def test_the_empty_page_offers_the_examples_and_a_conversation_does_not() -> None:
    chips = Reader(conversation()).all("chip")
    assert [chip["data-ask"] for chip in chips] == list(EXAMPLES)
    assert 'class="chip"' not in conversation(stored())


def test_a_notice_is_announced_and_takes_the_place_of_the_welcome() -> None:
    html = conversation(problem="There is no such conversation.")
    assert '<p class="problem notice" role="alert">There is no such conversation.</p>' in html
    assert "welcome" not in html


def test_that_nothing_is_kept_is_said_on_the_empty_page_alone() -> None:
    def said(view: View, *, keeps: bool) -> bool:
        return NOT_KEPT in conversation_html(view, DOCUMENTS, EXAMPLES, keeps=keeps)

    assert said(View(), keeps=False)
    assert not said(View(), keeps=True)
    assert not said(View("c1", (stored(),)), keeps=False)


def test_a_view_names_its_conversation_and_its_ticket() -> None:
    html = conversation_html(View("c9", ticket="abc"), DOCUMENTS, EXAMPLES)
    assert 'data-conversation="c9" data-ticket="abc"' in html


def test_only_reviewers_may_put_answers_before_the_reviewers() -> None:
    view = View("c1", (stored(), stored(id="t2", answer=declined("Zebras?"))))

    def forms(*, reviews: bool) -> int:
        html = conversation_html(view, DOCUMENTS, EXAMPLES, reviews=reviews)
        return len(Reader(html).all("review"))

    assert forms(reviews=True) == 2
    assert forms(reviews=False) == 0

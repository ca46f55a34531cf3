"""What a reader may say of an answer."""

from __future__ import annotations

from assistant.keeping.types import Feedback, FeedbackKind
from tests.ui.turns import Reader, stored
from ui.feedback import THANKS, thanks_html, thumbs_html, wrong_html


def given(kind: FeedbackKind, marker: int | None = None, note: str = "") -> Feedback:
    return Feedback(kind, marker, note, "2026-11-25")


def test_neither_thumb_is_pressed_at_first() -> None:
    thumbs = Reader(thumbs_html(stored())).all("thumb")
    assert [(thumb["data-judge"], thumb["aria-pressed"]) for thumb in thumbs] == [
        ("up", "false"),
        ("down", "false"),
    ]
    assert [thumb["aria-label"] for thumb in thumbs] == ["Good answer", "Bad answer"]


def test_a_pressed_thumb_is_taken_back_by_pressing_it_again() -> None:
    turn = stored(feedback=(given(FeedbackKind.UP),))
    thumbs = Reader(thumbs_html(turn)).all("thumb")
    assert [(thumb["data-judge"], thumb["aria-pressed"]) for thumb in thumbs] == [
        ("withdraw", "true"),
        ("down", "false"),
    ]


def test_a_thumb_is_thanked_for_and_one_that_points_down_may_say_why() -> None:
    assert thanks_html(stored()) == ""
    assert thanks_html(stored(feedback=(given(FeedbackKind.WRONG_CITATION, 1),))) == ""
    up = thanks_html(stored(feedback=(given(FeedbackKind.UP),)))
    assert THANKS in up
    assert "<form" not in up
    down = Reader(thanks_html(stored(feedback=(given(FeedbackKind.DOWN, note="Too <old>"),))))
    (form,) = down.all("note")
    assert (form["data-judge"], form["data-marker"]) == ("down", "0")
    assert "Too <old>" in down.text


def test_a_citation_can_be_called_wrong_with_a_note() -> None:
    page = Reader(wrong_html(stored(), 2))
    (form,) = page.all("note")
    assert (form["data-judge"], form["data-marker"]) == ("citation is wrong", "2")
    summary = next(attrs for tag, attrs in page.tags if tag == "summary")
    assert summary["aria-label"] == "Citation 2 is wrong"


def test_a_label_names_its_note_and_no_two_notes_share_a_name() -> None:
    html = wrong_html(stored(), 1) + wrong_html(stored(), 2) + wrong_html(stored(id="t2"), 1)
    page = Reader(html)
    ids = [attrs["id"] for tag, attrs in page.tags if tag == "textarea"]
    assert [attrs["for"] for tag, attrs in page.tags if tag == "label"] == ids
    assert len(set(ids)) == 3


def test_a_citation_that_was_called_wrong_says_so_and_can_be_taken_back() -> None:
    turn = stored(feedback=(given(FeedbackKind.WRONG_CITATION, 1),))
    page = Reader(wrong_html(turn, 1))
    assert THANKS in page.text
    assert [(b["data-judge"], b["data-marker"]) for b in page.all("text")] == [("withdraw", "1")]
    assert Reader(wrong_html(turn, 2)).all("note")

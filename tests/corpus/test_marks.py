from __future__ import annotations

import pytest

from corpus import marks


def placed(text: str, *labels: int) -> str:
    """The text with its marks shown in angle brackets."""
    shown, _ = marks.place(text, labels)
    return shown.replace(marks.OPEN, "<").replace(marks.CLOSE, ">")


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("held in 2015.9 Then", (9,), "held in 2015.<9> Then"),
        ("in 2011 and 20128 and", (8,), "in 2011 and 2012<8> and"),
        ("was 37.6 Then", (6,), "was 37.<6> Then"),
        ("States,1 which (CEB)2 and", (1, 2), "States,<1> which (CEB)<2> and"),
        ("aspects.” 3  The next", (3,), "aspects.”<3>  The next"),
        ("in 2013, the end of the list3 came", (3,), "in 2013, the end of the list<3> came"),
        ("resolution 65/170 of it0", (0,), "resolution 65/170 of it<0>"),
    ],
)
def test_the_likeliest_place_is_taken(text: str, labels: tuple[int, ...], expected: str) -> None:
    assert placed(text, *labels) == expected


def test_marks_ascend_even_where_a_cheaper_place_comes_too_late() -> None:
    assert placed("first5 then4 then5 end", 4, 5) == "first5 then<4> then<5> end"


def test_a_mark_that_is_nowhere_is_reported() -> None:
    assert marks.place("no mark here", [4]) == ("no mark here", (4,))


def test_lifting_gives_the_text_and_the_places() -> None:
    text, found = marks.lift(f"one{marks.token('1')} two{marks.token('2')}")
    assert text == "one two"
    assert found == (marks.Mark(3, "1"), marks.Mark(7, "2"))


def test_superscripts_become_marks() -> None:
    text, found = marks.lift(marks.from_superscripts("States¹² and <sup>3</sup>"))
    assert text == "States and"
    assert [mark.label for mark in found] == ["12", "3"]

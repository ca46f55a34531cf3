from __future__ import annotations

import pytest

from assistant.checking.figures import Unit, bears_out, figures_in
from assistant.checking.numerals import ordinal_value, spelled_value


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("USD 167 billion", Unit.USD, 167e9),
        ("US$167bn", Unit.USD, 167e9),
        ("167 000 million US dollars", Unit.USD, 167e9),
        ("167,000 million dollars", Unit.USD, 167e9),
        ("9.5 million euros", Unit.EUR, 9.5e6),
        ("£3 million", Unit.GBP, 3e6),
        ("CHF 20,000", Unit.CHF, 20_000),
        ("five Swiss francs", Unit.CHF, 5),
        ("12 %", Unit.SHARE, 0.12),
        ("12 per cent", Unit.SHARE, 0.12),
        ("twelve percent", Unit.SHARE, 0.12),
        ("a quarter", Unit.SHARE, 0.25),
        ("half", Unit.SHARE, 0.5),
        ("two-thirds", Unit.SHARE, 2 / 3),
        ("300 000 migrants", Unit.COUNT, 300_000),
        ("a hundred and fifty thousand", Unit.COUNT, 150_000),
        ("twenty-five agencies", Unit.COUNT, 25),
        ("the ninetieth session", Unit.ORDINAL, 90),
        ("the 101st session", Unit.ORDINAL, 101),
        ("twice as large", Unit.TIMES, 2),
        ("tripled", Unit.TIMES, 3),
        ("resolution 65/170", Unit.CODE, 0),
        ("A/67/254", Unit.CODE, 0),
        ("Rio+20", Unit.CODE, 0),
    ],
)
def test_a_figure_is_its_value_however_it_is_written(text: str, unit: Unit, value: float) -> None:
    (figure,) = figures_in(text)
    assert figure.unit is unit
    assert figure.value == pytest.approx(value)
    assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 2 November 2012", [(2012, 11, 2)]),
        ("on November 2, 2012", [(2012, 11, 2)]),
        ("in Sept. 2012", [(2012, 9, 0)]),
        ("2012-11-02", [(2012, 11, 2)]),
        ("on 3 May", [(0, 5, 3)]),
        ("21-22 February 2013", [(2013, 2, 21), (2013, 2, 22)]),
        ("from 2001 to 2004", [(2001, 0, 0), (2004, 0, 0)]),
        ("2010–2012", [(2010, 0, 0), (2012, 0, 0)]),
        ("2012/13", [(2012, 0, 0), (2013, 0, 0)]),
        ("in the 1990s", [(1990, 0, 0)]),
        ("may march on", []),
    ],
)
def test_dates_are_read_as_far_as_they_are_given(
    text: str, dates: list[tuple[int, int, int]]
) -> None:
    found = [figure.date for figure in figures_in(text)]
    assert [(d.year, d.month, d.day) for d in found if d is not None] == dates


def test_one_as_a_pronoun_is_no_figure() -> None:
    assert figures_in("one of them helped one another") == []


@pytest.mark.parametrize(
    ("source", "claimed", "agree"),
    [
        ("USD 167 billion", "167 000 million dollars", True),
        ("USD 167 billion", "167 billion", True),
        ("USD 167 billion", "EUR 167 billion", False),
        ("USD 167 billion", "USD 176 billion", False),
        ("12 per cent", "12", False),
        ("a third", "33 per cent", True),
        ("35 per cent", "a third", False),
        ("USD 167 billion", "about 170 billion", True),
        ("USD 167 billion", "170 billion", False),
        ("USD 167 billion", "about 180 billion", False),
        ("2 November 2012", "November 2012", True),
        ("November 2012", "2 November 2012", False),
        ("2012", "2013", False),
        ("resolution 65/170", "resolution 65/171", False),
        ("15", "fifteen", True),
        ("the fifteenth", "fifteen", False),
    ],
)
def test_a_figure_bears_out_what_is_the_same_or_rounded_and_says_so(
    source: str, claimed: str, agree: bool
) -> None:
    (one,), (other,) = figures_in(source), figures_in(claimed)
    assert bears_out(one, other) is agree


def test_spelled_numbers_are_counted() -> None:
    words = {"zero": 0, "nineteen": 19, "ninety-nine": 99, "two hundred and one": 201,
             "three thousand four hundred": 3400, "a hundred": 100}  # fmt: skip
    assert {word: spelled_value(word) for word in words} == words


def test_spelled_ordinals_are_counted() -> None:
    words = {"first": 1, "fourth": 4, "eighth": 8, "ninth": 9, "twelfth": 12, "fourteenth": 14,
             "fifteenth": 15, "eighteenth": 18, "twentieth": 20, "fortieth": 40,
             "ninety-first": 91}  # fmt: skip
    for word, value in words.items():
        (figure,) = figures_in(f"the {word} session")
        assert (figure.unit, figure.value) == (Unit.ORDINAL, value), word
        assert ordinal_value(word) == value

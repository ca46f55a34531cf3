from __future__ import annotations

import pytest

from corpus.parsers.items import ItemLevels


@pytest.mark.parametrize(
    ("labels", "places"),
    [
        (["a", "b", "c"], ["(a)", "(b)", "(c)"]),
        (["a", "i", "ii", "b", "i"], ["(a)", "(a)(i)", "(a)(ii)", "(b)", "(b)(i)"]),
        (["g", "h", "i", "j"], ["(g)", "(h)", "(i)", "(j)"]),
        (["e", "f", "h"], ["(e)", "(f)", "(h)"]),
        (["•", "•"], ["bullet 1", "bullet 2"]),
        (["1", "2", "a", "b", "3"], ["(1)", "(2)", "(2)(a)", "(2)(b)", "(3)"]),
        (["a", "b", "a"], ["(a)", "(b)", "(a)"]),
    ],
)
def test_a_label_finds_its_level_from_those_before_it(labels: list[str], places: list[str]) -> None:
    levels = ItemLevels()
    assert [levels.place(label)[1] for label in labels] == places

from __future__ import annotations

import pytest

from assistant.exporting.places import places
from assistant.exporting.types import Line


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (("One", 1, " Two", 2, " end."), [(1, "One"), (2, " Two")]),
        (("One", 1, 2, " Two", 3), [(1, "One"), (3, " Two")]),
        (("One", 1, ",", 2, ", ", 3), [(1, "One")]),
        (("One", " and ", "two", 1), [(1, "One and two")]),
        ((1, "One", 2), [(2, "One")]),
        (("One",), []),
        ((), []),
    ],
)
def test_marks_that_stand_together_are_one_place(line: Line, found: list[tuple[int, str]]) -> None:
    assert list(places(line)) == found

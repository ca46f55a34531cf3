from __future__ import annotations

import pytest

from assistant.overlap import overlap, states_the_same

PILOTS = "UNDP is supporting migration mainstreaming processes in four pilot countries: {}."


def test_the_shorter_text_sets_the_scale() -> None:
    assert overlap("one two three four", "zero one two three four five six") == 1.0
    assert overlap("one two three four", "one two three nine") == 0.5
    assert overlap("", "one two three") == 0.0


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (
            "The GMG has 16 members today in Geneva.",
            "Today the GMG has 16 members in Geneva.",
            False,
        ),
        (
            "The group now has 16 members in all.",
            "The group now has 16 members in all, it says.",
            True,
        ),
        ("The group now has 16 members in all.", "The group now has 15 members in all.", False),
        (PILOTS.format("Jamaica and Tunisia"), PILOTS.format("Jamaica and Mali"), False),
        (PILOTS.format("Jamaica and Mali"), PILOTS.format("Jamaica, Moldova and Mali"), True),
    ],
)
def test_sentences_are_one_statement_only_without_a_contradiction(
    first: str, second: str, same: bool
) -> None:
    assert states_the_same(first, second) is same

from __future__ import annotations

import pytest

from index.tokens import count_tokens, within_budget
from tests.index.samples import BORDERS, HEALTH, REMITTANCES, passage


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("hello world", 2), ("<|endoftext|>", 7), ("international migration", 2)],
)
def test_tokens_are_those_of_cl100k_base(text: str, tokens: int) -> None:
    assert count_tokens(text) == tokens


def test_a_budget_keeps_the_first_passages_that_fit() -> None:
    passages = [passage("d", at, 0, text) for at, text in enumerate([REMITTANCES, HEALTH, BORDERS])]
    two = count_tokens(REMITTANCES) + count_tokens(HEALTH)
    assert within_budget(passages, two) == tuple(passages[:2])
    assert within_budget(passages, two - 1) == tuple(passages[:1])
    assert within_budget(passages, 0) == ()


def test_a_later_passage_never_overtakes_one_that_does_not_fit() -> None:
    long, short = passage("d", 1, 0, "word " * 100), passage("d", 2, 0, "word")
    assert within_budget([long, short], 50) == ()

from __future__ import annotations

import pytest

from index.tokens import count_tokens, within_tokens
from tests.index.samples import BORDERS, HEALTH, REMITTANCES


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("hello world", 2), ("<|endoftext|>", 7), ("international migration", 2)],
)
def test_tokens_are_those_of_cl100k_base(text: str, tokens: int) -> None:
    assert count_tokens(text) == tokens


def test_a_budget_keeps_the_first_texts_that_fit() -> None:
    texts = [REMITTANCES, HEALTH, BORDERS]
    two = count_tokens(REMITTANCES) + count_tokens(HEALTH)
    assert within_tokens(texts, two) == 2
    assert within_tokens(texts, two - 1) == 1
    assert within_tokens(texts, 0) == 0
    assert within_tokens([], 10) == 0


def test_a_later_text_never_overtakes_one_that_does_not_fit() -> None:
    assert within_tokens(["word " * 100, "word"], 50) == 0

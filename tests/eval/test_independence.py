from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.known import KnownQuestion
from eval.independence import (
    nearest_by_meaning,
    nearest_by_words,
    nearest_lines,
)
from eval.types import Category
from index.encoder import Encoder, load_encoder
from tests.eval.samples import question


def known(text: str, language: str = "en") -> KnownQuestion:
    return KnownQuestion("k", language, text, (), answerable=True)


KNOWN = (
    known("What does it cost to send money home?"),
    known("Who founded the Geneva Migration Group?"),
)
REWORDED = replace(question(id="r"), question="What is the price of transferring wages home?")
COPIED = replace(question(id="c"), question="Who was it that founded the Geneva Migration Group?")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_questions_are_compared_with_known_ones_of_their_language_only(encoder: Encoder) -> None:
    french = replace(COPIED, category=Category.FRENCH)
    translated = known("Qui a fondé le Groupe de Genève ?", language="fr")
    for pairs in (
        nearest_by_words([french], [*KNOWN, translated]),
        nearest_by_meaning([french], [*KNOWN, translated], encoder),
    ):
        assert [pair.known for pair in pairs] == [translated]
    assert nearest_by_words([french], KNOWN) == nearest_by_meaning([french], KNOWN, encoder) == []


def test_words_find_a_copy_first() -> None:
    first, second = nearest_by_words([REWORDED, COPIED], KNOWN)
    assert (first.question.id, first.known) == ("c", KNOWN[1])
    assert first.nearness == 1.0 > second.nearness > 0.0


def test_meaning_finds_a_rewording_that_shares_few_words(encoder: Encoder) -> None:
    pairs = {p.question.id: p for p in nearest_by_meaning([REWORDED, COPIED], KNOWN, encoder)}
    assert pairs["r"].known == KNOWN[0]
    assert pairs["r"].nearness > 0.6
    assert pairs["c"].nearness > 0.9


def test_the_nearest_pairs_are_shown_by_both_measures(encoder: Encoder) -> None:
    lines = "\n".join(nearest_lines([REWORDED, COPIED], KNOWN, encoder))
    assert lines.count("Nearest of 2 known questions") == 2
    assert lines.count("r: What is the price") == 2

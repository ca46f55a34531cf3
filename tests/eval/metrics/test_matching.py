from __future__ import annotations

import pytest

from eval.metrics.matching import Piece, found, group_ranks, is_covered, overlaps, words
from tests.eval.samples import BORDERS, FLOWS, REMITTANCES, question


def ranks(*gold: tuple[str, int], texts: list[str]) -> tuple[int | None, ...]:
    return group_ranks(question(*gold), [Piece("paper", text) for text in texts])


def test_typography_white_space_and_case_do_not_matter() -> None:
    assert words("The  “State-led”\nprocess (2006).") == words("the 'state led' PROCESS 2006")


def test_words_are_found_only_in_runs_of_three() -> None:
    quote, text = words("a b c d e f g"), words("a b c x d e y f g")
    assert found(quote, text) == {0, 1, 2}


def test_a_quote_of_two_words_is_found_whole_or_not_at_all() -> None:
    assert found(words("Turin Italy"), words("in Turin, Italy.")) == {0, 1}
    assert found(words("Turin Italy"), words("Italy, then Turin")) == frozenset()


@pytest.mark.parametrize(("places", "covered"), [(range(8), True), (range(7), False)])
def test_four_fifths_of_the_words_cover_a_quote(places: range, covered: bool) -> None:
    assert is_covered(words("a b c d e f g h i j"), places) is covered


def test_another_figure_is_other_evidence() -> None:
    assert ranks((REMITTANCES, 1), texts=[REMITTANCES.replace("167", "406")]) == (None,)


def test_nothing_covers_an_empty_quote() -> None:
    assert ranks(("", 1), texts=[REMITTANCES]) == (None,)
    assert ranks((REMITTANCES, 1), texts=[]) == (None,)
    assert group_ranks(question(), [Piece("paper", REMITTANCES)]) == ()


def test_a_quote_over_two_passages_is_covered_by_the_second() -> None:
    both = f"{FLOWS} {BORDERS}"
    assert ranks((both, 1), texts=[FLOWS, REMITTANCES, BORDERS]) == (3,)


def test_quotes_of_one_group_are_interchangeable_and_every_group_has_its_rank() -> None:
    gold = ((REMITTANCES, 1), (FLOWS, 1), (BORDERS, 2))
    assert ranks(*gold, texts=[BORDERS, FLOWS, REMITTANCES]) == (2, 1)


def test_a_repeated_passage_does_not_change_a_rank() -> None:
    assert ranks((FLOWS, 1), texts=[BORDERS, BORDERS, FLOWS, FLOWS]) == (3,)


def test_the_same_words_in_another_document_do_for_one_place_but_not_for_several() -> None:
    elsewhere = [Piece("letter", REMITTANCES)]
    assert group_ranks(question((REMITTANCES, 1)), elsewhere) == (1,)
    assert group_ranks(question((REMITTANCES, 1), (BORDERS, 2)), elsewhere) == (None, None)


def test_quotes_overlap_from_half_of_the_shorter_on() -> None:
    assert overlaps("a b c d e f", "x a b c y")
    assert not overlaps("a b c d e f g", "x a b c y z v w")
    assert not overlaps("", REMITTANCES)

from __future__ import annotations

import pytest

from assistant.checking.polarity import flipped_negation, negations_in, opposites, words_in
from index.lexical import terms


def flipped(claim: str, source: str) -> tuple[str, str] | None:
    turned = flipped_negation(
        claim, negations_in(claim), frozenset(terms(source)), negations_in(source)
    )
    return (turned.text, turned.source) if turned else None


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("It has not ratified the treaty.", "It has ratified the treaty.", ("not ratified", "")),
        ("It is binding.", "It is non-binding.", ("binding", "non-binding")),
        ("They should become reliant.", "They avoid becoming reliant.",
         ("become", "avoid becoming")),
        ("It was not adopted.", "It was never adopted.", None),
        ("Not only migrants gain.", "Migrants gain.", None),
        ("It is not warm.", "It has ratified the treaty.", None),
    ],
)  # fmt: skip
def test_a_negation_that_only_one_of_them_has_is_seen(
    claim: str, source: str, expected: tuple[str, str] | None
) -> None:
    assert flipped(claim, source) == expected


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("Remittances fell.", "Remittances have risen.", [("fell", "risen")]),
        ("a voluntary process", "a binding process", [("voluntary", "binding")]),
        ("for developed countries", "for developing countries", [("developed", "developing")]),
        ("the first session", "the second session", [("first", "second")]),
        ("more and fewer", "fewer and more", []),
        ("Remittances increased.", "Remittances increase or decrease.", []),
        ("warm days", "cold nights", []),
    ],
)
def test_opposites_are_seen_where_the_word_itself_is_missing(
    claim: str, source: str, expected: list[tuple[str, str]]
) -> None:
    found = opposites(claim, words_in(claim), words_in(source))
    assert [(turned.text, turned.source) for turned in found] == expected

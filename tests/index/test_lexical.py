from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalIndex, terms

TEXTS = [
    "Remittances to developing countries came to USD 167 billion in 2005.",
    "WHO and UN-Habitat support migrants' health.",
    "The State-led process met in 2,157 places, see resolution A/RES/65/170.",
    "Migration and development",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,157", ["2157"]),
        ("37.6", ["37.6"]),
        ("65/170", ["65/170"]),
        ("the 90th session", ["90th", "session"]),
        ("UN-Habitat", ["un", "habitat", "unhabitat"]),
        ("inter-agency", ["inter", "agenc", "interag"]),
        ("migrants’ rights", ["migrant", "right"]),
        ("the Council's", ["council"]),
        ("U.N. reform", ["un", "reform"]),
        ("Côte d’Ivoire", ["cote", "d'ivoir"]),
        ("NGOs", ["ngo"]),
        ("who is it?", []),
        ("WHO said IT", ["who", "said", "it"]),
        ("WHO IS IT?", []),
        ("G20, H1N1", ["g20", "h1n1"]),
        ("", []),
        ("🧳 — …", []),
    ],
)
def test_terms_are_what_a_reader_would_compare(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def best(question: str) -> int:
    return int(np.argmax(LexicalIndex.build(TEXTS).scores(question)))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How large was a remittance in 2005?", 0),
        ("What does WHO do?", 1),
        ("UN Habitat", 1),
        ("2157", 2),
        ("resolution 65/170", 2),
    ],
)
def test_the_text_with_the_words_of_the_question_scores_highest(
    question: str, expected: int
) -> None:
    assert best(question) == expected


def test_a_question_that_shares_no_word_scores_zero_everywhere() -> None:
    index = LexicalIndex.build(TEXTS)
    for question in ("", "who is it?", "zebra", "🧳"):
        assert index.scores(question).tolist() == [0, 0, 0, 0]


def test_a_saved_index_scores_as_before(tmp_path: Path) -> None:
    index = LexicalIndex.build(TEXTS)
    index.save(tmp_path / "words")
    question = "remittances of migrants in 2005"
    assert index.scores(question).max() > 0
    loaded = LexicalIndex.load(tmp_path / "words").scores(question)
    assert loaded.tolist() == index.scores(question).tolist()


@pytest.mark.parametrize("texts", [[], ["", "the of"]])
def test_texts_without_a_term_make_an_index_too(texts: list[str], tmp_path: Path) -> None:
    LexicalIndex.build(texts).save(tmp_path / "words")
    assert LexicalIndex.load(tmp_path / "words").scores("remittances").tolist() == [0] * len(texts)


@given(st.text())
def test_any_text_has_terms_without_a_space(text: str) -> None:
    assert all(term and not term.isspace() for term in terms(text))


@given(st.text())
def test_any_question_scores_at_least_zero(question: str) -> None:
    scores = LexicalIndex.build(TEXTS).scores(question)
    assert scores.shape == (4,)
    assert (scores >= 0).all()

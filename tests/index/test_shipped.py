from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.known import bind_known_questions
from corpus.loading import Corpus
from index.encoder import Encoder
from index.errors import EncoderFault
from index.known import in_english
from index.reuse import text_key
from index.shipped import save_questions, shipped_questions
from index.testing import WordHashEncoder


def test_what_was_saved_comes_back_nearly_exact_and_of_unit_length(tmp_path: Path) -> None:
    encoder = WordHashEncoder()
    texts = ["How many members does IOM have?", "Who founded it?", "When was that?"]
    vectors = encoder.encode(texts)
    save_questions(encoder, texts, vectors, tmp_path / "questions.npz")
    kept = shipped_questions(encoder, tmp_path / "questions.npz")
    back = np.array([kept[text_key(text)] for text in texts])
    assert np.linalg.norm(back, axis=1) == pytest.approx(1.0, abs=1e-6)
    assert np.sum(back * vectors, axis=1).min() > 0.999


def test_another_encoder_gets_none(tmp_path: Path) -> None:
    encoder = WordHashEncoder()
    save_questions(encoder, ["Who?"], encoder.encode(["Who?"]), tmp_path / "questions.npz")
    assert not shipped_questions(WordHashEncoder(dimensions=32), tmp_path / "questions.npz")


def test_without_the_file_there_are_none_and_a_damaged_one_is_reported(tmp_path: Path) -> None:
    assert shipped_questions(WordHashEncoder(), tmp_path / "none.npz") == {}
    (tmp_path / "questions.npz").write_bytes(b"PK no archive")
    with pytest.raises(EncoderFault, match=r"damaged: .* Restore the file, or remove it"):
        shipped_questions(WordHashEncoder(), tmp_path / "questions.npz")


def test_every_known_question_is_shipped_as_the_encoder_makes_it(
    corpus: Corpus, encoder: Encoder
) -> None:
    questions = in_english(bind_known_questions(corpus).questions)
    kept = shipped_questions(encoder)
    assert all(text_key(question.text) in kept for question in questions)
    sample = [question.text for question in questions[::2_000]]
    made = encoder.encode(sample)
    for text, vector in zip(sample, made, strict=True):
        assert float(kept[text_key(text)] @ vector) > 0.999

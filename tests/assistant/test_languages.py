from __future__ import annotations

import pytest

from assistant.languages import detect
from corpus.known import bind_known_questions
from corpus.loading import Corpus


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How many members does IOM have?", "en"),
        ("Combien de membres compte l'OIM ?", "fr"),
        ("combien de membres compte l oim", "fr"),
        ("¿Cuántos miembros tiene la OIM?", "es"),
        ("cuantos miembros tiene la oim", "es"),
        ("GMG?", "en"),
        ("", "en"),
        ("国际移民组织", "en"),
    ],
)
def test_a_language_is_told_from_small_words_and_signs(question: str, language: str) -> None:
    assert detect(question) == language


@pytest.mark.parametrize(
    ("word", "language"), [("cela", "fr"), ("rapport", "fr"), ("acnudh", "es"), ("acnur", "es")]
)
def test_each_small_word_is_one_by_itself(word: str, language: str) -> None:
    assert detect(word) == language


def test_nearly_all_known_questions_are_told_apart(corpus: Corpus) -> None:
    questions = bind_known_questions(corpus).questions
    wrong = [q for q in questions if detect(q.text) != q.language]
    assert len(wrong) / len(questions) < 0.01

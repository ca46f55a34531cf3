from __future__ import annotations

from corpus.known import KnownQuestion
from index.training.translating import measure
from index.translation import WordTable


def known(id_: str, language: str, text: str) -> KnownQuestion:
    return KnownQuestion(id_, language, text, ("d#1.1",), answerable=True)


def test_questions_in_two_languages_measure_how_much_of_the_english_is_found() -> None:
    questions = [
        known("k1", "en", "the blue house"),
        known("k1", "fr", "la maison bleue"),
        known("k2", "fr", "rouge"),
    ]
    table = WordTable({"la": "The", "maison": "house", "bleue": "green", "rouge": "red"})
    measured = measure(questions, "fr", table)
    assert "of the English words of 1 questions 0.667 are found" in measured

from __future__ import annotations

from corpus.known import KnownQuestion
from index.training.data import is_held_out
from index.training.translating import english_words, learn, measure, parallel
from index.translation import WordTable

PAIRS = [
    ("la maison bleue", "the blue house"),
    ("la maison verte", "the green house"),
    ("la voiture bleue", "the blue car"),
    ("une voiture", "a car"),
    ("une maison", "a house"),
    ("une table verte", "a green table"),
]


def known(id_: str, language: str, text: str, pair: str = "") -> KnownQuestion:
    return KnownQuestion(id_, language, text, ("d#1.1",), answerable=True, pair=pair)


def test_words_are_learned_from_what_they_stand_beside_in_several_questions() -> None:
    assert learn(PAIRS).words == {
        "la": "the",
        "maison": "house",
        "bleue": "blue",
        "verte": "green",
        "voiture": "car",
        "une": "a",
        "table": "table",
    }


def test_the_order_of_the_questions_teaches_nothing() -> None:
    assert learn(PAIRS[::-1]).words == learn(PAIRS).words


def test_of_no_questions_nothing_is_learned() -> None:
    assert learn([]).words == {}


def test_figures_are_not_learned() -> None:
    assert learn([("en 2005", "in 2005"), ("en 37,6", "in 37.6")]).words == {"en": "in"}


def test_names_and_acronyms_keep_their_capitals_and_the_first_word_does_not() -> None:
    assert english_words("Does the WHO help Mali in 2011?") == "does the WHO help Mali in".split()
    assert english_words("IOM in brief") == ["IOM", "in", "brief"]


def test_only_questions_known_in_both_languages_and_not_held_out_are_learned_from() -> None:
    ids = [f"k{number}" for number in range(99)]
    kept = next(id_ for id_ in ids if not is_held_out(id_))
    held_out = next(id_ for id_ in ids if is_held_out(id_))
    questions = [
        known(kept, "en", "Who?"),
        known(kept, "fr", "Qui ?"),
        known(kept, "es", "¿Quién?"),
        known(held_out, "en", "Where?"),
        known(held_out, "fr", "Où ?"),
        known(f"{kept}-a", "en", "When?", pair=held_out),
        known(f"{kept}-a", "fr", "Quand ?", pair=held_out),
        known("alone", "fr", "Pourquoi ?"),
    ]
    assert parallel(questions, "fr") == [("Qui ?", "Who?")]


def test_held_out_questions_measure_how_much_of_the_english_is_found() -> None:
    held_out = next(id_ for id_ in (f"k{number}" for number in range(99)) if is_held_out(id_))
    questions = [known(held_out, "en", "the blue house"), known(held_out, "fr", "la maison bleue")]
    table = WordTable({"la": "the", "maison": "house", "bleue": "green"})
    assert "of 1 held-out questions 0.667 are found" in measure(questions, "fr", table)

from __future__ import annotations

import pytest

from assistant.parts import merge, split_question
from corpus.types import Passage, PassageKind, Sentence
from index.types import (
    KnownAnswer,
    KnownMatches,
    Retrieval,
    ScoredPassage,
    ScoredSentence,
    Signals,
)


@pytest.mark.parametrize(
    ("question", "language", "first", "second"),
    [
        ("When was IOM founded, and by whom?", "en", "When was IOM founded?", "by whom"),
        ("Where did the GFMD meet? Who chaired it?", "en", "Where did the GFMD meet?", "chaired"),
        ("Quand l'OIM a-t-elle vu le jour et qui la dirige ?", "fr", "Quand l'OIM", "dirige"),
        ("¿Cuándo se fundó la OIM y quién la dirige?", "es", "Cuándo se fundó", "dirige"),
    ],
)
def test_two_questions_in_one_are_two_parts(
    question: str, language: str, first: str, second: str
) -> None:
    one, other = split_question(question, language)
    assert one.startswith(first)
    assert second in other.lower() or second in other


def test_a_later_part_takes_over_what_it_leaves_out() -> None:
    _, second = split_question("Where did the first GFMD meet? Who chaired it?", "en")
    assert "GFMD" in second


@pytest.mark.parametrize(
    "question",
    [
        "What do ILO and IOM say about recruitment?",
        "How large were remittances in 2005?",
        "migration and development pilot countries",
        "Who?",
    ],
)
def test_one_question_has_no_parts(question: str) -> None:
    assert split_question(question, "en") == ()


def test_a_list_of_questions_is_not_searched_one_by_one() -> None:
    assert split_question("What is this? " * 6, "en") == ()


def retrieval(*scores: tuple[str, float]) -> Retrieval:
    passages, sentences = [], []
    for name, score in scores:
        passage = Passage(name, "d", PassageKind.PARAGRAPH, 0, 1, "x", name)
        passages.append(ScoredPassage(passage, score, Signals(0.0, 0.0, 0.0)))
        sentence = Sentence(name, name, "d", 0, 1, "x", name)
        sentences.append(ScoredSentence(sentence, score, 0.0))
    known = KnownMatches((KnownAnswer("Asked?", scores[0][1] / 10, (scores[0][0],)),), (0.5,))
    return Retrieval(tuple(passages), tuple(sentences), known)


def test_the_best_of_each_part_comes_first() -> None:
    merged = merge([retrieval(("a", 9.0), ("b", 8.5)), retrieval(("c", 2.0), ("b", 0.0))], limit=2)
    assert [scored.passage.id for scored in merged.passages] == ["a", "c"]
    assert [scored.sentence.id for scored in merged.sentences] == ["a", "c", "b"]
    assert [scored.score for scored in merged.sentences] == [0.0, 0.0, -0.5]


def test_the_known_questions_of_all_parts_are_kept_nearest_first() -> None:
    merged = merge([retrieval(("a", 2.0)), retrieval(("c", 9.0))], limit=5)
    assert [answer.sentence_ids for answer in merged.known.answers] == [("c",), ("a",)]
    assert merged.known.missed == (0.5,)

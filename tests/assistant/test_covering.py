from __future__ import annotations

import pytest

from assistant.covering import ADDS, LOOKED_AT, each_adds
from assistant.questions import read_question
from assistant.rarity import Rarity
from corpus.loading import Corpus
from corpus.types import ParsedDocument
from index.types import Retrieval, ScoredSentence
from tests.index.samples import parsed

SENTENCES = (
    "Remittances came to USD 167 billion.",
    "Remittances were sent by workers.",
    "Visas are issued by consulates.",
    "Health was discussed.",
)
TWICE = "Visas are issued for a year."
QUESTION = read_question("How large were remittances, and who issues visas?")


def corpus_of(*paragraphs: str) -> Corpus:
    documents: tuple[ParsedDocument, ...] = (parsed("a", paragraphs),)
    return Corpus(documents)


CORPUS = corpus_of(*SENTENCES)


def found(*scores: float, known: str = "", corpus: Corpus = CORPUS) -> Retrieval:
    """The sentences of a corpus with these scores; ``known`` is answered by the last one."""
    sentences = [s for p in corpus.passages() for s in p.sentences]
    shown = [""] * (len(scores) - 1) + [known]
    return Retrieval(
        (),
        tuple(
            ScoredSentence(sentence, score, 0.5, known_question=question)
            for sentence, score, question in zip(sentences, scores, shown, strict=True)
        ),
    )


def texts(retrieval: Retrieval, corpus: Corpus = CORPUS) -> list[str]:
    ordered = each_adds(QUESTION, retrieval, Rarity.of(corpus), corpus)
    return [scored.sentence.text for scored in ordered.sentences]


def test_what_is_not_yet_said_comes_before_what_says_the_same() -> None:
    first, same, other, aside = SENTENCES
    corpus = corpus_of(*SENTENCES, TWICE)
    retrieval = found(5, 4.9, 4, 0, 3.9, corpus=corpus)
    assert texts(retrieval, corpus) == [first, other, same, TWICE, aside]


def test_the_best_sentence_stays_first_and_one_far_below_stays_behind() -> None:
    first, same, other, aside = SENTENCES
    assert texts(found(5, 4.9, 4.9 - ADDS, 0)) == [first, same, other, aside]


def test_the_known_question_that_a_sentence_answers_counts_as_its_words() -> None:
    first, same, other, aside = SENTENCES
    asked = "Who issues visas?"
    assert texts(found(5, 4.9, 0, 4)) == [first, same, aside, other]
    assert texts(found(5, 4.9, 0, 4, known=asked)) == [first, aside, same, other]


def test_scores_fall_and_nothing_is_lost() -> None:
    corpus = corpus_of(*SENTENCES, *(f"Visas of kind {n} exist." for n in range(LOOKED_AT)))
    retrieval = found(*(5 - n / 10 for n in range(len(SENTENCES) + LOOKED_AT)), corpus=corpus)
    ordered = each_adds(QUESTION, retrieval, Rarity.of(corpus), corpus)
    scores = [scored.score for scored in ordered.sentences]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == pytest.approx(5)
    ids = [{s.sentence.id for s in r.sentences} for r in (retrieval, ordered)]
    assert ids[0] == ids[1]
    assert ordered.sentences[LOOKED_AT:] != ()

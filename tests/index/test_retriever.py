from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.loading import Corpus
from corpus.types import ParsedDocument, PassageKind
from index.building import build_index, open_index
from index.encoder import Encoder
from index.retriever import Retriever, Vectorised, question_vector
from index.store import MemoryStore, Row
from index.testing import WordHashEncoder
from index.translation import load_tables
from index.types import Retrieval
from tests.index.samples import (
    BORDERS,
    HEALTH,
    REMITTANCES,
    corpus_of,
    parsed,
    passage,
    small_corpus,
)

REMITTANCE_QUESTION = (
    "How much did officially recorded remittances to developing countries come to in 2005?"
)


@pytest.fixture
def small(tmp_path: Path) -> Retriever:
    build_index(small_corpus(), WordHashEncoder(), tmp_path)
    return open_index(small_corpus(), WordHashEncoder(), tmp_path)


def passage_ids(found: Retrieval) -> list[str]:
    return [scored.passage.id for scored in found.passages]


def test_passages_and_sentences_come_best_first(small: Retriever) -> None:
    found = small.retrieve("How large were remittances in 2005?")
    assert found.passages[0].passage.text == REMITTANCES
    assert found.sentences[0].sentence.text == "In 2005 remittances came to USD 167 billion."
    for scores in ([p.score for p in found.passages], [s.score for s in found.sentences]):
        assert scores == sorted(scores, reverse=True)


def test_the_sentences_are_those_of_the_passages(small: Retriever) -> None:
    found = small.retrieve("health services", limit=2)
    expected = {s.id for scored in found.passages for s in scored.passage.sentences}
    assert {scored.sentence.id for scored in found.sentences} == expected
    assert HEALTH in [scored.passage.text for scored in found.passages]


def test_as_many_passages_as_asked_for_or_as_there_are(small: Retriever) -> None:
    assert len(small.retrieve("zebra", limit=3).passages) == 3
    assert len(small.retrieve("zebra", limit=50).passages) == 4
    assert len(small.retrieve("zebra", limit=50, documents=frozenset({"money"})).passages) == 2


def test_a_filter_keeps_passages_of_its_documents_only(small: Retriever) -> None:
    found = small.retrieve("remittances in 2005", documents=frozenset({"people"}))
    assert {scored.passage.document_id for scored in found.passages} == {"people"}
    assert {scored.sentence.document_id for scored in found.sentences} == {"people"}
    assert small.retrieve("remittances", documents=frozenset()).passages == ()


def test_a_heading_is_never_found_by_itself(tmp_path: Path) -> None:
    document = parsed("d", ["Remittances", REMITTANCES]).document
    heading = passage("d", 1, 0, "Remittances", PassageKind.HEADING)
    body = passage("d", 2, 13, REMITTANCES)
    corpus = Corpus((ParsedDocument(document, (heading, body)),))
    build_index(corpus, WordHashEncoder(), tmp_path)
    found = open_index(corpus, WordHashEncoder(), tmp_path).retrieve("Remittances")
    assert passage_ids(found) == [body.id]


def test_a_passage_is_found_by_the_heading_above_it(tmp_path: Path) -> None:
    document = parsed("d", [HEALTH, REMITTANCES]).document
    under = passage("d", 1, 0, HEALTH, headings=("Zebra policy",))
    other = passage("d", 2, len(HEALTH) + 2, REMITTANCES)
    corpus = Corpus((ParsedDocument(document, (other, under)),))
    build_index(corpus, WordHashEncoder(), tmp_path)
    found = open_index(corpus, WordHashEncoder(), tmp_path).retrieve("zebra policy")
    assert found.passages[0].passage.id == under.id
    assert found.passages[0].signals.lexical > 0 == found.passages[1].signals.lexical


def test_signals_are_the_cosines_of_what_was_embedded(small: Retriever) -> None:
    encoder = WordHashEncoder()
    found = small.retrieve("remittances sent by workers")
    question = encoder.encode_question("remittances sent by workers")
    for scored in found.passages:
        whole = encoder.encode([f"{scored.passage.document_id}\n{scored.passage.text}"])[0]
        sentences = encoder.encode([s.text for s in scored.passage.sentences])
        assert scored.signals.passage_similarity == pytest.approx(float(whole @ question), abs=1e-5)
        best = float((sentences @ question).max())
        assert scored.signals.sentence_similarity == pytest.approx(best, abs=1e-5)


def test_what_the_store_does_not_find_is_compared_all_the_same() -> None:
    lossy = MemoryStore()
    rows = np.array([[1, 0], [0.6, 0.8], [0, 1], [-1, 0]], dtype=np.float32)
    lossy.add([Row("a/0", "one")], rows[:1])
    vectorised = Vectorised.of(lossy, ["a", "b", "c"], {"b": 2}, rows)
    one, two = np.array([0, 1], np.float32), np.array([-1, 0], np.float32)
    assert vectorised.nearest([one], 9, None) == {"a"}
    assert vectorised.cosines([one]) == pytest.approx([0, 1, 0])
    assert vectorised.cosines([one, two]) == pytest.approx([0, 1, 1])


@pytest.mark.parametrize("question", ["", "   ", "🧳🧳", "\0\x01", "who is it?", "z" * 10_000])
def test_any_question_finds_something(small: Retriever, question: str) -> None:
    found = small.retrieve(question)
    assert len(found.passages) == 4
    assert all(np.isfinite(scored.score) for scored in found.passages)


@pytest.mark.parametrize(
    ("language", "question", "first"),
    [
        ("fr", "Quels étaient les envois de fonds en 2005 ?", REMITTANCES),
        ("es", "¿Qué servicios de salud necesitan los migrantes?", HEALTH),
    ],
)
def test_a_question_in_another_language_is_searched_for_in_english(
    small: Retriever, language: str, question: str, first: str
) -> None:
    found = small.retrieve(question, language=language)
    assert found.passages[0].passage.text == first
    assert found.passages[0].score > small.retrieve(question, language="en").passages[0].score
    assert found.question == load_tables()[language].translate(question)


def test_a_document_in_the_language_of_the_question_is_found_by_its_own_words(
    tmp_path: Path,
) -> None:
    french = "Le lac Orm est profond de deux cent douze mètres."
    corpus = corpus_of({"lac": [french], "people": [HEALTH, BORDERS]})
    build_index(corpus, WordHashEncoder(), tmp_path)
    found = open_index(corpus, WordHashEncoder(), tmp_path).retrieve(
        "Combien de mètres le lac est-il profond ?", language="fr"
    )
    assert found.passages[0].passage.text == french


def test_an_english_question_is_searched_for_as_it_stands(small: Retriever) -> None:
    assert small.retrieve("How large were remittances?").question == "How large were remittances?"


def test_the_end_of_a_very_long_question_counts(encoder: Encoder) -> None:
    opening = "We thank the Chair and all the delegations for their kind words today. " * 40
    question = encoder.encode_question("How large were remittances?")
    plain = question_vector(opening, encoder)
    asked = question_vector(opening + "How large were remittances? " * 60, encoder)
    assert asked @ question > plain @ question + 0.2
    assert np.linalg.norm(asked) == pytest.approx(1, abs=1e-5)


def test_the_figure_for_remittances_is_found_in_the_shipped_documents(retriever: Retriever) -> None:
    found = retriever.retrieve(REMITTANCE_QUESTION)
    assert found.passages[0].passage.document_id == "iom-chair-summary-2006"
    assert found.passages[0].passage.locator == "para. 40"
    assert "USD 167 billion" in found.sentences[0].sentence.text


def test_each_shipped_document_can_be_searched_alone(retriever: Retriever, corpus: Corpus) -> None:
    for parsed_document in corpus.documents:
        name = parsed_document.document.id
        found = retriever.retrieve(REMITTANCE_QUESTION, documents=frozenset({name}))
        assert {scored.passage.document_id for scored in found.passages} == {name}
        searchable = sum(p.kind.is_searchable for p in parsed_document.passages)
        assert len(found.passages) == min(10, searchable)


def test_the_same_question_finds_the_same_twice(
    retriever: Retriever, corpus: Corpus, encoder: Encoder, shipped_folder: Path
) -> None:
    again = open_index(corpus, encoder, shipped_folder)
    assert again.retrieve(REMITTANCE_QUESTION) == retriever.retrieve(REMITTANCE_QUESTION)

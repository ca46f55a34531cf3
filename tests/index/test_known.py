"""Known questions beside the sentences that answer them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.known import bind_known_questions
from corpus.loading import SHIPPED, Corpus, load_corpus
from index.building import build_index, open_index
from index.encoder import Encoder, load_encoder
from index.fusion import KNOWN_FROM, KNOWN_TO, known_bonus
from index.retriever import Retriever

LAKES = """# The lakes of the northern plain

Lake Orm is 212 metres deep and freezes from December to April.

Fishing on Lake Orm has been forbidden since 1987, when the pike all but disappeared.

The ferry between Haverby and Sund carries some 40,000 passengers a year across Lake Orm.
"""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A shipped document, which has known questions, beside a foreign one, which has none."""
    folder = tmp_path_factory.mktemp("mixed")
    shutil.copy(SHIPPED / "iom-council-2012.txt", folder)
    (folder / "lakes.md").write_text(LAKES, encoding="utf-8")
    return load_corpus(folder)


@pytest.fixture(scope="module")
def retriever(mixed: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    encoder: Encoder = load_encoder()
    folder = tmp_path_factory.mktemp("index")
    build_index(mixed, encoder, folder)
    return open_index(mixed, encoder, folder)


def test_the_bonus_grows_from_nothing_to_all_between_its_ends() -> None:
    middle = (KNOWN_FROM + KNOWN_TO) / 2
    assert known_bonus(KNOWN_FROM - 0.1, 4.0) == 0.0
    assert known_bonus(middle, 4.0) == pytest.approx(2.0)
    assert known_bonus(1.0, 4.0) == 4.0


def test_a_known_question_puts_its_sentence_first(retriever: Retriever) -> None:
    found = retriever.retrieve("In which year did IOM's Council start its annual dialogue series?")
    assert found.passages[0].passage.id == "iom-council-2012#para-4"
    assert found.passages[0].signals.known_similarity > KNOWN_FROM
    assert found.known.answered[0] > KNOWN_FROM


def test_a_sentence_has_the_nearest_known_question_beside_it_unless_that_is_hidden(
    retriever: Retriever, mixed: Corpus
) -> None:
    known = next(
        question
        for question in bind_known_questions(mixed).questions
        if question.language == "en" and len(question.sentence_ids) == 1
    )

    def beside(hidden: frozenset[str] = frozenset()) -> str:
        found = retriever.retrieve(known.text, hidden=hidden)
        (own,) = (s for s in found.sentences if s.sentence.id == known.sentence_ids[0])
        return own.known_question

    assert beside() == known.text
    assert beside(frozenset({known.id})) not in ("", known.text)


@pytest.mark.parametrize(
    ("question", "language", "passage"),
    [
        ("En quelle année le Groupe de Genève sur la migration a-t-il été créé ?", "fr", "para-5"),
        ("¿En qué año se creó el Grupo de Ginebra sobre Migración?", "es", "para-5"),
    ],
)
def test_a_question_in_another_language_finds_the_english_text(
    retriever: Retriever, question: str, language: str, passage: str
) -> None:
    found = retriever.retrieve(question, language=language)
    first = [scored.passage.id for scored in found.passages[:3]]
    assert {f"iom-council-2012#{passage}", "iom-council-2012#note-2"} & set(first)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How deep is Lake Orm?", "212 metres"),
        ("Why may nobody fish there since 1987?", "pike"),
        ("How many people take the boat to Sund each year?", "40,000 passengers"),
    ],
)
def test_documents_with_known_questions_do_not_crowd_out_those_without(
    retriever: Retriever, question: str, words: str
) -> None:
    found = retriever.retrieve(question)
    assert words in found.passages[0].passage.text
    assert words in found.sentences[0].sentence.text


def test_a_document_about_the_same_things_is_found_though_it_has_no_known_questions(
    tmp_path: Path,
) -> None:
    folder, index = tmp_path / "documents", tmp_path / "index"
    folder.mkdir()
    shutil.copy(SHIPPED / "iom-council-2012.txt", folder)
    own = "The Lakes Council has held a dialogue on fish every year since 1987."
    (folder / "council.md").write_text(f"# Lakes Council\n\n{own}\n", encoding="utf-8")
    corpus, encoder = load_corpus(folder), load_encoder()
    build_index(corpus, encoder, index)
    question = "In which year did the Lakes Council start its annual dialogue series?"
    first = open_index(corpus, encoder, index).retrieve(question).sentences[0]
    assert first.sentence.text == own
    assert first.known_question == ""
    assert KNOWN_FROM < first.similarity < first.known_similarity <= 1


def test_hidden_questions_are_passed_over(retriever: Retriever, mixed: Corpus) -> None:
    question = "In which year did IOM's Council start its annual dialogue series?"
    seen = retriever.retrieve(question).known
    every = frozenset(known.id for known in bind_known_questions(mixed).questions)
    blind = retriever.retrieve(question, hidden=every).known
    assert seen.answered
    assert not blind.answered

"""The known questions, and the sentences of the shipped documents that they are bound to."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import known
from corpus.binding import words_of
from corpus.known import Binding, KnownQuestion, bind_known_questions
from corpus.loading import SHIPPED, Corpus, load_corpus

BOOK = "hld-book-2013#"
COUNCIL = "iom-council-2012#"
UNBOUND_AT_MOST = 0.01
"""Share of the questions."""
MOST = 0.5
"""Share of the words of the shorter one of a text and its sentence that they have in common."""
IN_A_ROW = 5
"""Words in a row that they have in common at least, where a text joins halves of sentences."""


@pytest.fixture(scope="module")
def binding(corpus: Corpus) -> Binding:
    return bind_known_questions(corpus)


def written() -> dict[str, list[str]]:
    """By id of a question: the texts that it was written for, read anew from the files."""
    texts: dict[str, list[str]] = {}
    for line in lines_of("known_questions.jsonl"):
        row = json.loads(line)
        texts[row["id"]] = [item["text"] for item in row.get("evidence") or [row["nearest"]]]
    for line in lines_of("minimal_pairs.jsonl"):
        row = json.loads(line)
        texts |= {f"{row['id']}-{kind}": [row["text"]] for kind in ("answerable", "unanswerable")}
    return texts


def lines_of(file: str) -> Iterator[str]:
    yield from (known.QUESTIONS / file).read_text(encoding="utf-8").splitlines()


def in_a_row(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + IN_A_ROW]) for at in range(len(words) - IN_A_ROW + 1)}


def share_most(text: list[str], sentence: list[str]) -> bool:
    shared = set(text) & set(sentence)
    is_most = len(shared) >= MOST * min(len(set(text)), len(set(sentence)))
    return is_most or bool(in_a_row(text) & in_a_row(sentence))


def ids_of(binding: Binding, question_id: str) -> tuple[str, ...]:
    return question_of(binding, question_id).sentence_ids


def question_of(binding: Binding, question_id: str, language: str = "en") -> KnownQuestion:
    (found,) = (q for q in binding.questions if (q.id, q.language) == (question_id, language))
    return found


def test_every_question_is_bound_or_reported_and_at_most_one_in_a_hundred_is_not(
    binding: Binding,
) -> None:
    bound = {question.id for question in binding.questions}
    unbound = {item.question_id for item in binding.unbound}
    assert bound | unbound == set(written())
    assert not bound & unbound
    assert len(unbound) <= UNBOUND_AT_MOST * len(written())


def test_a_question_has_its_evidence_and_a_near_miss_what_comes_closest(
    binding: Binding, corpus: Corpus
) -> None:
    for question in binding.questions:
        ids, others = question.sentence_ids, question.nearest
        assert bool(ids) is question.answerable
        assert bool(others) is not question.answerable
        assert len({corpus.sentence(item).id for item in ids + others}) == len(ids + others)


def test_translations_share_an_id_and_their_sentences(binding: Binding) -> None:
    french = question_of(binding, "k00-0005", "fr")
    assert french.text == "Que devait examiner le deuxième Dialogue de haut niveau ?"
    assert french.sentence_ids == ids_of(binding, "k00-0005")
    assert question_of(binding, "k00-0005", "es").sentence_ids == french.sentence_ids
    keys = [(question.id, question.language) for question in binding.questions]
    assert len(set(keys)) == len(keys)


def test_every_bound_sentence_shares_most_words_with_a_text_of_its_question(
    binding: Binding, corpus: Corpus
) -> None:
    texts = written()
    for question in binding.questions:
        if question.language != "en":
            continue
        written_words = [words_of(text) for text in texts[question.id]]
        for sentence_id in question.sentence_ids + question.nearest:
            own = words_of(corpus.sentence(sentence_id).text)
            assert any(share_most(words, own) for words in written_words), (
                f"{question.id} is bound to {sentence_id}"
            )


def test_the_words_of_every_text_stand_for_the_most_part_in_its_sentences(
    binding: Binding, corpus: Corpus
) -> None:
    texts = written()
    for question in binding.questions:
        if question.language != "en":
            continue
        ids = question.sentence_ids + question.nearest
        bound = {word for item in ids for word in words_of(corpus.sentence(item).text)}
        for text in texts[question.id]:
            words = set(words_of(text))
            assert len(words & bound) >= MOST * len(words), f"{question.id}: {text}"


@pytest.mark.parametrize(
    ("question_id", "expected"),
    [
        ("k00-0003", [f"{COUNCIL}para-1.1"]),
        ("k00-0005", [f"{COUNCIL}para-1.2"]),
        # A mark stands glued to the last word ("2010.8").
        ("k07-0338", [f"{BOOK}ch19-s1-p4.1", f"{BOOK}ch19-s1-p4.2"]),
        # A lead-in and the three items after it are one text, with a mark in the second.
        ("k05-0124", [f"{BOOK}ch11-s3-p3.{number}" for number in (3, 4, 5, 6)]),
        # Half an item, as its number was taken for a sentence's end ("USD 3.5").
        ("k06-0117", [f"{BOOK}ch15-s1-p8.6", f"{BOOK}ch15-s1-p8-bullet1.1"]),
        # A sentence cut by a page's notes, which runs on into one of them.
        ("k06-0252", [f"{BOOK}ch16-s1-p7.3", f"{BOOK}ch16-note-4.1"]),
        ("k01-0137", [f"{BOOK}ch1-p15.3", f"{BOOK}ch1-p16.1"]),
        # A piece of a sentence that stands in several chapters: it is the neighbour's.
        ("k02-0357", [f"{BOOK}ch5-s1-p1.2"]),
        ("k06-0430", [f"{BOOK}ch17-s1-p2-a.2"]),
        # A masthead, with its symbol of two words.
        ("k00-0001", [f"{COUNCIL}masthead.{number}" for number in range(1, 9)]),
    ],
)
def test_a_question_is_bound_to_the_sentences_that_answer_it(
    binding: Binding, question_id: str, expected: list[str]
) -> None:
    assert list(ids_of(binding, question_id)) == expected


def test_a_near_miss_is_bound_to_what_comes_closest(binding: Binding, corpus: Corpus) -> None:
    near_miss = question_of(binding, "k00-0627")
    assert near_miss.text.startswith("How many delegates came to the first pre-HLD round table")
    assert near_miss.nearest == (f"{COUNCIL}note-5.1",)
    (sentence_id,) = question_of(binding, "k00-0626", "es").nearest
    text = corpus.sentence(sentence_id).text
    assert text == "A total of 41 photos and 15 videos were submitted."


def test_a_minimal_pair_stands_on_one_sentence(binding: Binding) -> None:
    answerable = question_of(binding, "m00-0002-answerable")
    unanswerable = question_of(binding, "m00-0002-unanswerable")
    assert answerable.pair == unanswerable.pair == "m00-0002"
    assert answerable.sentence_ids == unanswerable.nearest == (f"{COUNCIL}para-1.2",)
    assert unanswerable.text.startswith("Did states keep the promises")


def test_documents_of_others_have_no_known_questions(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The 2013 UNGA/HLD will take stock of, and build on, progress made.", encoding="utf-8"
    )
    assert bind_known_questions(load_corpus(tmp_path)) == Binding()


def test_a_shipped_document_among_others_brings_its_questions_alone(
    tmp_path: Path, binding: Binding
) -> None:
    shutil.copy(SHIPPED / "iom-council-2012.txt", tmp_path / "paper.txt")
    (tmp_path / "manifest.toml").write_text(
        '[[document]]\nid = "ours"\nfile = "paper.txt"\nfront = "masthead"\n', encoding="utf-8"
    )
    (tmp_path / "note.txt").write_text("A single sentence of our own.", encoding="utf-8")
    bound = bind_known_questions(load_corpus(tmp_path))
    assert bound.unbound == ()
    assert len(bound.questions) == sum(
        all(id_.startswith(COUNCIL) for id_ in question.sentence_ids + question.nearest)
        for question in binding.questions
    )
    assert ids_of(bound, "k00-0005")[0].startswith("ours#")


def test_of_two_copies_of_a_document_the_first_has_the_questions(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        shutil.copy(SHIPPED / "iom-council-2012.txt", tmp_path / name)
    corpus = load_corpus(tmp_path)
    assert corpus.ids == ("iom-council-2012", "b")
    assert ids_of(bind_known_questions(corpus), "k00-0005") == (f"{COUNCIL}para-1.2",)


def test_a_text_that_is_nowhere_is_reported_and_its_question_left_out(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (json.loads(line) for line in list(lines_of("known_questions.jsonl"))[2:4])
    foreign = "Sourdough bread rises for the whole of a long night in a cold kitchen."
    first["evidence"].append({"document_id": "iom-council-2012", "text": foreign})
    (tmp_path / "known_questions.jsonl").write_text(
        f"{json.dumps(first)}\n{json.dumps(second)}\n", encoding="utf-8"
    )
    (tmp_path / "minimal_pairs.jsonl").write_text("", encoding="utf-8")
    monkeypatch.setattr(known, "QUESTIONS", tmp_path)
    bound = bind_known_questions(corpus)
    assert {question.id for question in bound.questions} == {second["id"]}
    (unbound,) = bound.unbound
    assert (unbound.question_id, unbound.text) == (first["id"], foreign)
    assert 0 <= unbound.overlap < 0.5

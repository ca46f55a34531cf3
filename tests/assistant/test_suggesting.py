"""Known questions, offered while somebody types and after an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.suggesting import Suggester, Suggestions
from assistant.types import Answer, Citation, EvidencePassage, Mode, Status
from corpus.known import KnownQuestion
from corpus.loading import Corpus
from tests.index.samples import corpus_of, small_corpus

CORPUS = corpus_of(
    {
        "money": [
            "Flows came to 167 billion. Half as much went unrecorded. Workers sent it.",
            "The pilots were in Mali.",
            "Fees are high.",
        ],
        "people": ["Visas last 30 days."],
    }
)
FLOWS = "How large were the flows?"
SIZE = "What was the size of the flows?"
UNRECORDED = "How much went unrecorded?"
SENDERS = "Who sent the money?"
PILOTS = "Where were the pilots?"
FEES = "Are fees high?"
VISAS = "How long do visas last?"


def known(text: str, *sentences: str, language: str = "en") -> KnownQuestion:
    return KnownQuestion(text, language, text, sentences, answerable=True)


QUESTIONS = (
    known(FLOWS, "money#para-1-s1"),
    known(SIZE, "money#para-1-s1"),
    known("Quel était le montant des envois ?", "money#para-1-s1", language="fr"),
    known(UNRECORDED, "money#para-1-s2"),
    known("Quelle part n'est pas enregistrée ?", "money#para-1-s2", language="fr"),
    known(SENDERS, "money#para-1-s3"),
    known(PILOTS, "money#para-2-s1"),
    known(FEES, "money#para-3-s1"),
    known(VISAS, "people#para-1-s1"),
    known("flows 2005 pls", "money#para-1-s1"),
    known("the flows?", "money#para-1-s1"),
    replace(known("How large were the floods?"), answerable=False, nearest=("money#para-1-s1",)),
)


@pytest.fixture(scope="module")
def suggestions() -> Suggestions:
    return Suggestions(CORPUS, QUESTIONS)


def answer(*quotes: str, question: str = FLOWS, nearest: tuple[str, ...] = ()) -> Answer:
    """An answer that quotes these sentences, by their ids, or finds these passages."""
    sentences = [CORPUS.sentence(sentence_id) for sentence_id in quotes]
    passages = [CORPUS.passage(passage_id) for passage_id in nearest]
    return Answer(
        question=question,
        searched_question=question,
        status=Status.ANSWERED if quotes else Status.DECLINED,
        answer="",
        reason=None,
        segments=(),
        citations=tuple(
            Citation(at, s.document_id, "", "", s.text, s.start, s.end, s.passage_id, True)
            for at, s in enumerate(sentences, 1)
        ),
        passages=tuple(
            EvidencePassage(p.id, p.document_id, "", p.text, p.start, p.end, 0.1) for p in passages
        ),
        confidence=0.5,
        mode=Mode.EXTRACTIVE,
        model=None,
        index="",
    )


def test_a_question_is_completed(suggestions: Suggestions) -> None:
    assert suggestions.complete("how lar") == (FLOWS,)
    assert suggestions.complete("size of") == (SIZE,)
    assert suggestions.complete("flo", limit=1) == (FLOWS,)


def test_what_nobody_would_be_offered_is_left_out(suggestions: Suggestions) -> None:
    """Neither what the documents do not answer, nor what was typed in haste."""
    assert suggestions.complete("flo") == (FLOWS, SIZE)


def test_the_language_typed_comes_first_and_another_where_it_has_nothing(
    suggestions: Suggestions,
) -> None:
    assert suggestions.complete("quelle part") == ("Quelle part n'est pas enregistrée ?",)
    assert suggestions.complete("montant") == ("Quel était le montant des envois ?",)


def test_what_fits_in_both_languages_is_offered_in_the_one_typed() -> None:
    english, french = "What did La migration bring?", "Que dit La migration ?"
    both = (known(english, "money#para-1-s1"), known(french, "money#para-1-s2", language="fr"))
    suggestions = Suggestions(CORPUS, both)
    assert suggestions.complete("que la migration") == (french,)
    assert suggestions.complete("what la migration") == (english,)


def test_a_slip_is_forgiven_only_where_nothing_fits_without() -> None:
    english, french = "Where is Montana?", "Quel était le montant ?"
    both = (known(english, "money#para-1-s1"), known(french, "money#para-1-s2", language="fr"))
    suggestions = Suggestions(CORPUS, both)
    assert suggestions.complete("montant") == (french,)
    assert suggestions.complete("montanq") == (english,)


def test_a_passage_has_its_questions_each_answer_once(suggestions: Suggestions) -> None:
    assert suggestions.of_passage("money#para-1") == (FLOWS, UNRECORDED, SENDERS)
    assert suggestions.of_passage("money#para-1", limit=2) == (FLOWS, UNRECORDED)
    assert len(suggestions.of_passage("money#para-1", "fr")) == 2
    assert suggestions.of_passage("money#para-1", "es") == ()
    assert suggestions.of_passage("none") == ()


def test_next_come_what_the_cited_passage_says_besides(suggestions: Suggestions) -> None:
    told = answer("money#para-1-s1")
    assert suggestions.following(told, limit=2) == (UNRECORDED, SENDERS)


def test_next_come_the_passages_beside_the_cited_one_of_the_same_document(
    suggestions: Suggestions,
) -> None:
    told = answer("money#para-1-s1")
    assert suggestions.following(told, limit=9) == (UNRECORDED, SENDERS, PILOTS)
    told = answer("money#para-3-s1", question=FEES)
    assert suggestions.following(told, limit=9) == (PILOTS,)


def test_what_was_asked_is_not_offered_again(suggestions: Suggestions) -> None:
    told = answer("money#para-1-s1", question="And who sent the money home?")
    assert SENDERS not in suggestions.following(told)


def test_next_questions_are_in_the_language_of_the_one_answered(suggestions: Suggestions) -> None:
    told = answer("money#para-1-s1", question="Quel était le montant des flux ?")
    assert suggestions.following(told) == ("Quelle part n'est pas enregistrée ?",)


def test_after_a_declined_answer_come_those_of_the_nearest_passages(
    suggestions: Suggestions,
) -> None:
    told = answer(question="How tall is the minister?", nearest=("people#para-1",))
    assert suggestions.following(told) == (VISAS,)


def test_an_answer_of_another_corpus_has_no_next_questions(suggestions: Suggestions) -> None:
    told = answer("money#para-1-s1")
    elsewhere = replace(told.citations[0], passage_id="none")
    assert suggestions.following(replace(told, citations=(elsewhere,))) == ()


def test_they_are_made_once_when_they_are_first_needed() -> None:
    suggester = Suggester(small_corpus())
    assert suggester.ready is None
    made = suggester.wait()
    assert suggester.wait() is suggester.ready is made


def test_they_are_made_beside_whatever_else_goes_on() -> None:
    suggester = Suggester(small_corpus())
    suggester.start()
    assert suggester.wait() is suggester.ready


def test_the_shipped_documents_questions_are_offered(corpus: Corpus) -> None:
    suggestions = Suggester(corpus).wait()
    assert "Which six agencies formed the Geneva Migration Group?" in suggestions.complete(
        "which six ag"
    )
    offered = suggestions.of_passage("iom-chair-summary-2006#para-40", "es")
    assert offered
    assert all(question.endswith("?") for question in offered)

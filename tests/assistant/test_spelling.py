from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.spelling import Spelling, shortens
from assistant.types import Status, Turn
from corpus.loading import Corpus
from eval.calibrating import ELSEWHERE
from index.encoder import load_encoder
from tests.index.samples import small_corpus


@pytest.fixture(scope="module")
def spelling(corpus: Corpus) -> Spelling:
    return Spelling.of(corpus, load_encoder().count_pieces)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how much remitances were sent", "how much remittances were sent"),
        ("Wich countires sent wrokers?", "Which countries sent workers?"),
        ("handbk for traffikd ppl", "handbook for trafficked people"),
        ("What did Rapporteur Crepeu say?", "What did Rapporteur Crepeau say?"),
        ("Sovreignty chaird a goverment", "Sovereignty chaired a government"),
        ("whos behind the db, u think?", "who is behind the db, you think?"),
    ],
)
def test_slips_and_short_forms_are_put_right(typed: str, meant: str, spelling: Spelling) -> None:
    assert spelling.corrected(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "How much did officially recorded remittances to developing countries come to in 2005?",
        "What do the pacts of lenders and villagers say in their wording?",
        "Has Bali joined UNDG, or Vanuatu?",
        "What did Crepeau, or Crépeau, say?",
        "Who are the SDGs and ePassports for?",
        "what of undg and bali",
        "12 000 people, 37.6 %, e-mail: a@b.org; naïve café",
        "",
    ],
)
def test_what_is_no_slip_stays_as_it_is(question: str, spelling: Spelling) -> None:
    assert spelling.corrected(question) == question


def test_a_name_that_is_not_there_stays_as_it_is(spelling: Spelling) -> None:
    for question in ELSEWHERE.read_text(encoding="utf-8").splitlines():
        assert spelling.corrected(question) == question


def test_of_several_words_the_likeliest_is_taken() -> None:
    frequencies = {"held": 9, "helped": 1, "tester": 9, "tested": 1, "borders": 9, "bolders": 1}
    spelling = Spelling(frequencies, sorted(frequencies), lambda texts: [2] * len(texts))
    assert spelling.corrected("helpd") == "helped"  # A letter left out.
    assert spelling.corrected("testid") == "tested"  # It ends alike.
    assert spelling.corrected("boxders") == "borders"  # The commoner one.


def test_words_of_documents_of_ones_own_count() -> None:
    spelling = Spelling.of(small_corpus(), lambda texts: [2] * len(texts))
    assert spelling.corrected("How large were remitances?") == "How large were remittances?"


@pytest.mark.parametrize(
    ("short", "word", "is_short_form"),
    [
        ("handbk", "handbook", True),
        ("handbook", "handbook", False),
        ("hk", "handbook", False),
        ("hanbkd", "handbook", False),
        ("kobdnah", "handbook", False),
    ],
)
def test_a_short_form_leaves_letters_out(short: str, word: str, is_short_form: bool) -> None:
    assert shortens(short, word) is is_short_form


def test_a_misspelt_question_is_answered_as_the_right_one_and_says_so(assistant: Assistant) -> None:
    right = assistant.ask(
        "How much did recorded remittances to developing countries come to in 2005?"
    )
    wrong = assistant.ask(
        "How much did recoreded remitances to developping countries come to in 2005?"
    )
    assert wrong.status is Status.ANSWERED
    assert wrong.answer == right.answer
    assert "remitances" in wrong.question
    assert wrong.searched_question == right.searched_question
    assert assistant.find("remitances")[0] == assistant.find("remittances")[0]
    typed = assistant.ask(wrong.question, [Turn("Who?", "Nobody.")], as_typed=True)
    assert typed.searched_question == wrong.question

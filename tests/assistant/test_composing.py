from __future__ import annotations

import pytest

from assistant.composing import compose
from assistant.questions import read_question
from corpus.loading import Corpus
from index.types import Retrieval, ScoredSentence
from tests.index.samples import parsed

FIRST = "IOM was founded in 1951."


@pytest.mark.parametrize(
    ("sentence", "needs_the_one_before"),
    [
        ("It also has 149 members.", True),
        ("In addition, it has 149 members.", True),
        ("Moreover, the project has 149 partners.", True),
        ("This means 149 members.", True),
        ("In addition, IOM has 149 members.", False),
        ("However, IOM has 149 members.", False),
        ("Italy has been a member since 1951.", False),
    ],
)
def test_a_sentence_that_is_not_understood_alone_brings_the_one_before(
    sentence: str, needs_the_one_before: bool
) -> None:
    corpus = Corpus((parsed("a", [f"{FIRST} {sentence}"]),))
    first, second = next(iter(corpus.passages())).sentences
    found = Retrieval((), (ScoredSentence(second, 5.0, 0.5), ScoredSentence(first, 0.0, 0.1)))
    composed = compose(read_question("How many members has IOM?"), found, corpus)
    quoted = [s.text for quote in composed.quotes for s in quote.sentences]
    assert quoted == ([FIRST, sentence] if needs_the_one_before else [sentence])

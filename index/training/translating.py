"""`python -m index.training.translating`: how much of an English wording the dictionary finds.

It is measured on the known questions that were written in English and in another language.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np

from corpus.known import KnownQuestion, bind_known_questions
from corpus.loading import load_corpus
from index.known import in_english
from index.translation import WordTable, load_tables, tokens


def measure(questions: Sequence[KnownQuestion], language: str, table: WordTable) -> str:
    """How many of the English words of known questions stand in what is made of another form."""
    english = {question.id: question.text for question in in_english(questions)}
    shares = [
        len({word.lower() for word in table.translate(question.text).split()} & wanted)
        / len(wanted)
        for question in questions
        if question.language == language and question.id in english
        for wanted in [{token.key for token in tokens(english[question.id])}]
    ]
    return (
        f"{language}: {len(table.words)} words and phrases; of the English words of {len(shares)} "
        f"questions {np.mean(shares):.3f} are found"
    )


def main() -> int:
    questions = bind_known_questions(load_corpus()).questions
    for language, table in load_tables().items():
        print(measure(questions, language, table))
    return 0


if __name__ == "__main__":
    sys.exit(main())

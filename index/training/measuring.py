"""How well an encoder finds what answers: on questions held out, and on quite other text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from pydoc_data.topics import topics

import numpy as np

from index.encoder import Encoder, Vectors
from index.training.data import Example, Targets

LICENCE = Path("/usr/share/common-licenses/GPL-3")
"""English prose that every Debian machine has; the other text is Python's own manual."""

FOREIGN = Path(__file__).parent / "foreign.jsonl"
"""Questions on both, written by hand, each with words that only the answering paragraph holds."""

SHORTEST = 20
"""Words below which a paragraph is a heading or a line of code, and no text to find."""

BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over ``count`` questions, each from 0 to 1."""

    title: str
    count: int
    recall_at_1: float
    recall_at_10: float
    mrr: float
    """Of one divided by the rank of the first right text."""

    def __str__(self) -> str:
        return (
            f"{self.title:12} {self.count:5} questions  recall@1 {self.recall_at_1:.3f}  "
            f"recall@10 {self.recall_at_10:.3f}  MRR {self.mrr:.3f}"
        )


def figures(title: str, ranks: Sequence[int]) -> Figures:
    """``ranks`` has the rank of the first right text for each question, from 1; at least one."""
    of = np.asarray(ranks)
    return Figures(
        title,
        len(of),
        float((of <= 1).mean()),
        float((of <= 10).mean()),
        float((1 / of).mean()),
    )


def rank_of_first(similarities: Vectors, right: Iterable[int]) -> int:
    """The rank of the best right text, from 1; ``similarities`` has shape (texts,)."""
    best = max(float(similarities[place]) for place in right)
    return 1 + int((similarities > best).sum())


def measure_held_out(
    encoder: Encoder, targets: Targets, examples: Sequence[Example]
) -> tuple[Figures, ...]:
    """Figures by language: each question among all sentences of the corpus, nothing but cosines."""
    sentences = encode(targets.texts[: len(targets.sentences)], encoder)
    found = []
    for language in sorted({language for example in examples for language in example.languages}):
        asked = [
            (example.questions[example.languages.index(language)], example.sentences)
            for example in examples
            if language in example.languages
        ]
        questions = encode([question for question, _ in asked], encoder)
        ranks = [
            rank_of_first(sentences @ question, right)
            for question, (_, right) in zip(questions, asked, strict=True)
        ]
        found.append(figures(f"held out {language}", ranks))
    return tuple(found)


def measure_foreign(encoder: Encoder) -> Figures:
    """Figures of questions on text unlike the corpus, each among all paragraphs of both texts."""
    paragraphs = foreign_paragraphs()
    vectors = encode(paragraphs, encoder)
    asked = foreign_questions(paragraphs)
    questions = encode([question for question, _ in asked], encoder)
    ranks = [
        rank_of_first(vectors @ question, [place])
        for question, (_, place) in zip(questions, asked, strict=True)
    ]
    return figures("foreign", ranks)


def foreign_paragraphs() -> list[str]:
    """The paragraphs of both texts, each once, their lines joined."""
    texts = [LICENCE.read_text(encoding="utf-8"), *(topics[name] for name in sorted(topics))]
    paragraphs = [" ".join(part.split()) for text in texts for part in BLANK_LINE.split(text)]
    return [text for text in dict.fromkeys(paragraphs) if len(text.split()) >= SHORTEST]


def foreign_questions(paragraphs: Sequence[str]) -> list[tuple[str, int]]:
    """Each question with the place of its paragraph; none where another edition lacks it."""
    rows = [json.loads(line) for line in FOREIGN.read_text(encoding="utf-8").splitlines()]
    return [
        (row["question"], place)
        for row in rows
        for place, paragraph in enumerate(paragraphs)
        if row["holds"] in paragraph
    ]


def encode(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """Unit vectors of texts, shape (len(texts), d); texts of like length go together."""
    order = np.argsort([-size for size in encoder.count_pieces(texts)], kind="stable")
    vectors = encoder.encode([texts[at] for at in order])
    return vectors[np.argsort(order)]

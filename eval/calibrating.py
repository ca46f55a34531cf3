"""Fits when to decline, and how sure to be: ``python -m eval.calibrating`` prints the coefficients.

It asks known questions as if nobody had asked them before (their own entry is hidden), the suite's
dev half, and questions of quite other subjects, and fits two logistic models on what retrieval
found for each: is it answerable, and was the sentence quoted the right one. The test half is not
touched. Paste what it prints into ``assistant/calibration.py``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.citing import cite
from assistant.deciding import Evidence
from assistant.settings import read_settings
from corpus.known import KnownQuestion, bind_known_questions
from eval.metrics.answers import first_words, holds_all
from eval.suite import DEV, shipped_questions
from index.training.data import is_held_out

if TYPE_CHECKING:
    from assistant.assistant import Assistant

SEED = 2013
ANSWERED, MISSED, TRANSLATED = 1_500, 700, 300
"""Known questions asked: answerable and near-misses in English, and of each other language."""
MOST_WRONGLY_DECLINED = {"known": 0.035, "text alone": 0.01}
"""Share of the dev half's answerable questions that the line to decline may cut off. Between 0.02
and 0.045 the answers are as useful within one in a hundred, on the dev half and on the known
questions alike; here three in four of the unanswerable are declined on both."""
ELSEWHERE_COUNTS = 10
"""How often a question of another subject counts in the fit: they are few, and to answer one is the
worst that can happen. With 1, of 50 of them 37 are declined, with 10 48, with 20 49."""
LEAST_SURE = 0.5
"""Where both kinds are far apart, the line is drawn between them and not at the edge of one."""
ELSEWHERE = Path(__file__).parent / "elsewhere.txt"
"""Questions of other subjects, a line each."""
TEXT_FACTORS, ALL_FACTORS = (0, 1, 2, 6), tuple(range(9))
SIGNS = (1, 1, 1, 1, -1, 1, -1, 1, 1)
"""Which way each value of ``Evidence`` may count. Near-misses are written close to the text, so
that left alone a model learns that fitting the text well is suspicious: their writers' habit."""
PENALTY = 1e-4
"""Of the squared factors, against a mean loss of at most 0.7: settles what the data leave open."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question asked: what was found, whether it can be answered, and whether it was."""

    source: str
    evidence: Evidence
    answerable: bool
    right: bool


def main() -> None:
    """Ask, fit and print."""
    from assistant.wiring import make_assistant

    examples = collect(make_assistant(read_settings()))
    # Near-misses are as near to the text as what it answers: alone it can only tell other subjects.
    plain = [e for e in examples if e.answerable or e.source == "elsewhere"]
    for name, chosen, factors in (
        ("known", examples, ALL_FACTORS),
        ("text alone", plain, TEXT_FACTORS),
    ):
        print(fitted(name, chosen, factors))


def collect(assistant: Assistant) -> list[Example]:
    """Every question asked once, in an order that does not change."""
    return [
        *_of_known(assistant),
        *_of_dev(assistant),
        *_of_elsewhere(assistant),
    ]


def _of_known(assistant: Assistant) -> Iterator[Example]:
    questions = bind_known_questions(assistant.corpus).questions
    for question in _sampled(questions):
        hidden = frozenset({question.id} | {f"{question.pair}-{k}" for k in _KINDS})
        found = _asked(assistant, question.text, hidden)
        right = question.answerable and bool(set(question.sentence_ids) & found.sentence_ids)
        yield Example("known", found.evidence, question.answerable, right)


_KINDS = ("answerable", "unanswerable")


def _sampled(questions: Sequence[KnownQuestion]) -> list[KnownQuestion]:
    chosen: list[KnownQuestion] = []
    for language in ("en", "fr", "es"):
        for answerable in (True, False):
            pool = [
                q
                for q in questions
                if (q.language, q.answerable) == (language, answerable)
                # The others were learned from: of them encoder and reader are surer.
                and is_held_out(q.pair or q.id)
            ]
            most = TRANSLATED if language != "en" else ANSWERED if answerable else MISSED
            chosen += random.Random(SEED).sample(pool, min(most, len(pool)))
    return chosen


def _of_dev(assistant: Assistant) -> Iterator[Example]:
    for question in shipped_questions(DEV):
        found = _asked(assistant, assistant.resolved(question.question, question.history))
        right = question.answerable and holds_all(first_words(found.answer), question.required)
        yield Example("dev", found.evidence, question.answerable, right)


def _of_elsewhere(assistant: Assistant) -> Iterator[Example]:
    for text in ELSEWHERE.read_text(encoding="utf-8").splitlines():
        found = _asked(assistant, text)
        yield Example("elsewhere", found.evidence, False, False)


@dataclass(frozen=True, slots=True)
class _Found:
    evidence: Evidence
    answer: str
    sentence_ids: frozenset[str]


def _asked(assistant: Assistant, text: str, hidden: frozenset[str] = frozenset()) -> _Found:
    """What a turn finds and would answer if it never declined."""
    considered = assistant.consider(assistant.search(text, hidden=hidden))
    composed = considered.composed
    quoted = frozenset(s.id for q in composed.quotes for s in (*q.sentences, *q.also))
    return _Found(considered.evidence, cite(composed, assistant.corpus).text, quoted)


def fitted(name: str, examples: Sequence[Example], factors: Sequence[int]) -> str:
    """An entry of ``CALIBRATIONS``, as Python; with the figures that it reaches, as comments."""
    from sklearn.metrics import roc_auc_score

    values = np.array([e.evidence.values for e in examples])[:, list(factors)]
    answerable = np.array([e.answerable for e in examples])
    right = np.array([e.right for e in examples])
    elsewhere = np.array([e.source == "elsewhere" for e in examples])
    counts = _balanced(answerable) * np.where(elsewhere, ELSEWHERE_COUNTS, 1.0)
    can, p_can = _logistic(values, answerable, counts, factors)
    is_right, _ = _logistic(values, right, np.ones(len(right)), factors)
    dev = np.array([e.source == "dev" for e in examples])
    line = min(LEAST_SURE, float(np.quantile(p_can[dev & answerable], MOST_WRONGLY_DECLINED[name])))
    share = float((p_can[dev & ~answerable] < line).mean()) if (dev & ~answerable).any() else 0.0
    false = float((p_can[dev & answerable] < line).mean())
    return (
        f"# {name}: {len(examples)} questions, AUC {roc_auc_score(answerable, p_can):.2f}; of the "
        f"dev half {share:.0%} of the unanswerable and {false:.0%} of the answerable declined\n"
        f'"{name}": Calibration(\n    answerable={can},\n    decline_below={line:.3f},\n'
        f"    right={is_right},\n),"
    )


def _balanced(labels: np.ndarray) -> np.ndarray:
    """A weight for each example, so that both labels count the same; shape (examples,)."""
    return np.asarray(np.where(labels, 0.5 / labels.mean(), 0.5 / (1 - labels.mean())))


def _logistic(
    values: np.ndarray, labels: np.ndarray, weights: np.ndarray, factors: Sequence[int]
) -> tuple[str, np.ndarray]:
    """A logistic model as ``Weights(…)``, and its probabilities for the examples.

    No factor counts against its sign in ``SIGNS``.
    """
    from scipy.optimize import minimize

    signed = np.where(labels, 1.0, -1.0)
    spread = values.std(axis=0) + 1e-9

    def loss(point: np.ndarray) -> float:
        scores = point[0] + values @ point[1:]
        error = float(weights @ np.logaddexp(0.0, -signed * scores) / weights.sum())
        return error + PENALTY * float(np.square(point[1:] * spread).sum())

    bounds = [(None, None), *((0, None) if SIGNS[at] > 0 else (None, 0) for at in factors)]
    point = minimize(loss, np.zeros(len(bounds)), bounds=bounds, method="L-BFGS-B").x
    every = [0.0] * len(ALL_FACTORS)
    for factor, value in zip(factors, point[1:], strict=True):
        every[factor] = round(float(value), 2)
    shown = ", ".join(map(str, every))
    scores = point[0] + values @ point[1:]
    return f"Weights({point[0]:.2f}, ({shown}))", np.asarray(1 / (1 + np.exp(-scores)))


if __name__ == "__main__":
    main()

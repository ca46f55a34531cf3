"""SQuAD's official exact match and F1, for questions of its kind.

As in the official script of SQuAD 2.0: the best over all given answers, and a question without an
answer is right exactly where nothing was answered.
"""

from __future__ import annotations

from eval.metrics.answers import normalised, token_f1
from eval.metrics.base import Metric, Outcome
from eval.types import Category, Question


def exact_match(prediction: str, truths: tuple[str, ...]) -> float:
    """1 where the prediction is one of the truths once both are normalised, else 0."""
    return float(normalised(prediction) in {normalised(truth) for truth in truths})


def best_f1(prediction: str, truths: tuple[str, ...]) -> float:
    """The greatest F1 with one of the truths, in [0, 1]."""
    return max(token_f1(prediction, truth) for truth in truths)


def truths(question: Question) -> tuple[str, ...]:
    """The given answers; the empty one where there is none."""
    return question.required[0] if question.required else ("",)


def best_sentence(outcome: Outcome) -> str:
    """The sentence that the answer puts first; "" where it declined."""
    return outcome.answer.citations[0].quote if outcome.answer.citations else ""


def whole_answer(outcome: Outcome) -> str:
    """All that was quoted, in the order of the markers; "" where it declined."""
    return " ".join(citation.quote for citation in outcome.answer.citations)


def _is_squad(question: Question) -> bool:
    return question.category is Category.SQUAD


SOURCE = "Rajpurkar and others, EMNLP 2016 and ACL 2018, official evaluation script."

SQUAD = (
    Metric(
        name="squad_em_sentence",
        title="Exact match, first sentence",
        definition="Whether the first sentence quoted is a given answer, normalised.",
        source=SOURCE,
        applies=_is_squad,
        measure=lambda o: exact_match(best_sentence(o), truths(o.question)),
        missing=0.0,
    ),
    Metric(
        name="squad_f1_sentence",
        title="Word F1, first sentence",
        definition="F1 of the words of the first sentence quoted and the nearest given answer.",
        source=SOURCE,
        applies=_is_squad,
        measure=lambda o: best_f1(best_sentence(o), truths(o.question)),
        missing=0.0,
    ),
    Metric(
        name="squad_em_answer",
        title="Exact match, whole answer",
        definition="Whether all that is quoted is a given answer, normalised.",
        source=SOURCE,
        applies=_is_squad,
        measure=lambda o: exact_match(whole_answer(o), truths(o.question)),
        missing=0.0,
    ),
    Metric(
        name="squad_f1_answer",
        title="Word F1, whole answer",
        definition="F1 of the words of all that is quoted and the nearest given answer.",
        source=SOURCE,
        applies=_is_squad,
        measure=lambda o: best_f1(whole_answer(o), truths(o.question)),
        missing=0.0,
    ),
)

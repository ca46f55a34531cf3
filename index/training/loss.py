"""What is wanted of the vectors: a question nearer to what answers it than to anything else."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

SCALE = 20.0
"""Cosines are multiplied by this before the softmax, as the makers of the bundled model did."""

SAME = 0.9
"""Cosine from which two texts count as the same statement: the documents repeat each other, and a
repeated statement is no wrong answer."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Places only: the vectors are made anew at every step."""

    owners: Tensor
    """The example of each question, shape (questions,), from 0."""
    english: Tensor
    """Whether each question is in English, shape (questions,), bool."""
    places: Tensor
    """The place in the table of each example's answer, shape (examples,)."""
    answers: Tensor
    """Whether a text of the table answers an example, shape (examples, texts), bool."""


def batch_loss(batch: Batch, questions: Tensor, targets: Tensor, table: Tensor) -> Tensor:
    """The mean of three softmax losses (InfoNCE, van den Oord et al. 2018); a scalar.

    ``questions`` has shape (questions, d), ``targets`` (examples, d), ``table`` (texts, d), all of
    unit length. A question must find its target among the batch's targets and every text of the
    table, so the hardest wrong texts are always there; a target must find its questions among the
    batch's; a question in another language must find its English form. What is right besides the
    one looked for is left out of each softmax.
    """
    return (
        _find_target(batch, questions, targets, table)
        + _find_question(batch, questions, targets)
        + _find_english(batch, questions)
    )


def _find_target(batch: Batch, questions: Tensor, targets: Tensor, table: Tensor) -> Tensor:
    right = batch.answers | (targets.detach() @ table.T >= SAME)
    among_batch = right[:, batch.places]
    among_batch = among_batch & ~torch.eye(len(targets), dtype=torch.bool)
    near = _without(questions @ targets.T, among_batch[batch.owners])
    far = _without(questions @ table.T, right[batch.owners])
    scores = SCALE * torch.cat([near, far], dim=1)
    return torch.nn.functional.cross_entropy(scores, batch.owners)


def _find_question(batch: Batch, questions: Tensor, targets: Tensor) -> Tensor:
    # Another question that the target answers too is no wrong one: they share an answer.
    shared = batch.answers[:, batch.places][batch.owners][:, batch.owners]
    shared = (shared | shared.T) & ~torch.eye(len(questions), dtype=torch.bool)
    scores = SCALE * _without(targets[batch.owners] @ questions.T, shared)
    return torch.nn.functional.cross_entropy(scores, torch.arange(len(questions)))


def _find_english(batch: Batch, questions: Tensor) -> Tensor:
    english, foreign = questions[batch.english], questions[~batch.english]
    if not len(foreign):
        return questions.sum() * 0
    # Every example has one English question, so its place among them is the example's own.
    scores = SCALE * (foreign @ english.T)
    return torch.nn.functional.cross_entropy(scores, batch.owners[~batch.english])


def _without(similarities: Tensor, left_out: Tensor) -> Tensor:
    return similarities.masked_fill(left_out, -torch.inf)

"""The training itself: seeded, on all cores, with a checkpoint every few minutes."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor

from index.training.checkpoint import Checkpoint
from index.training.data import Example
from index.training.lora import LoraLinear
from index.training.loss import Batch, batch_loss

CHUNK_PIECES = 1024
"""Word pieces, padding included, of one forward pass: some six passes a step, for two cores."""

CHECKPOINT_STEPS = 50
"""Steps between two checkpoints: some four minutes' work that an interruption may cost."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a run; the same plan on the same data learns the same."""

    rank: int = 16
    epochs: int = 1
    batch: int = 32
    """Examples a step: two questions each, and the text that answers them."""
    window_share: float = 0.15
    """The part of the examples whose target is a passage's window, and not a sentence."""
    sibling_share: float = 0.5
    """The part of the examples that are held beside another question on the same sentence, where
    there is one, and not beside a translation."""
    learning_rate: float = 4e-4
    """At its highest; it rises over the first tenth of the steps and falls to 0 by the last."""
    weight_decay: float = 0.01
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one example gives to a step."""

    questions: tuple[str, ...]
    """Two forms of one question, the English one first; one where there is no other."""
    place: int
    """Of the text that they are to find."""
    answers: tuple[int, ...]
    """The places of all texts that are right."""


@dataclass(slots=True)
class Run:
    """A training under way: the only thing here that changes."""

    plan: Plan
    model: SentenceTransformer
    layers: dict[str, LoraLinear]
    examples: Sequence[Example]
    texts: Sequence[str]
    table: Tensor
    """The newest known vector of each text, shape (texts, d): as it last was a target."""
    optimiser: torch.optim.AdamW = field(init=False)

    def __post_init__(self) -> None:
        self.optimiser = torch.optim.AdamW(self.parameters, weight_decay=self.plan.weight_decay)

    @property
    def parameters(self) -> list[Tensor]:
        return [factor for layer in self.layers.values() for factor in (layer.down, layer.up)]

    @property
    def steps_an_epoch(self) -> int:
        return math.ceil(len(self.examples) / self.plan.batch)


Report = Callable[[int, int, float], None]
"""Called after each step with its number from 1, the number of all steps, and its loss."""


def train(run: Run, checkpoint: Checkpoint, report: Report = lambda at, of, loss: None) -> None:
    """Train to the end of the plan, from the newest checkpoint where there is one."""
    # Chunks share the cores; torch's own threads would wait for each other inside each of them.
    torch.set_num_threads(1)
    run.model.eval()
    done = checkpoint.load(run.layers, run.optimiser, run.table)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for step, drawn in enumerate(batches(run), 1):
            if step <= done:
                continue
            report(step, total_steps(run), _step(run, drawn, step, pool))
            if step % CHECKPOINT_STEPS == 0 or step == total_steps(run):
                checkpoint.save(run.layers, run.optimiser, run.table, step)


def total_steps(run: Run) -> int:
    return run.plan.epochs * run.steps_an_epoch


def batches(run: Run) -> Iterator[list[Drawn]]:
    """The examples of each step, in an order of each epoch's own: the same for the same plan."""
    random = np.random.default_rng(run.plan.seed)
    for _ in range(run.plan.epochs):
        order = random.permutation(len(run.examples))
        for start in range(0, len(order), run.plan.batch):
            chosen = order[start : start + run.plan.batch]
            yield [draw(run.examples[at], run.plan, random) for at in chosen]


def draw(example: Example, plan: Plan, random: np.random.Generator) -> Drawn:
    """The English question, another form of it where there is any, and one text that answers."""
    english = example.questions[example.languages.index("en")]
    translations = [text for text in example.questions if text != english]
    takes_sibling = random.random() < plan.sibling_share
    others = (takes_sibling and example.siblings) or translations or example.siblings
    asked = [english, *([str(random.choice(others))] if others else [])]
    is_window = random.random() < plan.window_share
    place = random.choice(example.windows if is_window else example.sentences)
    return Drawn(tuple(asked), int(place), example.answers)


def learning_rate(highest: float, step: int, steps: int) -> float:
    """The rate of a step, counted from 1: a straight rise over a tenth, then a straight fall."""
    rise = max(1, steps // 10)
    return highest * min(step / rise, (steps - step + 1) / max(1, steps - rise))


def _step(run: Run, drawn: Sequence[Drawn], step: int, pool: ThreadPoolExecutor) -> float:
    questions = [question for item in drawn for question in item.questions]
    places = [item.place for item in drawn]
    texts = [*questions, *(run.texts[place] for place in places)]
    chunks = _chunks(run.model, texts)
    pieces = list(pool.map(lambda chunk: embed(run.model, [texts[at] for at in chunk]), chunks))
    order = torch.tensor([at for chunk in chunks for at in chunk])
    vectors = torch.cat([piece.detach() for piece in pieces])[order.argsort()].requires_grad_()
    asked, found = torch.split(vectors, [len(questions), len(places)])
    loss = batch_loss(make_batch(drawn, len(run.texts)), asked, found, run.table)
    loss.backward()  # type: ignore[no-untyped-call]
    assert vectors.grad is not None
    slopes = torch.split(vectors.grad[order], [len(chunk) for chunk in chunks])

    def backward(piece: Tensor, slope: Tensor) -> tuple[Tensor, ...]:
        return torch.autograd.grad(piece, run.parameters, slope)

    # Summed in the order of the chunks, whichever is done first: the same sum on every run.
    parts = list(pool.map(backward, pieces, slopes))
    for parameter, gradients in zip(run.parameters, zip(*parts, strict=True), strict=True):
        parameter.grad = torch.stack(gradients).sum(0)
    for group in run.optimiser.param_groups:
        group["lr"] = learning_rate(run.plan.learning_rate, step, total_steps(run))
    run.optimiser.step()
    run.table[places] = found.detach()
    return float(loss.detach())


def make_batch(drawn: Sequence[Drawn], texts: int) -> Batch:
    """What is right and wrong in a batch; ``texts`` is the length of the table."""
    answers = torch.zeros(len(drawn), texts, dtype=torch.bool)
    for at, item in enumerate(drawn):
        answers[at, list(item.answers)] = True
    return Batch(
        owners=torch.tensor([at for at, item in enumerate(drawn) for _ in item.questions]),
        english=torch.tensor([at == 0 for item in drawn for at in range(len(item.questions))]),
        places=torch.tensor([item.place for item in drawn]),
        answers=answers,
    )


def embed(model: SentenceTransformer, texts: Sequence[str]) -> Tensor:
    """Unit vectors of texts with their graph, shape (texts, d); the layers in bfloat16.

    Training in bfloat16 takes two thirds of the time; the pooling and all that follows is float32.
    """
    features = model.preprocess(list(texts))
    transformer, *rest = list(model)
    with torch.autocast("cpu", torch.bfloat16):
        features = transformer(features)
    features["token_embeddings"] = features["token_embeddings"].float()
    for module in rest:
        features = module(features)
    vectors: Tensor = features["sentence_embedding"]
    return vectors


def _chunks(model: SentenceTransformer, texts: Sequence[str]) -> list[list[int]]:
    """Places of texts of like length, at most ``CHUNK_PIECES`` with their padding."""
    encodings = model.tokenizer(list(texts), truncation=True)["input_ids"]
    lengths = [len(pieces) for pieces in encodings]
    chunks: list[list[int]] = []
    for at in sorted(range(len(texts)), key=lambda place: -lengths[place]):
        if not chunks or (len(chunks[-1]) + 1) * lengths[chunks[-1][0]] > CHUNK_PIECES:
            chunks.append([])
        chunks[-1].append(at)
    return chunks

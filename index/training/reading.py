"""`python -m index.training.reading`: train the reader, measure it, write it.

It learns from what is hardest to tell apart: on one sentence, a question that it answers and one
that looks alike and that it does not (the minimal pairs and near-misses), and known questions with
the sentence that answers them and one that an encoder takes for it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from corpus.known import KnownQuestion, bind_known_questions
from corpus.loading import Corpus, load_corpus
from index.adapter import save_adapter
from index.encoder import BUNDLED_SHA256, Vectors, bundled_model, load_encoder
from index.known import ENGLISH, in_english
from index.reader import READER, CrossEncoder, load_reader, mean_of, pair_features, reading_text
from index.training.data import as_searched, is_held_out
from index.training.loop import learning_rate
from index.training.lora import LoraLinear, add_lora, learned
from index.training.measuring import encode
from index.translation import load_tables


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a run."""

    rank: int = 16
    epochs: int = 2
    batch: int = 48
    """Pairs of a question and a sentence a step."""
    others: int = 6_000
    """Further questions that join these in an epoch, drawn anew for each."""
    translated: float = 0.25
    """Questions put into English from other languages, for each English one that may be drawn."""
    wrong: int = 2
    """Sentences that do not answer it beside each question that is answered."""
    learning_rate: float = 4e-4
    """At its highest; it rises over the first tenth of the steps and falls to 0 by the last."""
    weight_decay: float = 0.01
    longest_gradient: float = 1.0
    seed: int = 11


@dataclass(frozen=True, slots=True)
class Pair:
    """A question beside a sentence."""

    question: str
    sentence_id: str
    answers: bool


SAME = 0.85
"""Cosine with a right sentence from which another counts as right too, and is no wrong example."""
NEAR, NEAREST = 30, 8
"""Sentences nearest to a question among which a wrong example is looked for, and drawn from."""


def make_pairs(
    questions: Sequence[KnownQuestion],
    sentence_ids: Sequence[str],
    asked: Vectors,
    sentences: Vectors,
    plan: Plan,
) -> dict[KnownQuestion, list[Pair]]:
    """The pairs of each question that has a sentence.

    ``asked`` has a unit vector for each question, ``sentences`` one for each id.
    """
    draw = random.Random(plan.seed)
    places = {id_: at for at, id_ in enumerate(sentence_ids)}
    pairs: dict[KnownQuestion, list[Pair]] = {}
    for question, vector in zip(questions, asked, strict=True):
        gold = [places[id_] for id_ in question.sentence_ids or question.nearest if id_ in places]
        if not gold:
            continue
        alike = (sentences @ sentences[gold].T).max(axis=1)
        near = np.argsort(-(sentences @ vector), kind="stable")[:NEAR]
        wrong = [int(at) for at in near if alike[at] < SAME]
        chosen = [(draw.choice(gold) if question.answerable else gold[0], question.answerable)]
        if question.answerable:
            near_by = wrong[:NEAREST]
            chosen += [(at, False) for at in draw.sample(near_by, min(plan.wrong, len(near_by)))]
        elif draw.random() < 0.5:  # Its own sentence is what is learned from; others are easy.
            chosen.append((wrong[0], False))
        pairs[question] = [Pair(question.text, sentence_ids[at], yes) for at, yes in chosen]
    return pairs


def batches(
    close: Sequence[Sequence[Pair]], others: Sequence[Sequence[Pair]], plan: Plan
) -> list[list[Pair]]:
    """The pairs of each step: all that are ``close`` in every epoch, and some of the others."""
    draw = random.Random(plan.seed)
    steps: list[list[Pair]] = []
    for _ in range(plan.epochs):
        drawn = draw.sample(others, min(plan.others, len(others)))
        pairs = [pair for of_question in (*close, *drawn) for pair in of_question]
        draw.shuffle(pairs)
        steps += [pairs[at : at + plan.batch] for at in range(0, len(pairs), plan.batch)]
    return steps


def is_close(question: KnownQuestion) -> bool:
    """Whether a question is one of two that are hard to tell apart, as it was written."""
    return question.language == ENGLISH and (bool(question.pair) or not question.answerable)


class Trainee(nn.Module):
    """The reader while it learns: the bundled layers, frozen, with an adapter and a head."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        model = bundled_model()
        self.tokenizer = model.tokenizer
        self.layers: Mapping[str, LoraLinear] = add_lora(model, plan.rank, plan.seed)
        transformer: Any = model[0].auto_model
        self.transformer = transformer
        torch.manual_seed(plan.seed)
        self.head = nn.Linear(transformer.config.hidden_size, 1)
        nn.init.zeros_(self.head.bias)
        nn.init.normal_(self.head.weight, std=0.02)

    def forward(self, questions: Sequence[str], texts: Sequence[str]) -> Tensor:
        """Log-odds that each text answers its question, shape (texts,); layers in bfloat16."""
        features = pair_features(self.tokenizer, questions, texts)
        with torch.autocast("cpu", torch.bfloat16):
            states = self.transformer(**features).last_hidden_state
        scores: Tensor = self.head(mean_of(states, features["attention_mask"]))
        return scores.squeeze(-1)

    def learning(self) -> list[Tensor]:
        factors = [factor for layer in self.layers.values() for factor in (layer.down, layer.up)]
        return [*factors, self.head.weight, self.head.bias]


def train(
    trainee: Trainee, steps: Sequence[Sequence[Pair]], texts: Mapping[str, str], plan: Plan
) -> Iterator[float]:
    """Train over the steps and yield the loss of each; ``texts`` by sentence id.

    The loss is the binary cross-entropy of every pair.
    """
    torch.set_num_threads(1)
    learning = trainee.learning()
    optimiser = torch.optim.AdamW(learning, weight_decay=plan.weight_decay)
    with ThreadPoolExecutor(2) as pool:
        for step, pairs in enumerate(steps, 1):
            ordered = sorted(pairs, key=lambda p: len(p.question) + len(texts[p.sentence_id]))
            chunks = [ordered[at : at + 12] for at in range(0, len(ordered), 12)]
            slopes_of = partial(_slopes, trainee, texts, len(ordered))
            parts = list(pool.map(slopes_of, chunks))
            for at, parameter in enumerate(learning):
                parameter.grad = torch.stack([slopes[at] for _, slopes in parts]).sum(0)
            nn.utils.clip_grad_norm_(learning, plan.longest_gradient)
            rate = learning_rate(plan.learning_rate, step, len(steps))
            for group in optimiser.param_groups:
                group["lr"] = rate
            optimiser.step()
            yield sum(loss for loss, _ in parts)


def _slopes(
    trainee: Trainee, texts: Mapping[str, str], of: int, pairs: Sequence[Pair]
) -> tuple[float, tuple[Tensor, ...]]:
    scores = trainee([p.question for p in pairs], [texts[p.sentence_id] for p in pairs])
    wanted = torch.tensor([float(p.answers) for p in pairs])
    loss = nn.functional.binary_cross_entropy_with_logits(scores, wanted, reduction="sum") / of
    return float(loss.detach()), torch.autograd.grad(loss, trainee.learning())


def measure(reader: CrossEncoder, questions: Sequence[KnownQuestion], corpus: Corpus) -> str:
    """Of held-out minimal pairs: how often the answerable question scores above its twin."""
    texts = reading_texts(corpus)
    twins: dict[str, dict[bool, KnownQuestion]] = {}
    for question in questions:
        if question.pair and is_held_out(question.pair):
            twins.setdefault(question.pair, {})[question.answerable] = question
    won = [
        reader.read(pair[True].text, [texts[pair[True].sentence_ids[0]]])[0]
        > reader.read(pair[False].text, [texts[pair[True].sentence_ids[0]]])[0]
        for pair in twins.values()
        if len(pair) == 2
    ]
    return f"{len(won)} held-out minimal pairs, told apart: {np.mean(won):.3f}"


def reading_texts(corpus: Corpus) -> dict[str, str]:
    """Every searchable sentence as it is read, by its id."""
    return {
        sentence.id: reading_text(parsed.document, passage, sentence)
        for parsed in corpus.documents
        for passage in parsed.passages
        if passage.kind.is_searchable
        for sentence in passage.sentences
    }


def main() -> int:
    options = _options()
    corpus = load_corpus()
    known = as_searched(bind_known_questions(corpus).questions, load_tables())
    if not options.measure:
        _train(known, corpus, options.out)
    print(measure(load_reader(options.out), in_english(known), corpus))
    return 0


def learned_from(known: Sequence[KnownQuestion], plan: Plan) -> list[KnownQuestion]:
    """All English questions that are not held out, and some that were put into English."""
    kept = [question for question in known if not is_held_out(question.pair or question.id)]
    english = in_english(kept)
    translated = [question for question in kept if question.language != ENGLISH]
    count = min(len(translated), int(plan.translated * len(english)))
    return [*english, *random.Random(plan.seed).sample(translated, count)]


def _train(known: Sequence[KnownQuestion], corpus: Corpus, out: Path) -> None:
    plan, texts = Plan(), reading_texts(corpus)
    questions = learned_from(known, plan)
    print(f"{len(questions)} questions; embedding them and the documents …", flush=True)
    encoder = load_encoder()
    sentences = {s.id: s.text for p in corpus.passages() for s in p.sentences if s.id in texts}
    pairs = make_pairs(
        questions,
        tuple(sentences),
        encode([question.text for question in questions], encoder),
        encode(list(sentences.values()), encoder),
        plan,
    )
    close = [of for question, of in pairs.items() if is_close(question)]
    others = [of for question, of in pairs.items() if not is_close(question)]
    trainee, start = Trainee(plan), time.monotonic()
    steps = batches(close, others, plan)
    for step, loss in enumerate(train(trainee, steps, texts, plan), 1):
        if step % 10 == 0 or step == len(steps):
            minutes = (time.monotonic() - start) / 60
            print(
                f"step {step} of {len(steps)}: loss {loss:.2f}, {minutes:.1f} minutes", flush=True
            )
    head = trainee.head.state_dict()
    save_adapter(out, learned(trainee.layers), base_sha256=BUNDLED_SHA256, strength=1.0, head=head)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m index.training.reading", description=__doc__)
    parser.add_argument("--out", type=Path, default=READER, help="folder of the reader")
    parser.add_argument("--measure", action="store_true", help="train nothing, print the figure")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

"""`python -m index.training.reading`: train the reader, measure it, write it.

It learns from what is hardest to tell apart: on one sentence, a question that it answers and one
that looks alike and that it does not (the minimal pairs and near-misses), and known questions with
the sentence that answers them and such as retrieval takes for it.
"""

from __future__ import annotations

import argparse
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
from index.reader import READER, CrossEncoder, load_reader, mean_of, pair_features, reading_text
from index.training.data import as_searched, is_held_out
from index.training.loop import learning_rate
from index.training.lora import LoraLinear, add_lora, learned
from index.training.measuring import encode
from index.training.pairs import (
    Known,
    Pair,
    ReadingText,
    batches,
    is_close,
    learned_from,
    make_pairs,
)
from index.translation import load_tables


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a run."""

    rank: int = 16
    epochs: int = 2
    batch: int = 48
    """Pairs of a question and a sentence a step."""
    close: int = 11_000
    """Questions of minimal pairs and near-misses in an epoch, drawn anew for each."""
    others: int = 7_000
    """Other questions in an epoch."""
    translated: float = 0.25
    """Questions put into English from other languages, for each English one that may be drawn."""
    wrong: int = 2
    """Sentences that retrieval would take beside the one that a question is bound to."""
    alone: float = 0.25
    """Share of the questions whose sentences are read without known questions."""
    learning_rate: float = 4e-4
    """At its highest; it rises over the first tenth of the steps and falls to 0 by the last."""
    weight_decay: float = 0.01
    longest_gradient: float = 1.0
    seed: int = 11


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


def train(trainee: Trainee, steps: Sequence[Sequence[Pair]], plan: Plan) -> Iterator[float]:
    """Train over the steps and yield the loss of each: the binary cross-entropy of its pairs."""
    torch.set_num_threads(1)
    learning = trainee.learning()
    optimiser = torch.optim.AdamW(learning, weight_decay=plan.weight_decay)
    with ThreadPoolExecutor(2) as pool:
        for step, pairs in enumerate(steps, 1):
            ordered = sorted(pairs, key=lambda pair: len(pair.question) + len(pair.text))
            chunks = [ordered[at : at + 12] for at in range(0, len(ordered), 12)]
            parts = list(pool.map(partial(_slopes, trainee, len(ordered)), chunks))
            for at, parameter in enumerate(learning):
                parameter.grad = torch.stack([slopes[at] for _, slopes in parts]).sum(0)
            nn.utils.clip_grad_norm_(learning, plan.longest_gradient)
            rate = learning_rate(plan.learning_rate, step, len(steps))
            for group in optimiser.param_groups:
                group["lr"] = rate
            optimiser.step()
            yield sum(loss for loss, _ in parts)


def _slopes(trainee: Trainee, of: int, pairs: Sequence[Pair]) -> tuple[float, tuple[Tensor, ...]]:
    scores = trainee([pair.question for pair in pairs], [pair.text for pair in pairs])
    wanted = torch.tensor([float(pair.answers) for pair in pairs])
    loss = nn.functional.binary_cross_entropy_with_logits(scores, wanted, reduction="sum") / of
    return float(loss.detach()), torch.autograd.grad(loss, trainee.learning())


def measure(
    reader: CrossEncoder, questions: Sequence[KnownQuestion], vectors: Vectors, text_of: ReadingText
) -> str:
    """Of held-out minimal pairs: how often the answerable question scores above its twin.

    ``vectors`` has a unit vector for each question.
    """
    held_out = [at for at, q in enumerate(questions) if q.pair and is_held_out(q.pair)]
    asked = [questions[at] for at in held_out]
    known = Known.of(questions, vectors)
    twins: dict[str, dict[bool, tuple[KnownQuestion, Mapping[str, int]]]] = {}
    for question, beside in zip(asked, known.beside(asked, vectors[held_out]), strict=True):
        twins.setdefault(question.pair, {})[question.answerable] = question, beside

    def odds(question: KnownQuestion, beside: Mapping[str, int], sentence_id: str) -> float:
        shown = known.questions[beside[sentence_id]].text if sentence_id in beside else ""
        return float(reader.read(question.text, [text_of(sentence_id, shown)])[0])

    won = [
        odds(*pair[True], sentence_id) > odds(*pair[False], sentence_id)
        for pair in twins.values()
        if len(pair) == 2
        for sentence_id in pair[True][0].sentence_ids[:1]
    ]
    return f"{len(won)} held-out minimal pairs, told apart: {np.mean(won):.3f}"


def reading_texts(corpus: Corpus) -> ReadingText:
    """Makes any searchable sentence the text that is read, by its id."""
    places = {
        sentence.id: (parsed.document, passage, sentence)
        for parsed in corpus.documents
        for passage in parsed.passages
        if passage.kind.is_searchable
        for sentence in passage.sentences
    }
    return lambda id_, known_question: reading_text(*places[id_], known_question)


def main() -> int:
    options, plan = _options(), Plan()
    corpus = load_corpus()
    text_of, encoder = reading_texts(corpus), load_encoder()
    known = as_searched(bind_known_questions(corpus).questions, load_tables())
    print(f"{len(known)} questions; embedding them and the documents …", flush=True)
    asked = encode([question.text for question in known], encoder)
    if not options.measure:
        places = {(question.id, question.language): at for at, question in enumerate(known)}
        learned = learned_from(known, plan.translated, plan.seed)
        sentences = {
            s.id: s.text for p in corpus.passages() if p.kind.is_searchable for s in p.sentences
        }
        pairs = make_pairs(
            learned,
            asked[[places[question.id, question.language] for question in learned]],
            tuple(sentences),
            encode(list(sentences.values()), encoder),
            Known.of(known, asked),
            text_of,
            wrong=plan.wrong,
            alone=plan.alone,
            seed=plan.seed,
        )
        _train(pairs, plan, options.out)
    print(measure(load_reader(options.out), known, asked, text_of))
    return 0


def _train(pairs: Mapping[KnownQuestion, Sequence[Pair]], plan: Plan, out: Path) -> None:
    trainee, start = Trainee(plan), time.monotonic()
    steps = batches(
        [of for question, of in pairs.items() if is_close(question)],
        [of for question, of in pairs.items() if not is_close(question)],
        epochs=plan.epochs,
        drawn=(plan.close, plan.others),
        batch=plan.batch,
        seed=plan.seed,
    )
    for step, loss in enumerate(train(trainee, steps, plan), 1):
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

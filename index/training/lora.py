"""The layers that learn: a frozen projection with a low-rank change beside it."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from index.adapter import LAYERS, Factors, projections


class LoraLinear(nn.Module):
    """Computes ``frozen(x) + x @ down.T @ up.T``; ``up`` starts at zero, so nothing changes yet.

    ``down`` starts as normal noise of variance 1 / in, which keeps the length of a typical input.
    """

    def __init__(self, frozen: nn.Linear, rank: int, generator: torch.Generator) -> None:
        super().__init__()
        self.frozen = frozen
        noise = torch.randn(rank, frozen.in_features, generator=generator)
        self.down = nn.Parameter(noise / frozen.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(frozen.out_features, rank))

    def forward(self, inputs: Tensor) -> Tensor:
        change = nn.functional.linear(nn.functional.linear(inputs, self.down), self.up)
        return torch.add(self.frozen(inputs), change)


def add_lora(model: nn.Module, rank: int, seed: int) -> dict[str, LoraLinear]:
    """Freeze a model and put a learning layer round each projection, in place; by its name."""
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    generator = torch.Generator().manual_seed(seed)
    wrapped = {
        name: LoraLinear(linear, rank, generator) for name, linear in projections(model).items()
    }
    for path, module in list(model.named_modules()):
        name = path.partition(LAYERS)[2]
        if name in wrapped and isinstance(module, nn.Linear):
            parent, _, own = path.rpartition(".")
            setattr(model.get_submodule(parent), own, wrapped[name])
    return wrapped


def learned(layers: Mapping[str, LoraLinear]) -> dict[str, Factors]:
    """A copy of what the layers have learned so far."""
    return {
        name: Factors(layer.down.detach().clone(), layer.up.detach().clone())
        for name, layer in layers.items()
    }

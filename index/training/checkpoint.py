"""Where an interrupted training goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from index.errors import TrainingFault
from index.training.lora import LoraLinear


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state after some step, in one file that is replaced as a whole.

    ``fingerprint`` names the plan and the data: another training's state is refused.
    """

    path: Path
    fingerprint: str

    def load(
        self, layers: Mapping[str, LoraLinear], optimiser: torch.optim.Optimizer, table: Tensor
    ) -> int:
        """Bring the state back in place and return the number of steps done; 0 without a file.

        Raises ``TrainingFault`` where the file is another training's.
        """
        if not self.path.is_file():
            return 0
        state = torch.load(self.path, weights_only=True)
        if state["fingerprint"] != self.fingerprint:
            raise TrainingFault(
                f"{self.path} is the checkpoint of another training ({state['fingerprint']}; this "
                f"is {self.fingerprint}). Remove it, or name another one with --checkpoint."
            )
        for name, layer in layers.items():
            layer.load_state_dict(state["layers"][name], strict=False)
        optimiser.load_state_dict(state["optimiser"])
        table.copy_(state["table"])
        return int(state["steps"])

    def save(
        self,
        layers: Mapping[str, LoraLinear],
        optimiser: torch.optim.Optimizer,
        table: Tensor,
        steps: int,
    ) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        state = {
            "fingerprint": self.fingerprint,
            "steps": steps,
            "layers": {
                name: {"down": layer.down.detach(), "up": layer.up.detach()}
                for name, layer in layers.items()
            },
            "optimiser": optimiser.state_dict(),
            "table": table,
        }
        fresh = self.path.with_suffix(".new")
        torch.save(state, fresh)
        fresh.replace(self.path)

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from index.training.pairs import Pair
from index.training.reading import Plan, Trainee, train

IOM, ILO = "IOM | | | It was founded in 1951.", "ILO | | | It has 185 members."


@pytest.fixture(autouse=True)
def threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_the_loss_falls() -> None:
    step = [
        Pair("When was IOM founded?", IOM, answers=True),
        Pair("When was IOM founded?", ILO, answers=False),
        Pair("How many members has ILO?", ILO, answers=True),
        Pair("How many members has ILO?", IOM, answers=False),
    ]
    plan = Plan(rank=4, learning_rate=2e-3)
    losses = list(train(Trainee(plan), [step] * 12, plan))
    assert losses[0] == pytest.approx(0.69, abs=0.05)
    assert losses[-1] < 0.5 * losses[0]

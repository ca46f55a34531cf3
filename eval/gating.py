"""Whether a run reached what it must reach."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.errors import UserError
from eval.figures import ALL, Figure
from eval.judge import COLUMNS
from eval.metrics.catalogue import METRICS


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure over all questions must be at least (a floor) or at most."""

    name: str
    value: float
    is_floor: bool


def read_bound(text: str, *, is_floor: bool) -> Bound:
    """A bound from "name=number"; raises UserError for anything else."""
    option = "--min" if is_floor else "--max"
    name, _, number = text.partition("=")
    if name.replace("_", " ") in COLUMNS:
        raise UserError(
            f"{option} {text}: a language model's opinion is no figure, and no gate. {_known()}"
        )
    if name not in METRICS:
        raise UserError(f"{option} {text}: there is no figure {name!r}. {_known()}")
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    # Nothing is less than "nan", so it would be a gate that is always open.
    if math.isnan(value):
        raise UserError(f"{option} {text}: it takes name=number, as in useful=0.7.")
    return Bound(name, value, is_floor)


def shortfalls(figures: Iterable[Figure], bounds: Iterable[Bound]) -> list[str]:
    """A sentence for each bound that the run does not keep; a figure it lacks keeps none."""
    values = {figure.name: figure.value for figure in figures if figure.category == ALL}
    said = []
    for bound in bounds:
        value = values.get(bound.name)
        word = "at least" if bound.is_floor else "at most"
        if value is None:
            said.append(f"{bound.name} must be {word} {bound.value:g}; the run has no such figure.")
        elif not _keeps(value, bound):
            said.append(f"{bound.name} is {value:.4g}; it must be {word} {bound.value:g}.")
    return said


def _keeps(value: float, bound: Bound) -> bool:
    return value >= bound.value if bound.is_floor else value <= bound.value


def _known() -> str:
    return f"The figures are {', '.join(METRICS)}."

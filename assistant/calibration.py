"""The coefficients of the decision to decline, as ``python -m eval.calibrating`` fits them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model; ``factors`` in the order of ``Evidence.values``."""

    intercept: float
    factors: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Two models of the same evidence.

    ``answerable`` gives the probability that the documents answer the question, declined below
    ``decline_below``; ``right`` the probability that what is quoted is right.
    """

    answerable: Weights
    decline_below: float
    right: Weights


CALIBRATIONS: Mapping[str, Calibration] = {
    # 3,443 questions, AUC 0.95; of the dev half 79 % of the unanswerable and 4 % of the answerable
    # are declined
    "known": Calibration(
        answerable=Weights(-2.41, (0.0, 7.95, 0.0, 12.28, -20.04, 4.41, 0.0, 0.64, 0.38)),
        decline_below=0.228,
        right=Weights(-0.71, (0.0, 3.81, 0.0, 6.63, -13.49, 3.86, 0.0, 0.06, 0.58)),
    ),
    # 2,368 questions, AUC 1.00; of the dev half 1 % of the answerable are declined
    "text alone": Calibration(
        answerable=Weights(-26.4, (19.56, 22.36, 5.54, 0.0, 0.0, 0.0, -0.22, 0.0, 0.0)),
        decline_below=0.144,
        right=Weights(-3.72, (6.16, 0.0, 1.08, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)),
    ),
}

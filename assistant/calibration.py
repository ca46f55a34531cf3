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
    # 2,036 questions, AUC 0.91; of the dev half 74 % of the unanswerable and 5 % of the answerable
    # are declined
    "known": Calibration(
        answerable=Weights(4.74, (0.0, 0.0, 0.0, 3.51, -7.38, 0.0, 0.0, 1.29, 0.22)),
        decline_below=0.164,
        right=Weights(-0.41, (0.0, 0.0, 0.0, 0.0, -2.84, 3.33, 0.0, 0.0, 0.58)),
    ),
    # 1,665 questions, AUC 1.00; of the dev half 1 % of the answerable are declined
    "text alone": Calibration(
        answerable=Weights(-33.38, (31.68, 24.32, 1.9, 0.0, 0.0, 0.0, -0.27, 0.0, 0.0)),
        decline_below=0.154,
        right=Weights(-4.56, (6.09, 0.85, 1.02, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)),
    ),
}

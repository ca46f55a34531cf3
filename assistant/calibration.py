"""The coefficients of the decision to decline, as ``python -m eval.calibrating`` fits them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model; ``factors`` in the order of ``Evidence.values``."""

    intercept: float
    factors: tuple[float, float, float, float, float, float, float]


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
    # 2,435 questions, AUC 0.64; of the dev half 51 % of the unanswerable and 3 % of the answerable
    # are declined
    "known": Calibration(
        answerable=Weights(-0.02, (0.78, 1.63, 0.0, 4.64, -7.85, 0.0, -0.2)),
        decline_below=0.329,
        right=Weights(-1.21, (2.95, 0.14, 1.2, 0.0, -3.18, 0.0, -0.1)),
    ),
    # 1,741 questions, AUC 1.00; of the dev half 4 % of the answerable are declined
    "text alone": Calibration(
        answerable=Weights(-25.35, (35.27, 12.66, 1.51, 0.0, 0.0, 0.0, 0.0)),
        decline_below=0.206,
        right=Weights(-2.80, (3.01, 0.0, 2.04, 0.0, 0.0, 0.0, 0.0)),
    ),
    # 1,691 questions, AUC 0.50: nothing tells near-misses apart in another language
    "other language": Calibration(
        answerable=Weights(0.0, (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)),
        decline_below=0.0,
        right=Weights(-2.61, (0.0, 0.0, 0.0, 0.0, -0.97, 1.4, 0.0)),
    ),
}

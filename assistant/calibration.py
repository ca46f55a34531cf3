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
        answerable=Weights(4.79, (0.0, 0.0, 0.0, 3.91, -7.23, 0.0, 0.0, 1.56, 0.0)),
        decline_below=0.19,
        right=Weights(-0.35, (0.0, 0.0, 0.0, 0.0, -2.61, 4.25, 0.0, 0.61, 0.0)),
    ),
    # 1,665 questions, AUC 1.00; of the dev half 1 % of the answerable are declined
    "text alone": Calibration(
        answerable=Weights(-33.52, (31.98, 24.24, 1.88, 0.0, 0.0, 0.0, -0.27, 0.0, 0.0)),
        decline_below=0.152,
        right=Weights(-4.51, (6.05, 0.83, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)),
    ),
    # 1,227 questions, AUC 0.61: the reader learned in English alone
    "other language": Calibration(
        answerable=Weights(0.2, (0.0, 0.0, 0.0, 0.86, 0.0, 0.0, -0.26, 0.48, 0.0)),
        decline_below=0.3,
        right=Weights(-3.75, (0.0, 0.0, 0.0, 0.39, 0.0, 3.05, 0.0, 0.44, 0.0)),
    ),
}

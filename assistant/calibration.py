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
    # known: 2484 questions, AUC 0.68; of the dev half 47% of the unanswerable and 3% of the
    # answerable declined
    "known": Calibration(
        answerable=Weights(-2.28, (3.34, 2.54, -1.46, 10.26, -10.37, -1.46, 0.0)),
        decline_below=0.295,
        right=Weights(-2.02, (4.64, -0.27, 0.48, 1.9, -5.1, 0.5, 0.0)),
    ),
    "text alone": Calibration(
        answerable=Weights(-13.88, (22.0, 10.93, 0.26, 0.0, 0.0, 0.0, 0.0)),
        decline_below=0.5,
        right=Weights(-2.85, (5.54, -1.98, 1.2, 0.0, 0.0, 0.0, 0.0)),
    ),
    "other language": Calibration(
        answerable=Weights(0.59, (0.0, 0.0, 0.0, 11.66, -2.17, -10.17, 0.0)),
        decline_below=0.402,
        right=Weights(-3.69, (0.0, 0.0, 0.0, -1.3, -1.9, 4.83, 0.0)),
    ),
}

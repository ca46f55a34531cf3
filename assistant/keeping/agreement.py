"""How far reviewers agree: plain agreement, Cohen's kappa and Krippendorff's alpha.

All labels are nominal: any two that differ, differ equally.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from assistant.keeping.types import Agreement, PairAgreement


def agreement(opinions: Collection[Mapping[str, str]]) -> Agreement:
    """All the figures; ``opinions`` has, for each unit that was judged, its label by rater."""
    shared = [by_rater for by_rater in opinions if len(by_rater) > 1]
    raters = sorted({rater for by_rater in opinions for rater in by_rater})
    return Agreement(
        reviewers=len(raters),
        marks=sum(map(len, opinions)),
        shared=len(shared),
        agreed=_share_agreed(
            pair for by_rater in shared for pair in combinations(by_rater.values(), 2)
        ),
        alpha=krippendorff_alpha([list(by_rater.values()) for by_rater in shared]),
        pairs=tuple(
            _pair(first, second, labels)
            for first, second in combinations(raters, 2)
            if (labels := [(b[first], b[second]) for b in shared if first in b and second in b])
        ),
    )


def cohen_kappa(labels: Sequence[tuple[str, str]]) -> float | None:
    """Agreement of two raters beyond chance, in [-1, 1]; 0 is chance, 1 full agreement.

    ``labels`` has the two raters' labels of each unit, at least one. None where both used one and
    the same label throughout: chance would agree as fully. J. Cohen, "A Coefficient of Agreement
    for Nominal Scales", Educational and Psychological Measurement 20 (1960): (po - pe) / (1 - pe).
    """
    total = len(labels)
    observed = sum(one == other for one, other in labels) / total
    first, second = (Counter(column) for column in zip(*labels, strict=True))
    expected = sum(first[label] * second[label] for label in first) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Agreement of any number of raters beyond chance, at most 1; 0 is chance, 1 full agreement.

    ``units`` has the labels of each unit, whoever gave them; a unit with fewer than two says
    nothing and is left out. None without any pair, and where one label was used throughout.
    K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), nominal data, section C:
    1 - Do / De = 1 - (n - 1) (n - sum o_cc) / (n^2 - sum n_c^2), where a unit of m labels adds
    1 / (m - 1) to o_cc for each ordered pair of equal ones.
    """
    pairable = [Counter(labels) for labels in units if len(labels) > 1]
    totals = sum(pairable, Counter[str]())
    count = totals.total()
    coinciding = sum(
        number * (number - 1) / (unit.total() - 1) for unit in pairable for number in unit.values()
    )
    by_chance = count**2 - sum(number**2 for number in totals.values())
    return 1 - (count - 1) * (count - coinciding) / by_chance if by_chance else None


def _pair(first: str, second: str, labels: Sequence[tuple[str, str]]) -> PairAgreement:
    agreed = sum(one == other for one, other in labels) / len(labels)
    return PairAgreement(first, second, len(labels), agreed, cohen_kappa(labels))


def _share_agreed(pairs: Iterable[tuple[str, str]]) -> float | None:
    same = [one == other for one, other in pairs]
    return sum(same) / len(same) if same else None

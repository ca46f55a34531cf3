"""The figures against published examples and against two libraries."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from assistant.keeping.agreement import agreement, cohen_kappa, krippendorff_alpha
from assistant.keeping.types import Agreement, PairAgreement

LABELS = st.sampled_from(["supports", "partly", "does not support"])


def test_alpha_is_that_of_krippendorffs_example() -> None:
    """The last data set of "Computing Krippendorff's Alpha-Reliability" (2011): four observers,
    twelve units, gaps."""
    rows = ("1 2 3 3 2 1 4 1 2 - - -", "1 2 3 3 2 2 4 1 2 5 - 3")
    rows += ("- 3 3 3 2 3 4 2 2 5 1 -", "1 2 3 3 2 4 4 1 2 5 1 -")
    columns = zip(*(row.split() for row in rows), strict=True)
    units = [[label for label in column if label != "-"] for column in columns]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_kappa_is_that_of_a_textbook_example() -> None:
    """po = 0.7, pe = 0.5, kappa = 0.4: two readers of fifty grant proposals."""
    both = [("yes", "yes")] * 20 + [("no", "no")] * 15
    assert cohen_kappa([*both, *[("yes", "no")] * 5, *[("no", "yes")] * 10]) == pytest.approx(0.4)


@settings(deadline=None)
@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=12))
def test_kappa_is_that_of_scikit_learn(labels: list[tuple[str, str]]) -> None:
    ours = cohen_kappa(labels)
    if ours is None:
        assert len({label for pair in labels for label in pair}) == 1
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = cohen_kappa_score(*map(list, zip(*labels, strict=True)))
    assert ours == pytest.approx(theirs)


@settings(deadline=None)
@given(st.lists(st.tuples(LABELS, LABELS, LABELS), min_size=2, max_size=8))
def test_alpha_is_that_of_nltk_where_nothing_is_missing(units: list[tuple[str, ...]]) -> None:
    ours = krippendorff_alpha(units)
    if ours is None:
        assert len({label for unit in units for label in unit}) == 1
        return
    triples = [(str(n), str(u), x) for u, unit in enumerate(units) for n, x in enumerate(unit)]
    assert ours == pytest.approx(AnnotationTask(data=triples).alpha())


@settings(deadline=None)
@given(st.lists(st.lists(LABELS, max_size=4), max_size=8))
def test_a_lone_label_says_nothing(units: list[list[str]]) -> None:
    assert krippendorff_alpha([*units, ["partly"]]) == krippendorff_alpha(units)


def test_full_agreement_and_its_opposite() -> None:
    agreeing = [("supports", "supports"), ("partly", "partly")]
    assert cohen_kappa(agreeing) == krippendorff_alpha(agreeing) == 1
    crossed = [("supports", "partly"), ("partly", "supports")]
    assert cohen_kappa(crossed) == -1
    alpha = krippendorff_alpha(crossed)
    assert alpha is not None
    assert alpha < 0


def test_one_label_throughout_tells_agreement_and_chance_not_apart() -> None:
    same = [("partly", "partly")] * 5
    assert cohen_kappa(same) is krippendorff_alpha(same) is None


def test_all_figures_together() -> None:
    opinions = [
        {"ana": "supports", "bob": "supports", "cem": "partly"},
        {"ana": "partly", "bob": "supports"},
        {"cem": "partly"},
    ]
    found = agreement(opinions)
    assert (found.reviewers, found.marks, found.shared) == (3, 6, 2)
    assert found.agreed == pytest.approx(1 / 4)
    assert found.alpha == krippendorff_alpha([list(unit.values()) for unit in opinions])
    assert found.pairs == (
        PairAgreement("ana", "bob", 2, 0.5, 0.0),
        PairAgreement("ana", "cem", 1, 0.0, 0.0),
        PairAgreement("bob", "cem", 1, 0.0, 0.0),
    )


def test_without_marks_there_is_no_figure() -> None:
    assert agreement([]) == Agreement(0, 0, 0, None, None, ())

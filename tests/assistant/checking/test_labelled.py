"""The verdicts on the drafts that were held out: not worse than was reported."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.assistant import Assistant
from assistant.checking.checker import Checker, make_checker
from assistant.checking.types import ClaimVerdict
from tests.assistant.checking.measuring import (
    HELD_OUT,
    TUNING,
    Outcome,
    accuracy,
    judge_claim,
    judge_quotation,
    read_rows,
)

LEAST_QUOTATIONS, LEAST_CLAIMS = 0.9, 0.85
"""Shares judged as labelled; 0.95 of both when they were measured (docs/checking.md)."""


@pytest.fixture(scope="module")
def checker(assistant: Assistant) -> Checker:
    return make_checker(assistant)


@pytest.fixture(scope="module")
def claims(checker: Checker) -> Sequence[Outcome]:
    return [judge_claim(checker, row) for row in read_rows("claims") if row.half == HELD_OUT]


def test_quotations_held_out_are_judged_as_labelled(checker: Checker) -> None:
    rows = [row for row in read_rows("quotations") if row.half == HELD_OUT]
    assert accuracy([judge_quotation(checker, row) for row in rows]) >= LEAST_QUOTATIONS


def test_claims_held_out_are_judged_as_labelled(claims: Sequence[Outcome]) -> None:
    assert accuracy(claims) >= LEAST_CLAIMS


def test_no_claim_with_a_wrong_figure_or_date_is_supported(claims: Sequence[Outcome]) -> None:
    wrong = [o for o in claims if o.row.kind in ("figure", "date")]
    assert wrong
    assert [o.row.id for o in wrong if o.verdict == ClaimVerdict.SUPPORTED] == []


def test_what_is_wrong_is_pointed_at(claims: Sequence[Outcome]) -> None:
    pointed = [o for o in claims if o.row.wrong and o.verdict == ClaimVerdict.PARTLY]
    named = [o for o in pointed if any(o.row.wrong in said for said in o.mismatches)]
    assert len(named) >= 0.8 * len(pointed) > 0


def test_the_labelled_places_exist(assistant: Assistant) -> None:
    for row in (*read_rows("claims"), *read_rows("quotations")):
        if row.document:
            passages = assistant.corpus.document(row.document).passages
            locators = {s.locator for p in passages for s in p.sentences} | {
                p.locator for p in passages
            }
            assert any(locator.startswith(row.locator) for locator in locators), row


def test_halves_share_no_text() -> None:
    rows = (*read_rows("claims"), *read_rows("quotations"))
    assert {row.half for row in rows} == {TUNING, HELD_OUT}
    assert len({row.text for row in rows}) == len(rows)
    assert len({row.id for row in rows}) == len(rows)

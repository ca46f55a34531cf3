"""Whole drafts against two small documents, with a stand-in for the embedding model."""

from __future__ import annotations

import pytest

from assistant.checking.checker import Checker, make_checker
from assistant.checking.types import (
    ClaimFinding,
    ClaimVerdict,
    MismatchKind,
    QuoteVerdict,
    Report,
    Skipped,
)
from assistant.errors import UserError
from tests.assistant.checking.samples import BUDGET, FORUM, small_assistant

DRAFT = f"""# Note

The Forum is “a voluntary, non-binding and informal process” (MC/2353, para. 4).
It is “a voluntary, binding and informal process” (MC/2353, para. 1).
The programme has a total budget of USD 5.9 million over three years (Agency, 2013, para. 2).
{BUDGET}[^1] Zebras graze quietly beside warm rivers. Was it so?

He also said “not a word of which stands anywhere”.

[^1]: MC/2353, para. 2.
"""


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    return make_checker(small_assistant(tmp_path_factory.mktemp("index")))


@pytest.fixture(scope="module")
def report(checker: Checker) -> Report:
    return checker.check(DRAFT, name="note.md")


def claim(report: Report, beginning: str) -> ClaimFinding:
    return next(found for found in report.claims if found.text.startswith(beginning))


def test_quotations_are_judged_with_their_sources(report: Report) -> None:
    assert [found.verdict for found in report.quotations] == [
        QuoteVerdict.EXACT,
        QuoteVerdict.ALTERED,
        QuoteVerdict.NOT_FOUND,
    ]
    exact, altered, _ = report.quotations
    assert exact.is_fine
    assert exact.place is not None
    assert (exact.place.document_id, exact.place.locator) == ("council", "para. 4")
    (wrong,) = altered.attributions
    assert not wrong.holds
    assert wrong.remark == (
        "These words do not stand in Council paper, 2012, para. 1 but in Council paper, 2012, "
        "para. 4."
    )


def test_a_claim_with_a_changed_figure_is_partly_supported_and_says_which(report: Report) -> None:
    found = claim(report, "The programme has a total budget of USD 5.9")
    assert found.verdict is ClaimVerdict.PARTLY
    (mismatch,) = found.mismatches
    assert mismatch.kind is MismatchKind.FIGURE
    assert report.text[mismatch.start : mismatch.end] == mismatch.draft == "USD 5.9 million"
    assert mismatch.source == "USD 9.5 million"
    assert mismatch.remark == (
        "The draft says USD 5.9 million; Agency, 2013, para. 2 says USD 9.5 million."
    )
    assert all(attribution.holds for attribution in found.attributions)


def test_a_claim_that_stands_elsewhere_than_its_footnote_says_is_supported_but_not_fine(
    report: Report,
) -> None:
    found = claim(report, BUDGET)
    assert found.verdict is ClaimVerdict.SUPPORTED
    assert not found.is_fine
    (wrong,) = found.attributions
    assert wrong.remark == (
        "This does not stand in Council paper, 2012, para. 2 but in Agency, 2013, para. 2."
    )


def test_what_the_documents_do_not_speak_of_has_no_support(report: Report) -> None:
    found = claim(report, "Zebras")
    assert found.verdict is ClaimVerdict.NO_SUPPORT
    assert found.mismatches == ()
    assert found.supports


def test_what_makes_no_claim_is_passed_over_and_says_why(report: Report) -> None:
    reasons = [passed.reason for passed in report.passed_over]
    assert reasons.count(Skipped.HEADING) == 1
    assert reasons.count(Skipped.QUESTION) == 1
    assert reasons.count(Skipped.QUOTED) == 3


def test_findings_stand_in_reading_order_where_they_say(report: Report) -> None:
    starts = [found.start for found in report.findings]
    assert starts == sorted(starts)
    for found in report.findings:
        assert report.text[found.start : found.end] == found.text
        for attribution in found.attributions:
            said = " ".join(report.text[attribution.start : attribution.end].split())
            assert said == attribution.text


def test_the_place_that_the_draft_names_is_shown_where_two_say_the_same(checker: Checker) -> None:
    for source, document in (("Agency, 2013", "agency"), ("MC/2353", "council")):
        report = checker.check(f"It said “{FORUM}” ({source}). {FORUM[:-1]} ({source}).")
        (quotation,) = report.quotations
        assert quotation.place is not None
        assert quotation.place.document_id == document
        assert report.claims[0].supports[0].place.document_id == document
        assert report.is_fine


@pytest.mark.parametrize(
    ("reference", "remark"),
    [
        ("MC/2353, para. 99", "Council paper, 2012 has no para. 99. These words stand in"),
        ("Agency, 2013, para. 1", "These words do not stand in Agency, 2013, para. 1 but in"),
        ("(para. 99)", "No document has a para. 99. These words stand in"),
    ],
)
def test_a_source_that_does_not_hold_says_where_the_words_stand(
    checker: Checker, reference: str, remark: str
) -> None:
    (found,) = checker.check(
        f"It is “a voluntary, non-binding and informal” ({reference})."
    ).quotations
    assert found.verdict is QuoteVerdict.EXACT
    assert [a.remark.startswith(remark) for a in found.attributions] == [True]


def test_a_report_is_the_same_twice(checker: Checker, report: Report) -> None:
    again = checker.check(DRAFT, name="note.md")
    assert again.findings == report.findings
    assert again.passed_over == report.passed_over


def test_progress_is_told_sentence_by_sentence(checker: Checker) -> None:
    told: list[tuple[int, int]] = []
    checker.check(DRAFT, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_remarks_say_what_was_not_understood(checker: Checker) -> None:
    (unclosed,) = checker.check("He said “one two three four and went on.").remarks
    assert unclosed == (
        "Nothing closes the quotation mark before one two three four and went on. …; it was "
        "passed over."
    )
    french = checker.check("Les migrants sont les acteurs du développement dans leurs pays.")
    assert "does not seem to be in English" in french.remarks[0]


def test_one_quotation_is_checked_alone(checker: Checker) -> None:
    assert checker.check_quotation("non-binding and informal").verdict is QuoteVerdict.EXACT
    with pytest.raises(UserError, match="The quotation has no words in it"):
        checker.check_quotation("…")


@pytest.mark.parametrize("text", ["", " \n", "!!! …"])
def test_a_text_without_words_is_refused(checker: Checker, text: str) -> None:
    with pytest.raises(UserError, match="has no words in it"):
        checker.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 3_000 + "word",
        '"' * 3_001 + "word",
        "[" * 3_000 + "a b c d",
        "> " * 2_000 + "word",
        "1. " * 2_000 + "Word",
        "word " * 3_000,
        "para. 1, " * 500,
        "MC/2353, para. 1, " * 300,
        "one hundred " * 500,
        "A " * 2_000,
        "[^a]: x\n" * 300,
        "United " * 2_000,
        "| a | b |\n" * 300,
    ],
)
def test_odd_texts_are_checked_like_any_other(checker: Checker, text: str) -> None:
    report = checker.check(text)
    for found in report.findings:
        assert report.text[found.start : found.end] == found.text

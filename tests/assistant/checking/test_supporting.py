"""The rule, on evidence put together by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.checking.evidence import Evidence
from assistant.checking.names import Names
from assistant.checking.statements import StatementReader
from assistant.checking.supporting import (
    PARTLY_FROM,
    SUPPORTED_FROM,
    WITH_FIGURES_FROM,
    Weighed,
    verdict,
    weigh,
)
from assistant.checking.types import ClaimVerdict, MismatchKind
from assistant.rarity import Rarity
from corpus.types import Span
from tests.assistant.checking.samples import two_documents

CORPUS = two_documents()
READER = StatementReader(Names.of(passage.text for passage in CORPUS.passages()))
RARITY = Rarity(Counter(), 1)
RECORDED = "Recorded remittances came to USD 167 billion in 2005, against USD 100 billion in 2001."


def evidence(text: str, beside: str = "", above: str = "", similarity: float = 0.9) -> Evidence:
    statement = READER.read(text)
    around = (READER.read(beside),) if beside else ()
    over = (READER.read(above),) if above else ()
    return Evidence(
        passage=next(CORPUS.passages()),
        span=Span(0, len(text)),
        locator="para. 1",
        similarity=similarity,
        sentence=statement,
        beside=around,
        above=over,
        terms=statement.terms.union(*(each.terms for each in (*around, *over))),
    )


def weighed(claim: str, *found: Evidence) -> Weighed:
    return weigh(READER.read(claim), found, RARITY)[0]


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("Recorded remittances were 167 000 million dollars in 2005.", RECORDED, []),
        ("Recorded remittances were USD 176 billion in 2005.", RECORDED,
         [(MismatchKind.FIGURE, "USD 176 billion", "USD 167 billion")]),
        ("Recorded remittances were USD 167 billion in 2006.", RECORDED,
         [(MismatchKind.DATE, "2006", "2005")]),
        ("The Forum has 87 members and 118 observers.",
         "The Forum has 118 members and 87 observers.",
         [(MismatchKind.FIGURE, "87", "118"), (MismatchKind.FIGURE, "118", "87")]),
        ("Sweden led it.", "The Swiss Government led it.",
         [(MismatchKind.NAME, "Sweden", "Swiss")]),
        ("Switzerland led it.", "The Swiss Government led it.", []),
        ("It was Kofi Annan who led it.", "The Government led it.",
         [(MismatchKind.NAME, "Kofi Annan", "")]),
        ("It is a binding process.", "It is a voluntary process.",
         [(MismatchKind.WORDING, "binding", "voluntary")]),
        ("It was not adopted.", "It was adopted.", [(MismatchKind.NEGATION, "not adopted", "")]),
    ],
)  # fmt: skip
def test_what_is_at_odds_is_named(
    claim: str, text: str, expected: list[tuple[MismatchKind, str, str]]
) -> None:
    found = weighed(claim, evidence(text))
    assert [(c.kind, c.draft, c.source) for c in found.conflicts] == expected
    for conflict in found.conflicts:
        assert claim[conflict.start : conflict.end] == conflict.draft


@pytest.mark.parametrize(
    ("text", "beside", "above", "is_at_odds"),
    [
        ("It met in 2005.", "Sweden was the chair.", "", False),
        ("It met in 2005.", "", "The work of Sweden", False),
        ("The Swiss chair met in 2005.", "Sweden was the host.", "", True),
        ("It met in 2005.", "", "", True),
    ],
)
def test_a_name_may_stand_beside_but_not_against_another_in_the_sentence(
    text: str, beside: str, above: str, is_at_odds: bool
) -> None:
    found = weighed("Sweden met in 2005.", evidence(text, beside, above))
    assert bool(found.conflicts) is is_at_odds


def test_however_similar_a_claim_with_a_changed_figure_is_never_supported() -> None:
    found = weighed(RECORDED.replace("167", "176"), evidence(RECORDED, similarity=1.0))
    assert found.support > SUPPORTED_FROM
    assert verdict(found) is ClaimVerdict.PARTLY


def test_the_verdict_follows_the_support() -> None:
    def of(support: float, has_figure: bool = False) -> ClaimVerdict:
        return verdict(Weighed(evidence("It met."), support, (), has_figure))

    assert of(SUPPORTED_FROM) is ClaimVerdict.SUPPORTED
    assert of(SUPPORTED_FROM - 0.01) is ClaimVerdict.PARTLY
    assert of(WITH_FIGURES_FROM, has_figure=True) is ClaimVerdict.SUPPORTED
    assert of(WITH_FIGURES_FROM - 0.01, has_figure=True) is ClaimVerdict.PARTLY
    assert of(PARTLY_FROM - 0.01) is ClaimVerdict.NO_SUPPORT
    assert verdict(None) is ClaimVerdict.NO_SUPPORT


def test_evidence_that_has_the_figure_comes_before_slightly_more_similar_evidence() -> None:
    with_figure = evidence("Remittances were USD 167 billion.", similarity=0.84)
    without = evidence("Remittances were 100,000 million.", similarity=0.85)
    claim = "Remittances were USD 167,000 million."
    assert weighed(claim, without).support > weighed(claim, with_figure).support
    assert weighed(claim, without, with_figure).evidence is with_figure

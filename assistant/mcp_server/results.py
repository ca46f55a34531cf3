"""What the tools give back: enough to quote and cite, and no more than a model should read."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from assistant.checking.types import PieceKind, Place, QuotationFinding, QuoteVerdict
from assistant.types import Answer, Citation, EvidencePassage, Status

NEAREST = 3
"""Passages that a declined answer gives: what the documents say instead, if anything."""


class Result(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Quote(Result):
    marker: int
    """Its number in the answer."""
    document: str
    """What to call the document."""
    locator: str
    """Where the words stand in it: "para. 40"."""
    quote: str
    """The document's words, verbatim."""
    passage_id: str


class Found(Result):
    passage_id: str
    document: str
    locator: str
    text: str
    """The document's words, verbatim."""


class Answered(Result):
    status: Status
    answer: str
    """Verbatim words of the documents with numbered markers; why not, where it was declined."""
    searched_question: str
    """What was looked for, after the history was taken into account."""
    quotes: list[Quote]
    nearest: list[Found]
    """Where it was declined: the passages nearest to the question. They do not answer it."""
    confidence: float
    """Probability that the answer is right, 0 to 1."""


class Passages(Result):
    passages: list[Found]
    """Best first."""


class Standing(Result):
    """Where words stand in the documents."""

    document: str
    locator: str
    passage_id: str
    words: str
    """The document's own words there, verbatim."""


class Difference(Result):
    kind: PieceKind
    quotation: str
    """The quotation's words; "" where it lacks the document's."""
    document: str
    """The document's words; "" where it has none there."""
    changes_figure: bool
    """Whether a number or a date differs: the gravest alteration."""


class Checked(Result):
    verdict: QuoteVerdict
    place: Standing | None
    """Where the words stand, or nearly stand; null where they were not found."""
    also: list[Standing]
    """Further places that have the very same words."""
    differences: list[Difference]
    """Where it is altered: how, in reading order."""


def answered(answer: Answer, titles: Mapping[str, str]) -> Answered:
    """``titles`` has what to call each document, by its id."""
    declined = answer.status is Status.DECLINED
    return Answered(
        status=answer.status,
        answer=answer.answer,
        searched_question=answer.searched_question,
        quotes=[_quote(citation, titles) for citation in answer.citations],
        nearest=found(answer.passages[:NEAREST], titles) if declined else [],
        confidence=answer.confidence,
    )


def found(passages: tuple[EvidencePassage, ...], titles: Mapping[str, str]) -> list[Found]:
    return [
        Found(
            passage_id=passage.id,
            document=titles[passage.document_id],
            locator=passage.locator,
            text=passage.text,
        )
        for passage in passages
    ]


def checked(finding: QuotationFinding) -> Checked:
    unchanged = {PieceKind.SAME, PieceKind.OMITTED, PieceKind.BRACKETED}
    return Checked(
        verdict=finding.verdict,
        place=_standing(finding.place) if finding.place else None,
        also=[_standing(place) for place in finding.also],
        differences=[
            Difference(
                kind=piece.kind,
                quotation=piece.draft,
                document=piece.source,
                changes_figure=piece.changes_figure,
            )
            for piece in finding.pieces
            if piece.kind not in unchanged
        ],
    )


def _quote(citation: Citation, titles: Mapping[str, str]) -> Quote:
    return Quote(
        marker=citation.marker,
        document=titles[citation.document_id],
        locator=citation.locator,
        quote=citation.quote,
        passage_id=citation.passage_id,
    )


def _standing(place: Place) -> Standing:
    return Standing(
        document=place.title,
        locator=place.locator,
        passage_id=place.passage_id,
        words=place.text,
    )

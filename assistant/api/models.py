"""What the API takes and gives: the values of the packages below, as their JSON is described."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.types import Mode, Status

Whole = Annotated[int, Field(strict=True)]
"""A whole number of a JSON body: neither a text nor true or false is one."""


class Given(BaseModel):
    """What a request holds; a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Shown(BaseModel):
    """What a response holds, made of the value of the same name."""

    model_config = ConfigDict(
        from_attributes=True,
        frozen=True,
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )


class CitationShown(Shown):
    """A quote and its place."""

    marker: int
    """The number shown in the answer, counted from 1 in order of first use."""
    document_id: str
    title: str
    """Of the document."""
    locator: str
    """Where the quote stands, as people say it: "para. 40"."""
    quote: str
    """Verbatim words of the document."""
    start: int
    end: int
    passage_id: str
    verified: bool
    """Whether the quote was re-checked against the document's text just before it was shown."""


class EvidenceShown(Shown):
    """A passage that was looked at."""

    id: str
    document_id: str
    locator: str
    text: str
    start: int
    end: int
    score: float
    """Higher is better; comparable within one response only."""


QUESTION = "How much did officially recorded remittances to developing countries come to in 2005?"
QUOTE = (
    "Officially-recorded international remittances received by developing countries in 2005 were "
    "estimated at about USD 167 billion, with unrecorded remittances through formal and informal "
    "channels estimated to be at least half as large as recorded flows."
)
EXAMPLE_ANSWER: dict[str, Any] = {
    "question": QUESTION,
    "searched_question": QUESTION,
    "status": "answered",
    "answer": f"{QUOTE} [1]",
    "reason": None,
    "citations": [
        {
            "marker": 1,
            "document_id": "iom-chair-summary-2006",
            "title": "Chairman's Summary of the ninetieth session of the IOM Council, …",
            "locator": "para. 40",
            "quote": QUOTE,
            "start": 21759,
            "end": 22009,
            "passage_id": "iom-chair-summary-2006#para-40",
            "verified": True,
        }
    ],
    "passages": [
        {
            "id": "iom-chair-summary-2006#para-40",
            "document_id": "iom-chair-summary-2006",
            "locator": "para. 40",
            "text": "40. Much of the discussion was focused on remittances, …",
            "start": 21622,
            "end": 22254,
            "score": 9.3015,
        }
    ],
    "confidence": 0.45,
    "mode": "extractive",
    "model": None,
    "index": "10ccf3370f6baf5c",
    "timings_ms": {"resolve": 0.1, "retrieve": 52.4, "compose": 5.1, "total": 57.6},
}


class AnswerShown(Shown):
    """Everything one turn produced, as `rapporteur ask --json` prints it."""

    model_config = ConfigDict(json_schema_extra={"example": EXAMPLE_ANSWER})

    question: str
    searched_question: str
    """The question after the conversation was taken into account: what was looked for."""
    status: Status
    answer: str
    """Plain text with numbered markers; the reason, where it was declined."""
    reason: str | None
    """Why it was declined; null where it was answered."""
    citations: list[CitationShown]
    passages: list[EvidenceShown]
    """Best first; where it was declined these are the nearest passages, not support."""
    confidence: float = Field(ge=0, le=1)
    """Probability that the answer is right."""
    mode: Mode
    model: str | None
    """The language model that wrote it, if one did."""
    index: str
    """Fingerprint of the index that was searched."""
    timings_ms: Mapping[str, float]
    """Milliseconds of each step."""


class TurnGiven(Given):
    """One earlier exchange."""

    question: str
    answer: str | None = None
    """Left out where it has not been answered: it is answered first."""


Language = Literal["en", "fr", "es"]

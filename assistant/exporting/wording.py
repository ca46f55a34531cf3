"""What a file says in words of its own, and how it cites a document."""

from __future__ import annotations

from assistant.dates import spelled_date
from assistant.exporting.types import Quote, Stamp
from assistant.keeping.types import TurnState
from assistant.types import Answer, Mode, Status
from corpus.types import Document

LIKELIHOODS = (
    (0.90, "very likely"),
    (0.66, "likely"),
    (0.33, "about as likely as not"),
    (0.10, "unlikely"),
    (0.0, "very unlikely"),
)
"""From which probability on a term is used: the calibrated language of the IPCC (Mastrandrea et
al., Guidance Note for Lead Authors of the IPCC Fifth Assessment Report on Consistent Treatment of
Uncertainties, 2010, table 1), which delegates know."""
DECLINED = "Declined: no answer was given"
NEAREST = "Nearest passages, which do not answer the question"
NO_ANSWER = "No answer had been shown."


def citation_of(document: Document, locator: str) -> str:
    """How a footnote cites a place: the document's own form, with its symbol and date where that
    form lacks them, and the place."""
    parts = [document.citation or document.title]
    if document.symbol and document.symbol not in parts[0]:
        parts.append(document.symbol)
    # A form that has the year has the date as its writer wants it ("21–22 February 2013").
    if document.date and document.date[:4] not in parts[0]:
        parts.append(spelled_date(document.date))
    return ", ".join(part for part in (*parts, locator) if part)


def confidence(answer: Answer) -> str:
    """How sure Rapporteur is of an answer, in words and as a percentage."""
    term = next(term for least, term in LIKELIHOODS if answer.confidence >= least)
    percent = f"{100 * answer.confidence:.0f} %"
    if answer.status is Status.DECLINED:
        return f"An answer, had one been given, would be {term} to be right ({percent})."
    return f"Confidence: this answer is {term} to be right ({percent})."


def origin(answer: Answer) -> str:
    """Who worded an answer, and which index was searched."""
    if answer.mode is Mode.LLM:
        worded = f"Worded by {answer.model or 'a language model'} and checked against its sources."
    elif answer.status is Status.ANSWERED:
        worded = "In the documents’ own words; no language model took part."
    else:
        worded = "No language model took part."
    return f"{worded} Index {answer.index}."


def state_notice(state: TurnState, problem: str) -> str:
    """What is said of an answer that is not whole; "" of one that is."""
    if state is TurnState.COMPLETE:
        return ""
    if state is TurnState.RUNNING:
        return "This answer is incomplete: it was still being given when it was exported."
    return f"This answer is incomplete. {problem}".strip()


def doubt(quotes: list[Quote]) -> str:
    """What is said of quotes that the documents did not have on the day of the export."""
    if not quotes:
        return ""
    numbers = ", ".join(str(quote.number) for quote in quotes)
    return (
        f"Not verified: footnote {numbers}. When this file was made, the documents no longer had "
        "these words in the place that is cited."
    )


def colophon(stamp: Stamp) -> str:
    """When and by what the file was made, and how its quotes are checked again."""
    return (
        f"Exported on {spelled_date(stamp.at.date().isoformat())} by Rapporteur {stamp.version}. "
        "“rapporteur verify” and the name of this file check every quote in it against the "
        "documents again."
    )

"""Whether an exported file still says what the documents say.

Each quote is checked twice: what the file shows against the record that it carries, and the record
against the documents as they are now. What stands between the quotes is not checked.
"""

from __future__ import annotations

from assistant.exporting.exporting import read
from assistant.exporting.records import read_record
from assistant.exporting.searching import Search
from assistant.exporting.sighting import Sighting
from assistant.exporting.types import Quote, QuoteCheck, Sight, Verification
from corpus.loading import Corpus

ALTERED = "The words that the file shows are no longer those that were exported."
REMOVED = "The file no longer shows this quote, or its footnote."


def verify(content: bytes, corpus: Corpus) -> Verification:
    """What became of each quote of an exported file.

    Raises NotAnExport where the bytes are no file of Rapporteur's, or its record is damaged.
    """
    visible = read(content)
    record, is_sealed = read_record(visible.record)
    sighting, search = Sighting(visible), Search(corpus)
    return Verification(
        title=record.title,
        exported=record.exported,
        rapporteur=record.rapporteur,
        checks=tuple(_check(quote, sighting, search) for quote in record.quotes),
        added=sighting.added(record.quotes),
        is_sealed=is_sealed,
    )


def _check(quote: Quote, sighting: Sighting, search: Search) -> QuoteCheck:
    outcome = search.of(quote)
    sight, seen = sighting.of(quote)
    said = {Sight.ALTERED: (ALTERED,), Sight.REMOVED: (REMOVED,)}.get(sight, ())
    return QuoteCheck(
        number=quote.number,
        document_id=quote.document_id,
        locator=quote.locator,
        quote=quote.quote,
        verdict=outcome.verdict,
        found=outcome.found,
        sight=sight,
        seen=seen,
        remarks=(*said, *outcome.remarks),
    )

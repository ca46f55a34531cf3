"""Two small documents that repeat each other in part, for tests without a model."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.assistant import Assistant
from assistant.bodies import Bodies
from assistant.checking.concordance import Concordance
from assistant.checking.quoting import check_quotation
from assistant.checking.types import QuotationFinding
from assistant.rarity import Rarity
from corpus.loading import Corpus
from corpus.types import ParsedDocument, PassageKind
from index.building import build_index, open_index
from index.testing import WordHashEncoder
from tests.index.samples import parsed

RECORDED = (
    "Officially-recorded remittances to developing countries came to USD 167 billion in 2005, "
    "with unrecorded flows at least half as large."
)
INITIATIVE = (
    "From 2001 to 2004, the Swiss Government-led Berne Initiative – for which the International "
    "Organization for Migration (IOM) served as Secretariat – enhanced inter-State cooperation."
)
FORUM = "The Global Forum is a voluntary, non-binding and informal process among governments."
NOTE = "1 The Forum has been hosted by Belgium, the Philippines and Greece."
PILOTS = "The four pilot countries are Bangladesh, Jamaica, Mali and Tunisia."
BUDGET = "The programme has a total budget of USD 9.5 million over three years."
ANOTHER = f"{FORUM} It meets once a year."


def _council() -> ParsedDocument:
    council = parsed("council", [RECORDED, INITIATIVE, NOTE, FORUM], "Migration and the Council")
    recorded, initiative, note, forum = council.passages
    return replace(
        council,
        document=replace(council.document, symbol="MC/2353", short_title="Council paper, 2012"),
        passages=(
            recorded,
            initiative,
            replace(note, kind=PassageKind.FOOTNOTE, label="1", locator="footnote 1"),
            forum,
        ),
    )


def _agency() -> ParsedDocument:
    agency = parsed("agency", [PILOTS, BUDGET, ANOTHER], "What the agency does")
    return replace(agency, document=replace(agency.document, short_title="Agency, 2013"))


def two_documents() -> Corpus:
    return Corpus((_council(), _agency()))


def small_assistant(folder: Path) -> Assistant:
    corpus, encoder = two_documents(), WordHashEncoder()
    build_index(corpus, encoder, folder)
    return Assistant(
        corpus, open_index(corpus, encoder, folder), Rarity.of(corpus), Bodies.of(corpus)
    )


@cache
def concordance() -> Concordance:
    return Concordance(two_documents())


def quotation(text: str) -> QuotationFinding:
    """What becomes of a text that is one quotation."""
    return check_quotation(concordance(), text, 0, len(text))

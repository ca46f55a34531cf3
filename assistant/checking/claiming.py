"""One claim against the documents: supported, partly, or without support."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.evidence import EvidenceReader
from assistant.checking.mismatches import Conflict
from assistant.checking.references import Reference, names_passage
from assistant.checking.sourcing import CLAIM, Sourcing
from assistant.checking.statements import Statement, StatementReader
from assistant.checking.supporting import Weighed, verdict, weigh
from assistant.checking.types import (
    ClaimFinding,
    ClaimVerdict,
    Mismatch,
    MismatchKind,
    Place,
    Support,
)
from assistant.languages import detect
from assistant.rarity import Rarity
from corpus.loading import Corpus
from corpus.types import Passage, Span
from index.retriever import Retriever

LOOKED_AT = 10
"""Passages whose sentences are held against a claim."""
SHOWN = 3
"""Passages that are shown for a claim."""
NAMED_LOOKED_AT = 40
"""Passages that are looked at of a document that is named as the source: the paragraph that is
named is among them though others of the document are more like the claim."""


@dataclass(frozen=True, slots=True)
class ClaimChecker:
    """Checks claims against one corpus. Safe to share between threads."""

    corpus: Corpus
    retriever: Retriever
    rarity: Rarity
    statements: StatementReader
    evidence: EvidenceReader
    sourcing: Sourcing

    def check(
        self, text: str, masked: str, span: Span, references: Sequence[Reference]
    ) -> ClaimFinding:
        """What became of the sentence ``text[span.start:span.end]``.

        ``masked`` is the draft as it is compared, of the same length; ``references`` are those
        that belong to the sentence.
        """
        claim = self.statements.read(masked[span.start : span.end])
        weighed = self._weigh(claim)
        found = verdict(weighed[0] if weighed else None)
        named = [(reference, self._weigh_at(reference, claim)) for reference in references]
        held = {ref: at for ref, at in named if found in _BORNE_OUT and _is_as_good(at, found)}
        # Where the place that the draft names bears the claim out too, that is the one to show.
        weighed = [at[0] for at in held.values()] + weighed
        nearest = self._places(weighed[:1]) if found in _BORNE_OUT else []
        return ClaimFinding(
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            verdict=found,
            supports=self._supports(weighed),
            mismatches=self._mismatches(claim, span, weighed[0]) if nearest else (),
            attributions=tuple(
                self.sourcing.attribution(
                    reference, text, self._places(held.get(reference, [])[:1]) or nearest, CLAIM
                )
                for reference in references
            ),
        )

    def _weigh(
        self, claim: Statement, documents: frozenset[str] | None = None, limit: int = LOOKED_AT
    ) -> list[Weighed]:
        question = _searched(claim.text)
        retrieval = self.retriever.retrieve(
            question, limit=limit, documents=documents, language=detect(question)
        )
        return weigh(claim, self.evidence.read(retrieval), self.rarity)

    def _weigh_at(self, reference: Reference, claim: Statement) -> list[Weighed]:
        """The evidence at the place that a reference names, the best first."""
        documents = frozenset({reference.document_id} - {""})
        weighed = self._weigh(claim, documents or None, NAMED_LOOKED_AT)
        return [each for each in weighed if names_passage(reference, each.evidence.passage)]

    def _places(self, weighed: Sequence[Weighed]) -> list[Place]:
        return [
            self._place(each.evidence.passage, each.evidence.span, each.evidence.locator)
            for each in weighed
        ]

    def _place(self, passage: Passage, span: Span, locator: str) -> Place:
        document = self.corpus.document(passage.document_id).document
        text = document.text[span.start : span.end]
        return Place(document.id, document.name, locator, passage.id, span.start, span.end, text)

    def _supports(self, weighed: Sequence[Weighed]) -> tuple[Support, ...]:
        """The best evidence of each passage."""
        best: dict[str, Weighed] = {}
        for each in weighed:
            best.setdefault(each.evidence.passage.id, each)
        return tuple(
            Support(
                place=self._places([each])[0],
                passage=self._place(passage, Span(passage.start, passage.end), passage.locator),
                score=round(each.support, 4),
            )
            for each in list(best.values())[:SHOWN]
            for passage in [each.evidence.passage]
        )

    def _mismatches(self, claim: Statement, span: Span, best: Weighed) -> tuple[Mismatch, ...]:
        place = self._places([best])[0]
        conflicts = sorted(best.conflicts, key=lambda conflict: conflict.start)
        return tuple(_mismatch(conflict, span, place) for conflict in conflicts)


_BORNE_OUT = (ClaimVerdict.SUPPORTED, ClaimVerdict.PARTLY)
"""Best first."""


def _is_as_good(weighed: Sequence[Weighed], found: ClaimVerdict) -> bool:
    at_place = verdict(weighed[0] if weighed else None)
    return at_place in _BORNE_OUT[: _BORNE_OUT.index(found) + 1]


def _searched(said: str) -> str:
    """A sentence as it is looked for: on one line, without what a line break left."""
    return " ".join(re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "-", said).split())


def _mismatch(conflict: Conflict, span: Span, place: Place) -> Mismatch:
    return Mismatch(
        kind=conflict.kind,
        draft=conflict.draft,
        start=span.start + conflict.start,
        end=span.start + conflict.end,
        source=conflict.source,
        place=place if conflict.source else None,
        remark=_remark(conflict, place.name),
    )


def _remark(conflict: Conflict, where: str) -> str:
    if conflict.kind is MismatchKind.NEGATION:
        if conflict.source:
            return f"{where} says “{conflict.source}”; the draft does not deny it."
        return f"The draft says “{conflict.draft}”; {where} does not deny it."
    if conflict.source:
        return f"The draft says {conflict.draft}; {where} says {conflict.source}."
    return f"The draft says {conflict.draft}; {where} does not."

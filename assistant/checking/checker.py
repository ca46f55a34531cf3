"""A whole draft against the documents: each quotation, and each sentence that claims something."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from assistant.assistant import Assistant
from assistant.checking.attributing import attribute
from assistant.checking.claiming import ClaimChecker
from assistant.checking.claims import sort_sentences
from assistant.checking.concordance import Concordance
from assistant.checking.evidence import EvidenceReader
from assistant.checking.names import Names
from assistant.checking.outline import Outline, bare, outline_of
from assistant.checking.quoting import check_quotation
from assistant.checking.reading import Draft, normalised
from assistant.checking.references import Reference, ReferenceFinder
from assistant.checking.sourcing import WORDS, Sourcing
from assistant.checking.statements import StatementReader
from assistant.checking.types import ClaimFinding, PassedOver, QuotationFinding, Report
from assistant.languages import ENGLISH, detect
from corpus.types import Span

Progress = Callable[[int, int], None]
"""Called with the number of sentences checked so far and their total."""
Owned = Mapping[Span, Sequence[Reference]]
"""The references that belong to each quotation and claim."""
EXCERPT = 40
"""Characters of the draft by which a remark says where it means."""


def make_checker(assistant: Assistant) -> Checker:
    """A checker of drafts against the assistant's documents; making it takes about a second."""
    return Checker(assistant)


class Checker:
    """Checks drafts against the documents of one assistant. Safe to share between threads."""

    def __init__(self, assistant: Assistant) -> None:
        corpus = assistant.corpus
        self._index = assistant.retriever.fingerprint
        self._concordance = Concordance(corpus)
        self._finder = ReferenceFinder(assistant.documents)
        self._titles = frozenset(bare(document.title) for document in assistant.documents)
        self._sourcing = Sourcing(corpus)
        statements = StatementReader(Names.of(passage.text for passage in corpus.passages()))
        self._claims = ClaimChecker(
            corpus=corpus,
            retriever=assistant.retriever,
            rarity=assistant.rarity,
            statements=statements,
            evidence=EvidenceReader(corpus, statements),
            sourcing=self._sourcing,
        )

    def check(
        self, text: str, *, name: str = "", progress: Progress = lambda done, total: None
    ) -> Report:
        """The report on a text that was pasted; ``name`` is what to call it.

        Raises UserError for a text without words and for one that is too long.
        """
        return self.check_draft(Draft(name, normalised(text)), progress)

    def check_draft(self, draft: Draft, progress: Progress = lambda done, total: None) -> Report:
        """The report on a draft as ``reading`` gives it."""
        begun = time.perf_counter()
        outline = outline_of(draft.text, self._finder, self._titles)
        owned = attribute(outline)
        quotations = [self._quotation(outline.text, span, owned) for span in outline.quotations]
        quoted = time.perf_counter()
        sentences = list(sort_sentences(outline))
        spans = [each for each in sentences if isinstance(each, Span)]
        claims = list(self._check_claims(outline, spans, owned, progress))
        ended = time.perf_counter()
        return Report(
            name=draft.name,
            text=draft.text,
            findings=tuple(sorted([*quotations, *claims], key=lambda found: found.start)),
            passed_over=tuple(each for each in sentences if isinstance(each, PassedOver)),
            index=self._index,
            remarks=(*draft.remarks, *_remarks(outline)),
            timings_ms={
                "quotations": round(1000 * (quoted - begun), 1),
                "claims": round(1000 * (ended - quoted), 1),
                "total": round(1000 * (ended - begun), 1),
            },
        )

    def check_quotation(self, text: str) -> QuotationFinding:
        """What became of one quotation, given without its quotation marks.

        Raises UserError for a text without words and for one that is too long.
        """
        quotation = normalised(text, "The quotation")
        return self._quotation(quotation, Span(0, len(quotation)), {})

    def _quotation(self, text: str, span: Span, owned: Owned) -> QuotationFinding:
        references = owned.get(span, ())
        finding = check_quotation(
            self._concordance,
            text,
            span.start,
            span.end,
            lambda place: self._sourcing.is_named(place, references),
        )
        places = [finding.place, *finding.also] if finding.place else []
        attributions = (
            self._sourcing.attribution(reference, text, places, WORDS) for reference in references
        )
        return replace(finding, attributions=tuple(attributions))

    def _check_claims(
        self, outline: Outline, spans: Sequence[Span], owned: Owned, progress: Progress
    ) -> Iterator[ClaimFinding]:
        """The findings of the claims, in order; several are looked up at once."""

        def check(span: Span) -> ClaimFinding:
            references = owned.get(span, ())
            return self._claims.check(outline.text, outline.masked, span, references)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for done, finding in enumerate(pool.map(check, spans), 1):
                progress(done, len(spans))
                yield finding


def _remarks(outline: Outline) -> Iterator[str]:
    """What the reader of a report should know of how the draft was read."""
    for at in outline.unclosed:
        excerpt = " ".join(outline.text[at : at + EXCERPT].split())
        yield f"Nothing closes the quotation mark before {excerpt[1:]} …; it was passed over."
    if detect(outline.text) != ENGLISH:
        yield (
            "The draft does not seem to be in English, the documents are: its quotations and "
            "figures are compared as they stand, its claims by their meaning alone."
        )

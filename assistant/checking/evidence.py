"""What the documents have that bears on a claim: sentences, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.checking.statements import Statement, StatementReader
from corpus.loading import Corpus
from corpus.types import Passage, Sentence, Span
from index.types import Retrieval

BEHIND_BEST = 0.3
"""How far below the most similar sentence another one may lie and still be looked at. Greater
values changed no verdict on the tuning half of the labelled claims, and take longer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the documents, alone or with the one before it, and what stands around it."""

    passage: Passage
    span: Span
    """Of what is shown: the sentence, or both."""
    locator: str
    similarity: float
    """Cosine of the claim and the sentence, in [-1, 1]; the mean where two are shown."""
    sentence: Statement
    """Where two are shown, the one that is more like the claim."""
    beside: tuple[Statement, ...]
    """The sentence before it, or the other one shown, and its list's lead-in: they may complete
    what it says ("It …"), but do not count against it."""
    above: tuple[Statement, ...]
    """The headings it stands under and its document's title."""
    terms: frozenset[str]
    """Of all of them."""


class EvidenceReader:
    """Turns what retrieval found into evidence. Safe to share between threads."""

    def __init__(self, corpus: Corpus, reader: StatementReader) -> None:
        self._corpus = corpus
        self._reader = reader

    def read(self, retrieval: Retrieval) -> list[Evidence]:
        """The evidence for one claim, passage by passage, the best passage first."""
        similarity = {s.sentence.id: s.similarity for s in retrieval.sentences}
        floor = max(similarity.values(), default=0.0) - BEHIND_BEST
        return [
            evidence
            for scored in retrieval.passages
            for evidence in self._of_passage(scored.passage, similarity, floor)
        ]

    def _of_passage(
        self, passage: Passage, similarity: Mapping[str, float], floor: float
    ) -> Iterator[Evidence]:
        sentences = passage.sentences
        for at, sentence in enumerate(sentences):
            own = similarity[sentence.id]
            if own < floor:
                continue
            before = sentences[max(0, at - 1) : at]
            yield self._evidence(passage, (sentence,), sentence, before, own)
            for other in before:
                theirs = similarity[other.id]
                nearer, further = (sentence, other) if own >= theirs else (other, sentence)
                together = (own + theirs) / 2
                yield self._evidence(passage, (other, sentence), nearer, (further,), together)

    def _evidence(
        self,
        passage: Passage,
        shown: Sequence[Sentence],
        sentence: Sentence,
        beside: Sequence[Sentence],
        similarity: float,
    ) -> Evidence:
        document = self._corpus.document(passage.document_id).document
        around = [other.text for other in beside]
        lead_in = sentence.lead_in or passage.lead_in
        if lead_in is not None:
            around.append(document.text[lead_in.start : lead_in.end])
        read = self._reader.read
        statement = read(sentence.text)
        near = tuple(map(read, around))
        above = tuple(map(read, (*passage.headings, document.title, document.publisher)))
        return Evidence(
            passage=passage,
            span=Span(shown[0].start, shown[-1].end),
            locator=shown[0].locator,
            similarity=similarity,
            sentence=statement,
            beside=near,
            above=above,
            terms=statement.terms.union(*(each.terms for each in (*near, *above))),
        )

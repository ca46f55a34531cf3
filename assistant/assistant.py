"""One turn of a conversation, from the question to the cited answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.bodies import Bodies
from assistant.citing import Cited, cite, plain_text
from assistant.composing import MOST_STATEMENTS, WITHIN, WITHIN_READ, Composed, compose
from assistant.covering import each_adds
from assistant.deciding import Decide, Evidence, gather, judge
from assistant.errors import UserError
from assistant.followups import resolve
from assistant.languages import ENGLISH, detect
from assistant.parts import merge, split_question
from assistant.questions import clean, read_question
from assistant.rarity import Rarity
from assistant.reading import read, reranked
from assistant.sources import SourceView, source_view
from assistant.spelling import Spelling
from assistant.types import (
    Answer,
    EvidencePassage,
    Mode,
    Segment,
    SegmentKind,
    Status,
    Turn,
)
from assistant.wording import WORDINGS
from corpus.loading import Corpus
from corpus.types import Document, Span
from index.reader import Reader
from index.retriever import Retriever
from index.types import Retrieval

PASSAGES_SHOWN = 10
"""Passages that an answer lists."""

EXAMPLES = (
    "How much did officially recorded remittances to developing countries come to in 2005?",
    "What should governments do to lower the cost of sending money home?",
    "Which organizations founded the Geneva Migration Group?",
    "Why are migrant women more at risk than men?",
)


@dataclass(frozen=True, slots=True)
class Considered:
    """What there is to decide on, and what to answer if it can be answered."""

    retrieval: Retrieval
    """Of the question and its parts, as it is quoted from and shown."""
    evidence: Evidence
    composed: Composed


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions about one corpus. Safe to share between threads."""

    corpus: Corpus
    retriever: Retriever
    rarity: Rarity
    bodies: Bodies
    examples: tuple[str, ...] = ()
    reader: Reader | None = None
    """Reads the question beside the best sentences; without one only scores are weighed."""
    spelling: Spelling | None = None
    """Puts slips of the key right; without it a question is searched for as it is spelled."""
    decide: Decide = judge
    """Whether to answer, from the evidence."""

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(parsed.document for parsed in self.corpus.documents)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        documents: frozenset[str] | None = None,
        as_typed: bool = False,
    ) -> Answer:
        """The answer to a question asked after ``history`` (oldest turn first).

        ``documents`` restricts the search to documents with these ids. Where ``as_typed``, the
        question is searched for as it stands: no history fills it in, and no slip is put right.
        Raises UserError for a question that cannot be searched for and for an unknown document.
        """
        clock = _Clock()
        self.check_documents(documents)
        asked = clean(question)
        searched = asked if as_typed else self.resolved(asked, history)
        clock.lap("resolve")
        found = self.search(searched, documents=documents)
        clock.lap("retrieve")
        answer = self._answer(asked, searched, self.consider(found))
        clock.lap("compose")
        return replace(answer, timings_ms=clock.laps())

    def resolved(self, question: str, history: Sequence[Turn] = ()) -> str:
        """A question that stands alone, with its slips of the key put right."""
        return self._spelled(resolve([_cleaned(turn) for turn in history], question))

    def search(
        self,
        question: str,
        *,
        documents: frozenset[str] | None = None,
        hidden: frozenset[str] = frozenset(),
    ) -> tuple[Retrieval, ...]:
        """What is found for a question that stands alone, then for each of its parts if it has
        several. ``hidden`` names known questions to pass over."""
        language = detect(question)
        return tuple(
            self.retriever.retrieve(
                text, limit=PASSAGES_SHOWN, documents=documents, language=language, hidden=hidden
            )
            for text in (question, *split_question(question, language))
        )

    def consider(self, found: Sequence[Retrieval]) -> Considered:
        """What ``search`` found, read and put in order; nothing is decided yet."""
        whole, *parts = found
        question = read_question(whole.question)
        readings = read(question, whole, self.corpus, self.reader)
        best = self.bodies.each_first(reranked(whole, readings), self.bodies.named(question.text))
        merged = merge([best, *parts], PASSAGES_SHOWN) if parts else best
        retrieval = each_adds(question, merged, self.rarity, self.corpus)
        return Considered(
            retrieval,
            gather(question, whole, self.rarity, self.corpus, readings),
            compose(
                question,
                retrieval,
                self.corpus,
                most=max(MOST_STATEMENTS, 1 + len(parts)),
                within=WITHIN_READ if readings else WITHIN,
            ),
        )

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        documents: frozenset[str] | None = None,
        as_typed: bool = False,
    ) -> Iterator[Answer]:
        """Successively longer answers of one turn; the last is complete. Takes and raises what
        ``ask`` does."""
        answer = self.ask(question, history, documents=documents, as_typed=as_typed)
        for shown in range(1, len(answer.segments)):
            segments = answer.segments[:shown]
            used = {marker for segment in segments for marker in segment.markers}
            yield replace(
                answer,
                answer=plain_text(segments),
                segments=segments,
                citations=tuple(c for c in answer.citations if c.marker in used),
            )
        yield answer

    def source(self, document_id: str, start: int, end: int) -> SourceView:
        """The passage around a quote; offsets as a Citation has them.

        Raises UserError for an unknown document and for a span outside its text.
        """
        self.check_documents(frozenset({document_id}))
        return source_view(self.corpus.document(document_id), Span(start, end))

    def find(
        self,
        words: str,
        *,
        limit: int = PASSAGES_SHOWN,
        documents: frozenset[str] | None = None,
    ) -> tuple[EvidencePassage, ...]:
        """The ``limit`` passages nearest to a question or to a few words, best first.

        Raises as ``ask`` does.
        """
        self.check_documents(documents)
        searched = self._spelled(clean(words))
        retrieval = self.retriever.retrieve(
            searched, limit=limit, documents=documents, language=detect(searched)
        )
        return _evidence(retrieval)

    def check_documents(self, documents: frozenset[str] | None) -> None:
        """Raise UserError, which lists the ids there are, where one of ``documents`` is unknown."""
        unknown = sorted((documents or frozenset()) - set(self.corpus.ids))
        if unknown:
            raise UserError(
                f"There is no document {unknown[0]!r}. The documents are: "
                f"{', '.join(self.corpus.ids)}."
            )

    def _spelled(self, question: str) -> str:
        """A question with its slips put right, where it is in the documents' own language."""
        if self.spelling is None or detect(question) != ENGLISH:
            return question
        return self.spelling.corrected(question)

    def _answer(self, asked: str, searched: str, considered: Considered) -> Answer:
        wording = WORDINGS[detect(searched)]
        judgement = self.decide(considered.evidence)
        cited, reason = Cited("", (), ()), None
        if not considered.retrieval.passages:
            reason = wording.nothing_found
        elif not judgement.answers:
            reason = wording.too_weak
        else:
            cited = cite(considered.composed, self.corpus, wording.disagree)
            reason = None if cited.citations else wording.nothing_found
        if reason is not None:
            cited = Cited(reason, (Segment(SegmentKind.REMARK, reason),), ())
        return Answer(
            question=asked,
            searched_question=searched,
            status=Status.DECLINED if reason else Status.ANSWERED,
            answer=cited.text,
            reason=reason,
            segments=cited.segments,
            citations=cited.citations,
            passages=_evidence(considered.retrieval),
            confidence=round(judgement.confidence, 4),
            mode=Mode.EXTRACTIVE,
            model=None,
            index=self.retriever.fingerprint,
        )


def _cleaned(turn: Turn) -> Turn:
    return replace(turn, question=clean(turn.question))


def _evidence(retrieval: Retrieval) -> tuple[EvidencePassage, ...]:
    return tuple(
        EvidencePassage(
            id=scored.passage.id,
            document_id=scored.passage.document_id,
            locator=scored.passage.locator,
            text=scored.passage.text,
            start=scored.passage.start,
            end=scored.passage.end,
            score=round(scored.score, 4),
        )
        for scored in retrieval.passages
    )


class _Clock:
    """Milliseconds of the steps of a turn."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps[name] = round(1000 * (now - self._last), 2)
        self._last = now

    def laps(self) -> dict[str, float]:
        return self._laps | {"total": round(1000 * (self._last - self._begun), 2)}

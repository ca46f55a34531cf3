"""Known questions, offered while somebody types and after an answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock, Thread

from assistant.languages import ENGLISH, FRENCH, SPANISH, detect
from assistant.typeahead import TypeAhead
from assistant.types import Answer, Citation
from corpus.known import KnownQuestion, bind_known_questions
from corpus.loading import Corpus
from corpus.types import Sentence
from index.lexical import terms

LANGUAGES = (ENGLISH, FRENCH, SPANISH)
OFFERED = 5
"""Questions offered while somebody types: as many lines as fit under the box of a small screen."""
NEXT = 3
"""Questions offered after an answer."""
NEAREST = 3
"""Passages whose questions are offered where nothing was cited: those that a declined answer
shows."""
ALIKE = 0.6
"""Share of the shorter question's terms that the other has, from which the two are taken for one.
Of the known questions about different sentences of one passage, 95 in 100 pairs share less than
0.5 in English and French and 0.56 in Spanish."""


_WELL_FORMED = re.compile(r"[^\W_a-zà-ÿ]|¿")
"""How a question begins that somebody has written out. Others are kept as people type them, slips
and all, to be found by; nobody wants to be offered those."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The questions of one language, in reading order of what answers them."""

    questions: tuple[KnownQuestion, ...]
    ahead: TypeAhead
    by_passage: dict[str, list[int]]
    """The questions that a passage answers, by its id; alone or with others."""


class Suggestions:
    """The known questions that a corpus answers. Nothing changes after it is made."""

    def __init__(self, corpus: Corpus, questions: Sequence[KnownQuestion]) -> None:
        self._corpus = corpus
        self._order = [passage.id for passage in corpus.passages()]
        self._place = {passage_id: at for at, passage_id in enumerate(self._order)}
        self._shelves = {language: self._shelf(questions, language) for language in LANGUAGES}

    def complete(self, typed: str, limit: int = OFFERED) -> tuple[str, ...]:
        """At most ``limit`` questions that go on from what is typed, best first.

        They are in the language typed, as far as it shows; where it has none that fit, in another.
        Slips of the key are forgiven only where nothing fits without.
        """
        typed_in = detect(typed)
        languages = sorted(LANGUAGES, key=lambda language: language != typed_in)
        for forgiving in (False, True):
            for language in languages:
                shelf = self._shelves[language]
                found = shelf.ahead.search(typed, limit, forgiving=forgiving)
                if found:
                    return tuple(shelf.questions[at].text for at in found)
        return ()

    def of_passage(
        self, passage_id: str, language: str = ENGLISH, limit: int = OFFERED
    ) -> tuple[str, ...]:
        """At most ``limit`` questions that a passage answers, no two by the same sentences.

        ``language`` is one of ``LANGUAGES``. None for an unknown passage.
        """
        offered = _Offered()
        return offered.take(self._questions_of(passage_id, language), limit)

    def following(self, answer: Answer, limit: int = NEXT) -> tuple[str, ...]:
        """At most ``limit`` questions to ask next, in the language of the one answered.

        They are answered by the passages cited, or else by those beside them, and by sentences
        that the answer has not quoted. After a declined answer they are those of the nearest
        passages: what the documents do say.
        """
        language = detect(answer.searched_question)
        cited = [citation.passage_id for citation in answer.citations]
        places = list(dict.fromkeys(cited or [p.id for p in answer.passages[:NEAREST]]))
        beside = [near for place in places for near in self._beside(place)]
        offered = _Offered(
            asked=(answer.question, answer.searched_question),
            known=frozenset(self._quoted(answer.citations)),
        )
        candidates = (
            question
            for place in dict.fromkeys([*places, *beside])
            for question in self._questions_of(place, language)
        )
        return offered.take(candidates, limit)

    def _shelf(self, questions: Sequence[KnownQuestion], language: str) -> _Shelf:
        own = {
            question.text: question
            for question in questions
            if question.answerable
            and question.language == language
            and _WELL_FORMED.match(question.text)
            and question.text.endswith("?")
        }
        kept = tuple(own.values())
        by_passage: dict[str, list[int]] = defaultdict(list)
        for at, question in enumerate(kept):
            for passage_id in {self._sentence(id_).passage_id for id_ in question.sentence_ids}:
                by_passage[passage_id].append(at)
        return _Shelf(kept, TypeAhead([question.text for question in kept]), dict(by_passage))

    def _sentence(self, sentence_id: str) -> Sentence:
        return self._corpus.sentence(sentence_id)

    def _questions_of(self, passage_id: str, language: str) -> Iterator[KnownQuestion]:
        shelf = self._shelves[language]
        return (shelf.questions[at] for at in shelf.by_passage.get(passage_id, ()))

    def _beside(self, passage_id: str) -> Iterator[str]:
        """The passages of the same document after and before one."""
        at = self._place.get(passage_id)
        if at is None:
            return
        document_id = self._corpus.passage(passage_id).document_id
        for near in (at + 1, at - 1):
            if 0 <= near < len(self._order):
                beside = self._corpus.passage(self._order[near])
                if beside.document_id == document_id:
                    yield beside.id

    def _quoted(self, citations: Sequence[Citation]) -> Iterator[str]:
        """The ids of the sentences that stand in a quote."""
        for citation in citations:
            if citation.passage_id in self._place:
                for sentence in self._corpus.passage(citation.passage_id).sentences:
                    if sentence.start < citation.end and citation.start < sentence.end:
                        yield sentence.id


class _Offered:
    """Takes questions that are none of those before, and have something new for an answer."""

    def __init__(self, asked: Sequence[str] = (), known: frozenset[str] = frozenset()) -> None:
        self._terms = [frozenset(terms(question)) for question in asked]
        self._known = set(known)

    def take(self, questions: Iterator[KnownQuestion], limit: int) -> tuple[str, ...]:
        taken: list[str] = []
        for question in questions:
            if len(taken) >= limit:
                break
            words = frozenset(terms(question.text))
            if self._known.issuperset(question.sentence_ids) or self._is_like_another(words):
                continue
            taken.append(question.text)
            self._known.update(question.sentence_ids)
            self._terms.append(words)
        return tuple(taken)

    def _is_like_another(self, words: frozenset[str]) -> bool:
        return any(
            len(words & other) >= ALIKE * min(len(words), len(other))
            for other in self._terms
            if words and other
        )


Bind = Callable[[Corpus], Sequence[KnownQuestion]]
"""Gives the known questions of a corpus, each with the sentences that answer it."""


def bound(corpus: Corpus) -> Sequence[KnownQuestion]:
    """A ``Bind`` that keeps nothing from one time to the next."""
    return bind_known_questions(corpus).questions


class Suggester:
    """The ``Suggestions`` of a corpus, made once, when they are first needed or before.

    For the shipped corpus that takes half a second of one core and what ``bind`` takes.
    """

    def __init__(self, corpus: Corpus, bind: Bind = bound) -> None:
        """``bind`` is asked once, by whichever thread makes the suggestions."""
        self._corpus = corpus
        self._bind = bind
        self._lock = Lock()
        self._suggestions: Suggestions | None = None

    def start(self) -> None:
        """Begin to make them beside whatever else goes on."""
        Thread(target=self.wait, name="suggestions", daemon=True).start()

    @property
    def ready(self) -> Suggestions | None:
        """The suggestions; None while they are not made yet: whoever types does not wait."""
        return self._suggestions

    def wait(self) -> Suggestions:
        """The suggestions, made now where they were not yet."""
        with self._lock:
            if self._suggestions is None:
                self._suggestions = Suggestions(self._corpus, self._bind(self._corpus))
            return self._suggestions

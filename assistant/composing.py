"""An answer without a language model: the fewest verbatim sentences that answer.

``compose`` goes through the ranked sentences and takes each with what it needs to be understood:
an item's lead-in, the sentence before one that begins "It also …". What two documents say in the
same words counts once, and both are cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.overlap import contradicts, states_the_same
from assistant.questions import Question, Wanted
from corpus.loading import Corpus
from corpus.types import Passage, Sentence, Span
from index.types import KnownAnswer, Retrieval, ScoredSentence

LONGEST_ANSWER = 110
"""Words; what a delegate reads between two meetings. On the accuracy suite's dev half 100 words
answer 1 in 100 questions fewer, 115 one more."""
MOST_STATEMENTS = 4
"""Sentences chosen for their own sake; what they need to be understood comes on top. A fourth is
for questions that need several places; few answers have room for a fifth."""
WITHIN = 2.0
"""How far below the best sentence's score, in standard deviations of the fusion, a further one
may lie. More adds sentences that have little to do with the question."""
WITHIN_READ = 3.0
"""The same where a reader weighed in, which sets sentences further apart. Of 672 known questions by
hands that neither it nor the index knew, 0.787 were answered in full; with 2 it is 0.771, with 4
0.790."""
COMPLETE_FROM = 0.75
"""Cosine from which a known question is so much like the one asked that the sentences which
answer it together are quoted together."""
CONFLICT_FROM = 0.7
"""The same for sentences that contradict each other: to show one side alone is worse than to show
one sentence too many."""
LONGEST_LEAD_IN = 40
"""Words; a longer lead-in says more than what its list is of."""
SHORTEST_STATEMENT = 4
"""Words; fewer are a label or a fragment."""

_LEANS_BACK = re.compile(
    r"(?:(?:In addition|Additionally|Furthermore|Moreover|However|Also|Similarly|Likewise),?\s+)?"
    r"(?:It|They|This|These|Those|Such|He|She|Its|Their|His|Her|Both|Here|There(?:fore|by)?|Thus|"
    r"Hence|Consequently|As such|In this|For this|To this end|The (?:latter|former|same|project|"
    r"programme|report|study|meeting|initiative|event|workshop|fund|document)s?)\b",
    re.IGNORECASE,
)
"""How a sentence begins that is not understood without the one before it. One that merely adds to
it ("In addition, IOM …") is: room for another sentence is worth more than what it adds to."""
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|"
    r"billion|half|third|quarter|twice|double|none)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.")


@dataclass(frozen=True, slots=True)
class Quote:
    """A run of adjoining sentences of one passage, to be quoted as it stands."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    also: tuple[Sentence, ...] = ()
    """Sentences of other documents that say the same."""

    @property
    def span(self) -> Span:
        return Span(self.sentences[0].start, self.sentences[-1].end)

    @property
    def locator(self) -> str:
        """The sentence's own place; the passage's where it quotes several items of a list."""
        locators = {sentence.locator for sentence in self.sentences}
        return locators.pop() if len(locators) == 1 else self.passage.locator


@dataclass(frozen=True, slots=True)
class Composed:
    """What to quote, and whether the quotes contradict each other."""

    quotes: tuple[Quote, ...]
    disagree: bool = False


def compose(
    question: Question,
    retrieval: Retrieval,
    corpus: Corpus,
    most: int = MOST_STATEMENTS,
    within: float = WITHIN,
) -> Composed:
    """What to quote, grouped by document, the best document first, each in reading order.

    No quotes only where ``retrieval`` has no sentence. At most ``most`` sentences for their own
    sake, each scored ``within`` of the best one, and about ``LONGEST_ANSWER`` words in all; more
    only where the best sentence alone has more.
    """
    chosen: dict[str, Sentence] = {}
    also: dict[str, list[Sentence]] = {}
    statements: list[Sentence] = []
    best = _conflicting_next(_usable(retrieval.sentences), retrieval)
    for scored in best:
        twin = _twin(scored.sentence, statements)
        if twin is not None:
            if twin.document_id != scored.sentence.document_id:
                also.setdefault(twin.id, []).append(scored.sentence)
            continue
        if statements and scored.score < best[0].score - within:
            continue
        if statements and not _may_add(question, scored.sentence):
            continue
        if len(statements) >= most or scored.sentence.id in chosen:
            continue
        room = LONGEST_ANSWER - _words(chosen.values()) if statements else LONGEST_ANSWER
        needed = [
            s for s in _with_context(question, scored.sentence, corpus, room) if s.id not in chosen
        ]
        if statements and (_words(needed) > room or _is_lead_in(needed[-1])):
            continue
        statements.append(scored.sentence)
        chosen.update((sentence.id, sentence) for sentence in needed)
        partners = [s for s in _partners(needed, retrieval) if s.id not in chosen]
        if partners and _words(needed) + _words(partners) <= room:
            statements += partners
            chosen.update((sentence.id, sentence) for sentence in partners)
    return Composed(
        _quotes(chosen.values(), also, statements, corpus), _disagree(statements, retrieval)
    )


def _conflicting_next(
    sentences: Sequence[ScoredSentence], retrieval: Retrieval
) -> list[ScoredSentence]:
    """The same with those that are known to contradict each other right behind the best one.

    Else what merely adds to the best would take the room of the other side.
    """
    ids = {id_ for answer in _near(retrieval) if answer.conflict for id_ in answer.sentence_ids}
    rest = sorted(sentences[1:], key=lambda scored: scored.sentence.id not in ids)
    return [*sentences[:1], *rest]


def _partners(sentences: Sequence[Sentence], retrieval: Retrieval) -> list[Sentence]:
    """The sentences that answered a question much like this one together with any of these."""
    answers = (_known_answer(sentence, retrieval) for sentence in sentences)
    ids = dict.fromkeys(id_ for answer in answers if answer for id_ in answer.sentence_ids)
    found = {scored.sentence.id: scored.sentence for scored in retrieval.sentences}
    return [found[id_] for id_ in ids if id_ in found]


def _known_answer(sentence: Sentence, retrieval: Retrieval) -> KnownAnswer | None:
    """The nearest that the sentence belongs to; where sources contradict each other, that one."""
    near = [answer for answer in _near(retrieval) if sentence.id in answer.sentence_ids]
    return next((answer for answer in near if answer.conflict), next(iter(near), None))


def _near(retrieval: Retrieval) -> Iterator[KnownAnswer]:
    """What answers questions much like the one asked, the nearest first."""
    return (
        answer
        for answer in retrieval.known.answers
        if answer.similarity >= (CONFLICT_FROM if answer.conflict else COMPLETE_FROM)
    )


def _disagree(statements: Sequence[Sentence], retrieval: Retrieval) -> bool:
    """Whether two of the statements contradict each other, known to or by what they say."""
    ids = {sentence.id for sentence in statements}
    return any(
        contradicts(one.text, other.text) for one, other in combinations(statements, 2)
    ) or any(
        answer.conflict and len(ids.intersection(answer.sentence_ids)) > 1
        for answer in _near(retrieval)
    )


def _usable(sentences: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """Sentences that state something; all of them where none does."""
    usable = [
        scored
        for scored in sentences
        if len(scored.sentence.text.split()) >= SHORTEST_STATEMENT
        and not _ADDRESS.search(scored.sentence.text)
    ]
    return usable or list(sentences)


def _may_add(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence can add to the best one: a figure, where a figure is asked for."""
    wants_figure = question.wanted in (Wanted.NUMBER, Wanted.DATE)
    return not wants_figure or bool(_FIGURE.search(sentence.text))


def _twin(sentence: Sentence, statements: Iterable[Sentence]) -> Sentence | None:
    same = (old for old in statements if states_the_same(old.text, sentence.text))
    return next(same, None)


def _words(sentences: Iterable[Sentence]) -> int:
    return sum(len(sentence.text.split()) for sentence in sentences)


def _with_context(
    question: Question, sentence: Sentence, corpus: Corpus, room: int
) -> list[Sentence]:
    """A sentence with what it needs to be understood, in reading order.

    A lead-in brings the items that fit into ``room`` words with it.
    """
    passage = corpus.passage(sentence.passage_id)
    if _is_lead_in(sentence):
        return [sentence, *_items_after(sentence, corpus, room)]
    needed = [sentence]
    if sentence.item and question.wanted is Wanted.LIST:
        needed = _fitting(_siblings(sentence, corpus), sentence)
    elif _LEANS_BACK.match(sentence.text):
        at = passage.sentences.index(sentence)
        if at > 0 and passage.sentences[at - 1].item == sentence.item:
            needed = [passage.sentences[at - 1], sentence]
    lead_in = _lead_in(needed[0], corpus)
    if lead_in is not None and lead_in not in needed and _words([lead_in]) <= LONGEST_LEAD_IN:
        needed = [lead_in, *needed]
    return needed


def _is_lead_in(sentence: Sentence) -> bool:
    """Whether a sentence says nothing without what follows it."""
    return sentence.text.rstrip().endswith(":")


def _items_after(lead_in: Sentence, corpus: Corpus, room: int) -> list[Sentence]:
    """The items that a lead-in introduces, as many as fit beside it into ``room`` words."""
    span = Span(lead_in.start, lead_in.end)
    items = [s for s in _sentences_of(lead_in.document_id, corpus) if s.lead_in == span]
    return _first_that_fit(items, room - _words([lead_in]))


def _siblings(item: Sentence, corpus: Corpus) -> list[Sentence]:
    """The sentences of the list that an item stands in, its own among them."""
    return [
        s
        for s in _sentences_of(item.document_id, corpus)
        if s.item
        and (s.lead_in == item.lead_in if item.lead_in else s.passage_id == item.passage_id)
    ]


def _fitting(items: list[Sentence], wanted: Sentence) -> list[Sentence]:
    """All items where they fit into an answer; otherwise the one wanted alone."""
    return items if _words(items) <= LONGEST_ANSWER - LONGEST_LEAD_IN else [wanted]


def _first_that_fit(sentences: Sequence[Sentence], words: int) -> list[Sentence]:
    kept: list[Sentence] = []
    for sentence in sentences:
        words -= len(sentence.text.split())
        if words < 0:
            break
        kept.append(sentence)
    return kept


def _lead_in(sentence: Sentence, corpus: Corpus) -> Sentence | None:
    """What a sentence continues: a list's lead-in, for the first sentence of an item."""
    passage = corpus.passage(sentence.passage_id)
    before = passage.sentences[: passage.sentences.index(sentence)][-1:]
    is_first = not before or before[0].item != sentence.item
    if sentence.lead_in is None or not is_first:
        return None
    start = sentence.lead_in.start
    return next((s for s in _sentences_of(sentence.document_id, corpus) if s.start == start), None)


def _sentences_of(document_id: str, corpus: Corpus) -> Iterator[Sentence]:
    """Every sentence of a document, in reading order."""
    return (s for p in corpus.document(document_id).passages for s in p.sentences)


def _quotes(
    chosen: Iterable[Sentence],
    also: dict[str, list[Sentence]],
    statements: Sequence[Sentence],
    corpus: Corpus,
) -> tuple[Quote, ...]:
    ranks: dict[str, int] = {}
    for statement in statements:
        ranks.setdefault(statement.document_id, len(ranks))
    ordered = sorted(chosen, key=lambda s: (ranks[s.document_id], s.start))
    quotes: list[Quote] = []
    for sentence in ordered:
        passage = corpus.passage(sentence.passage_id)
        twins = tuple(also.get(sentence.id, ()))
        if quotes and _adjoin(quotes[-1], sentence):
            last = quotes[-1]
            quotes[-1] = replace(
                last, sentences=(*last.sentences, sentence), also=(*last.also, *twins)
            )
        else:
            quotes.append(Quote(passage, (sentence,), twins))
    return tuple(quotes)


def _adjoin(quote: Quote, sentence: Sentence) -> bool:
    """Whether a sentence follows a quote directly, in the same passage."""
    if quote.passage.id != sentence.passage_id:
        return False
    at = quote.passage.sentences.index(quote.sentences[-1])
    following = quote.passage.sentences[at + 1 : at + 2]
    return bool(following) and following[0].id == sentence.id

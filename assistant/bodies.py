"""Bodies that a question names, and what in the documents is theirs.

"What do IOM and FAO say about seasonal work?" wants a word of each. The best sentences alone may
all be of one of them; so the best of each is put first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from corpus.loading import Corpus
from corpus.types import Passage
from index.types import Retrieval, ScoredSentence

FEWEST_MENTIONS = 8
"""Mentions from which the documents can be said to have sections about a body."""
HOME_SHARE = 0.5
"""A section is a body's own where it is named at least this often, by its most frequent section."""
SMALL = 5
"""How many times as often as in small letters, which web addresses have, an acronym must stand in
capitals."""
NAMED = range(2, 5)
"""How many names a question may have for each to get its sentence: more do not fit an answer."""
WITHIN = 4.0
"""How far below the best sentence's score a body's best may lie: a little more than the reader can
set apart two sentences that are equal without it, of which it likes one alone. Of 153 questions
that name several bodies, with 2 the answers to 0.34 had all that answers them, with 3 to 0.36,
without any of this to 0.32."""

Section = tuple[str, str]
"""A document's id and the outermost heading."""

_ACRONYM = re.compile(r"\b[A-Z]{2,}(?:-[A-Z][a-z]+)?\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a corpus, by their acronyms and by the headings that are names."""

    homes: Mapping[str, frozenset[Section]]
    """The sections that are a body's own, by its acronym."""
    sections: Mapping[str, Section]
    """The section of each outermost heading, by its words in lower case without an article."""
    small: frozenset[str]
    """The acronyms that may be meant by small letters: seldom a word of the documents ("who")."""

    @classmethod
    def of(cls, corpus: Corpus) -> Bodies:
        mentions: dict[str, Counter[Section]] = {}
        sections: dict[str, Section] = {}
        words: Counter[str] = Counter()
        for passage in corpus.passages():
            section = _section(passage)
            if section[1]:
                sections[_ARTICLE.sub("", section[1]).lower()] = section
            words.update(word for word in _WORD.findall(passage.text) if word.islower())
            for acronym in _ACRONYM.findall(passage.text):
                mentions.setdefault(acronym, Counter())[section] += 1
        homes = {
            acronym: frozenset(s for s, n in of.items() if n >= HOME_SHARE * max(of.values()))
            for acronym, of in mentions.items()
            if of.total() >= FEWEST_MENTIONS
        }
        small = (name for name in homes if SMALL * words[name.lower()] < mentions[name].total())
        return cls(homes, sections, frozenset(small))

    def named(self, question: str) -> tuple[str, ...]:
        """The bodies that a question names, each once; an acronym may be in small letters."""
        lower = question.lower()
        # Few headings are in a question: looking for letters first spares a pattern for each.
        within = (name for name in self.sections if name in lower)
        names = [name for name in within if re.search(rf"\b{re.escape(name)}\b", lower)]
        acronyms = (self._acronym(word) for word in _WORD.findall(question))
        parts = {word for name in names for word in name.upper().split()}  # "UN Women" is not UN.
        found = (acronym for acronym in acronyms if acronym and acronym not in parts)
        return tuple(dict.fromkeys(chain(found, names)))

    def _acronym(self, word: str) -> str:
        if word in self.homes:
            return word
        return word.upper() if word.upper() in self.small else ""

    def is_of(self, name: str, scored: ScoredSentence, passage: Passage) -> bool:
        """Whether a sentence names a body or stands in a section of its own."""
        if re.search(rf"\b{re.escape(name)}\b", scored.sentence.text, re.IGNORECASE):
            return True
        section = _section(passage)
        return section in self.homes.get(name, ()) or section == self.sections.get(name)

    def each_first(self, retrieval: Retrieval, names: Sequence[str]) -> Retrieval:
        """The same with the best sentence of each body named before all others.

        Unchanged where a question names one body or none, or too many.
        """
        if len(names) not in NAMED or not retrieval.sentences:
            return retrieval
        highest = retrieval.sentences[0].score
        near = [scored for scored in retrieval.sentences if scored.score >= highest - WITHIN]
        passages = {scored.passage.id: scored.passage for scored in retrieval.passages}
        best = (
            next((s for s in near if self.is_of(name, s, passages[s.sentence.passage_id])), None)
            for name in names
        )
        first = {scored.sentence.id for scored in best if scored}
        raised = (replace(s, score=highest) for s in near if s.sentence.id in first)
        rest = (s for s in retrieval.sentences if s.sentence.id not in first)
        return replace(retrieval, sentences=(*raised, *rest))


def _section(passage: Passage) -> Section:
    return passage.document_id, passage.headings[0] if passage.headings else ""

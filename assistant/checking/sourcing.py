"""Whether what a draft attributes to a place stands there: the references of a finding, judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.checking.references import Reference, names_passage
from assistant.checking.types import Attribution, Place
from corpus.loading import Corpus
from corpus.types import Passage


@dataclass(frozen=True, slots=True)
class Subject:
    """What stands somewhere, as a remark puts it."""

    stands: str
    does_not_stand: str


WORDS = Subject("These words stand", "These words do not stand")
CLAIM = Subject("This stands", "This does not stand")


@dataclass(frozen=True, slots=True)
class Sourcing:
    """Judges references against the documents of one corpus."""

    corpus: Corpus

    def passages(self, references: Iterable[Reference]) -> tuple[Passage, ...]:
        """All passages that lie at one of the places named."""
        named = tuple(references)
        return tuple(p for p in self.corpus.passages() if any(names_passage(r, p) for r in named))

    def is_named(self, place: Place, references: Iterable[Reference]) -> bool:
        """Whether a place lies, with some of its words, at one of the places named."""
        return any(self._lies_at(place, reference) for reference in references)

    def attribution(
        self, reference: Reference, text: str, places: Sequence[Place], subject: Subject
    ) -> Attribution:
        """A reference of the draft ``text``, held against the places found, the best first."""
        holds = any(self._lies_at(place, reference) for place in places)
        return Attribution(
            text=" ".join(text[reference.start : reference.end].split()),
            start=reference.start,
            end=reference.end,
            document_id=reference.document_id,
            locator=reference.locator,
            holds=holds,
            remark="" if holds else self._remark(reference, places, subject),
        )

    def _lies_at(self, place: Place, reference: Reference) -> bool:
        passages = self.corpus.document(place.document_id).passages
        return any(
            names_passage(reference, passage)
            for passage in passages
            if passage.start < place.end and place.start < passage.end
        )

    def _remark(self, reference: Reference, places: Sequence[Place], subject: Subject) -> str:
        named = self.name(reference)
        found = places[0].name if places else ""
        if not self.passages([reference]):
            owner = self._title(reference) or "No document"
            missing = f"{owner} has {'no' if reference.document_id else 'a'} {reference.locator}."
            return f"{missing} {subject.stands} in {found}." if found else missing
        elsewhere = f" but in {found}" if found else ""
        return f"{subject.does_not_stand} in {named}{elsewhere}."

    def name(self, reference: Reference) -> str:
        """A reference as it is called: "IOM Council, 2012, para. 14"."""
        return ", ".join(filter(None, (self._title(reference), reference.locator)))

    def _title(self, reference: Reference) -> str:
        if not reference.document_id:
            return ""
        return self.corpus.document(reference.document_id).document.name

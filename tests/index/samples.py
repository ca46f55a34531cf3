"""Small corpora for tests of this folder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.loading import Corpus
from corpus.types import Document, ParsedDocument, Passage, PassageKind, Sentence

REMITTANCES = "In 2005 remittances came to USD 167 billion. Most of them were sent by workers."
HEALTH = "Migrants need access to health services. HIV testing must be voluntary."
BORDERS = "Border management was discussed in 2006. Visas were shortened to 30 days."
PILOTS = "The pilot countries were Bangladesh, Jamaica, Mali and the Republic of Moldova."


def parsed(document_id: str, paragraphs: Sequence[str], title: str = "") -> ParsedDocument:
    """A document with one passage a paragraph, cut into sentences at full stops."""
    text = "\n\n".join(paragraphs)
    document = Document(document_id, title or document_id, "", "", "", "", "0" * 64, text)
    passages = []
    start = 0
    for number, paragraph in enumerate(paragraphs, 1):
        passages.append(passage(document_id, number, start, paragraph))
        start += len(paragraph) + 2
    return ParsedDocument(document, tuple(passages))


def passage(
    document_id: str,
    number: int,
    start: int,
    text: str,
    kind: PassageKind = PassageKind.NUMBERED,
    headings: tuple[str, ...] = (),
) -> Passage:
    passage_id = f"{document_id}#para-{number}"
    locator = f"para. {number}"
    sentences = tuple(
        Sentence(
            f"{passage_id}-s{at}",
            passage_id,
            document_id,
            start + match.start(),
            start + match.end(),
            match.group(),
            locator,
        )
        for at, match in enumerate(re.finditer(r"\S.*?(?:\.(?=\s)|\Z)", text), 1)
    )
    return Passage(
        passage_id,
        document_id,
        kind,
        start,
        start + len(text),
        text,
        locator,
        headings=headings,
        sentences=sentences,
    )


def corpus_of(documents: Mapping[str, Sequence[str]]) -> Corpus:
    return Corpus(tuple(parsed(name, paragraphs) for name, paragraphs in documents.items()))


def small_corpus() -> Corpus:
    return corpus_of({"money": [REMITTANCES, PILOTS], "people": [HEALTH, BORDERS]})

"""Reading a corpus folder: every document parsed, and looked up by id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.assembly import assemble
from corpus.blocks import Block
from corpus.errors import CorpusError
from corpus.manifest import Entry, Layout, read_entries, unlisted
from corpus.parsers import book, prose
from corpus.types import Document, Dropped, ParsedDocument, Passage, Sentence

SHIPPED = Path(__file__).parent / "documents"
"""The corpus that comes with the package."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that was not read, and why, in a sentence that names the file."""

    document_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every document of a corpus, in the order of its manifest."""

    documents: tuple[ParsedDocument, ...]
    rejected: tuple[Rejected, ...] = ()
    _documents: dict[str, ParsedDocument] = field(init=False, repr=False, compare=False)
    _passages: dict[str, Passage] = field(init=False, repr=False, compare=False)
    _sentences: dict[str, Sentence] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        passages = {p.id: p for parsed in self.documents for p in parsed.passages}
        sentences = {s.id: s for passage in passages.values() for s in passage.sentences}
        object.__setattr__(self, "_documents", {d.document.id: d for d in self.documents})
        object.__setattr__(self, "_passages", passages)
        object.__setattr__(self, "_sentences", sentences)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._documents)

    def document(self, document_id: str) -> ParsedDocument:
        """Raises KeyError for an unknown id."""
        return self._documents[document_id]

    def passage(self, passage_id: str) -> Passage:
        """Raises KeyError for an unknown id."""
        return self._passages[passage_id]

    def sentence(self, sentence_id: str) -> Sentence:
        """Raises KeyError for an unknown id."""
        return self._sentences[sentence_id]

    def passages(self) -> Iterator[Passage]:
        """Every passage, in reading order."""
        return iter(self._passages.values())

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in reading order."""
        return iter(self._sentences.values())

    @property
    def fingerprint(self) -> str:
        """SHA-256 over everything that an index is made from, 64 hexadecimal digits.

        It is taken from the parsed passages, so a change of a parser changes it as a change of a
        source does.
        """
        digest = hashlib.sha256()
        for parsed in self.documents:
            digest.update(f"{parsed.document.id}\0{parsed.document.title}\0".encode())
            for passage in parsed.passages:
                parts = (passage.id, passage.kind, passage.locator, *passage.headings, passage.text)
                digest.update("\0".join(parts).encode())
                digest.update(repr(passage.lead_in).encode())
                spans = (f"{s.id}:{s.start}:{s.end}" for s in passage.sentences)
                digest.update("\0".join(spans).encode())
        return digest.hexdigest()


def load_corpus(folder: Path | None = None) -> Corpus:
    """The documents of a folder, or the shipped ones.

    A copy of a shipped document that the folder's manifest does not list is read as the shipped
    one is, and has its id unless another file has that.
    A file that cannot be used (its checksum differs from the manifest, it is not text, it is
    empty or gone) is left out and named in ``Corpus.rejected``. Raises CorpusError where the
    folder or its manifest cannot be used, or no document is left.
    """
    folder = folder or SHIPPED
    documents: list[ParsedDocument] = []
    rejected: list[Rejected] = []
    for entry in _recognised(folder, read_entries(folder)):
        try:
            documents.append(_read(folder, entry))
        except CorpusError as error:
            rejected.append(Rejected(entry.id, str(error)))
    if not documents:
        raise CorpusError(" ".join(item.reason for item in rejected))
    return Corpus(tuple(documents), tuple(rejected))


def _recognised(folder: Path, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, with all that is known of shipped documents among the files not listed."""
    shipped = {entry.sha256: entry for entry in read_entries(SHIPPED)}
    taken = {entry.id for entry in entries}
    recognised: list[Entry] = []
    for entry in entries:
        is_listed = entry != unlisted(entry.file)
        known = None if is_listed else shipped.get(_checksum(folder / entry.file))
        if known is None:
            recognised.append(entry)
            continue
        own_id = entry.id if known.id in taken else known.id
        taken.add(own_id)
        recognised.append(replace(known, id=own_id, file=entry.file))
    return tuple(recognised)


def _checksum(path: Path) -> str:
    """SHA-256 in hexadecimal; "" of a file that cannot be read, which is said where it is read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _read(folder: Path, entry: Entry) -> ParsedDocument:
    path = folder / entry.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{entry.file} cannot be read ({error.strerror}).") from error
    checksum = hashlib.sha256(content).hexdigest()
    if entry.sha256 and checksum != entry.sha256:
        raise CorpusError(
            f"{entry.file} is not the file that the manifest describes: its SHA-256 is {checksum}, "
            f"the manifest says {entry.sha256}. Restore the file, or correct the manifest."
        )
    source = _text(content, entry.file)
    blocks, dropped = _parse(source, entry)
    document = Document(
        id=entry.id,
        title=entry.title or _title(blocks, entry),
        symbol=entry.symbol,
        date=entry.date,
        publisher=entry.publisher,
        citation=entry.citation or entry.title or _title(blocks, entry),
        sha256=checksum,
        text="",
        short_title=entry.short_title,
    )
    parsed = assemble(document, blocks, dropped)
    if not parsed.document.text.strip():
        raise CorpusError(f"{entry.file} has no text in it.")
    return parsed


def _text(content: bytes, file: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{file} is not UTF-8 text. Save it as UTF-8 and try again.") from error
    if "\0" in text:
        raise CorpusError(f"{file} is not text: it has a NUL character in it.")
    return text


def _parse(source: str, entry: Entry) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    if entry.layout is Layout.BOOK:
        return book.parse(source)
    return prose.parse(source, prose.Outline(entry.front, frozenset(entry.main_headings)))


def _title(blocks: tuple[Block, ...], entry: Entry) -> str:
    """The first heading where the document opens with one; otherwise the file's name."""
    if blocks and blocks[0].kind == "heading":
        return blocks[0].text
    stem = Path(entry.file).stem
    return stem.replace("-", " ").replace("_", " ").strip().capitalize() or entry.id

"""An answer or a conversation as a file, and back to what a file shows."""

from __future__ import annotations

from collections.abc import Collection

from assistant.exporting.errors import NotAnExport
from assistant.exporting.papers import paper_of
from assistant.exporting.types import Format, Paper, Stamp, Visible
from assistant.keeping.types import Conversation
from assistant.types import Answer
from corpus.loading import Corpus

_ZIP = b"PK\x03\x04"
"""The first bytes of a ZIP archive, which a Word document is."""


def export(
    subject: Answer | Conversation,
    corpus: Corpus,
    file_format: Format,
    stamp: Stamp,
    documents: Collection[str] = (),
) -> bytes:
    """The file; the same values and ``stamp`` give the same bytes.

    ``documents`` are those that an Answer's search was restricted to; the turns of a conversation
    know their own. Raises ValueError for an answer without its segments.
    """
    return written(paper_of(subject, corpus, stamp, documents), file_format)


def written(paper: Paper, file_format: Format) -> bytes:
    """A paper in a format."""
    # Imported here: python-docx takes longer than everything else that an export does.
    if file_format is Format.DOCX:
        from assistant.exporting.word import write_docx

        return write_docx(paper)
    if file_format is Format.HTML:
        from assistant.exporting.webpage import write_html

        return write_html(paper)
    from assistant.exporting.markdown import write_markdown

    return write_markdown(paper)


def read(content: bytes) -> Visible:
    """What an exported file shows, whatever it is called; raises NotAnExport."""
    if content.startswith(_ZIP):
        from assistant.exporting.word_reading import read_docx

        return read_docx(content)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise NotAnExport(
            "The file is neither text nor a Word document. Verify a file that Rapporteur exported."
        ) from error
    if text.lstrip()[:9].lower().startswith(("<!doctype", "<html")):
        from assistant.exporting.webpage import read_html

        return read_html(text)
    from assistant.exporting.markdown import read_markdown

    return read_markdown(text)

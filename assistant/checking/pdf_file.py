"""The text of a PDF, its lines in paragraphs again and without what is repeated on each page."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.errors import UserError

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 300
FEWEST_CHARACTERS = 20
"""Letters and digits of a page below which it is a picture of one."""
REPEATED = 3
"""Pages from which a first or last line that is the same is a running head."""
SHORT_LINE = 0.75
"""Share of the usual length below which a line that ends a sentence ends its paragraph too."""
_NUMBER = "0123456789.() \t"
"""What the number of a paragraph or a chapter is written with."""
_END = re.compile(r"[.!?:][”\"’»)]*$")


def pdf_text(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a PDF, and remarks; raises UserError where it cannot be read or has no text."""
    from pypdf.errors import PyPdfError

    # The library reports on standard error what it mends.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = _pages(name, content)
    except UserError:
        raise
    # A damaged file can break the library anywhere.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            RecursionError, OSError) as error:  # fmt: skip
        raise UserError(f"{name} is no PDF, or is damaged. Save it anew.") from error
    blank = [at for at, page in enumerate(pages, 1) if _is_blank(page)]
    if len(blank) == len(pages):
        raise UserError(
            f"{name} has no text in it; it seems to be scanned. Have its text recognised (OCR), "
            "or paste the text."
        )
    lines = [line for page in _without_running_lines(pages) for line in page]
    return "\n".join(_in_paragraphs(lines)).strip(), _remarks(blank)


def _pages(name: str, content: bytes) -> list[list[str]]:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(BytesIO(content))
    protected = UserError(f"{name} is protected by a password. Save a copy without one.")
    try:
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise protected
        return _lines_of_pages(name, reader)
    except DependencyError as error:
        raise protected from error


def _lines_of_pages(name: str, reader: PdfReader) -> list[list[str]]:
    if len(reader.pages) > MOST_PAGES:
        raise UserError(
            f"{name} has {len(reader.pages)} pages; the most is {MOST_PAGES}. Check it in parts."
        )
    return [[line.rstrip() for line in page.extract_text().splitlines()] for page in reader.pages]


def _is_blank(page: Sequence[str]) -> bool:
    return sum(char.isalnum() for line in page for char in line) < FEWEST_CHARACTERS


def _remarks(blank: Sequence[int]) -> tuple[str, ...]:
    if not blank:
        return ()
    noun = "Page" if len(blank) == 1 else "Pages"
    numbers = ", ".join(map(str, blank))
    return (f"{noun} {numbers} of the PDF had no text (a picture?) and went unchecked.",)


def _without_running_lines(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The pages without the first and last lines that most of them repeat, and page numbers."""
    stripped = [[line for line in page if line.strip()] for page in pages]
    edges = Counter(_key(line) for page in stripped for line in {*page[:1], *page[-1:]})
    most = max(REPEATED, len(pages) // 2)
    running = {key for key, count in edges.items() if count >= most}
    for page in stripped:
        while page and (_key(page[0]) in running or page[0].strip().isdigit()):
            page = page[1:]
        while page and (_key(page[-1]) in running or page[-1].strip().isdigit()):
            page = page[:-1]
        yield page


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _in_paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The lines with a blank one where a paragraph seems to end: behind a short line that ends a
    sentence, and around a short one that has no end at all and is followed by a capital."""
    lengths = sorted(len(line) for line in lines)
    usual = lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        yield line
        is_short = len(line) < SHORT_LINE * usual
        # A number is a paragraph's where a capital follows; "USD / 176 billion" goes on.
        opens = following.lstrip(_NUMBER)[:1].isupper()
        if is_short and (_END.search(line) or opens):
            yield ""

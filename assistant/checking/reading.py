"""Reading a draft from a file: plain text, Markdown, Word or PDF, into the text that is checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from assistant.errors import UserError

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; a report of a hundred pages with pictures has about half of that."""
LONGEST_TEXT = 300_000
"""Characters, some hundred pages; checking them takes two to three minutes on two cores."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was read."""

    name: str
    text: str
    remarks: tuple[str, ...] = ()
    """What was not read or may have been misread, in plain sentences."""


def read_file(path: Path) -> Draft:
    """The draft in a file; raises UserError, with a sentence that says what to do."""
    if path.is_dir():
        raise UserError(f"{path} is a folder. Name a file: {_ENDINGS}.")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(path.name)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}).") from error
    return read_draft(path.name, content)


def read_draft(name: str, content: bytes) -> Draft:
    """The draft in the content of a file, whose name's ending says what it is.

    Raises UserError for another ending, and for a file that is too large, empty, broken, protected
    by a password, or holds no text.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in _READERS:
        called = name or "A file without a name"
        raise UserError(f"{called} cannot be checked: only {_ENDINGS} files can.{_advice(ending)}")
    if len(content) > LARGEST_FILE:
        raise _too_large(name)
    if not content:
        raise UserError(f"{name} is empty.")
    draft = _READERS[ending](name, content)
    return Draft(name, normalised(draft.text, name), draft.remarks)


def normalised(text: str, name: str = "The text") -> str:
    """A text with composed letters, plain line ends and no control characters.

    Findings count their offsets in it, and it is what is shown. Raises UserError where it has no
    words, or is longer than ``LONGEST_TEXT``.
    """
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\u0085\u2028\u2029\f\v]", "\n", text))
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "", text)
    if not any(char.isalnum() for char in text):
        raise UserError(f"{name} has no words in it.")
    if len(text) > LONGEST_TEXT:
        raise UserError(
            f"{name} has {len(text):,} characters; the most is {LONGEST_TEXT:,}. Check it in parts."
        )
    return text


def _too_large(name: str) -> UserError:
    return UserError(
        f"{name} is larger than {LARGEST_FILE // 2**20} MB, the most that is read. "
        "Save it without pictures, or check it in parts."
    )


def _advice(ending: str) -> str:
    if ending in {".doc", ".odt", ".rtf", ".pages"}:
        return " Save it as .docx and try again."
    return ""


def _read_text(name: str, content: bytes) -> Draft:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Draft(name, content.decode("utf-16", errors="replace"))
    try:
        text = content.decode("utf-8-sig")
        remarks: tuple[str, ...] = ()
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        remarks = (f"{name} is not UTF-8; it was read as Windows-1252.",)
    if "\0" in text:
        raise UserError(f"{name} is not a text file, whatever its ending says.")
    return Draft(name, text, remarks)


def _read_word(name: str, content: bytes) -> Draft:
    from assistant.checking.word_file import word_text

    return Draft(name, *word_text(name, content))


def _read_pdf(name: str, content: bytes) -> Draft:
    from assistant.checking.pdf_file import pdf_text

    return Draft(name, *pdf_text(name, content))


_READERS: dict[str, Callable[[str, bytes], Draft]] = {
    ".txt": _read_text,
    ".md": _read_text,
    ".docx": _read_word,
    ".pdf": _read_pdf,
}
ENDINGS = tuple(_READERS)
"""Of the names of files that can be checked."""
_ENDINGS = ".txt, .md, .docx or .pdf"

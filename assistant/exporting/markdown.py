"""A file as Markdown (CommonMark) with footnotes as GitHub, Pandoc and Obsidian write them.

The record stands in a comment at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.exporting.records import KIND, only_record, record_text
from assistant.exporting.types import Block, BlockKind, Line, Paper, Visible

_FORMS = {
    BlockKind.TITLE: "# {}",
    BlockKind.QUESTION: "## {}",
    BlockKind.ASIDE: "*{}*",
    BlockKind.TEXT: "{}",
    BlockKind.HEADING: "### {}",
    BlockKind.ITEM: "- {}",
    BlockKind.DETAIL: "*{}*",
}
_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|$#@^{}]")
"""What means something anywhere in a line, in CommonMark or one of its common extensions."""
_LEADING = re.compile(r"^(?:[-+=:]|(\d+)(?=[.)]))")
"""What means something at the beginning of a line: a list, a rule, an underlined heading."""
_LINKED = re.compile(r"(?<=\w)(?=://)|(?<=\bwww)(?=\.)", re.IGNORECASE)
"""Where GitHub would see an address and make a link of it."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RECORD = re.compile(rf"^<!-- {KIND}\n(.*?)\n-->", re.MULTILINE | re.DOTALL)
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*", re.MULTILINE)
_NUMBER = re.compile(r"[0-9]{1,9}")
_TOKEN = re.compile(rf"(\\[!-/:-@\[-`{{-~])|\[\^({_NUMBER.pattern})\]")


def write_markdown(paper: Paper) -> bytes:
    """The file in UTF-8."""
    parts = [_FORMS[block.kind].format(_block_text(block)) for block in paper.blocks]
    parts += (f"[^{number}]: {escaped(note)}" for number, note in enumerate(paper.notes, 1))
    parts.append(f"<!-- {KIND}\n{record_text(paper.record)}\n-->\n")
    return "\n\n".join(parts).encode()


def _block_text(block: Block) -> str:
    return " ".join(
        escaped(piece.text) + "".join(f"[^{number}]" for number in piece.notes)
        for piece in block.pieces
    )


def escaped(text: str) -> str:
    """A text of one line that Markdown shows as it is, at the beginning of a line too."""
    safe = _LINKED.sub(r"\\", _SPECIAL.sub(r"\\\g<0>", text))
    return _LEADING.sub(lambda found: f"{found[1] or ''}\\{'' if found[1] else found[0]}", safe)


def read_markdown(text: str) -> Visible:
    """What the file shows, and its record; raises NotAnExport where it has none, or several."""
    record = only_record(_RECORD.findall(text))
    visible = _RECORD.sub("", text)
    lines: list[Line] = []
    notes: dict[int, str] = {}
    added: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", visible):
        start = _NOTE.search(paragraph)
        lines.append(tuple(_tokens(paragraph[: start.start() if start else None])))
        for label, said in _definitions(paragraph):
            number = int(label) if _NUMBER.fullmatch(label) else None
            # Readers of Markdown take the first of two footnotes with one label.
            if number is None or number in notes:
                added.append(said)
            else:
                notes[number] = said
    return Visible(record, tuple(lines), notes, tuple(added))


def _definitions(paragraph: str) -> Iterator[tuple[str, str]]:
    found = list(_NOTE.finditer(paragraph))
    ends = [*(after.start() for after in found[1:]), len(paragraph)]
    for begin, end in zip(found, ends, strict=False):
        yield begin[1], _ESCAPED.sub(r"\1", paragraph[begin.end() : end])


def _tokens(text: str) -> Iterator[str | int]:
    at = 0
    for found in _TOKEN.finditer(text):
        if found[2] is None:
            continue
        yield _ESCAPED.sub(r"\1", text[at : found.start()])
        yield int(found[2])
        at = found.end()
    yield _ESCAPED.sub(r"\1", text[at:])

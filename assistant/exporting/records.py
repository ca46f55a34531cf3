"""The record that an exported file carries, as text that no format can misread.

It is one line of ASCII without "<", ">", "&" and "--", so it stands as it is in an HTML comment, in
a data block of a page and in XML, and nothing in it can end any of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.exporting.errors import NotAnExport
from assistant.exporting.types import FORMAT_VERSION, Record

if TYPE_CHECKING:
    from pydantic import TypeAdapter

KIND = "rapporteur-export"
"""Names the record wherever it stands: an id, a comment's first word, an XML namespace's part."""
_UNSAFE = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "--": "\\u002d\\u002d",
}
"""Outside its strings a record has none of these, and in them JSON knows each by its number."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A record beside the checksum that was taken of it."""

    kind: str
    checksum: str
    record: Record


def record_text(record: Record) -> str:
    """A record as the text that files carry."""
    # Half a character, which no file can hold, becomes a question mark.
    values = json.loads(json.dumps(asdict(record), ensure_ascii=False).encode("utf-8", "replace"))
    sealed = {"kind": KIND, "checksum": _checksum(values), "record": values}
    text = json.dumps(sealed)
    for characters, escaped in _UNSAFE.items():
        text = text.replace(characters, escaped)
    return text


def only_record(records: Sequence[str]) -> str:
    """The one record that a file has inside; raises NotAnExport where it has none, or several."""
    if len(records) == 1:
        return records[0]
    count = f"{len(records)} records" if records else "no record"
    raise NotAnExport(
        f"The file has {count} of Rapporteur's inside, where an exported file has one. Verify a "
        "file as `rapporteur export` made it."
    )


def read_record(text: str) -> tuple[Record, bool]:
    """The record that a file carries, and whether it is as it was written.

    Fields that are not known are left out. Raises NotAnExport where it cannot be understood.
    """
    from pydantic import ValidationError
    from pydantic_core import from_json

    try:
        raw = from_json(text)
        _refuse_newer(raw)
        sealed = _reader().validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise _damaged(f"{place}: {first['msg']}") from error
    except ValueError as error:
        raise _damaged(str(error)) from error
    if sealed.kind != KIND:
        raise _damaged(f"its kind is {sealed.kind!r}, not {KIND!r}")
    return sealed.record, sealed.checksum == _checksum(raw["record"])


def _refuse_newer(raw: Any) -> None:
    """Before its fields are looked at: a newer record may have others."""
    record = raw.get("record") if isinstance(raw, dict) else None
    version = record.get("format_version") if isinstance(record, dict) else None
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise NotAnExport(
            f"The file was exported in format {version}; this version of Rapporteur reads formats "
            f"up to {FORMAT_VERSION}. Update Rapporteur and try again."
        )


def _damaged(fault: str) -> NotAnExport:
    return NotAnExport(
        f"The record inside the file is damaged ({fault}). Verify a copy of the file as it was "
        "exported."
    )


def _checksum(values: Any) -> str:
    """SHA-256 of the values as JSON with sorted keys: the same however they were laid out."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


@cache
def _reader() -> TypeAdapter[Sealed]:
    from pydantic import TypeAdapter

    return TypeAdapter(Sealed)

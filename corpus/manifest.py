"""The manifest of a corpus: what is known of its documents before they are read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError

MANIFEST = "manifest.toml"
SUFFIXES = frozenset({".txt", ".md"})


class Layout(StrEnum):
    BOOK = "book"
    """The 2013 inter-agency book: pages, chapters, notes at the page's end."""
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the manifest; of a file not listed only ``id`` and ``file`` are known.

    ``sha256`` is "" where any content is accepted. ``front`` and ``main_headings`` are explained
    in ``corpus.parsers.prose.Outline``.
    """

    id: str
    file: str
    title: str = ""
    short_title: str = ""
    symbol: str = ""
    date: str = ""
    publisher: str = ""
    citation: str = ""
    sha256: str = ""
    layout: Layout = Layout.PROSE
    front: str = ""
    main_headings: tuple[str, ...] = ()


def read_entries(folder: Path) -> tuple[Entry, ...]:
    """The documents of a corpus folder: those of its manifest, then any other text in it.

    Raises CorpusError where the folder or its manifest cannot be used.
    """
    if not folder.is_dir():
        raise CorpusError(f"There is no folder {folder}. Name one that holds .txt or .md files.")
    listed = _listed(folder / MANIFEST)
    known = {entry.file for entry in listed}
    others = tuple(unlisted(name) for name in sorted(_texts(folder)) if name not in known)
    entries = listed + others
    if not entries:
        raise CorpusError(f"{folder} holds no .txt or .md file. Put the documents there.")
    _refuse_repeated_ids(entries, folder)
    return entries


def unlisted(file: str) -> Entry:
    """What is known of a file that no manifest lists: its name, which gives it an id."""
    return Entry(id=_id_of(file), file=file)


def _texts(folder: Path) -> list[str]:
    return [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _id_of(name: str) -> str:
    stem = re.sub(r"\.[^.]+$", "", name)
    return re.sub(r"[^\w]+", "-", stem.lower()).strip("-") or "document"


def _listed(path: Path) -> tuple[Entry, ...]:
    if not path.exists():
        return ()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} is not valid TOML: {error}. Mend it or remove it.") from error
    unknown = set(content) - {"document"}
    if unknown:
        raise CorpusError(
            f"{path} has the unknown key {sorted(unknown)[0]!r}; it takes [[document]]."
        )
    return tuple(_entry(item, path) for item in content.get("document", []))


def _entry(item: Mapping[str, Any], path: Path) -> Entry:
    known = {field.name for field in fields(Entry)}
    unknown = set(item) - known
    if unknown:
        raise CorpusError(
            f"{path}: document {item.get('id', '?')!r} has the unknown key {sorted(unknown)[0]!r}; "
            f"it takes {', '.join(sorted(known))}."
        )
    missing = {"id", "file"} - set(item)
    if missing:
        raise CorpusError(f"{path}: a document lacks {sorted(missing)[0]!r}. Add it.")
    values = dict(item)
    try:
        values["layout"] = Layout(values.get("layout", Layout.PROSE))
    except ValueError:
        raise CorpusError(
            f"{path}: document {item['id']!r} has the layout {item['layout']!r}; "
            f"it takes {', '.join(Layout)}."
        ) from None
    values["main_headings"] = tuple(values.get("main_headings", ()))
    return Entry(**values)


def _refuse_repeated_ids(entries: tuple[Entry, ...], folder: Path) -> None:
    files: dict[str, str] = {}
    for entry in entries:
        if entry.id in files:
            raise CorpusError(
                f"{folder}: {files[entry.id]} and {entry.file} have the same id {entry.id!r}. "
                f"Rename one, or give it another id in {MANIFEST}."
            )
        files[entry.id] = entry.file

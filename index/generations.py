"""Where indexes stand on disk, and how a new one takes the place of the old.

A folder of indexes holds one sub-folder an index (a "generation") and the file ``CURRENT`` with
the name of the one to use. A build writes a new generation and names it in ``CURRENT`` only when
all of it is on disk: killed at any moment, the index before it still answers. The generation
before stays until the next build, for processes that still read it.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import IndexStale

CURRENT = "CURRENT"
LOCK = "build.lock"
MANIFEST = "index.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index says of itself."""

    fingerprint: str
    model: str
    rows: dict[str, int]
    """How many rows each collection of vectors has, by its name."""
    windows: dict[str, int]
    """How many rows an item has, for each passage and sentence that has more than one."""


@contextmanager
def building(directory: Path) -> Iterator[None]:
    """Hold the folder for one build; waits for another's. The lock of a killed process is free."""
    from filelock import FileLock

    directory.mkdir(parents=True, exist_ok=True)
    with FileLock(directory / LOCK):
        yield


def new_generation(directory: Path, fingerprint: str) -> Path:
    """A fresh folder for a build, after what earlier builds left behind is removed.

    Only for who holds ``building``.
    """
    current = current_generation(directory)
    for path in directory.iterdir():
        if path.is_dir() and path != current:
            shutil.rmtree(path)
    # Never a name used before: Chroma keeps what it opened in a process by its path.
    folder = directory / f"{fingerprint}-{uuid.uuid4().hex[:8]}"
    folder.mkdir()
    return folder


def publish(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a finished generation and make it the current one."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    for path in (*folder.rglob("*"), folder):
        _flush(path)
    pointer = folder.parent / f"{CURRENT}.new"
    pointer.write_text(folder.name, encoding="utf-8")
    _flush(pointer)
    pointer.replace(folder.parent / CURRENT)
    _flush(folder.parent)


def current_generation(directory: Path) -> Path | None:
    """The folder of the index to use; None where none was ever finished."""
    pointer = directory / CURRENT
    if not pointer.is_file():
        return None
    return directory / pointer.read_text(encoding="utf-8").strip()


def read_manifest(folder: Path) -> Manifest:
    """What the index in a folder says of itself; ``IndexStale`` where it says nothing readable."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexStale(
            f"The index in {folder} cannot be read ({error}). Run `rapporteur reindex`."
        ) from error


def _flush(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

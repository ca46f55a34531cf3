"""Which processes are alive: each holds the lock of a file of its own for as long as it lives.

The system lets go of a lock when its process ends, however it ends. Unlike a process id it cannot
come to belong to another process, and unlike a heartbeat it is not late.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from filelock import FileLock, Timeout

SUFFIX = ".lock"


class Presence:
    """The sign of one process that it is there, until ``end``."""

    def __init__(self, folder: Path) -> None:
        """Only for who holds the lock of the file's opening, as for ``tidy``."""
        folder.mkdir(parents=True, exist_ok=True)
        self.id = uuid.uuid4().hex
        self._file = folder / f"{self.id}{SUFFIX}"
        # Not bound to this thread: whichever thread ends the process ends its presence.
        self._lock = FileLock(self._file, thread_local=False)
        self._lock.acquire(blocking=False)

    def end(self) -> None:
        """Let others know that this process is no longer there."""
        self._lock.release()
        self._file.unlink(missing_ok=True)


def tidy(folder: Path) -> frozenset[str]:
    """The ids of those that are there; the files of the others are removed.

    Only for who holds the lock of the file's opening: a presence that begins at the same time
    could lose its file.
    """
    present = set()
    for path in folder.glob(f"*{SUFFIX}"):
        if _is_held(path):
            present.add(path.stem)
        else:
            path.unlink(missing_ok=True)
    return frozenset(present)


def _is_held(path: Path) -> bool:
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return True
    lock.release()
    return False

"""The file in which accounts are kept: read when it has changed, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import mkstemp
from types import MappingProxyType

from filelock import FileLock, Timeout
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from assistant.accounts.errors import AccountsFault
from assistant.accounts.names import spelled
from assistant.accounts.types import Account

VERSION = 1
"""Of the file's format."""
BUSY_SECONDS = 10.0
"""How long a writer waits for another: a write takes milliseconds, so this is a stuck process."""

Accounts = Mapping[str, Account]
"""By their names, in the order in which they were added."""
Signature = tuple[int, int, int]
"""Time of the last change (ns), size (bytes) and inode: whatever replaces a file changes one."""


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class _Content:
    version: int
    accounts: tuple[Account, ...]


_CONTENT = TypeAdapter(_Content)


class AccountsFile:
    """Accounts in a JSON file that its owner alone may read. Safe to share between threads, and
    with other processes."""

    def __init__(self, path: Path) -> None:
        # Replacing a symbolic link would leave the file that it points to as it was.
        self.path = path.resolve()
        self._known: tuple[Signature, Accounts] | None = None

    def read(self) -> Accounts:
        """All accounts; none where there is no file. Raises AccountsFault."""
        try:
            signature = _signature(self.path)
            if self._known is None or self._known[0] != signature:
                self._known = (signature, _parsed(self.path))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise _unusable(self.path, error) from error
        return self._known[1]

    @contextmanager
    def changing(self) -> Iterator[dict[str, Account]]:
        """All accounts, to be changed in place; kept at the end, unless the body raises.

        Raises AccountsFault.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=BUSY_SECONDS):
                accounts = dict(self.read())
                yield accounts
                _write(self.path, accounts)
        except Timeout as error:
            raise AccountsFault(
                f"{self.path} is being changed by another process. Try again in a moment."
            ) from error
        except OSError as error:
            raise _unusable(self.path, error) from error


def _signature(path: Path) -> Signature:
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino


def _parsed(path: Path) -> Accounts:
    try:
        content = _CONTENT.validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]  # Not the whole text, which shows what stands there: hashes.
        place = ".".join(map(str, first["loc"])) or "its beginning"
        raise _damaged(path, f"{first['msg']}, at {place}") from error
    if content.version != VERSION:
        raise AccountsFault(
            f"{path} has format {content.version}, and this version of Rapporteur reads format "
            f"{VERSION}. Update Rapporteur, or name another file with the setting accounts."
        )
    accounts = {account.name: account for account in content.accounts}
    if len(accounts) < len(content.accounts):
        raise _damaged(path, "a name stands there twice")
    odd = next((name for name in accounts if name != spelled(name)), None)
    if odd is not None:
        raise _damaged(path, f"the name {odd!r} is not spelled as {spelled(odd)!r}")
    return MappingProxyType(accounts)


def _write(path: Path, accounts: Accounts) -> None:
    content = {"version": VERSION, "accounts": [asdict(account) for account in accounts.values()]}
    # mkstemp's file is its owner's alone from the first byte on.
    handle, fresh = mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(fresh).unlink()
        raise


def _damaged(path: Path, reason: str) -> AccountsFault:
    return AccountsFault(
        f"{path} is damaged: {reason}. Put a copy of it back in its place, or move it away and add "
        "the accounts anew."
    )


def _unusable(path: Path, error: OSError) -> AccountsFault:
    return AccountsFault(
        f"{path} cannot be used: {error.strerror or error}. Give yourself the right to read and "
        "write it, or name another file with the setting accounts."
    )

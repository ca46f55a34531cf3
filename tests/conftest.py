"""What every test stands on: no network, no home folder, and the real thing built once."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.isolation import move_home, refuse_network

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from corpus.loading import Corpus

ROOT = Path(__file__).resolve().parent.parent
INDEXED_FROM = ("corpus", "index")
"""The folders whose files decide what an index of the shipped documents holds."""
KEPT_SECONDS = 3600
"""Age at which an index of other files' making goes: longer than any session that may use it."""


@pytest.fixture(scope="session", autouse=True)
def loopback_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For the whole session, its shared fixtures too: no network, and a home folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        refuse_network(patch)
        move_home(patch, tmp_path_factory.mktemp("session-home"))
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has an empty home folder."""
    home = tmp_path_factory.mktemp("home")
    move_home(monkeypatch, home)
    return home


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The shipped documents, parsed."""
    from corpus.loading import load_corpus

    return load_corpus()


def content_hash() -> str:
    """SHA-256 over every file that decides what the index holds, as 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for folder in INDEXED_FROM:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def index_home(request: pytest.FixtureRequest) -> Path:
    """The home folder that holds the index of the shipped documents; tests only read it.

    What needs the index first builds it. It is kept between sessions while no file that decides
    its content changes; after a change the newest one is the start, whose vectors of unchanged
    texts serve again.
    """
    kept = Path(request.config.cache.mkdir("index"))
    home = kept / content_hash()
    if not home.exists():
        others = sorted(kept.iterdir(), key=lambda path: path.stat().st_mtime)
        if others:
            shutil.copytree(others[-1], home)
        home.mkdir(exist_ok=True)
    for stale in kept.iterdir():
        if stale != home and time.time() - stale.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(stale)
    return home


@pytest.fixture(scope="session")
def assistant(index_home: Path) -> Assistant:
    """The assistant of the shipped documents, as every command gets it."""
    from assistant.settings import Settings
    from assistant.wiring import make_assistant

    return make_assistant(Settings(home=index_home))

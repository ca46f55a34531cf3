"""The real model and the real index, loaded once a session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.encoder import load_encoder

if TYPE_CHECKING:
    from corpus.loading import Corpus
    from index.encoder import Encoder
    from index.retriever import Retriever


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="session")
def shipped_folder(corpus: Corpus, encoder: Encoder, index_home: Path) -> Path:
    """The folder with the index of the shipped documents, the one that every command uses."""
    from assistant.settings import Settings
    from assistant.wiring import index_folder
    from index.building import build_index

    folder = index_folder(Settings(home=index_home))
    build_index(corpus, encoder, folder)
    return folder


@pytest.fixture(scope="session")
def retriever(corpus: Corpus, encoder: Encoder, shipped_folder: Path) -> Retriever:
    from index.building import open_index

    return open_index(corpus, encoder, shipped_folder)

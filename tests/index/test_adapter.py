from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.adapter import merge, read_adapter, save_adapter
from index.encoder import BUNDLED, TUNED, UNTUNED, Encoder, load_encoder, tuned_encoder
from index.errors import EncoderFault
from index.training.lora import learned
from tests.index.tiny import (
    TEXTS,
    assert_same,
    load_tiny_model,
    make_run,
    save_tiny_model,
    stirred,
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_model(tmp_path_factory.mktemp("tiny") / "model")


@pytest.fixture(scope="module")
def adapter(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an adapter of the tiny model."""
    folder = tmp_path_factory.mktemp("adapter") / "mine"
    factors = learned(stirred(make_run(tiny)).layers)
    save_adapter(folder, factors, base_sha256="0" * 64, strength=1.0)
    return folder


def test_an_adapter_is_read_as_it_was_written(adapter: Path, tmp_path: Path) -> None:
    read = read_adapter(adapter)
    assert (read.name, read.base_sha256, read.strength) == ("mine", "0" * 64, 1.0)
    again = save_adapter(tmp_path / "copy", read.factors, base_sha256="1" * 64, strength=0.5)
    assert again.sha256 == read.sha256
    assert (again.base_sha256, again.strength) == ("1" * 64, 0.5)
    assert_same(dict(again.factors), dict(read.factors))


def test_a_merged_model_computes_what_the_layers_learned(tiny: Path, tmp_path: Path) -> None:
    run = stirred(make_run(tiny))
    saved = save_adapter(tmp_path / "mine", learned(run.layers), base_sha256="", strength=1.0)
    plain, merged, half = (load_tiny_model(tiny) for _ in range(3))
    merge(merged, saved)
    merge(half, replace(saved, strength=0.5))
    vectors = [model.encode(list(TEXTS)) for model in (run.model, merged, half, plain)]
    wanted, found, between, untuned = vectors
    assert found == pytest.approx(wanted, abs=2e-3)
    assert np.abs(found - untuned).max() > 0.1
    assert 0.01 < np.abs(between - untuned).mean() < np.abs(found - untuned).mean()


def test_an_adapter_of_another_model_is_refused(adapter: Path, tiny: Path) -> None:
    read = read_adapter(adapter)
    fewer = {name: pair for name, pair in read.factors.items() if name != "1.output.dense"}
    with pytest.raises(EncoderFault, match=r"mine belongs to another model: '1\.output\.dense'"):
        merge(load_tiny_model(tiny), replace(read, factors=fewer))


def test_a_damaged_adapter_is_refused_with_both_sums(adapter: Path, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(adapter, folder)
    (folder / "adapter.safetensors").write_bytes(b"not the weights")
    with pytest.raises(EncoderFault, match=r"safetensors is 352457[0-9a-f]+, it should be ") as e:
        read_adapter(folder)
    assert read_adapter(adapter).sha256 in str(e.value)
    (folder / "adapter.safetensors").unlink()
    with pytest.raises(EncoderFault, match=r"cannot be read: .*No such file"):
        read_adapter(folder)


def test_the_default_encoder_is_the_tuned_one(encoder: Encoder) -> None:
    untuned = load_encoder(UNTUNED)
    assert (encoder.name, untuned.name) == (TUNED, BUNDLED)
    assert encoder.fingerprint != untuned.fingerprint
    question = "Who pays for sending money home?"
    assert not np.allclose(encoder.encode_question(question), untuned.encode_question(question))


def test_a_tuned_encoder_needs_the_weights_that_it_was_tuned_from(adapter: Path) -> None:
    with pytest.raises(EncoderFault, match=r"trained on weights with the SHA-256 000000.*53aa51"):
        tuned_encoder(adapter)

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus.loading import Corpus
from index.errors import EncoderFault
from index.reader import READER, CrossEncoder, load_reader, reading_text


@pytest.fixture(scope="module")
def reader() -> CrossEncoder:
    return load_reader()


def text_of(corpus: Corpus, words: str) -> str:
    return next(
        reading_text(parsed.document, passage, sentence)
        for parsed in corpus.documents
        for passage in parsed.passages
        for sentence in passage.sentences
        if words in sentence.text
    )


def test_a_sentence_that_answers_scores_above_one_that_does_not(
    reader: CrossEncoder, corpus: Corpus
) -> None:
    answers = text_of(corpus, "USD 167 billion")
    other = text_of(corpus, "ICAO is not a member")
    question = "How much did remittances to developing countries come to in 2005?"
    scores = reader.read(question, [other, answers])
    assert scores.shape == (2,)
    assert scores[1] > scores[0] + 1


def test_what_a_sentence_leaves_open_scores_lower_on_the_same_sentence(
    reader: CrossEncoder, corpus: Corpus
) -> None:
    text = text_of(corpus, "USD 167 billion")
    asked = "How much money did migrants send to developing countries in 2005?"
    left_open = "Which bank counted the money that migrants sent home in 2005?"
    assert reader.read(asked, [text])[0] > reader.read(left_open, [text])[0]


def test_scores_do_not_depend_on_what_is_read_beside_them(
    reader: CrossEncoder, corpus: Corpus
) -> None:
    texts = [text_of(corpus, words) for words in ("USD 167 billion", "ICAO is not a member")]
    texts += [text[: len(text) // 2] for text in texts]
    together = reader.read("What is ICAO?", texts)
    alone = [reader.read("What is ICAO?", [text])[0] for text in texts]
    assert together == pytest.approx(alone, abs=0.1)  # Numbers of 16 bits, on some processors.
    assert reader.read("What is ICAO?", []).shape == (0,)
    assert np.isfinite(reader.read("What? " * 300, texts)).all()


def test_layers_are_of_numbers_that_the_processor_multiplies_and_read_alike(
    reader: CrossEncoder, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [text_of(corpus, words) for words in ("USD 167 billion", "ICAO is not a member")]
    question = "How much did remittances to developing countries come to in 2005?"
    expected = reader.read(question, texts)
    for able, kind in ((True, torch.bfloat16), (False, torch.float32)):
        monkeypatch.setattr(torch.cpu, "get_capabilities", lambda able=able: {"avx512_bf16": able})
        loaded = load_reader()
        assert {parameter.dtype for parameter in loaded._layers.parameters()} == {kind}
        assert loaded.read(question, texts) == pytest.approx(expected, abs=0.15)


def test_a_list_item_is_read_after_its_chapter_its_heading_and_its_lead_in(corpus: Corpus) -> None:
    parsed = corpus.document("hld-book-2013")
    passage, item = next(
        (p, s) for p in parsed.passages for s in p.sentences if s.lead_in and len(p.headings) > 1
    )
    text = reading_text(parsed.document, passage, item)
    chapter, heading, before, known, own = text.split(" | ", 4)
    assert passage.headings[0].endswith(chapter)
    assert passage.headings[-1].endswith(heading)
    lead_in = " ".join(parsed.document.text[item.lead_in.start : item.lead_in.end].split())
    assert lead_in.endswith(before)
    assert (known, own) == ("", item.text)
    asked = reading_text(parsed.document, passage, item, "Which one?")
    assert asked.split(" | ")[3] == "Which one?"


def test_a_damaged_reader_and_an_encoders_adapter_are_refused(tmp_path: Path) -> None:
    shutil.copytree(READER, tmp_path / "reader")
    weights = tmp_path / "reader" / "adapter.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    with pytest.raises(EncoderFault, match="damaged or changed"):
        load_reader(tmp_path / "reader")
    with pytest.raises(EncoderFault, match="is no reader"):
        load_reader(READER.parent / "all-MiniLM-L6-v2-rapporteur")

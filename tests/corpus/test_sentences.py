from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("It grew by 3.5 per cent. It fell.", ["It grew by 3.5 per cent.", "It fell."]),
        (
            "See Convention No. 97 of 1949. It binds.",
            ["See Convention No. 97 of 1949.", "It binds."],
        ),
        ("Davis, B. and P.C. Winters wrote it.", ["Davis, B. and P.C. Winters wrote it."]),
        ("He said “No.” They left.", ["He said “No.”", "They left."]),
        ("Is it so? Yes!", ["Is it so?", "Yes!"]),
        ("States, e.g. Italy, agreed.", ["States, e.g. Italy, agreed."]),
        ("Costs, fees etc. The rest is free.", ["Costs, fees etc.", "The rest is free."]),
        (
            "It met in Washington, D.C. The talks failed.",
            ["It met in Washington, D.C.", "The talks failed."],
        ),
        ("no capitals. no split", ["no capitals. no split"]),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@given(st.text(alphabet="ab AB.!?”)(\n1…", max_size=80))
def test_no_character_is_lost_or_counted_twice(text: str) -> None:
    spans = sentence_spans(text)
    kept = "".join(text[span.start : span.end] for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.serialising import answer_as_dict, answer_from_dict, full_answer_as_dict
from assistant.types import (
    Answer,
    Citation,
    EvidencePassage,
    Mode,
    Segment,
    SegmentKind,
    Status,
)
from tests.assistant.keeping.samples import answered

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBER = st.integers(0, 10**6)
SCORE = st.floats(allow_nan=False, allow_infinity=False)


CITATIONS = st.builds(
    Citation,
    marker=NUMBER,
    document_id=TEXT,
    title=TEXT,
    locator=TEXT,
    quote=TEXT,
    start=NUMBER,
    end=NUMBER,
    passage_id=TEXT,
    verified=st.booleans(),
)
SEGMENTS = st.builds(
    Segment,
    kind=st.sampled_from(SegmentKind),
    text=TEXT,
    markers=st.lists(NUMBER, max_size=3).map(tuple),
    starts_line=st.booleans(),
)
PASSAGES = st.builds(
    EvidencePassage,
    id=TEXT,
    document_id=TEXT,
    locator=TEXT,
    text=TEXT,
    start=NUMBER,
    end=NUMBER,
    score=SCORE,
)
ANSWERS = st.builds(
    Answer,
    question=TEXT,
    searched_question=TEXT,
    status=st.sampled_from(Status),
    answer=TEXT,
    reason=st.none() | TEXT,
    segments=st.lists(SEGMENTS, max_size=3).map(tuple),
    citations=st.lists(CITATIONS, max_size=3).map(tuple),
    passages=st.lists(PASSAGES, max_size=3).map(tuple),
    confidence=SCORE,
    mode=st.sampled_from(Mode),
    model=st.none() | TEXT,
    index=TEXT,
    timings_ms=st.dictionaries(TEXT, SCORE, max_size=3),
)


@settings(deadline=None)
@given(ANSWERS)
def test_an_answer_survives_being_written_and_read_whole(answer: Answer) -> None:
    read = answer_from_dict(json.loads(json.dumps(full_answer_as_dict(answer))))
    assert read == answer
    assert {type(segment.kind) for segment in read.segments} <= {SegmentKind}


def test_the_public_form_is_read_without_segments() -> None:
    answer = answered()
    assert "segments" not in answer_as_dict(answer)
    assert answer_from_dict(answer_as_dict(answer)) == replace(answer, segments=())


def test_a_field_of_a_newer_version_does_no_harm() -> None:
    assert answer_from_dict(full_answer_as_dict(answered()) | {"mood": "good"}) == answered()


def test_half_a_character_becomes_a_question_mark() -> None:
    read = answer_from_dict(full_answer_as_dict(answered("how much\ud83d")))
    assert read.question == "how much?"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": "perhaps"}, "status: Input should be 'answered' or 'declined'"),
        ({"confidence": "0.5"}, "confidence: Input should be a valid number"),
        ({"citations": [{"marker": "1"}]}, r"citations\.0\.marker: Input should be a valid int"),
        ({"passages": "none"}, "passages: Input should be a valid array"),
    ],
)
def test_what_is_no_answer_is_refused_by_its_field(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        answer_from_dict(full_answer_as_dict(answered()) | change)


def test_a_missing_field_is_named() -> None:
    fields = full_answer_as_dict(answered())
    del fields["index"]
    with pytest.raises(ValueError, match="index: Field required"):
        answer_from_dict(fields)

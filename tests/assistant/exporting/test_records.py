from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.exporting.errors import NotAnExport
from assistant.exporting.papers import paper_of
from assistant.exporting.records import read_record, record_text
from tests.assistant.exporting.samples import HOSTILE, STAMP, small_corpus, usual_answer

RECORD = paper_of(usual_answer(), small_corpus(), STAMP).record
TEXT = record_text(RECORD)
ANY = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(HOSTILE)


@settings(deadline=None)
@given(ANY, ANY)
def test_a_record_survives_being_written_and_read(title: str, quote: str) -> None:
    record = replace(RECORD, title=title, quotes=(replace(RECORD.quotes[0], quote=quote),))
    assert read_record(record_text(record)) == (record, True)


@settings(deadline=None)
@given(ANY)
def test_nothing_in_a_record_can_end_what_it_stands_in(title: str) -> None:
    text = record_text(replace(RECORD, title=title))
    assert re.fullmatch(r"[\x20-\x7e]+", text)
    assert not re.search(r"[<>&]|--", text)


def test_half_a_character_becomes_a_question_mark() -> None:
    record, _ = read_record(record_text(replace(RECORD, title="how\ud83d")))
    assert record.title == "how?"


def test_a_record_that_was_altered_is_known_by_its_checksum() -> None:
    assert read_record(TEXT.replace("para. 2", "para. 3"))[1] is False
    assert read_record(json.dumps(json.loads(TEXT), indent=3))[1] is True


def test_a_field_of_a_later_version_does_no_harm() -> None:
    values = json.loads(TEXT)
    values["record"]["mood"] = "good"
    assert read_record(json.dumps(values))[0] == RECORD


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is damaged"),
        ("{", "is damaged"),
        ("[]", "is damaged"),
        ("[" * 100_000, "is damaged"),
        ('{"kind": "other"}', "checksum: Field required"),
        (TEXT.replace('"kind": "rapporteur-export"', '"kind": "x"'), "its kind is 'x'"),
        (TEXT.replace('"start": 0', '"start": "0"'), r"quotes\.0\.start: Input should be a valid"),
        (TEXT.replace('"format_version": 1', '"format_version": 2'), "exported in format 2"),
        (TEXT[:-2], "is damaged"),
    ],
)
def test_what_is_no_record_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(NotAnExport, match=said):
        read_record(text)

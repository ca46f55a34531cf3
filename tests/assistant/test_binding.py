"""Known questions with what answers them, kept from one start to the next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import binding
from assistant.binding import FILE, bind_once
from corpus.known import Binding, KnownQuestion
from corpus.loading import Corpus
from tests.index.samples import small_corpus

CORPUS = small_corpus()
ANSWERED = KnownQuestion("q1", "fr", "Combien d’envois ?", ("money#para-1-s1",), answerable=True)
MISSED = KnownQuestion(
    "q2", "en", "How many?", (), answerable=False, nearest=("money#para-1-s1",), pair="p1"
)
QUESTIONS = (ANSWERED, MISSED)


@pytest.fixture
def bindings(monkeypatch: pytest.MonkeyPatch) -> list[Corpus]:
    """The corpora whose questions are bound, one after another."""
    made: list[Corpus] = []

    def bind(corpus: Corpus) -> Binding:
        made.append(corpus)
        return Binding(QUESTIONS)

    monkeypatch.setattr(binding, "bind_known_questions", bind)
    return made


def bound(folder: Path, index: str = "an-index") -> Sequence[KnownQuestion]:
    return tuple(bind_once(CORPUS, index, folder))


def test_they_are_bound_once_for_an_index(tmp_path: Path, bindings: list[Corpus]) -> None:
    assert bound(tmp_path) == bound(tmp_path) == QUESTIONS
    assert bindings == [CORPUS]
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_for_another_index_they_are_bound_again(tmp_path: Path, bindings: list[Corpus]) -> None:
    bound(tmp_path)
    assert bound(tmp_path, "another") == bound(tmp_path, "another") == QUESTIONS
    assert len(bindings) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff",
        b'{"index": "an-index", "fields": ["id"], "questions": [["q1"]]}',
    ],
)
def test_a_file_of_no_use_is_made_anew(
    tmp_path: Path, bindings: list[Corpus], content: bytes
) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert bound(tmp_path) == bound(tmp_path) == QUESTIONS
    assert len(bindings) == 1


def test_where_none_can_be_written_they_are_there_all_the_same(
    tmp_path: Path, bindings: list[Corpus]
) -> None:
    assert bound(tmp_path / "none") == QUESTIONS
    assert len(bindings) == 1

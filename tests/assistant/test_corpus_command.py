"""``rapporteur corpus questions``; what ``inspect`` prints is tested with the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.cli import main
from corpus import known
from corpus.loading import SHIPPED

IN_THE_PAPER = "The 2013 UNGA/HLD will take stock of, and build on, progress made since the first"
NOWHERE = "Sourdough bread rises for the whole of a long night."


@pytest.fixture
def paper_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one shipped document; the questions are those of the test."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    shutil.copy(SHIPPED / "iom-council-2012.txt", folder)
    paper = "iom-council-2012"
    question = {"id": "k1", "question": {"en": "What?", "fr": "Quoi ?"}, "answerable": True}
    evidence = [{"document_id": paper, "text": IN_THE_PAPER}]
    pair = {"id": "m1", "answerable": "Yes?", "unanswerable": "No?"}
    place = {"document_id": paper, "text": NOWHERE}
    rows = {"known_questions": question | {"evidence": evidence}, "minimal_pairs": pair | place}
    for name, row in rows.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    monkeypatch.setattr(known, "QUESTIONS", tmp_path)
    return folder


def test_questions_are_counted_and_what_could_not_be_bound_is_named(
    paper_alone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["corpus", "questions", "--corpus", str(paper_alone)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 known questions, translations counted.",
        "By document:",
        "        2  iom-council-2012",
        "By language:",
        "        1  en",
        "        1  fr",
        "By kind:",
        "        2  answerable",
        "Texts that could not be bound: 2",
        f"  m1-answerable, iom-council-2012, overlap 0.00: {NOWHERE}",
        f"  m1-unanswerable, iom-council-2012, overlap 0.00: {NOWHERE}",
    ]


def test_documents_without_known_questions_are_said_to_have_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("A single sentence.", encoding="utf-8")
    assert main(["corpus", "--corpus", str(tmp_path), "questions"]) == 0
    assert capsys.readouterr().out.startswith("No question is known of these documents")


@pytest.mark.parametrize("arguments", [[], ["inspect"], ["questions", "--all"], ["count"]])
def test_actions_that_do_not_exist_are_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["corpus", *arguments])
    assert ended.value.code == 2

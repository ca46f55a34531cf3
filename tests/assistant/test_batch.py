from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.cli import main

RECORDED = "How much did officially recorded remittances to developing countries come to in 2005?"


def test_a_line_in_is_a_line_out_in_order_and_bad_ones_are_named(
    assistant: Assistant,
    index_home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    follow_up = {
        "id": 2,
        "question": "And how large were the unrecorded flows?",
        "history": [{"question": RECORDED}],
    }
    lines = [
        json.dumps({"id": "one", "question": "Which organizations founded the GMG?"}),
        "not json",
        json.dumps(follow_up),
        "",
        json.dumps({"id": "three", "question": ""}),
        json.dumps({"id": "four", "question": "Why?", "history": [{"answer": "x"}]}),
        json.dumps({"question": "How do I bake sourdough bread?"}),
        json.dumps(["a", "list"]),
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    options = ["--batch", str(source), "--out", str(target), "--home", str(index_home)]
    assert main(["ask", *options]) == 1
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["one", 2, None]
    assert answers[1]["citations"][0]["locator"] == "para. 40"
    assert answers[2]["status"] == "declined"
    errors = capsys.readouterr().err
    for number in (2, 5, 6, 8):
        assert f"line {number}: " in errors
    assert "line 3: " not in errors


def test_a_batch_without_bad_lines_is_done(
    assistant: Assistant, index_home: Path, tmp_path: Path
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": 1, "question": "How do I bake bread?"}), encoding="utf-8")
    options = ["--batch", str(source), "--out", str(target), "--home", str(index_home)]
    assert main(["ask", *options]) == 0


def test_what_cannot_be_written_is_said(
    assistant: Assistant, index_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("", encoding="utf-8")
    target = tmp_path / "gone" / "out.jsonl"
    options = ["--batch", str(source), "--out", str(target), "--home", str(index_home)]
    assert main(["ask", *options]) == 2
    assert "out.jsonl cannot be written" in capsys.readouterr().err

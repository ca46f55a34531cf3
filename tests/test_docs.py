"""The examples of the documentation run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.assistant import Assistant

DOCS = Path(__file__).resolve().parents[1] / "docs"


def examples(file: str) -> list[str]:
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / file).read_text(encoding="utf-8"), re.S)
    return [block for block in blocks if "your_model" not in block]


@pytest.mark.parametrize("code", examples("llama-index.md"))
def test_a_llama_index_example_runs(
    code: str,
    assistant: Assistant,
    index_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("RAPPORTEUR_HOME", str(index_home))
    exec(compile(code, "docs/llama-index.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "para. 40" in printed

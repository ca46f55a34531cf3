"""The questions of the accuracy suite, for checking that nothing learns from them."""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "eval" / "questions"


def suite_questions() -> list[str]:
    """Every question, of the half to choose by and of the half to measure with."""
    return [
        json.loads(line)["question"]
        for name in ("dev.jsonl", "test.jsonl")
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()
    ]

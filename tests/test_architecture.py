"""The folders import one another one way, vendors stay fenced, and the command line starts fast."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.imports import MAY_IMPORT, breaches, source_files

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("torch", "transformers", "sentence_transformers", "chromadb", "gradio", "llama_index")
"""What takes seconds to import: made where it is used, so that `--help` answers at once."""


def test_no_import_breaks_the_folder_rules() -> None:
    assert breaches(ROOT) == []


def test_every_package_is_looked_at() -> None:
    looked_at = {path.relative_to(ROOT).parts[0] for path in source_files(ROOT)}
    assert looked_at == set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("path", "source", "rule"),
    [
        ("corpus/a.py", "import index.types", "corpus/ may not import index/"),
        ("corpus/sub/a.py", "from ...assistant import b", "corpus/ may not import assistant/"),
        ("index/a.py", "from assistant.types import Turn", "index/ may not import assistant/"),
        ("assistant/a.py", "def f():\n    import ui.app", "assistant/ may not import ui/"),
        ("ui/a.py", "from eval import benchmark", "ui/ may not import eval/"),
        ("eval/a.py", "import_module('ui.app')", "eval/ may not import ui/"),
        ("eval/a.py", "importlib.import_module('ui.app')", "eval/ may not import ui/"),
        ("assistant/a.py", "import gradio as gr", "gradio may be imported only in ui/"),
        ("index/a.py", "import chromadb", "chromadb may be imported only in index/store.py"),
        (
            "index/a.py",
            "from llama_index.vector_stores.chroma import ChromaVectorStore",
            "llama_index.vector_stores.chroma may be imported only in index/store.py",
        ),
        (
            "assistant/a.py",
            "from sentence_transformers import SentenceTransformer",
            "sentence_transformers may be imported only in index/",
        ),
        ("eval/a.py", "import torch.nn", "torch may be imported only in index/"),
        ("index/a.py", "from llama_index.core import Settings", "Settings may not be used"),
        (
            "index/a.py",
            "import llama_index.core\nllama_index.core.Settings.llm = None",
            "Settings may not be used",
        ),
        (
            "index/a.py",
            "import llama_index.core as li\nli.Settings.llm = None",
            "Settings may not be used",
        ),
        (
            "index/a.py",
            "from llama_index import core\ncore.Settings.llm = None",
            "Settings may not be used",
        ),
    ],
)
def test_a_breach_is_reported_with_its_place(
    tmp_path: Path, path: str, source: str, rule: str
) -> None:
    write(tmp_path / path, source)
    (breach,) = breaches(tmp_path)
    assert breach.startswith(f"{path}:{len(source.splitlines())}: ")
    assert breach.endswith(rule)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("ui/a.py", "import gradio\nimport corpus.types, index.types, assistant.types"),
        ("index/store.py", "import chromadb\nchromadb.config.Settings()"),
        ("index/a.py", "import torch, corpus.types\nfrom . import b\nfrom .b import c"),
        ("assistant/a.py", "import torchlight\nfrom indexes import d"),
        ("corpus/sub/a.py", "from .index import e\nfrom ..assistant import f"),
    ],
)
def test_what_is_allowed_is_not_reported(tmp_path: Path, path: str, source: str) -> None:
    write(tmp_path / path, source)
    assert breaches(tmp_path) == []


def test_the_command_line_imports_nothing_heavy_before_it_is_needed() -> None:
    assert loaded_by("import assistant.cli") == []


def test_a_heavy_import_would_be_seen() -> None:
    assert loaded_by("import llama_index") == ["llama_index"]


def test_every_package_is_installed() -> None:
    """The package list is explicit: one left out would be missing from a wheel, and only there."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        listed = tomllib.load(file)["tool"]["setuptools"]["packages"]
    holding_code = {path.parent.relative_to(ROOT).as_posix() for path in source_files(ROOT)}
    assert sorted(listed) == sorted(folder.replace("/", ".") for folder in holding_code)


def write(path: Path, source: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")


def loaded_by(statement: str) -> list[str]:
    """Which of HEAVY a fresh interpreter has loaded after ``statement``."""
    code = f"import sys\n{statement}\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()

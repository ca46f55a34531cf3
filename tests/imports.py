"""What our modules import, read from their source: the checker of the folder rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAY_IMPORT = {
    "corpus": frozenset[str](),
    "index": frozenset({"corpus"}),
    "assistant": frozenset({"index", "corpus"}),
    "ui": frozenset({"assistant", "index", "corpus"}),
    "eval": frozenset({"assistant", "index", "corpus"}),
}
"""Each of our packages, and which of the others it may import."""

FENCES = {
    "gradio": ("ui/",),
    "gradio_client": ("ui/",),
    "chromadb": ("index/store.py",),
    "llama_index.vector_stores.chroma": ("index/store.py",),
    "llama_index.llms": ("assistant/llm.py",),
    "openai": ("assistant/llm.py",),
    "sentence_transformers": ("index/",),
    "transformers": ("index/",),
    "torch": ("index/",),
}
"""Each fenced vendor module, and the only folders or files that may import it."""


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: ``path`` is the importing file, relative to the tree, with "/"."""

    path: str
    line: int
    name: str
    """In full: "corpus.types.Passage" for ``from corpus.types import Passage``."""


def source_files(root: Path) -> list[Path]:
    """Every Python file of our packages under ``root``, sorted."""
    return sorted(path for package in MAY_IMPORT for path in (root / package).rglob("*.py"))


def imports_of(path: Path, root: Path) -> Iterator[Import]:
    """Yield what the file at ``path`` imports: anywhere in it, and by literal name too."""
    relative = path.relative_to(root)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
        for name in imported_names(node, relative.parts[:-1]):
            yield Import(relative.as_posix(), getattr(node, "lineno", 0), name)


def imported_names(node: ast.AST, package: tuple[str, ...]) -> list[str]:
    """The full names that one node imports, seen from a module of ``package``."""
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom():
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            return [f"{base}.{alias.name}" for alias in node.names]
        case ast.Call(
            func=ast.Name(id="import_module" | "__import__")
            | ast.Attribute(attr="import_module" | "__import__"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            return [name]
    return []


def is_within(name: str, module: str) -> bool:
    """Whether ``name`` is ``module`` or something in it."""
    return name == module or name.startswith(f"{module}.")


def breach_of(imported: Import) -> str | None:
    """The rule that one import breaks, as a sentence, or None."""
    mine, theirs = imported.path.split("/")[0], imported.name.split(".")[0]
    if theirs in MAY_IMPORT and theirs != mine and theirs not in MAY_IMPORT[mine]:
        return f"{mine}/ may not import {theirs}/"
    for vendor, allowed in FENCES.items():
        if is_within(imported.name, vendor) and not imported.path.startswith(allowed):
            return f"{vendor} may be imported only in {' and '.join(allowed)}"
    if is_within(imported.name, "llama_index") and imported.name.endswith(".Settings"):
        return "llama-index's global Settings may not be used"
    return None


def settings_reached(path: Path, root: Path) -> Iterator[Import]:
    """Yield each use of llama-index's Settings through a module (``llama_index.core.Settings``)."""
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    bound = {
        alias.asname or alias.name.split(".")[0]: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if "llama_index" in (alias.name if isinstance(node, ast.Import) else node.module or "")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "Settings":
            owner = ast.unparse(node.value).split(".")[0]
            if owner in bound:
                relative = path.relative_to(root).as_posix()
                yield Import(relative, node.lineno, "llama_index.core.Settings")


def breaches(root: Path) -> list[str]:
    """Every breach of the folder rules under ``root``: "path:line: import: rule"."""
    found = []
    for path in source_files(root):
        for imported in (*imports_of(path, root), *settings_reached(path, root)):
            if rule := breach_of(imported):
                found.append(f"{imported.path}:{imported.line}: {imported.name}: {rule}")
    return found

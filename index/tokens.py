"""Counting tokens as budgets speak of them: tiktoken's cl100k_base."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

ENCODING = "cl100k_base"
"""The one table that llama-index-core ships, so that nothing is downloaded."""


def count_tokens(text: str) -> int:
    """Tokens of a text; what looks like a control token in it counts as ordinary characters."""
    return len(_encoding().encode(text, disallowed_special=()))


def within_tokens(texts: Sequence[str], tokens: int) -> int:
    """How many of the first texts together have at most ``tokens`` tokens.

    It stops at the first that does not fit: a later, shorter one is never put before it.
    """
    left = tokens
    for place, text in enumerate(texts):
        left -= count_tokens(text)
        if left < 0:
            return place
    return len(texts)


@cache
def _encoding() -> Encoding:
    spec = find_spec("llama_index.core")
    if spec is not None and spec.origin is not None:
        tables = Path(spec.origin).parent / "_static" / "tiktoken_cache"
        os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(tables))
    import tiktoken

    return tiktoken.get_encoding(ENCODING)

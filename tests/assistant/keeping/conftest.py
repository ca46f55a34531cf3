from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.keeping.opening import Keeping, open_keeping


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Keeping]:
    """An empty file, opened; the home folder is ``tmp_path``."""
    with open_keeping(tmp_path) as opened:
        yield opened

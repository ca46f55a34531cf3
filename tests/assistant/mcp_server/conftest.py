from __future__ import annotations

from typing import Any

import pytest
from mcp.server import MCPServer

from assistant.checking.checker import make_checker
from assistant.mcp_server.server import make_server
from tests.assistant.api.samples import small_assistant


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> MCPServer[Any]:
    """The tools over the small corpus."""
    assistant = small_assistant(tmp_path_factory.mktemp("mcp-index"))
    return make_server(assistant, make_checker(assistant), "1.2.3")

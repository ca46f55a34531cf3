from __future__ import annotations

from typing import Any

import pytest
from mcp.server import MCPServer

from tests.assistant.api.samples import small_assistant
from tests.assistant.mcp_server.servers import server_over


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> MCPServer[Any]:
    """The tools over the small corpus."""
    return server_over(small_assistant(tmp_path_factory.mktemp("mcp-index")))

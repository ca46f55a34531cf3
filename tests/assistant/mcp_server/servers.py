"""The server of the tools over one assistant."""

from __future__ import annotations

from typing import Any

from mcp.server import MCPServer

from assistant.assistant import Assistant
from assistant.checking.checker import make_checker
from assistant.mcp_server.server import make_server
from assistant.mcp_server.tools import Parts


def server_over(assistant: Assistant) -> MCPServer[Any]:
    parts = Parts(assistant, make_checker(assistant))
    return make_server(assistant.documents, lambda: parts, "1.2.3")

"""The MCP server over HTTP ("streamable HTTP"), as a part of another server."""

from __future__ import annotations

from typing import Any

from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette

PATH = "/mcp"


def web_part(server: MCPServer[Any]) -> Starlette:
    """An application with the one route ``PATH`` and a lifespan, both for the other server's use.

    Whoever takes them lets ``assistant.accounts.gate`` say who sent a request; it looks at hosts
    and origins too. No session is kept between requests: each stands alone, and none is taken over.
    """
    return server.streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )

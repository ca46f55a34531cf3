"""What other programs use of the page's server: the HTTP API, and the tools for assistants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Route

from assistant.api.app import PATH, api_mount, make_api
from assistant.api.services import Services
from assistant.assistant import Assistant
from assistant.checking.checker import Checker, make_checker
from assistant.keeping.opening import Keeping
from assistant.mcp_server.server import make_server
from assistant.mcp_server.tools import Parts
from assistant.mcp_server.web import web_part
from assistant.suggesting import Suggester


@dataclass(frozen=True, slots=True)
class Programs:
    """Two applications that are served beside the page, and what they share with it."""

    api: FastAPI
    tools: Starlette
    checker: Checker
    """What both check texts with, for the page to use as well."""


ProgramsFor = Callable[[Keeping], Programs]
"""Makes them over the conversations that the page keeps."""


def programs_for(assistant: Assistant, suggester: Suggester) -> ProgramsFor:
    """What makes the API and the tools of this assistant."""

    def make(keeping: Keeping) -> Programs:
        checker, own = make_checker(assistant), version("rapporteur")
        services = Services(assistant, keeping, checker, suggester, own)
        parts = Parts(assistant, checker)
        tools = make_server(assistant.documents, lambda: parts, own)
        return Programs(make_api(services), web_part(tools), checker)

    return make


def add_programs(web: FastAPI, programs: Programs) -> None:
    """Serve them at their paths; before whatever stands at "/", which would hide them."""
    start = Route(PATH, RedirectResponse(f"{PATH}/"), include_in_schema=False)
    web.router.routes.extend([api_mount(programs.api), start, *programs.tools.routes])
    # Starlette begins no lifespan but that of the application itself.
    web.router.lifespan_context = programs.tools.router.lifespan_context

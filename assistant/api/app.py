"""The API as an application of its own, which a server has at ``PATH``."""

from __future__ import annotations

import re

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse
from fastapi_offline import FastAPIOffline
from starlette.routing import Mount

from assistant.api import asking, checks, conversations, documents, server
from assistant.api.describing import ABOUT, TAGS, describe
from assistant.api.problems import add_handlers
from assistant.api.services import SIGNED_IN, Services

PATH = "/api/v1"
DOCS = "/docs"


def make_api(services: Services) -> FastAPI:
    """The API over ``services``.

    Whoever mounts it lets ``assistant.accounts.gate`` say who sent a request. Its pages load
    nothing from another host.
    """
    api = FastAPIOffline(
        docs_url=DOCS,
        redoc_url=None,
        openapi_url="/openapi.json",
        static_url=f"{DOCS}/assets",
        favicon_url="/favicon.ico",
        swagger_ui_parameters={"validatorUrl": None},  # Else it asks swagger.io what it thinks.
        title="Rapporteur",
        version=services.version,
        summary="Cited answers in the documents’ own words.",
        description=ABOUT,
        openapi_tags=TAGS,
    )
    api.state.services = services
    add_handlers(api)
    for part in (asking, documents, checks, conversations):
        api.include_router(part.router, dependencies=SIGNED_IN)
    api.include_router(server.router)

    @api.get("/", include_in_schema=False)
    def start(request: Request) -> RedirectResponse:
        return RedirectResponse(f"{request.scope['root_path']}{DOCS}")

    describe(api)
    return api


def api_mount(api: FastAPI) -> Mount:
    """The route at which a server has the API, whatever stands in the address behind ``PATH``."""
    route = Mount(PATH, api)
    # By itself it passes over an address with a line break in it, for which "." does not stand.
    route.path_regex = re.compile(route.path_regex.pattern, re.DOTALL)
    return route

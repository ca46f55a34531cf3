"""Whether the server works, and with what."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import Field

from assistant.api.describing import PUBLIC, problems
from assistant.api.models import Shown
from assistant.api.services import ServicesOf

router = APIRouter(tags=["Server"])


class Health(Shown):
    status: Literal["ok"]
    version: str
    """Of the program."""
    index: str
    """Fingerprint of the index that is searched."""
    documents: int = Field(ge=1)


@router.get("/health", operation_id="get_health", responses=problems(), openapi_extra=PUBLIC)
def get_health(services: ServicesOf) -> Health:
    """Whether questions can be asked; nobody needs to sign in to know."""
    return Health(
        status="ok",
        version=services.version,
        index=services.assistant.retriever.fingerprint,
        documents=len(services.assistant.documents),
    )

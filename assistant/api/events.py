"""Server-sent events (WHATWG HTML, section 9.2) from what a thread produces step by step."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator, Mapping

from anyio import CancelScope
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

EVENTS = "text/event-stream"
HEARTBEAT_SECONDS = 15.0
"""Between two signs of life: what the standard advises against proxies that cut quiet streams."""
HEADERS = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # Tells nginx to pass each event on at once.
}


def wants_events(request: Request) -> bool:
    """Whether the request says that it takes events."""
    accepted = ",".join(request.headers.getlist("accept"))
    return any(part.partition(";")[0].strip().lower() == EVENTS for part in accepted.split(","))


def event(name: str, data: str) -> bytes:
    """One event as it is sent."""
    return format_sse_event(event=name, data_str=data)


class EventStream(StreamingResponse):
    """Sends what ``events`` yields, and closes it at the end: also where the client goes away."""

    media_type = EVENTS

    def __init__(
        self, events: Generator[bytes, None, None], headers: Mapping[str, str] | None = None
    ) -> None:
        """``events`` is run in threads, one step at a time; it must handle its own errors."""
        self._chunks = _chunks(events)
        super().__init__(self._chunks, headers={**HEADERS, **(headers or {})})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            with CancelScope(shield=True):
                await self._chunks.aclose()


async def _chunks(events: Generator[bytes, None, None]) -> AsyncGenerator[bytes, None]:
    step: asyncio.Future[bytes | None] | None = None
    try:
        while True:
            step = asyncio.ensure_future(run_in_threadpool(next, events, None))
            while not (await asyncio.wait({step}, timeout=HEARTBEAT_SECONDS))[0]:
                yield KEEPALIVE_COMMENT
            chunk = step.result()
            if chunk is None:
                return
            yield chunk
    finally:
        # A generator cannot be closed while a thread runs it: its step is waited for.
        with CancelScope(shield=True):
            if step is not None:
                await asyncio.wait({step})
            await run_in_threadpool(events.close)

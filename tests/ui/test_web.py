"""What the web application serves, and what it refuses."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.ui.fake import FakeAssistant
from tests.ui.fake_evaluator import FakeEvaluator, summary
from ui.web import is_shut, own_page, web_app


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    async def build() -> FastAPI:
        return web_app(FakeAssistant(), FakeEvaluator(kept=[summary("run-1", 0.5)]))

    # Where no event loop runs, Gradio makes one of its own and never closes it.
    with ThreadPoolExecutor(1) as elsewhere:
        app = elsewhere.submit(lambda: asyncio.run(build())).result()
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/evaluate"])
def test_the_pages_name_no_other_host(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    hosts = set(re.findall(r"https?://([^/\"'\s<\\]+)", response.text))
    assert hosts <= {"127.0.0.1:7860", "www.w3.org"}  # w3.org: the name of SVG, not an address.


def test_the_style_sheets_name_no_other_host(client: TestClient) -> None:
    assert "//" not in client.get("/theme.css").text.replace("http://www.w3.org", "")


def test_browsers_are_told_to_load_from_here_alone(client: TestClient) -> None:
    for path in ("/", "/theme.css", "/gradio_api/info"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=https://example.org",
        "/gradio_api/runs",
        "/monitoring/summary",
    ],
)
def test_gradios_other_routes_are_shut(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/gradio_api/upload", "/gradio_api/run/ask", "/gradio_api/call/ask"]
)
def test_nothing_is_uploaded_or_called(client: TestClient, path: str) -> None:
    assert client.post(path, json={}).status_code == 404


def test_what_the_page_needs_is_open() -> None:
    assert not any(is_shut(p) for p in ("/", "/assets/x.js", "/gradio_api/queue/join", "/api/ask"))


def test_only_what_speaks_to_other_sites_is_taken_from_the_page() -> None:
    page = (
        b'<meta name="viewport"/>\n<meta property="og:image"\n content="https://x.org/a.jpg"\n/>'
        b'<meta name="twitter:card" content="b" /><link rel="manifest" href="/m" /><title>t</title>'
    )
    assert own_page(page) == b'<meta name="viewport"/><title>t</title>'


def test_the_report_of_a_run_is_served_as_a_page_of_its_own(client: TestClient) -> None:
    report = client.get("/evaluate/reports/run-1")
    assert report.status_code == 200
    assert report.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in report.headers["content-security-policy"]
    assert "<h1>Accuracy report</h1>" in report.text


def test_at_an_unknown_address_browsers_get_a_page_and_programs_json(client: TestClient) -> None:
    page = client.get("/nothing", headers={"accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "There is nothing at this address." in page.text
    assert '<a href="/">Back to the start</a>' in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    program = client.get("/nothing")
    assert (program.status_code, program.json()) == (404, {"detail": "Not Found"})


def test_an_unknown_report_is_told_as_plain_text(client: TestClient) -> None:
    missing = client.get("/evaluate/reports/<b>")
    assert missing.status_code == 404
    assert missing.headers["content-type"].startswith("text/plain")
    assert missing.text == "There is no run '<b>'."

"""What is shown where a request is refused."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from assistant.accounts.errors import Forbidden, SignedOut, TooMany
from assistant.accounts.problems import MEDIA_TYPE
from ui.refusals import refusal, safe_next, wants_page

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"
SITE = "https://r.example"


def request(path: str, method: str = "GET", accept: str = "*/*", query: str = "") -> HTTPConnection:
    return HTTPConnection(
        {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(b"accept", accept.encode())],
        }
    )


@pytest.mark.parametrize(
    ("path", "method", "accept", "page"),
    [
        ("/", "GET", "*/*", True),
        ("/source/x", "GET", HTML, True),
        ("/sign-out", "POST", HTML, True),
        ("/api/v1/docs", "GET", HTML, True),
        ("/api/v1/documents", "GET", "*/*", False),
        ("/api/v1/ask", "POST", "application/json", False),
        ("/gradio_api/queue/join", "POST", "*/*", False),
        ("/gradio_api/queue/data", "GET", "text/event-stream", False),
        ("/mcp", "POST", "application/json, text/event-stream", False),
        ("/mcp", "GET", "text/event-stream", False),
    ],
)
def test_readers_get_a_page_and_programs_a_problem_document(
    path: str, method: str, accept: str, page: bool
) -> None:
    asked = request(path, method, accept)
    assert wants_page(asked) is page
    response = refusal(asked, Forbidden("Not <b>you</b>."))
    assert response.status_code == 403
    kind = response.headers["content-type"]
    assert kind.startswith("text/html") if page else kind == MEDIA_TYPE
    text = bytes(response.body).decode()
    assert "Not &lt;b&gt;you&lt;/b&gt;." in text if page else "Not <b>you</b>." in text


def test_a_page_says_too_how_long_to_wait() -> None:
    response = refusal(request("/"), TooMany("Wait {wait}.", 5))
    assert (response.status_code, response.headers["retry-after"]) == (429, "5")


@pytest.mark.parametrize(
    ("path", "query", "method", "place"),
    [
        ("/", "", "GET", "/sign-in"),
        (
            "/source/iom",
            "q=a%20b&x=1",
            "GET",
            "/sign-in?next=%2Fsource%2Fiom%3Fq%3Da%2520b%26x%3D1",
        ),
        ("/söurce", "", "GET", "/sign-in?next=%2Fs%25C3%25B6urce"),
        ("/sign-out", "", "GET", "/sign-in"),
        ("/source/iom", "", "POST", "/sign-in"),
        ("//evil.example", "", "GET", "/sign-in"),
    ],
)
def test_who_is_signed_out_signs_in_and_goes_on(
    path: str, query: str, method: str, place: str
) -> None:
    response = refusal(request(path, method, HTML, query), SignedOut("Sign in."))
    assert (response.status_code, response.headers["location"]) == (303, place)


@pytest.mark.parametrize("place", ["/", "/source/iom?q=a b#para-3", "/été", "/a//b", "/a@b:c"])
def test_a_path_of_this_site_is_gone_on_to(place: str) -> None:
    assert safe_next(place) == place


@pytest.mark.parametrize(
    "place",
    [
        "",
        "source",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/sign-in?next=/",
        "/sign-out",
    ],
)
def test_no_other_place_is(place: str) -> None:
    assert safe_next(place) == "/"


@given(st.text("/\\.:@?#\t\n\r evil%2f"))
@example("/\t/evil")
def test_whatever_is_asked_for_leads_to_this_site(place: str) -> None:
    # As browsers read an address (WHATWG URL, section 4.4): white space out, "\" is "/".
    seen = safe_next(place).translate({9: None, 10: None, 13: None, 92: "/"})
    assert urlsplit(urljoin(f"{SITE}/sign-in", seen)).netloc == urlsplit(SITE).netloc

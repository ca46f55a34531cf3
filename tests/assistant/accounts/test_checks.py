"""What is looked at before it is known who sent a request."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from assistant.accounts.checks import check_host, check_origin, check_size, is_loopback
from assistant.accounts.errors import Forbidden, Refused, TooLarge, WrongHost


def request(method: str = "POST", kind: str = "http", **headers: str) -> HTTPConnection:
    sent = [
        (name.replace("_", "-").encode(), value.encode("latin-1"))
        for name, value in headers.items()
    ]
    scope = {"type": kind, "headers": sent, "path": "/"}
    return HTTPConnection(scope | {"method": method} if kind == "http" else scope)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_is_known_by_its_own_names(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["", "0.0.0.0", "::", "192.168.1.2", "example.org", "localhost.example.org", "127.1", "[::1]"],
)
def test_no_other_name_is_this_machines(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1", "[::1]:7860", "LocalHost"])
def test_a_request_for_this_machine_is_served(host: str) -> None:
    check_host(request(host=host))


@pytest.mark.parametrize(
    "host",
    ["evil.example:7860", "127.0.0.1.evil.example", "evil.example#localhost", "[::1", "", "a b"],
)
def test_a_request_for_another_name_is_not(host: str) -> None:
    with pytest.raises(WrongHost, match=r"answers to localhost and 127\.0\.0\.1 alone\. To reach"):
        check_host(request(host=host))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://r.example", "host": "r.example"},
        {"origin": "http://R.example:7860", "host": "r.example:7860"},
        {"sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "none"},
        # A proxy may have changed the host's name; the browser knows better.
        {"sec_fetch_site": "same-origin", "origin": "https://r.example", "host": "inside:7860"},
    ],
)
def test_what_our_own_page_sends_is_served(headers: dict[str, str]) -> None:
    check_origin(request(**headers))


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "host": "r.example"},
        {"origin": "https://r.example.evil.example", "host": "r.example"},
        {"origin": "https://r.example:8000", "host": "r.example"},
        {"origin": "null", "host": "r.example"},
        {"origin": "", "host": ""},
        {"origin": "http://[", "host": "["},
        {"sec_fetch_site": "cross-site", "origin": "https://r.example", "host": "r.example"},
        {"sec_fetch_site": "same-site", "origin": "https://r.example", "host": "r.example"},
    ],
)
def test_what_another_sites_page_sends_is_not(kind: str, headers: dict[str, str]) -> None:
    with pytest.raises(Forbidden, match="comes from another site's page"):
        check_origin(request(kind=kind, **headers))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "ODD"])
def test_all_that_may_change_something_is_looked_at(method: str) -> None:
    with pytest.raises(Forbidden):
        check_origin(request(method, sec_fetch_site="cross-site"))


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_link_from_another_site_may_be_followed(method: str) -> None:
    check_origin(request(method, sec_fetch_site="cross-site", origin="https://evil.example"))


def test_a_body_that_says_it_is_too_large_is_told_both_sizes() -> None:
    check_size(request(content_length="1000000"), 1_000_000)
    check_size(request(), 1_000_000)
    check_size(request(content_length="many"), 1_000_000)
    with pytest.raises(TooLarge, match=r"This is 2\.5 MB; the most that is taken here is 1\.0 MB"):
        check_size(request(content_length="2500000"), 1_000_000)


@given(st.text(st.characters(codec="latin-1")), st.text(st.characters(codec="latin-1")))
def test_no_header_breaks_a_check(one: str, other: str) -> None:
    sent = request(host=one, origin=other, content_length=other, sec_fetch_site=one)
    for check in (check_host, check_origin, lambda asked: check_size(asked, 10)):
        with suppress(Refused):
            check(sent)

"""What is answered at the addresses of the pages for reading."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient
from lxml import html

from assistant.accounts.types import LOCAL, Role, User
from corpus.loading import Corpus, load_corpus
from tests.ui.reading.dom import by_id, document_text, without_spaces
from ui.navigation import Link
from ui.reading.routes import add_reading

COUNCIL = "iom-council-2012"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LINKS = (Link("Sources", "/sources"), Link("Review", "/review", Role.CHECKER))


def client_of(corpus: Corpus, user: User = LOCAL) -> TestClient:
    web = FastAPI()

    @web.middleware("http")
    async def sign_in(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        request.state.user = user
        return await call(request)

    add_reading(web, corpus, LINKS)
    return TestClient(web, base_url="http://127.0.0.1:7860", follow_redirects=False)


@pytest.fixture(scope="module")
def client(corpus: Corpus) -> TestClient:
    return client_of(corpus)


@pytest.fixture
def hostile(tmp_path: Path) -> TestClient:
    """A corpus of one document whose every text is markup."""
    (tmp_path / "bad.txt").write_text(
        f"{HOSTILE}\n\n1. The {HOSTILE} paragraph.\n\n(a) {HOSTILE}\n\n(b) {HOSTILE}\n",
        encoding="utf-8",
    )
    (tmp_path / "manifest.toml").write_text(
        "[[document]]\nid = 'a b/<i>\"#?'\nfile = 'bad.txt'\n"
        f"title = '{HOSTILE}'\nsymbol = '{HOSTILE}'\npublisher = '{HOSTILE}'\n"
        f"citation = '{HOSTILE}'\ndate = '{HOSTILE}'\n",
        encoding="utf-8",
    )
    return client_of(load_corpus(tmp_path))


def test_the_shelf_lists_every_document_with_what_is_known_of_it(
    client: TestClient, corpus: Corpus
) -> None:
    response = client.get("/sources")
    assert response.status_code == 200
    entries = html.document_fromstring(response.text).xpath("//main//li")
    assert len(entries) == len(corpus.documents)
    for entry, parsed in zip(entries, corpus.documents, strict=True):
        document = parsed.document
        assert entry.xpath("./h2/a/@href") == [f"/source/{document.id}"]
        told = entry.text_content()
        for known in (document.title, document.symbol, document.publisher, document.citation):
            assert known in told
    assert "45 passages" in entries[0].text_content()  # Headings are not counted.


def test_a_document_opens_at_its_address(client: TestClient) -> None:
    response = client.get(f"/source/{COUNCIL}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert 'id="para-31"' in response.text


def test_a_long_page_is_compressed_for_those_who_take_it(client: TestClient) -> None:
    plain = client.get("/source/hld-book-2013", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", "/source/hld-book-2013") as packed:
        sent = b"".join(packed.iter_raw())
    assert packed.headers["vary"] == plain.headers["vary"] == "accept-encoding"
    assert len(sent) * 3 < len(plain.content)
    assert gzip.decompress(sent) == plain.content


@pytest.mark.parametrize(
    "path",
    [
        "/source/nothing",
        "/source/",
        "/source/a/b",
        "/source/..%2F..%2Fetc%2Fpasswd",
        "/source/" + "x" * 5000,
    ],
)
def test_an_unknown_document_is_told_on_a_page_with_the_way_back(
    client: TestClient, path: str
) -> None:
    response = client.get(path)
    assert response.status_code == 404
    page = html.document_fromstring(response.text)
    assert page.xpath("string(//h1)") == "Not found"
    assert page.xpath("//main//a/@href") == ["/sources"]


def test_an_id_in_another_case_is_not_found_but_named(client: TestClient) -> None:
    response = client.get("/source/IOM-Council-2012")
    assert response.status_code == 404
    links = html.document_fromstring(response.text).xpath("//main//a/@href")
    assert links == [f"/source/{COUNCIL}", "/sources"]


@pytest.mark.parametrize("name", ["para-99", "old-anchor", "<b>", "_text", "x" * 5000])
def test_an_unknown_passage_is_told_with_the_way_to_its_document(
    client: TestClient, name: str
) -> None:
    response = client.get(f"/source/{COUNCIL}", params={"passage": name})
    assert response.status_code == 404
    page = html.document_fromstring(response.text)
    assert f"“IOM Council, 2012” has no passage “{name}”." in page.text_content()
    assert page.xpath("//main//a/@href") == [f"/source/{COUNCIL}", "/sources"]


def test_a_passage_in_another_case_is_not_found_but_named(client: TestClient) -> None:
    response = client.get(f"/source/{COUNCIL}?passage=PARA-31")
    assert response.status_code == 404
    assert f'href="/source/{COUNCIL}#para-31"' in response.text


def test_a_passage_named_in_the_query_is_found_at_its_permanent_link(client: TestClient) -> None:
    response = client.get(f"/source/{COUNCIL}?passage=para-31")
    assert response.status_code == 303
    assert response.headers["location"] == f"/source/{COUNCIL}#para-31"


def test_a_quote_is_marked_character_for_character(client: TestClient, corpus: Corpus) -> None:
    text = corpus.document(COUNCIL).document.text
    start = text.index("strengthening of the GMG") + 3
    page = html.document_fromstring(
        client.get(f"/source/{COUNCIL}?quote={start}-{start + 40}").text
    )
    marks = by_id(page, "_text").xpath(".//mark")
    assert "".join(m.text_content() for m in marks) == text[start : start + 40]


def test_a_quote_across_passages_is_marked_in_each(client: TestClient, corpus: Corpus) -> None:
    text = corpus.document(COUNCIL).document.text
    first, second = corpus.document(COUNCIL).passages[2:4]
    quote = f"{first.end - 9}-{second.start + 5}"
    page = html.document_fromstring(client.get(f"/source/{COUNCIL}?quote={quote}").text)
    marks = by_id(page, "_text").xpath(".//mark")
    assert without_spaces("".join(m.text_content() for m in marks)) == without_spaces(
        text[first.end - 9 : second.start + 5]
    )


@pytest.mark.parametrize(
    "quote", ["x", "5", "9-3", "7-7", "0-99999999", "1-2-3", "-1-4", "9" * 40 + "-1", "<b>", "٣-٤"]
)
def test_a_quote_that_is_nowhere_is_said_to_be_and_the_document_is_shown(
    client: TestClient, quote: str
) -> None:
    response = client.get(f"/source/{COUNCIL}", params={"quote": quote})
    assert response.status_code == 200
    page = html.document_fromstring(response.text)
    assert "Nothing is highlighted" in page.xpath("string(//p[@class='notice'])")
    assert page.xpath("//article//mark | //article//b") == []


@pytest.mark.parametrize("query", ["the of", "?!", "x" * 201, '""', "🙂", "\x00"])
def test_a_search_for_nothing_says_why_and_shows_the_document(
    client: TestClient, query: str
) -> None:
    response = client.get(f"/source/{COUNCIL}", params={"q": query})
    assert response.status_code == 200
    page = html.document_fromstring(response.text)
    assert page.xpath("string(//p[@class='notice'])")
    assert by_id(page, "para-1") is not None


def test_a_blank_search_is_none(client: TestClient) -> None:
    blank = client.get(f"/source/{COUNCIL}", params={"q": "  "})
    assert blank.text == client.get(f"/source/{COUNCIL}").text


def test_a_hostile_document_is_shown_as_text(hostile: TestClient) -> None:
    shelf = html.document_fromstring(hostile.get("/sources").text)
    (address,) = shelf.xpath("//main//h2/a/@href")
    assert address == "/source/a%20b%2F%3Ci%3E%22%23%3F"
    for page in (
        shelf,
        html.document_fromstring(hostile.get(address).text),
        html.document_fromstring(hostile.get(address + "?q=paragraph").text),
        html.document_fromstring(hostile.get(address + "?q=" + HOSTILE).text),
        html.document_fromstring(hostile.get(address + "?passage=" + HOSTILE).text),
        html.document_fromstring(hostile.get("/source/" + HOSTILE).text),
    ):
        assert page.xpath("//img | //i | //*[@onerror]") == []
        assert all("alert" not in script.text for script in page.xpath("//script"))
        assert "<script>alert(1)</script>" in page.text_content()


def test_a_hostile_documents_text_is_whole(hostile: TestClient) -> None:
    page = html.document_fromstring(hostile.get("/source/a%20b%2F%3Ci%3E%22%23%3F").text)
    assert without_spaces(document_text(page)).count(without_spaces(HOSTILE)) == 4


def test_the_ways_to_other_pages_are_those_of_the_user(corpus: Corpus) -> None:
    def ways(user: User) -> list[str]:
        page = html.document_fromstring(client_of(corpus, user).get("/sources").text)
        return page.xpath("//header//nav/a/@href")

    assert ways(LOCAL) == ["/", "/sources", "/review"]
    assert ways(User("dora", Role.DELEGATE)) == ["/", "/sources", "/sign-out"]


def test_nothing_on_a_page_names_another_host(client: TestClient) -> None:
    for path in ("/sources", f"/source/{COUNCIL}"):
        page = html.document_fromstring(client.get(path).text)
        links = page.xpath("//@href | //@src | //@action")
        assert links
        assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in links)

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from lxml import html

from assistant.accounts.types import Role, User
from assistant.checking.checker import Checker, make_checker
from assistant.checking.exports.layout import NEAREST
from corpus.loading import Corpus
from tests.assistant.checking.samples import BUDGET, small_assistant
from tests.ui.staff import HOSTILE, client_of
from ui.checking.pages import report_page
from ui.checking.routes import add_checking

if TYPE_CHECKING:
    from assistant.assistant import Assistant

DRAFT = (
    "The Chairman's Summary says “recorded remittances to developing countries” grew.\n\n"
    "Remittances to developing countries came to USD 176 billion in 2005.\n\n"
    f"{HOSTILE} The moon is a large cheese that nobody has ever mentioned here."
)


@pytest.fixture(scope="module")
def checker(assistant: Assistant) -> Checker:
    return make_checker(assistant)


@pytest.fixture(scope="module")
def client(checker: Checker, corpus: Corpus) -> TestClient:
    return client_of(lambda web: add_checking(web, checker, corpus, ()))


def test_the_form_takes_a_text_or_a_file(client: TestClient) -> None:
    page = html.fromstring(client.get("/check").text)
    form = page.forms[0]
    assert (form.method, form.action) == ("POST", "/check")
    assert {"text", "file"} <= set(form.fields)
    for field in ("text", "file"):
        assert page.xpath(f"//label[@for='{field}']")


def test_a_changed_figure_is_pointed_out_and_its_place_is_linked(client: TestClient) -> None:
    answer = client.post("/check", data={"text": DRAFT})
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    amiss = page.xpath("//article[contains(@class, 'amiss')]")
    assert any("176 billion" in each.text_content() for each in amiss)
    assert any("167" in each.text_content() for each in amiss)
    places = page.xpath("//article//a[starts-with(@href, '/source/')]/@href")
    assert places
    assert all("?quote=" in place and "#" in place for place in places)


def test_the_draft_stands_there_whole_with_its_findings_marked(client: TestClient) -> None:
    page = html.fromstring(client.post("/check", data={"text": DRAFT}).text)
    (draft,) = page.xpath("//div[@class='text']")
    assert "".join(draft.itertext()).split() == DRAFT.split()
    for mark in draft.xpath(".//mark"):
        (link,) = mark.xpath("./a/@href")
        assert page.xpath(f"//article[@id='{link[1:]}']")


def test_a_passage_that_is_but_the_nearest_is_called_so(tmp_path: Path) -> None:
    checker = make_checker(small_assistant(tmp_path))
    report = checker.check(f"{BUDGET} The zebras of the rivers are warm and voluntary.")
    page = html.fromstring(report_page(report, lambda place: f"/source/{place.document_id}"))
    places = [place.text_content() for place in page.xpath("//article/p[@class='places']")]
    nearest, supported = report.claims[1].supports[0].place, report.claims[0].supports[0].place
    assert places == [f"{NEAREST}{nearest.name}", supported.name]


def test_markup_in_a_draft_and_in_a_file_name_shows_as_text(client: TestClient) -> None:
    file = {"file": (f"{HOSTILE}.txt", DRAFT.encode(), "text/plain")}
    for answer in (client.post("/check", data={"text": DRAFT}), client.post("/check", files=file)):
        assert answer.status_code == 200
        assert HOSTILE not in answer.text
        assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"data": {"text": "  "}}, "no"),
        ({"files": {"file": ("draft.xls", b"x")}}, "draft.xls cannot be checked"),
        ({"files": {"file": ("draft.txt", b"")}}, "draft.txt is empty"),
        ({"files": {"file": ("draft.docx", b"no archive")}}, "draft.docx"),
    ],
)
def test_what_cannot_be_checked_is_said_in_a_sentence_beside_the_form(
    client: TestClient, sent: dict[str, dict[str, object]], problem: str
) -> None:
    answer = client.post("/check", **sent)  # type: ignore[arg-type]
    assert answer.status_code == 400
    (alert,) = html.fromstring(answer.text).xpath("//*[@role='alert']")
    assert problem in alert.text_content()


@pytest.mark.parametrize(("ending", "begins"), [("md", "#"), ("html", "<!doctype"), ("json", "{")])
def test_the_findings_can_be_taken_along(client: TestClient, ending: str, begins: str) -> None:
    page = html.fromstring(client.post("/check", data={"text": DRAFT}).text)
    (kept,) = page.xpath("//textarea[@name='text']")
    answer = client.post(
        "/check", data={"text": kept.text, "name": "../my draft.txt", "as": ending}
    )
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="check-of-my-draft.{ending}"'
    )
    assert answer.text.startswith(begins)
    if ending == "json":
        assert [f["kind"] for f in json.loads(answer.text)["findings"]].count("claim") >= 2


def test_a_delegate_may_not_check(checker: Checker, corpus: Corpus) -> None:
    client = client_of(
        lambda web: add_checking(web, checker, corpus, ()), User("ana", Role.DELEGATE)
    )
    assert client.get("/check").status_code == 403
    assert client.post("/check", data={"text": DRAFT}).status_code == 403

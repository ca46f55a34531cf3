from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from assistant.accounts.types import LOCAL, Role, User
from assistant.errors import UserError
from assistant.evaluation import ProposedCase
from assistant.keeping.opening import Keeping, open_keeping
from tests.ui.fake import EXAMPLES, FakeAssistant
from tests.ui.fake_evaluator import FakeEvaluator
from tests.ui.staff import HOSTILE, client_of
from ui.reviewing.routes import add_reviewing, groups_of

BEN = User("ben", Role.CHECKER)


class Proposing(FakeEvaluator):
    """Keeps what was proposed, and refuses a case without what a right answer must say."""

    def __init__(self) -> None:
        super().__init__()
        self.proposed: list[ProposedCase] = []

    def propose(self, case: ProposedCase) -> str:
        if case.gold and not case.required:
            raise UserError("Say what a right answer must say.")
        self.proposed.append(case)
        return "own-1"


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Keeping]:
    with open_keeping(tmp_path) as kept:
        yield kept


@pytest.fixture
def item_id(keeping: Keeping) -> str:
    """An answer in the queue that has citations."""
    return keeping.reviews.add_answer("ana", list(FakeAssistant().stream(EXAMPLES[1]))[-1]).id


def client(keeping: Keeping, evaluator: Proposing | None = None, user: User = LOCAL) -> TestClient:
    corpus = FakeAssistant().corpus
    return client_of(lambda web: add_reviewing(web, keeping.reviews, corpus, evaluator, ()), user)


def test_the_queue_leads_to_each_answer(keeping: Keeping, item_id: str) -> None:
    shown = client(keeping).get("/review")
    page = html.fromstring(shown.text)
    assert shown.status_code == 200
    assert not page.xpath("//*[@role='alert']")
    (link,) = page.xpath("//ul[@class='queue']//a")
    assert (link.text, link.get("href")) == (EXAMPLES[1], f"/review/{item_id}")
    assert "There is none yet." in client(keeping).get("/review?state=done").text


def test_an_answer_of_ones_own_is_put_into_the_queue_once(keeping: Keeping) -> None:
    kept = keeping.conversations
    talk_id = kept.create("ben").id
    running = kept.begin_turn("ben", talk_id, EXAMPLES[1])
    web = client(keeping, user=BEN)
    early = web.post("/review", data={"turn": running.id})
    assert early.status_code == 400
    assert html.fromstring(early.text).xpath("//*[@role='alert']")
    kept.finish_turn("ben", running.id, list(FakeAssistant().stream(EXAMPLES[1]))[-1])
    places = {web.post("/review", data={"turn": running.id}).headers["location"] for _ in range(2)}
    (item,) = keeping.reviews.items("ben")
    assert places == {f"/review/{item.id}"}
    others = client(keeping, user=User("eve", Role.CHECKER))
    assert others.post("/review", data={"turn": running.id}).status_code == 404


def test_a_mark_is_kept_shown_and_can_be_changed(keeping: Keeping, item_id: str) -> None:
    web = client(keeping, user=BEN)
    for verdict in ("partly", "supports"):
        answer = web.post(
            f"/review/{item_id}/marks", data={"marker": 1, "verdict": verdict, "note": HOSTILE}
        )
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"/review/{item_id}#citation-1",
        )
        shown = web.get(f"/review/{item_id}").text
        (chosen,) = html.fromstring(shown).xpath("//input[@type='radio'][@checked]/@value")
        assert chosen == verdict
        assert HOSTILE not in shown
    (mark,) = keeping.reviews.item("ben", item_id).marks
    assert (mark.reviewer, mark.note) == ("ben", HOSTILE)


def test_another_reviewers_mark_is_seen_only_after_ones_own(keeping: Keeping, item_id: str) -> None:
    marked = {"marker": 1, "verdict": "partly", "note": "half of it"}
    client(keeping, user=BEN).post(f"/review/{item_id}/marks", data=marked)
    web = client(keeping)
    assert "half of it" not in web.get(f"/review/{item_id}").text
    web.post(f"/review/{item_id}/marks", data={"marker": 1, "verdict": "supports"})
    assert "ben: partly: half of it" in web.get(f"/review/{item_id}").text
    assert "2 reviewers, 1 citation marked by two" in web.get("/review").text


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"marker": 99, "verdict": "partly"}, "There is no citation [99]"),
        ({"marker": 1, "verdict": "maybe"}, "There is no verdict 'maybe'"),
    ],
)
def test_a_wrong_mark_is_said_in_a_sentence(
    keeping: Keeping, item_id: str, sent: dict[str, str], problem: str
) -> None:
    answer = client(keeping).post(f"/review/{item_id}/marks", data=sent)
    assert answer.status_code == 400
    assert problem in html.fromstring(answer.text).xpath("//*[@role='alert']")[0].text_content()


def test_a_review_is_closed_and_opened_again(keeping: Keeping, item_id: str) -> None:
    web = client(keeping)
    web.post(f"/review/{item_id}/state", data={"state": "done"})
    assert not html.fromstring(web.get(f"/review/{item_id}").text).xpath("//input[@type='radio']")
    assert item_id in web.get("/review?state=done").text
    web.post(f"/review/{item_id}/state", data={"state": "open"})
    assert item_id in web.get("/review").text


def test_what_is_not_there_is_said_with_the_queue(keeping: Keeping) -> None:
    for method, path in (("get", ""), ("post", "/state"), ("post", "/case")):
        answer = getattr(client(keeping, Proposing()), method)(
            f"/review/nothing{path}", **({"data": {"state": "done"}} if method == "post" else {})
        )
        assert answer.status_code == 404
        assert html.fromstring(answer.text).xpath("//*[@role='alert']")


def test_an_answer_becomes_a_test_case(keeping: Keeping, item_id: str) -> None:
    evaluator = Proposing()
    web = client(keeping, evaluator)
    form = {"question": "How much?", "category": evaluator.categories[0], "reference": "So much."}
    refused = web.post(f"/review/{item_id}/case", data=form)
    assert refused.status_code == 400
    assert "Say what a right answer must say." in refused.text
    assert 'value="How much?"' in refused.text
    added = web.post(f"/review/{item_id}/case", data={**form, "required": "167 | 168\nbillion"})
    assert added.status_code == 303
    assert "It is a test case now." in web.get(added.headers["location"]).text
    (case,) = evaluator.proposed
    assert case.required == (("167", "168"), ("billion",))
    assert case.gold


def test_only_an_evaluator_makes_test_cases_and_no_delegate_reviews(
    keeping: Keeping, item_id: str
) -> None:
    web = client(keeping, Proposing(), BEN)
    assert "test case" not in web.get(f"/review/{item_id}").text
    assert web.post(f"/review/{item_id}/case", data={"question": "x"}).status_code == 403
    assert client(keeping, user=User("cy", Role.DELEGATE)).get("/review").status_code == 403


def test_every_citation_leads_to_its_place(keeping: Keeping, item_id: str) -> None:
    page = html.fromstring(client(keeping).get(f"/review/{item_id}").text)
    citations = keeping.reviews.item("local", item_id).answer.citations
    links = page.xpath("//h3/a/@href")
    assert len(links) == len(citations)
    for citation, link in zip(citations, links, strict=True):
        assert link.startswith(f"/source/{citation.document_id}?quote={citation.start}-")


def test_lines_and_bars_make_groups() -> None:
    assert groups_of(" 167 | 168 \n\n |\nbillion\n") == (("167", "168"), ("billion",))

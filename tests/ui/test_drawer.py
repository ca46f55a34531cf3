"""The list of conversations as HTML."""

from __future__ import annotations

from dataclasses import replace

from assistant.accounts.types import Role, User
from assistant.keeping.types import ConversationInfo
from tests.ui.turns import Reader
from ui.browsing import Listing, Wanted
from ui.drawer import address, drawer_html
from ui.navigation import Link, links_for

INFO = ConversationInfo("c1", "Remittances", "2026-11-24T09:00:00", "2026-11-25T10:00:00", 3)
HOSTILE = '"><script>alert(1)</script>'


def test_a_conversation_is_a_link_with_its_title_and_day() -> None:
    page = Reader(drawer_html(Listing((INFO,))))
    (link,) = [attrs for tag, attrs in page.tags if tag == "a" and "title" in attrs]
    assert link["href"] == address("c1") == "/?conversation=c1"
    assert "Remittances25 November 2026" in page.text
    assert [a["datetime"] for tag, a in page.tags if tag == "time"] == [INFO.changed]


def test_a_title_stays_text() -> None:
    listing = Listing((replace(INFO, title=HOSTILE),), problem=HOSTILE)
    html = drawer_html(listing, [Link(HOSTILE, HOSTILE)])
    assert "<script" not in html
    assert Reader(html).text.count(HOSTILE) == 3


def test_before_it_is_deleted_it_is_said_what_goes() -> None:
    assert "with its 3 questions? It cannot be brought back." in drawer_html(Listing((INFO,)))
    assert "with its one question?" in drawer_html(Listing((replace(INFO, turns=1),)))


def test_what_a_search_found_is_said() -> None:
    def said(found: int, search: str, *, older: bool = False) -> str:
        infos = tuple(replace(INFO, id=f"c{number}") for number in range(found))
        html = drawer_html(Listing(infos, Wanted(search), has_older=older))
        return html.partition('role="status">')[2].partition("<")[0]

    assert said(0, "") == "What you ask is kept here."
    assert said(2, "") == ""
    assert said(0, "women") == "No conversation has these words."
    assert said(1, "women") == "One found"
    assert said(2, "women") == "2 found"
    assert said(2, "women", older=True) == "2 or more found"


def test_older_ones_are_offered_where_there_are_any() -> None:
    assert "Show older ones" in drawer_html(Listing((INFO,), has_older=True))
    assert "Show older ones" not in drawer_html(Listing((INFO,)))


def test_everybody_sees_the_ways_that_their_role_may_go() -> None:
    links = (Link("Sources", "/sources"), Link("Evaluate", "/evaluate", Role.EVALUATOR))
    anna, eve = User("anna", Role.DELEGATE), User("eve", Role.EVALUATOR)
    assert [link.label for link in links_for(anna, links)] == ["Sources", "Account"]
    assert [link.label for link in links_for(eve, links)] == ["Sources", "Evaluate", "Account"]

"""The list of conversations and its events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.keeping.conversations import Conversations
from assistant.keeping.errors import KeepingFault
from tests.ui.turns import desk_in
from ui import browsing
from ui.browsing import PAGE, Wanted
from ui.types import Desk

ME, OTHER = "anna", "boris"
BEGINNING = Wanted()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as desk:
        yield desk


def keep(desk: Desk, title: str, owner: str = ME) -> str:
    return desk.keeping.conversations.create(owner, title).id


def titles(desk: Desk, wanted: Wanted = BEGINNING) -> list[str]:
    return [info.title for info in browsing.browse(desk, ME, wanted).conversations]


def test_the_list_has_ones_own_conversations_newest_first(desk: Desk) -> None:
    for title in ("First", "Second"):
        keep(desk, title)
    keep(desk, "Another's", OTHER)
    assert titles(desk) == ["Second", "First"]


def test_a_search_finds_by_its_words(desk: Desk) -> None:
    for title in ("Remittances in 2005", "Migrant women"):
        keep(desk, title)
    assert titles(desk, Wanted("remit 2005")) == ["Remittances in 2005"]


def test_older_ones_are_shown_on_demand(desk: Desk) -> None:
    for number in range(PAGE + 2):
        keep(desk, f"Number {number}")
    first = browsing.browse(desk, ME, Wanted())
    assert (len(first.conversations), first.has_older) == (PAGE, True)
    more = browsing.browse(desk, ME, Wanted(shown=2 * PAGE))
    assert (len(more.conversations), more.has_older) == (PAGE + 2, False)


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        (None, Wanted()),
        ({"search": 1, "shown": 40}, Wanted()),
        ({"search": "a", "shown": 40}, Wanted("a", 40)),
        ({"search": "", "shown": -5}, Wanted("", PAGE)),
        ({"search": "", "shown": 10**30}, Wanted("", browsing.MOST)),
    ],
)
def test_what_the_browser_shows_is_read_within_bounds(sent: object, wanted: Wanted) -> None:
    assert browsing.read_wanted(sent) == wanted


def test_a_conversation_is_renamed(desk: Desk) -> None:
    kept = keep(desk, "Old")
    listing = browsing.rename(desk, ME, {"conversation": kept, "title": " New  name "})
    assert [info.title for info in listing.conversations] == ["New name"]
    assert listing.problem == ""


def test_a_blank_title_is_refused_in_a_plain_sentence(desk: Desk) -> None:
    kept = keep(desk, "Old")
    listing = browsing.rename(desk, ME, {"conversation": kept, "title": " "})
    assert listing.problem == "The title is blank. Type one and try again."
    assert [info.title for info in listing.conversations] == ["Old"]


def test_a_conversation_is_deleted_and_the_search_stays(desk: Desk) -> None:
    gone = keep(desk, "Remittances, old")
    keep(desk, "Remittances, new")
    keep(desk, "Women")
    sent = {"conversation": gone, "search": "remit", "shown": PAGE}
    listing = browsing.delete(desk, ME, sent)
    assert [info.title for info in listing.conversations] == ["Remittances, new"]
    assert listing.wanted.search == "remit"


def test_nobody_changes_anothers_conversation(desk: Desk) -> None:
    theirs = keep(desk, "Theirs", OTHER)
    for change in (browsing.rename, browsing.delete):
        listing = change(desk, ME, {"conversation": theirs, "title": "Mine"})
        assert "There is no such conversation." in listing.problem
    assert [info.title for info in desk.keeping.conversations.list(OTHER)] == ["Theirs"]


@pytest.mark.parametrize("sent", [None, {}, {"conversation": 1, "title": "x"}])
def test_what_names_no_conversation_changes_nothing(desk: Desk, sent: object) -> None:
    keep(desk, "Kept")
    for change in (browsing.rename, browsing.delete):
        assert [info.title for info in change(desk, ME, sent).conversations] == ["Kept"]


def test_a_file_that_cannot_be_read_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeepingFault("The file is damaged.")

    monkeypatch.setattr(Conversations, "list", broken)
    assert browsing.browse(desk, ME, Wanted()).problem == "The file is damaged."

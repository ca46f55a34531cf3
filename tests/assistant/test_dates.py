from __future__ import annotations

import pytest

from assistant.dates import spelled_date


@pytest.mark.parametrize(
    ("date", "spelled"),
    [
        ("2012-11-02", "2 November 2012"),
        ("2013-02", "February 2013"),
        ("2013", "2013"),
        ("", ""),
        ("2013-00", "2013-00"),
        ("autumn", "autumn"),
    ],
)
def test_a_date_is_spelled_as_exactly_as_it_is_known(date: str, spelled: str) -> None:
    assert spelled_date(date) == spelled

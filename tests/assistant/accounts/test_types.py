"""Who may do what."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant.accounts.errors import Forbidden
from assistant.accounts.requests import require
from assistant.accounts.types import Role, User
from tests.assistant.accounts.people import account


def test_each_role_may_do_what_those_before_it_may() -> None:
    order = [Role.DELEGATE, Role.CHECKER, Role.EVALUATOR, Role.ADMIN]
    assert sorted(set(order)) == order
    for lower, higher in pairwise(order):
        assert lower < higher
        assert lower <= higher
        assert higher > lower
        assert higher >= lower
        assert not higher <= lower
        assert not lower >= higher
    assert Role.CHECKER <= Role.CHECKER >= Role.CHECKER
    assert not Role.CHECKER < Role.CHECKER


def test_a_role_that_is_too_low_is_told_with_both_roles() -> None:
    require(User("ed", Role.EVALUATOR), Role.EVALUATOR)
    require(User("anna", Role.ADMIN), Role.EVALUATOR)
    with pytest.raises(Forbidden, match=r"needs the role evaluator, and yours is checker\. Ask"):
        require(User("carla", Role.CHECKER), Role.EVALUATOR)


def test_what_is_secret_of_an_account_is_not_shown_with_it() -> None:
    person = account("carla", token="its token")
    assert person.password not in repr(person)
    assert person.token not in repr(person)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.accounts.types import Role
from assistant.api.app import PATH
from assistant.api.services import Services
from assistant.assistant import Assistant
from assistant.checking.checker import Checker, make_checker
from assistant.keeping.opening import Keeping, open_keeping
from tests.assistant.accounts.people import TOKEN, access_for, account, kept
from tests.assistant.api.samples import HOST, server_of, services_of, small_assistant

ASKS = 3
"""Questions that a program may ask in a minute, where there are accounts."""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return small_assistant(tmp_path_factory.mktemp("small-index"))


@pytest.fixture(scope="session")
def small_checker(small: Assistant) -> Checker:
    return make_checker(small)


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Keeping]:
    with open_keeping(tmp_path) as opened:
        yield opened


@pytest.fixture
def services(small: Assistant, keeping: Keeping, small_checker: Checker) -> Services:
    return services_of(small, keeping, small_checker)


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    """A program on this machine, where nobody has an account; paths count from the API's."""
    server = server_of(services)
    with TestClient(server, f"{HOST}{PATH}", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def delegate(services: Services, tmp_path: Path) -> Iterator[TestClient]:
    """A program of somebody who has a delegate's account, at the same server."""
    yield from _signed_in(services, tmp_path, Role.DELEGATE)


@pytest.fixture
def checker(services: Services, tmp_path: Path) -> Iterator[TestClient]:
    """A program of somebody who has a checker's account."""
    yield from _signed_in(services, tmp_path, Role.CHECKER)


def _signed_in(services: Services, folder: Path, role: Role) -> Iterator[TestClient]:
    accounts = kept(folder / "accounts", [account("dora", role, TOKEN)])
    server = server_of(services, access_for(accounts, asks=ASKS))
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with TestClient(server, f"{HOST}{PATH}", headers=headers) as client:
        yield client

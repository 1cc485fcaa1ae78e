from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.classroom.served import Served, Session


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server process for all tests of a worker; each opens sessions of its own."""
    server = Served(str(tmp_path_factory.mktemp("class") / "class.db")).start()
    yield server
    server.stop()


@pytest.fixture
def session(served: Served) -> Session:
    """A session where everyone plays alone at their own pace."""
    return served.open()

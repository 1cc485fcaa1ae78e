from __future__ import annotations

from collections.abc import Iterator

import pytest

from nnmi_game.classroom import chair, client
from tests.classroom.served import Served, Session
from tests.quiet import quick_pilot


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server process for all tests of a worker; each opens sessions of its own."""
    server = Served(str(tmp_path_factory.mktemp("class") / "class.db")).start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    """Screens are looked at when they have come to rest, not some time later."""
    with quick_pilot():
        yield


@pytest.fixture(autouse=True)
def soon_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has lost the server tries again soon each time: a test has no crowd to be spread out."""
    for one in (client, chair):
        monkeypatch.setattr(one, "LATEST", one.SOONEST)


@pytest.fixture
def session(served: Served) -> Session:
    """A session where everyone plays alone at their own pace."""
    return served.open()

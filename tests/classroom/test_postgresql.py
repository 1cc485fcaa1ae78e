"""The same class on PostgreSQL, with two servers behind it. ``NNMI_TEST_POSTGRESQL`` may name a database to use."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.sync.client import connect

from tests.classroom.postgresql import NoPostgreSQLError, started
from tests.classroom.served import SOLICIT, Served


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL: one that is given, or one that is started for the test."""
    given = os.environ.get("NNMI_TEST_POSTGRESQL")
    if given:
        yield given
        return
    try:
        with started(tmp_path_factory.mktemp("pg"), fsync=False) as address:
            yield address
    except NoPostgreSQLError as reason:
        pytest.skip(str(reason))


def test_two_servers_are_one_class(postgresql: str):
    with ThreadPoolExecutor(2) as threads:  # at once, as after a power cut
        one, two = threads.map(Served.start, [Served(postgresql), Served(postgresql)])
    session = one.open()
    other = type(session)(two, session.opened)
    key, boss = session.join("Ann"), other.instructor()
    with connect(two.url.replace("http", "ws") + "/ws") as socket:
        for request in ({"type": "hello", "key": boss}, {"type": "watch", "id": 1}):
            socket.send(json.dumps(request))
        assert [json.loads(socket.recv(20))["type"] for _number in range(2)] == ["welcome", "overview"]
        first = session.play(key, 1, [SOLICIT])
        # The dashboard at the other server hears of it.
        while (said := json.loads(socket.recv(20)))["type"] != "rows" or said["rows"][0]["turn"] == 0:
            pass
    again, second = other.play(key, 1, [SOLICIT]), other.play(key, 2)
    other.ask({"type": "roll-back"}, boss)
    third = session.play(key, 2, epoch=1)
    stopped = [one.stop(), two.stop()]

    assert [answer.said["again"] for answer in (first, again, second, third)] == [False, True, False, False]
    assert second.said["digest"] == third.said["digest"]
    assert stopped == ["", ""]

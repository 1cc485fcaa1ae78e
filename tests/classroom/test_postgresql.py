"""The same class on PostgreSQL, with two servers behind it. ``NNMI_TEST_POSTGRESQL`` may name a database to use."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.sync.client import connect

from tests.classroom.served import SOLICIT, Served

#: Debian keeps the server's programs here, a folder for each release.
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _tool(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *map(str, DEBIAN)]))


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL: one that is given, or one that is started for the test."""
    given = os.environ.get("NNMI_TEST_POSTGRESQL")
    if given:
        yield given
        return
    initdb, pg_ctl = _tool("initdb"), _tool("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("PostgreSQL is not installed here")
    folder = tmp_path_factory.mktemp("pg")
    # It refuses to run as root; the packages make a user for it.
    runner: list[str] = []
    if os.name == "posix" and os.geteuid() == 0:
        if (
            shutil.which("setpriv") is None
            or subprocess.run(["id", "postgres"], check=False, capture_output=True).returncode
        ):
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres here")
        runner = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
        for part in (folder, *folder.parents):
            if part == Path("/tmp") or part == part.parent:
                break
            part.chmod(part.stat().st_mode | 0o011)
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    made = subprocess.run(
        [*runner, initdb, "-D", data, "-A", "trust", "-U", "nnmi", "--no-sync", "-E", "UTF8", "--locale", "C"],
        check=False, capture_output=True, text=True, cwd=folder,
    )  # fmt: skip
    if made.returncode:
        pytest.skip(f"PostgreSQL cannot be set up here: {made.stderr[-200:]}")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    subprocess.run(
        [*runner, pg_ctl, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start"],
        check=True, capture_output=True, cwd=folder,
    )  # fmt: skip
    try:
        yield f"postgresql+psycopg://nnmi@/postgres?host={folder}"
    finally:
        subprocess.run(
            [*runner, pg_ctl, "-D", data, "-m", "immediate", "stop"],
            check=False,
            capture_output=True,
            cwd=folder,
        )


def test_two_servers_are_one_class(postgresql: str):
    one, two = Served(postgresql).start(), Served(postgresql).start()
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

"""The server is killed while bots play; every acknowledged turn is there, none twice, and all go on by themselves."""

from __future__ import annotations

from pathlib import Path

from tests.classroom.crash import crash
from tests.classroom.served import Served


async def test_killed_at_any_instant(tmp_path: Path):
    served = Served(str(tmp_path / "class.db")).start()
    session = served.open()
    found = await crash(served, session.code, bots=4, kills=2, thinking=0.2, folder=tmp_path, seed=3)
    served.stop()

    assert (found.lost, found.doubled, found.unfinished) == ([], 0, 0)
    assert len({one[:2] for one in found.acknowledged}) == 4 * 8

"""Killed, cut off, full: every acknowledged turn is there, none twice, and all go on by themselves."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from nnmi_game.classroom.client import Seat, join
from tests.classroom.crash import CUT, KILL, crash
from tests.classroom.disk import BoundDisk
from tests.classroom.proxy import Proxy
from tests.classroom.served import SOLICIT, Served, Session

NOT_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a running process is bounded on Linux alone")


async def test_killed_at_any_instant(tmp_path: Path):
    served = Served(str(tmp_path / "class.db")).start()
    session = served.open()
    found = await crash(
        served, session.code, bots=4, mishaps=(CUT, KILL), thinking=0.05, folder=tmp_path, seed=3
    )
    served.stop()

    assert dict(found.mishaps) == {CUT: 1, KILL: 1}
    assert (found.lost, found.doubled, found.unfinished) == ([], 0, 0)
    assert len({one[:2] for one in found.acknowledged}) == 4 * 8


async def test_a_killed_client_goes_on_where_it_was(session: Session, tmp_path: Path):
    found = await crash(
        session.served, session.code, bots=5, mishaps=("client",), thinking=0.1, folder=tmp_path, seed=4, clients=1
    )  # fmt: skip

    assert (found.lost, found.doubled, found.unfinished) == ([], 0, 0)
    assert len({one[:2] for one in found.acknowledged}) == 5 * 8


@NOT_LINUX
def test_a_full_disk_is_told_and_costs_nothing(session: Session):
    key = session.join()
    session.play(key, 1, [SOLICIT])
    assert session.served.process is not None
    disk = BoundDisk(session.served.process.pid)
    disk.fill()
    try:
        refused, read = session.play(key, 2), session.fetch(key)
    finally:
        disk.free()
    played, again = session.play(key, 2), session.play(key, 2)

    assert (refused.code, refused.said["type"]) == ("unsaved", "refused")
    assert read["office"]["turn"] == 1
    assert (played.said["type"], played.said["again"], again.said["again"]) == ("played", False, True)
    assert [turn["turn"] for turn in session.fetch(key)["turns"]] == [1, 2]


async def test_an_answer_that_is_lost_does_not_play_twice(session: Session, tmp_path: Path):
    async with Proxy(session.served.port) as proxy:
        journal = await join(proxy.url, session.code, "Ann", path=tmp_path / "seat.json")
        async with Seat(journal) as seat:
            await seat.ready()
            proxy.mute = True
            seat.end_turn()
            while (await asyncio.to_thread(session.fetch, journal.key))["office"]["turn"] == 0:
                pass
            waiting = len(journal.unsent)
            proxy.cut()
            proxy.mute = False
            settled = await seat.settled()

    assert (waiting, settled) == (1, True)
    assert [turn["turn"] for turn in session.fetch(journal.key)["turns"]] == [1]


@NOT_LINUX
async def test_a_students_full_disk_does_not_end_the_connection(session: Session, tmp_path: Path):
    journal = await join(session.served.url, session.code, "Ann", path=tmp_path / "seat.json")
    heard: list[str] = []
    async with Seat(journal, lambda what, said: heard.append(what)) as seat:
        await seat.ready()
        (tmp_path / "seat.json").unlink()
        (tmp_path / "seat.json").mkdir()  # nothing can be written in its place
        session.play(journal.key, 1, [SOLICIT])
        await seat.until(lambda: seat.game is not None and seat.game.turn == 2)
        with pytest.raises(OSError):
            seat.end_turn()
        turn = (await seat.ready()).turn

    assert ("unkept" in heard, turn) == (True, 2)

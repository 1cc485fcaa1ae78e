"""What can go wrong while bots play: what was acknowledged must be there, once. ``python -m tests.classroom.crash``.

The server is killed, the network cut or its answers lost, programs of students killed, the disk filled. The soak of
fifty kills of the server and nearly as many other mishaps with forty bots takes some minutes; the suite runs few.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from attrs import define, field
from sqlalchemy import func, select

from nnmi_game.classroom.bots import crowd
from nnmi_game.classroom.store.database import open_database
from nnmi_game.classroom.store.schema import offices, seats, turns
from tests.classroom.disk import BoundDisk, SmallDisk, small_disk
from tests.classroom.lone import Acknowledged, play
from tests.classroom.proxy import Proxy
from tests.classroom.served import Served

KILL, CUT, MUTE, CLIENT, DISK = "kill", "cut", "mute", "client", "disk"
WORDS = {
    KILL: "the server killed",
    CUT: "the network cut",
    MUTE: "answers lost",
    CLIENT: "a client killed",
    DISK: "the disk full",
}
#: Bots of each program that is killed.
BOTS_OF_CLIENT = 4


@define
class Crash:
    """What came of it: ``lost`` and ``doubled`` must be empty, and every bot must come to its last turn."""

    mishaps: Counter[str] = field(factory=Counter)
    acknowledged: set[Acknowledged] = field(factory=set)
    lost: list[Acknowledged] = field(factory=list)
    doubled: int = 0
    unfinished: int = 0
    #: How often a bot was told why its turn was not taken, by the code of the reason.
    refused: Counter[str] = field(factory=Counter)
    #: Seconds until somebody's turn was acknowledged again, the longest.
    slowest: float = 0.0


@define
class Client:
    """A program with some bots, which can be killed and started again."""

    folder: Path
    url: str
    code: str
    names: list[str]
    thinking: float
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = [sys.executable, "-m", "tests.classroom.lone", str(self.folder), self.url, self.code]
        self.process = subprocess.Popen([*words, str(self.thinking), *self.names])

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    async def ended(self) -> int:
        assert self.process is not None
        while self.process.poll() is None:
            await asyncio.sleep(0.05)
        return self.process.returncode

    def acknowledged(self) -> set[Acknowledged]:
        found = set()
        for name in self.names:
            path = self.folder / f"{name}.acks"
            for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
                seat, turn, digest = line.split()
                found.add((int(seat), int(turn), digest))
        return found


@define
class Trouble:
    """Makes mishaps happen."""

    served: Served
    proxy: Proxy
    clients: Sequence[Client]
    disks: Sequence[SmallDisk | BoundDisk]
    chance: random.Random

    async def happen(self, what: str) -> None:
        loop = asyncio.get_running_loop()
        match what:
            case "kill":
                self.served.kill()
                await loop.run_in_executor(None, self.served.start)
            case "cut":
                self.proxy.cut()
            case "mute":
                self.proxy.mute = True
                await asyncio.sleep(self.chance.random() * 0.3)
                self.proxy.cut()
                self.proxy.mute = False
            case "client":
                client = self.chance.choice(self.clients)
                client.kill()
                client.start()
            case "disk":
                assert self.served.process is not None
                # A full file system lets SQLite write over what its log has room for; a bound on sizes lets it not.
                disk = self.chance.choice(self.disks)
                disk.process = self.served.process.pid
                disk.fill()
                await asyncio.sleep(0.2 + self.chance.random() * 0.8)
                disk.free()


async def crash(
    served: Served,
    code: str,
    bots: int,
    mishaps: Sequence[str],
    thinking: float,
    folder: Path,
    seed: int,
    clients: int = 0,
    disks: Sequence[SmallDisk | BoundDisk] = (),
) -> Crash:
    """Let bots play, those of ``clients`` programs in processes of their own, while one mishap follows the other.

    Each comes at any instant between two answers.
    """
    chance, found = random.Random(seed), Crash()
    apart = clients * BOTS_OF_CLIENT
    async with Proxy(served.port) as proxy:
        others = [
            Client(
                folder,
                proxy.url,
                code,
                [f"Lone {n}.{m}" for m in range(1, BOTS_OF_CLIENT + 1)],
                thinking,
            )
            for n in range(1, clients + 1)
        ]  # fmt: skip
        for client in others:
            client.start()
        here = crowd(bots - apart, thinking, seed, ("even", "random", "breadth"))
        playing = [
            asyncio.create_task(
                play(
                    bot,
                    proxy.url,
                    code,
                    folder,
                    found.acknowledged.add,
                    lambda why: found.refused.update([why]),
                )
            )
            for bot in here
        ]
        trouble = Trouble(served, proxy, others, disks, chance)
        while len(found.acknowledged) < len(here) // 2:
            await asyncio.sleep(0.01)
        for what in mishaps:
            # Some turns from now, and then any moment of a server's work later.
            began, known = time.monotonic(), len(found.acknowledged)
            wanted = known + chance.randrange(1, max(len(here) // 4, 2))
            while len(found.acknowledged) < wanted and not all(task.done() for task in playing):
                await asyncio.sleep(0.001)
                if len(found.acknowledged) == known:
                    found.slowest = max(found.slowest, time.monotonic() - began)
            if all(task.done() for task in playing):
                break
            await asyncio.sleep(chance.random() * 0.05)
            await trouble.happen(what)
            found.mishaps[what] += 1
        results = await asyncio.gather(*playing, return_exceptions=True)
        ends = [await client.ended() for client in others]
    found.unfinished = sum(isinstance(one, BaseException) for one in results) + sum(map(bool, ends))
    for client in others:
        found.acknowledged |= client.acknowledged()
    _compare(served.database, found)
    return found


def _compare(database: str, found: Crash) -> None:
    """Hold what was acknowledged against what is on disk."""
    kept = open_database(database)
    with kept.read() as connection:
        rows = connection.execute(
            select(seats.c.id, turns.c.turn, turns.c.digest)
            .join(offices, offices.c.id == seats.c.office)
            .join(turns, turns.c.office == offices.c.id)
            .where(turns.c.undone.is_(None))
        )
        there = {(row[0], row[1], row[2]) for row in rows}
        found.doubled = len(
            connection.execute(
                select(turns.c.office, turns.c.turn)
                .where(turns.c.undone.is_(None))  # what an instructor took back may be played again
                .group_by(turns.c.office, turns.c.turn)
                .having(func.count() > 1)
            ).all()
        )
    kept.close()
    found.lost = [one for one in found.acknowledged if one not in there]


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="of the server")
    parser.add_argument("--others", type=int, default=15, help="of each other mishap")
    parser.add_argument("--bots", type=int, default=40)
    parser.add_argument(
        "--clients", type=int, default=3, help="programs of four bots each that may be killed"
    )
    parser.add_argument("--thinking", type=float, default=0.0, help="seconds; 0: longer with more mishaps")
    parser.add_argument("--scenario", default="nnmi-2012")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(words)
    mishaps = [KILL] * given.kills + [CUT, MUTE, DISK] * given.others
    mishaps += [CLIENT] * given.others if given.clients else []
    random.Random(given.seed).shuffle(mishaps)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "disk"
        place.mkdir()
        with small_disk(place, 64) as disk:
            served = Served(str(place / "class.db")).start()
            opened = served.open(scenario=given.scenario)
            thinking = given.thinking or len(mishaps) / 8
            try:
                found = asyncio.run(
                    crash(
                        served, opened.code, given.bots, mishaps, thinking, Path(folder), given.seed, given.clients,
                        [BoundDisk(), *([disk] if disk else [])],
                    )
                )  # fmt: skip
            finally:
                served.stop()
    told = ", ".join(f"{WORDS[what]} {count} times" for what, count in sorted(found.mishaps.items()))
    print(f"{told} ({'a file system of its own and ' if disk else ''}a bound on file sizes for the disk)")
    print(
        f"{len(found.acknowledged)} turns acknowledged to {given.bots} bots: {len(found.lost)} lost, "
        f"{found.doubled} doubled, {found.unfinished} did not finish; the longest pause was {found.slowest:.1f} s"
    )
    print(f"turns that could not be written down, and were sent again: {found.refused['unsaved']}")
    if found.mishaps[KILL] < given.kills:
        print("the bots came to their ends too soon; let them think longer")
    return 1 if found.lost or found.doubled or found.unfinished or found.mishaps[KILL] < given.kills else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

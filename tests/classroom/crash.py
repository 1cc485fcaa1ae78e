"""Killing the server while bots play: what was acknowledged must be there, once. ``python -m tests.classroom.crash``.

The soak of fifty kills with forty bots takes some minutes; the suite runs the same with few.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from attrs import define, field
from sqlalchemy import func, select

from nnmi_game.classroom.bots import Bot, crowd
from nnmi_game.classroom.client import Seat, join
from nnmi_game.classroom.store.database import open_database
from nnmi_game.classroom.store.schema import offices, seats, turns
from tests.classroom.served import Served

#: What a bot was told is on disk: seat, turn and digest.
Acknowledged = tuple[int, int, str]


@define
class Crash:
    """What came of it: ``lost`` and ``doubled`` must be empty, and every bot must come to its last turn."""

    kills: int
    acknowledged: set[Acknowledged] = field(factory=set)
    lost: list[Acknowledged] = field(factory=list)
    doubled: int = 0
    unfinished: int = 0


async def _play(bot: Bot, served: Served, code: str, found: Crash, folder: Path) -> None:
    """A bot that goes on through everything, and writes down each acknowledgement."""
    journal = await join(served.url, code, bot.name, path=folder / f"{bot.name}.json")

    def told(what: str, said: dict[str, Any]) -> None:
        # The server says what is on disk in its answer to a turn, or after a kill that cost the answer, when asked.
        turns = {"played": [said], "standing": said.get("turns", [])}.get(what, [])
        found.acknowledged.update((journal.seat, one["turn"], one["digest"]) for one in turns)

    async with Seat(journal, told) as seat:
        game = await seat.ready()
        while not game.over:
            game.clear()
            for order in bot.orders(game):
                game.give(order)
            await asyncio.sleep(bot.think())
            seat.end_turn()
            await seat.settled()
            game = await seat.ready()


async def crash(
    served: Served, code: str, bots: int, kills: int, thinking: float, folder: Path, seed: int
) -> Crash:
    """Let bots play while the server is killed and started again; a kill comes at any instant between two answers."""
    chance, found = random.Random(seed), Crash(kills)
    playing = [
        asyncio.create_task(_play(bot, served, code, found, folder))
        for bot in crowd(bots, thinking, seed, ("even", "random", "breadth"))
    ]
    while len(found.acknowledged) < bots // 2:
        await asyncio.sleep(0.01)
    for _kill in range(kills):
        # Some turns from now, and then any moment of a server's work later.
        wanted = len(found.acknowledged) + chance.randrange(1, bots)
        while len(found.acknowledged) < wanted and not all(task.done() for task in playing):
            await asyncio.sleep(0.001)
        await asyncio.sleep(chance.random() * 0.05)
        served.kill()
        await asyncio.get_running_loop().run_in_executor(None, served.start)
    results = await asyncio.gather(*playing, return_exceptions=True)
    found.unfinished = sum(isinstance(one, BaseException) for one in results)
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
                .group_by(turns.c.office, turns.c.turn)
                .having(func.count() > 1)
            ).all()
        )
    kept.close()
    found.lost = [one for one in found.acknowledged if one not in there]


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--bots", type=int, default=40)
    parser.add_argument("--thinking", type=float, default=0.0, help="seconds; 0: longer with more kills")
    parser.add_argument("--scenario", default="nnmi-2012")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        served = Served(str(Path(folder) / "class.db")).start()
        opened = served.open(scenario=given.scenario)
        found = asyncio.run(
            crash(
                served,
                opened.code,
                given.bots,
                given.kills,
                given.thinking or given.kills / 8,
                Path(folder),
                given.seed,
            )
        )
        served.stop()
    print(
        f"{found.kills} kills, {len(found.acknowledged)} turns acknowledged to {given.bots} bots: "
        f"{len(found.lost)} lost, {found.doubled} doubled, {found.unfinished} bots did not finish"
    )
    return 1 if found.lost or found.doubled or found.unfinished else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Bots in a process of their own, to be killed: ``python -m tests.classroom.lone FOLDER URL CODE NAME...``.

Each keeps its seat's file in the folder and, started again, goes on from there. What it was told is on disk stands in
``NAME.acks`` beside it, a line for each turn: seat, turn, digest.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nnmi_game.classroom.bots import Bot
from nnmi_game.classroom.client import Seat, join
from nnmi_game.classroom.journal import Journal

#: What a bot was told is on disk: seat, turn and digest.
Acknowledged = tuple[int, int, str]


async def play(
    bot: Bot,
    url: str,
    code: str,
    folder: Path,
    acknowledged: Callable[[Acknowledged], None],
    refused: Callable[[str], None] = lambda code: None,
) -> None:
    """Play to the end from the seat's file, or from the beginning; goes on through everything."""
    path = folder / f"{bot.name}.json"
    journal = Journal.read(path) if path.exists() else await join(url, code, bot.name, path=path)

    def told(what: str, said: dict[str, Any]) -> None:
        # The server says what is on disk in its answer to a turn, or when asked where the answer was lost.
        turns = {"played": [said], "standing": said.get("turns", [])}.get(what, [])
        if what == "waiting":
            refused(str(said.get("code", "")))
        for one in turns:
            acknowledged((journal.seat, one["turn"], one["digest"]))

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
        await seat.settled()


async def _main(folder: Path, url: str, code: str, names: list[str], thinking: float) -> None:
    async def one(name: str) -> None:
        with (folder / f"{name}.acks").open("a", encoding="utf-8", buffering=1) as acks:
            bot = Bot(name, "even", thinking, random.Random(name))
            await play(
                bot, url, code, folder, lambda turn: print(*turn, file=acks)
            )  # a whole line at a time: a kill cuts none

    await asyncio.gather(*(one(name) for name in names))


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[5:], float(sys.argv[4])))

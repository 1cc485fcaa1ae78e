"""Seats that policies play the way people do: they think for a while, keep drafts, err, ask, and lose their network."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from attrs import define, field

from nnmi_game.analysis import policies
from nnmi_game.analysis.policies import Policy
from nnmi_game.classroom.client import Seat, join
from nnmi_game.classroom.line import LineError, RefusedError
from nnmi_game.classroom.options import OBSERVER
from nnmi_game.classroom.teams import holder, sender
from nnmi_game.engine import legality
from nnmi_game.engine.decisions import orders_of
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Order
from nnmi_game.game.game import Game
from nnmi_game.game.guesses import Guess
from nnmi_game.scenario.vocabulary import GOALS

#: Policies that a class of people resembles: some plan, some follow a fancy, some do little.
PLAYERS = (
    "even", "history", "breadth", "depth", "match_first", "sme_first", "big_firms", "workforce_first",
    "network_first", "sustain_first", "random", "idle",
)  # fmt: skip
#: Share of a policy's orders that a bot forgets, of turns in which it loses its network, and in which it guesses.
FORGETS, LOSES, GUESSES = 0.15, 0.02, 0.4
#: Points by which a bot expects a goal to rise in a turn at most, and the widest range that it is sure of.
HOPES, WIDEST = 30, 40


@define
class Bot:
    """One seat: its policy, how long it thinks at the median (seconds a turn), and its own chance."""

    name: str
    policy: str
    thinking: float
    chance: random.Random
    _made: Policy | None = field(default=None, init=False)

    def think(self) -> float:
        """Seconds for a turn: most take a while, a few take long."""
        return self.thinking * self.chance.lognormvariate(0.0, 0.5)

    def orders(self, game: Game) -> list[Order]:
        """The orders of a turn, with some forgotten."""
        tables = game.tables
        if self._made is None:
            try:
                self._made = policies.make(self.policy, tables)
            except LookupError:  # one that another scenario was written for
                self._made = policies.make("even", tables)
        wished = self._made(game.state, tables, Luck(np.array([game.seed], dtype=np.int64)))
        allowed = legality.permitted(wished, legality.review(game.state, wished, tables))
        return [order for order in orders_of(allowed, tables) if self.chance.random() >= FORGETS]

    def guesses(self, game: Game) -> list[Guess]:
        """What it expects of one goal, in some turns: hopefully, and surer than it should be, as people do."""
        if self.chance.random() >= GUESSES:
            return []
        goal = self.chance.choice(GOALS)
        value = game.goals(len(game.past))[goal] + self.chance.randrange(HOPES)
        half = self.chance.randrange(1, WIDEST // 2)
        return [Guess(goal, "", value, value - half, value + half)]


async def play(
    bot: Bot,
    address: str,
    code: str,
    turns: int | None = None,
    told: Callable[[str], None] = lambda line: None,
    **how: Any,
) -> int:
    """Join and play to the end, or for some turns; the turns that the server has on disk.

    ``how`` goes to the connection, such as ``tls``. Raises ``LineError`` or ``RefusedError`` if there is no seat.
    """
    journal = await join(address, code, bot.name, bot=bot.policy, **how)
    async with Seat(journal, tls=how.get("tls")) as seat:
        await seat.ready()
        while not seat.out:
            game = seat.game
            if game is None or game.over or (turns is not None and len(seat.journal.turns) >= turns):
                break
            turn = game.turn
            await asyncio.sleep(bot.think() / 2)
            if not _stands(seat, turn):
                continue
            _propose(seat, bot)
            if bot.chance.random() < LOSES:
                await seat.lose_line()
            await asyncio.sleep(bot.think() / 2)
            if _stands(seat, turn) and not await _commit(seat, turn):
                break
        told(f"{bot.name}: {len(journal.turns)}")
        return len(journal.turns)


def _stands(seat: Seat, turn: int) -> bool:
    """Whether a turn is still to be played at a seat."""
    return seat.game is not None and seat.game.turn == turn and not seat.game.over


def _propose(seat: Seat, bot: Bot) -> None:
    """Put orders into the tray; in a team those of one's own part, beside the others'."""
    game, team = seat.game, seat.standing.get("team")
    if game is None or _role(seat) == OBSERVER:
        return
    if team is None:
        game.clear()
    for order in bot.orders(game):
        if not holder(team, seat.journal.seat, _role(seat), order.kind):
            game.give(order)
    game.guesses = bot.guesses(game)
    seat.keep_draft()


async def _commit(seat: Seat, turn: int) -> bool:
    """End the turn, vote for it or wait for the director, as the team does; False if the seat is out."""
    team = seat.standing.get("team")
    if team is not None and _role(seat) != OBSERVER and seat.standing["session"]["commit"] == "vote":
        with suppress(LineError, RefusedError):
            await seat.vote()
        choice = seat.standing["team"]["choice"]
        await seat.until(lambda: _moved(seat, turn) or seat.standing["team"]["choice"] != choice)
    elif _role(seat) == OBSERVER or _director(seat):
        await seat.until(lambda: _moved(seat, turn) or not (_role(seat) == OBSERVER or _director(seat)))
    else:
        seat.end_turn()
        return await seat.settled()
    return not seat.out


def _role(seat: Seat) -> str:
    return str(seat.standing["seat"]["role"]) if seat.standing else "director"


def _director(seat: Seat) -> str:
    return sender(seat.standing.get("team"), seat.journal.seat, _role(seat))


def _moved(seat: Seat, turn: int) -> bool:
    return seat.out or not _stands(seat, turn)


def crowd(count: int, thinking: float, seed: int, names: Sequence[str] = PLAYERS) -> list[Bot]:
    """Bots of all kinds, the same for the same seed."""
    chance = random.Random(seed)
    return [
        Bot(f"Bot {number + 1}", names[number % len(names)], thinking, random.Random(chance.random()))
        for number in range(count)
    ]


async def play_all(
    bots: Sequence[Bot],
    address: str,
    code: str,
    turns: int | None = None,
    told: Callable[[str], None] = lambda line: None,
    **how: Any,
) -> list[int | BaseException]:
    """All bots at once; for each, the turns that it played, or why it could not."""
    gate = asyncio.Semaphore(20)

    async def one(bot: Bot) -> int:
        # They come one after the other, as people through a door.
        async with gate:
            await asyncio.sleep(bot.chance.random() * min(bot.thinking, 2.0))
        return await play(bot, address, code, turns, told, **how)

    return list(await asyncio.gather(*(one(bot) for bot in bots), return_exceptions=True))

"""Was it luck? A flow of a turn against what the same turn gives when only its own draws are made anew.

The turn is played again in many worlds: state, orders and all other luck are those that were, and the groups of draws
that the flow hangs on come from other seeds. So the answer is exact as far as the number of worlds goes, and it is
the same whenever it is asked.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from attrs import define, frozen

from nnmi_game.engine.arrays import Floats
from nnmi_game.engine.decisions import compile_orders, join
from nnmi_game.engine.luck import SEED_BOUND, Luck
from nnmi_game.engine.turn import play_turn
from nnmi_game.game import accounts, figures
from nnmi_game.game.figures import Figure
from nnmi_game.game.game import Game

#: Worlds in which the turn is played again.
WORLDS = 64
#: How far the seeds of the other draws lie from the game's.
_AWAY = 7_777_777
#: Shares of the draws beyond which luck is worth a word.
LUCKY = 0.8


@frozen
class Fortune:
    """What a flow came to, what it comes to in the middle (mean of the worlds), and its range in nine of ten.

    ``below`` and ``above`` are the shares of worlds in which it came to less, and to more.
    """

    amount: int
    mean: float
    low: int
    high: int
    below: float
    above: float
    worlds: int

    @property
    def open(self) -> bool:
        """Whether luck could have changed anything."""
        return self.low != self.high or self.below + self.above > 0


@define
class _Redrawn(Luck):
    """The luck of a game in every world, but for some groups, which each world draws from a seed of its own."""

    groups: frozenset[str] = frozenset()
    others: Luck | None = None

    def uniforms(self, turn: int, group: str, slots: int) -> Floats:
        """As ``Luck.uniforms``."""
        if self.others is not None and group in self.groups:
            return self.others.uniforms(turn, group, slots)
        return Luck.uniforms(self, turn, group, slots)


def fortune(
    game: Game, figure: Figure, cause: str, groups: Collection[str], turn: int = -1, worlds: int = WORLDS
) -> Fortune:
    """How lucky the flow of a cause into a stock was in a turn (from 1; by default the last).

    ``figure`` is the stock at its place, ``groups`` the groups of draws to make anew. ``ValueError`` for a figure that
    is no stock or a turn that has not been played.
    """
    turn = len(game.past) if turn == -1 else turn
    if not 1 <= turn <= len(game.past) or not figures.is_stock(figure):
        raise ValueError(f"no flow of turn {turn} moved {figure.name}")
    played = game.past[turn - 1]
    first = (game.seed + _AWAY) % (SEED_BOUND - worlds)
    luck = _Redrawn(
        np.full(worlds, game.seed), frozenset(groups), Luck(np.arange(first, first + worlds, dtype=np.int64))
    )
    state = played.state.take(np.zeros(worlds, dtype=np.int64), game.tables.dims)
    decisions = join([compile_orders(played.orders, game.tables)] * worlds)
    _after, ledger = play_turn(state, decisions, game.tables, luck)
    place = figures.index(figure)
    drawn = sorted(
        dict(accounts.flows(ledger, figure.name, place, world)).get(cause, 0) for world in range(worlds)
    )
    amount = dict(accounts.flows(played.ledger, figure.name, place)).get(cause, 0)
    return Fortune(
        amount=amount,
        mean=sum(drawn) / worlds,
        low=drawn[worlds // 20],
        high=drawn[-1 - worlds // 20],
        below=sum(one < amount for one in drawn) / worlds,
        above=sum(one > amount for one in drawn) / worlds,
        worlds=worlds,
    )

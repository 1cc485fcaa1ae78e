"""The record of a run as arrays over its turns, as the archetypes ask for it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import frozen

from nnmi_game.engine import context
from nnmi_game.engine.arrays import Bools, Ints
from nnmi_game.engine.state import State
from nnmi_game.game import accounts
from nnmi_game.game.game import Game


@frozen(eq=False)
class Track:
    """A game and its states; ``alive`` [T + 1, K] says where an institute was at the start and after each turn."""

    game: Game
    states: tuple[State, ...]
    alive: Bools

    @classmethod
    def of(cls, game: Game) -> Track:
        """The track of a game."""
        states = tuple(game.state_after(turn) for turn in range(len(game.past) + 1))
        return cls(game, states, np.array([context.alive(state)[0] for state in states]))

    @property
    def turns(self) -> int:
        """Turns played."""
        return len(self.states) - 1

    def stock(self, name: str) -> Ints:
        """[T + 1, ...] a stock or setting at the start and after each turn."""
        return np.array([getattr(state, name)[0] for state in self.states])

    def flow(self, stock: str, cause: str) -> Ints:
        """[T, ...] what a cause moved in each turn, shaped like the stock."""
        rows = []
        for played in self.game.past:
            change = np.zeros_like(getattr(played.ledger.state, stock))
            for one in played.ledger.flows:
                if one.stock == stock and one.cause == cause:
                    change[one.at] += one.amount
            rows.append(change[0])
        return np.array(rows)

    def moved(self, stock: str, cause: str) -> tuple[int, ...]:
        """What a cause moved in each turn, added up."""
        return tuple(accounts.moved(played.ledger, stock, cause) for played in self.game.past)

    def ids(self, places: Iterable[int]) -> tuple[str, ...]:
        """Technologies by their places."""
        return tuple(self.game.scenario.technologies[int(k)].id for k in places)


def numbers(values: Ints) -> tuple[int, ...]:
    """Plain whole numbers of an array with one axis."""
    return tuple(int(value) for value in values)

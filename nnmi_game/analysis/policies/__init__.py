"""Policies: bots that map a batch of states to a batch of decisions, one small file each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from nnmi_game.engine.decisions import Decisions
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables


class Policy(Protocol):
    """Decides for every world of a batch; chance comes from ``luck`` alone, so that a world is the same alone."""

    def __call__(self, state: State, tables: Tables, luck: Luck) -> Decisions:
        """Decisions for the coming turn."""


#: A policy may need to look at the scenario first, so each name stands for a maker.
Maker = Callable[[Tables], Policy]

NAMES = ("idle", "random", "even", "history")


def make(name: str, tables: Tables) -> Policy:
    """The policy of that name; ``KeyError`` if there is none."""
    from nnmi_game.analysis.policies import even, history, idle, random

    makers: dict[str, Maker] = {
        "idle": idle.make,
        "random": random.make,
        "even": even.make,
        "history": history.make,
    }
    return makers[name](tables)

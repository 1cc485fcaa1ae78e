"""Events that an instructor puts in between two turns, as if they had just happened.

The engine then does with them what it does with any event of the turn before: one with a choice waits for a response
in the coming turn, one without takes effect in it. Both functions work on a batch of worlds.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Bools
from nnmi_game.engine.state import State


def can_happen(state: State, event: int) -> Bools:
    """[W] whether the event, by its number, can happen now: once in a game, and not before its first turn."""
    return np.asarray((state.turn > 0) & (state.event_turn[:, event] == 0))


def put_in(state: State, event: int, where: Bools) -> None:
    """Let the event happen in the worlds where ``where`` (of shape (W,)) is true; the state is changed."""
    state.event_turn[:, event] = np.where(where, state.turn, state.event_turn[:, event])

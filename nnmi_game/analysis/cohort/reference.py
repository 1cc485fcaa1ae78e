"""Where history and the planner end under the luck of a class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from nnmi_game.analysis import policies
from nnmi_game.analysis.cohort.games import Cohort
from nnmi_game.analysis.cohort.spread import TOTAL
from nnmi_game.engine import scorecard
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import new_state, play_turn
from nnmi_game.scenario.vocabulary import GOALS

#: What is played beside a class: what really happened, and the strongest plan known.
NAMES = ("history", "planner")
#: Kinds of luck that are played at most; more would change a median little.
MOST_LUCKS = 64


@frozen
class References:
    """Points of each policy by goal (the sum under the empty name), at the start and after each turn.

    Where everyone has their own luck these are medians over ``lucks`` of them.
    """

    lucks: int
    points: dict[str, dict[str, tuple[int, ...]]]

    def at(self, turn: int) -> dict[str, dict[str, int]]:
        """Points after a turn, by policy and goal."""
        return {who: {goal: row[turn] for goal, row in goals.items()} for who, goals in self.points.items()}


def references(cohort: Cohort) -> References:
    """The policies that can play the class's scenario, up to the turn at which it is compared."""
    lucks = sorted({one.seed for one in cohort.compared})[:MOST_LUCKS]
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for name in NAMES if lucks else ():
        played = _played(name, cohort.tables, lucks, cohort.turn)
        if played is not None:
            middle = np.rint(np.median(played, axis=1)).astype(np.int64)
            rows = {goal: tuple(map(int, middle[:, place])) for place, goal in enumerate((*GOALS, TOTAL))}
            found[name] = rows
    return References(len(lucks), found)


def _played(name: str, tables: Tables, lucks: Sequence[int], turns: int) -> Ints | None:
    """(turns + 1, lucks, 5) points of a policy; None where it cannot play the scenario."""
    try:
        policy = policies.make(name, tables)
    except LookupError:  # what really happened is known of one scenario only
        return None
    luck = Luck(np.array(lucks, dtype=np.int64))
    state = new_state(tables, len(lucks))
    points = [scorecard.goals(state, tables)]
    for _turn in range(turns):
        state, _ledger = play_turn(state, policy(state, tables, luck), tables, luck, recording=False)
        points.append(scorecard.goals(state, tables))
    found = np.stack(points)
    return np.concatenate([found, found.sum(axis=2, keepdims=True)], axis=2)

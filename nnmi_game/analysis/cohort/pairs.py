"""Two offices of a class under the same luck."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from nnmi_game.analysis.cohort.games import Cohort, Player
from nnmi_game.engine import legality, scorecard
from nnmi_game.engine.decisions import compile_batch
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.turn import new_state, play_turn
from nnmi_game.game.happenings import can_happen, put_in
from nnmi_game.scenario.vocabulary import GOALS


@frozen(eq=False)
class Pair:
    """Two offices, and their points by goal at the start and after each turn that both have played.

    ``replayed``: they had luck of their own, so the second one's orders were played again under the first one's;
    orders that this luck did not allow were left out.
    """

    first: Player
    second: Player
    goals: tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]
    replayed: bool

    def totals(self, which: int) -> tuple[int, ...]:
        """The sum of the goals of one of them."""
        return tuple(map(sum, zip(*self.goals[which].values(), strict=True)))


def pair(cohort: Cohort, first: Player, second: Player) -> Pair:
    """Two offices side by side under the luck of the first."""
    turns = min(first.played, second.played)
    if first.seed == second.seed:
        cut = tuple({goal: row[: turns + 1] for goal, row in one.goals.items()} for one in (first, second))
        return Pair(first, second, (cut[0], cut[1]), False)
    own = {goal: row[: turns + 1] for goal, row in first.goals.items()}
    return Pair(first, second, (own, _under(cohort, second, first.seed, turns)), True)


def _under(cohort: Cohort, player: Player, seed: int, turns: int) -> dict[str, tuple[int, ...]]:
    """The goals of an office's orders under another luck."""
    tables, luck = cohort.tables, Luck(np.array([seed], dtype=np.int64))
    state = new_state(tables, 1)
    points = [scorecard.goals(state, tables)[0]]
    for turn in range(turns):
        for event in player.happened[turn] if turn < len(player.happened) else ():
            number = tables.event[event]
            put_in(state, number, can_happen(state, number))
        wished = compile_batch([player.orders[turn]], tables)
        allowed = legality.permitted(wished, legality.review(state, wished, tables))
        state, _ledger = play_turn(state, allowed, tables, luck, recording=False)
        points.append(scorecard.goals(state, tables)[0])
    return {goal: tuple(int(row[place]) for row in points) for place, goal in enumerate(GOALS)}

"""What a change of orders would have been worth with other luck: good choices told from lucky ones.

From the turn of the change on, the game is played on under many lucks that are not its own, once as it was played and
once with the change. Where a bidder who was awarded later does not bid under some luck, the proposal that reads best
is awarded, or the change would be judged by what nobody would have done.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from nnmi_game.analysis.counterfactual import compiled, repeated
from nnmi_game.analysis.forecast import futures_luck
from nnmi_game.engine import scorecard
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.context import PROPOSED
from nnmi_game.engine.decisions import Decisions, compile_orders, join
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Order
from nnmi_game.engine.state import State
from nnmi_game.engine.turn import new_state, play_turn
from nnmi_game.game.game import Game

WORLDS = 24


@frozen
class Change:
    """Other orders in a turn, from 1, in place of all that were given."""

    turn: int
    orders: tuple[Order, ...]


def under_other_luck(game: Game, changes: Sequence[Change], worlds: int = WORLDS) -> list[Ints]:
    """For each change what it does to the sum of the goals after the last turn played, [worlds] points.

    ``ValueError`` for a change of a turn that has not been played.
    """
    if any(not 1 <= one.turn <= len(game.past) for one in changes):
        raise ValueError("only turns that were played can be changed")
    if not changes:
        return []
    tables = game.tables
    trunk = compiled([played.orders for played in game.past], tables)
    other = futures_luck(game.seed, worlds).seeds
    # the rows are the game itself, then for each turn with changes its arm as played and one arm for each change
    state, seeds = new_state(tables, 1), np.array([game.seed], dtype=np.int64)
    base: dict[int, int] = {}
    places: dict[int, int] = {}
    for turn, common in enumerate(trunk, start=1):
        arms: list[Decisions] = []
        if any(one.turn == turn for one in changes):
            base[turn] = (state.worlds - 1) // worlds
            arms.append(common)
            for number, one in enumerate(changes):
                if one.turn == turn:
                    places[number] = base[turn] + len(arms)
                    arms.append(compile_orders(one.orders, tables))
            rows = np.concatenate([np.arange(state.worlds), np.zeros(worlds * len(arms), dtype=np.int64)])
            decided = join([repeated(common, state.worlds), *(repeated(arm, worlds) for arm in arms)])
            state = state.take(rows, tables.dims)
            seeds = np.concatenate([seeds, *[other] * len(arms)])
        else:
            decided = join([repeated(common, state.worlds)])
        _award_who_is_there(decided, state)
        state, _ledger = play_turn(state, decided, tables, Luck(seeds), recording=False)
    totals = scorecard.goals(state, tables).sum(axis=1)[1:].reshape(-1, worlds)
    return [totals[places[n]] - totals[base[one.turn]] for n, one in enumerate(changes)]


def _award_who_is_there(decided: Decisions, state: State) -> None:
    """Where an award names a bidder who did not bid, award the proposal that reads best."""
    offered = state.offer_pledge > 0
    wanted = np.maximum(decided.award, 0)[:, :, None]
    there = np.take_along_axis(offered, wanted, axis=2)[:, :, 0]
    best = np.where(offered, state.offer_reading, -1).argmax(axis=2)
    missing = (decided.award >= 0) & ~there & (state.phase == PROPOSED) & offered.any(axis=2)
    decided.award[...] = np.where(missing, best, decided.award)

"""What the real office did, as near as the rules allow, in any world.

The orders are those of the recorded game ``history.toml``. Where chance denies an order its object, the nearest one
is given: another proposal is awarded if the real lead did not bid, and a field that drew no bid is solicited anew.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.recorded import recorded_orders
from nnmi_game.engine.context import OPEN, PROPOSED
from nnmi_game.engine.decisions import NONE, Decisions, compile_orders, join
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Solicit
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables


def make(tables: Tables) -> Policy:
    """The policy; it reads the recorded game once."""
    turns = recorded_orders(tables.scenario.id, "history")
    compiled = [compile_orders(orders, tables) for orders in turns]
    first_call = {
        tables.technology[order.technology]: number
        for number, orders in enumerate(turns)
        for order in orders
        if isinstance(order, Solicit)
    }

    def decide(state: State, tables: Tables, luck: Luck) -> Decisions:
        number = int(state.turn[0])
        one = compiled[number] if number < len(compiled) else compile_orders([], tables)
        decisions = join([one] * state.worlds)
        _award_the_nearest(decisions, state)
        _solicit_again(decisions, state, compiled, first_call, number)
        return decisions

    return decide


def _award_the_nearest(decisions: Decisions, state: State) -> None:
    """Award the proposal that reads best where the one that was awarded in fact is not there."""
    offered = state.offer_pledge > 0
    wanted = np.maximum(decisions.award, 0)[:, :, None]
    there = np.take_along_axis(offered, wanted, axis=2)[:, :, 0]
    best = np.where(offered, state.offer_reading, -1).argmax(axis=2)
    on_table = (state.phase == PROPOSED) & offered.any(axis=2)
    decisions.award[...] = np.where(on_table & ~((decisions.award >= 0) & there), best, decisions.award)
    decisions.award[~on_table] = NONE


def _solicit_again(
    decisions: Decisions, state: State, compiled: list[Decisions], first_call: dict[int, int], number: int
) -> None:
    """Repeat a solicitation that nobody answered."""
    for k, turn in first_call.items():
        missing = (state.phase[:, k] == OPEN) & (turn < number)
        if missing.any():
            asked = compiled[turn]
            for name in (
                "solicit",
                "solicit_agency",
                "solicit_seed",
                "solicit_years",
                "solicit_taper",
                "solicit_match",
            ):
                getattr(decisions, name)[missing, k] = getattr(asked, name)[0, k]

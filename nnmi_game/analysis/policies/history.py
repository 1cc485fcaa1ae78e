"""What the real office did, as near as the rules allow, in any world.

The orders are those of the recorded game ``history.toml``. Where chance denies an order its object, the nearest one
is given: another proposal is awarded if the real lead did not bid, and a field that drew no bid is solicited anew.
Where a consortium comes apart, which none did in fact, the institute is closed and its field solicited anew.
Programs and recruiters for which the office had no attention left in their turn are ordered in the next.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.analysis.policies import Policy
from nnmi_game.analysis.recorded import recorded_orders
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.context import CLOSED, OPEN, PROPOSED, alive
from nnmi_game.engine.decisions import NONE, Decisions, compile_orders, join
from nnmi_game.engine.legality import in_breach
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Solicit
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables

#: Fields of standing orders, and the field that says whether there is an order.
_STANDING = {
    "train_region": "train_region", "train_institute": "train_institute", "recruit": "recruit",
    "recruit_regions": "recruit",
}  # fmt: skip


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

    standing = _standing(compiled)

    def decide(state: State, tables: Tables, luck: Luck) -> Decisions:
        number = int(state.turn[0])
        one = compiled[number] if number < len(compiled) else compile_orders([], tables)
        decisions = join([one] * state.worlds)
        _award_the_nearest(decisions, state)
        decisions.close[in_breach(state)] = 1
        _solicit_again(decisions, state, compiled, first_call, number)
        _catch_up(decisions, state, standing[min(number, len(standing) - 1)])
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
    """Repeat a solicitation that nobody answered, and one whose institute is gone."""
    for k, turn in first_call.items():
        missing = ((state.phase[:, k] == OPEN) | (state.phase[:, k] == CLOSED)) & (turn < number)
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


def _standing(compiled: list[Decisions]) -> list[dict[str, Ints]]:
    """What stands after each turn's orders: the last amount ordered of each program and recruiter."""
    found: list[dict[str, Ints]] = []
    for orders in compiled:
        before = found[-1] if found else {name: getattr(orders, name) for name in _STANDING}
        found.append(
            {
                name: np.where(getattr(orders, decides) != NONE, getattr(orders, name), before[name])
                for name, decides in _STANDING.items()
            }
        )
    return found


def _catch_up(decisions: Decisions, state: State, standing: dict[str, Ints]) -> None:
    """Order again what should stand and does not."""
    there = alive(state)
    for name, able in (
        ("train_region", True), ("train_institute", there[:, None, :]), ("recruit", there[:, :, None]),
    ):  # fmt: skip
        wanted = standing[name]
        missing = (wanted > 0) & (getattr(state, name) == 0) & able
        ordered = getattr(decisions, name)
        ordered[...] = np.where(missing & (ordered == NONE), wanted, ordered)
    nowhere = (decisions.recruit > 0) & (decisions.recruit_regions == 0)
    decisions.recruit_regions[...] = np.where(nowhere, standing["recruit_regions"], decisions.recruit_regions)

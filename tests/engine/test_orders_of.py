"""Decisions of policies can be read back as orders, and compiled into the same decisions."""

import numpy as np
import pytest

from nnmi_game.analysis import policies
from nnmi_game.engine import legality
from nnmi_game.engine.decisions import compile_orders, orders_of
from nnmi_game.engine.tables import compile_tables
from nnmi_game.engine.turn import new_state, play_turn, seeds
from nnmi_game.scenario.load import load


@pytest.mark.parametrize("name", ["random", "even", "history"])
def test_orders_of_a_policy_play_the_same_game(name: str) -> None:
    """For every turn, the orders make the state that the decisions made."""
    tables = compile_tables(load("nnmi-2012"))
    policy = policies.make(name, tables)
    luck = seeds(11, 1)
    state = new_state(tables, 1)
    for _ in range(tables.scenario.calendar.turns):
        wished = policy(state, tables, luck)
        allowed = legality.permitted(wished, legality.review(state, wished, tables))
        again = compile_orders(orders_of(allowed, tables), tables)
        for array in ("solicit", "award", "recruit", "train_region", "train_institute", "portfolio", "link"):
            assert np.array_equal(getattr(allowed, array), getattr(again, array)), array
        one, _ = play_turn(state, allowed, tables, luck, recording=False)
        other, _ = play_turn(state, again, tables, luck, recording=False)
        assert np.array_equal(one.buffer, other.buffer)
        state = one

"""Worlds to measure with: the national network under a policy that has institutes in most fields at work."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from nnmi_game.analysis import policies
from nnmi_game.engine.context import alive
from nnmi_game.engine.decisions import Decisions
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.engine.turn import new_state, play_turn, seeds
from nnmi_game.scenario.library import scenarios_folder
from nnmi_game.scenario.load import load

SCENARIO = "nnmi-2012"
POLICY = "even"
AT_WORK = 13  # institutes that make a network worth measuring


@frozen(eq=False)
class Before:
    """A batch of worlds before a turn, with what the policy orders in it."""

    state: State
    decisions: Decisions
    luck: Luck


@lru_cache(maxsize=1)
def national() -> Tables:
    """The scenario's tables."""
    return compile_tables(load(scenarios_folder() / SCENARIO))


def before_turns(first_seed: int, worlds: int) -> list[Before]:
    """A batch of worlds before each turn in which they have at least ``AT_WORK`` institutes on the average."""
    tables = national()
    policy = policies.make(POLICY, tables)
    luck = seeds(first_seed, worlds)
    state = new_state(tables, worlds)
    found = []
    for _ in range(tables.scenario.calendar.turns):
        decisions = policy(state, tables, luck)
        if alive(state).sum(axis=1).mean() >= AT_WORK:
            found.append(Before(state, decisions, luck))
        state, _ledger = play_turn(state, decisions, tables, luck, recording=False)
    return found

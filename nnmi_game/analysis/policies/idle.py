"""The office that does nothing: the floor that every other policy is measured from."""

from __future__ import annotations

from nnmi_game.analysis.policies import Policy
from nnmi_game.engine.decisions import Decisions, no_decisions
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables


def make(tables: Tables) -> Policy:
    """The policy."""

    def decide(state: State, tables: Tables, luck: Luck) -> Decisions:
        return no_decisions(state.worlds, tables.dims)

    return decide

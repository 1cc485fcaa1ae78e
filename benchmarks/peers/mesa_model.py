"""One world as a Mesa model: the office is the model, every field of technology an agent."""

from __future__ import annotations

from typing import Any

import mesa  # type: ignore[import-untyped]

from benchmarks.peers import rules as peer
from nnmi_game.engine.context import FAILING, RAMP_UP
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables


class InstituteAgent(mesa.Agent, peer.InstituteRules):  # type: ignore[misc]
    """An institute with its regional firms and its cohorts of projects as attributes."""

    def __init__(self, model: Office, values: dict[str, Any]) -> None:
        super().__init__(model)
        self.done = 0
        for name, value in values.items():
            setattr(self, name, value)


class Office(mesa.Model):  # type: ignore[misc]
    """A program office; a step is a turn of membership, cash and projects."""

    def __init__(self, state: State, tables: Tables, rules: peer.Rules, world: int, seed: int) -> None:
        super().__init__(seed=seed)
        self.rules, self.chance = rules, peer.Chance(seed)
        for name, value in peer.office_values(state, tables, world).items():
            setattr(self, name, value)
        for k in range(tables.dims.K):
            InstituteAgent(self, peer.institute_values(state, tables, world, k))

    def step(self) -> None:
        """One turn."""
        everyone = self.agents
        everyone.do("pay_match", self)
        everyone.do("pay_base", self, peer.reach_of_budgets(self, list(everyone)))
        working = everyone.select(lambda one: RAMP_UP <= one.phase <= FAILING)
        working.do("convert_partners", self)
        if any(one.links for one in working):
            everyone.do("note_density")
            working.do("be_taught", self, [one.density for one in everyone])
        peer.pay_recruiting(self, list(working))
        working.do("recruit_and_enrol", self)
        everyone.do("renew_firms", self)
        working.do("run_projects", self)
        peer.note_results(self, list(working))
        working.do("operate", self)
        self.number += 1


def build(state: State, tables: Tables, rules: peer.Rules, world: int, seed: int) -> Office:
    """The model of one world of a batch."""
    return Office(state, tables, rules, world, seed)

"""One world of plain Python objects."""

from __future__ import annotations

from dataclasses import dataclass, field, make_dataclass
from typing import Any

from benchmarks.peers import rules as peer
from nnmi_game.engine.context import FAILING, RAMP_UP
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables

_OWN = (
    "k",
    "near",
    "sites",
    "spill",
    "density",
    "value",
    "spent",
    "asked",
    "held_back",
    "own_projects",
    "market_pull",
    "churn",
    "project_pace",
    "links",
)

#: An institute: every number and list of the rules is a slot.
Institute: Any = make_dataclass(
    "Institute",
    [*peer.NUMBERS, *peer.LISTS, *_OWN, ("done", int, field(default=0))],
    bases=(peer.InstituteRules,),
    slots=True,
)


@dataclass
class World:
    """A program office and its institutes."""

    rules: peer.Rules
    chance: peer.Chance
    number: int
    cycle: int
    commercial: int
    support_congress: int
    budget: list[int]
    agency_support: list[int]
    skilled: list[int]
    payments: list[int]
    match_rule: int
    institutes: list[Any]

    def play_turn(self) -> None:
        """Membership, cash and projects of one turn."""
        everyone = self.institutes
        for one in everyone:
            one.pay_match(self)
        reach = peer.reach_of_budgets(self, everyone)
        for one in everyone:
            one.pay_base(self, reach)
        working = [one for one in everyone if RAMP_UP <= one.phase <= FAILING]
        for one in working:
            one.convert_partners(self)
        if any(one.links for one in working):
            for one in everyone:
                one.note_density()
            density = [one.density for one in everyone]
            for one in working:
                one.be_taught(self, density)
        peer.pay_recruiting(self, working)
        for one in working:
            one.recruit_and_enrol(self)
        for one in everyone:
            one.renew_firms(self)
        for one in working:
            one.run_projects(self)
        peer.note_results(self, working)
        for one in working:
            one.operate(self)
        self.number += 1


def build(state: State, tables: Tables, rules: peer.Rules, world: int, seed: int) -> World:
    """The objects of one world of a batch."""
    institutes = [Institute(**peer.institute_values(state, tables, world, k)) for k in range(tables.dims.K)]
    return World(rules, peer.Chance(seed), **peer.office_values(state, tables, world), institutes=institutes)

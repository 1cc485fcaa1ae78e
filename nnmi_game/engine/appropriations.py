"""Phase 2: appropriations. The agencies' budgets move with Congress, their own support, events and luck."""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Floats, Ints, rounded, within
from nnmi_game.engine.context import Turn, alive
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables, share

YEARLY = ("year_spending", "year_base", "year_reached", "year_trained", "year_ended")


def run(turn: Turn) -> None:
    """Open the books of a new year, bring in the turn's share of the appropriations, staff the office."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.appropriations
    if tables.opens_year(turn.number):
        for name in YEARLY:
            ledger.flow(name, "new year", -getattr(state, name))
        _staff_office(turn)
    # one draw for each year: the parts of a year are one appropriation
    first = (turn.number - 1) // tables.turns_per_year * tables.turns_per_year + 1
    drawn = turn.luck.uniforms(first, "appropriations", tables.dims.A)
    luck = share(rules.luck) * (2.0 * drawn - 1.0)
    factor = np.maximum(support(state, tables) + luck, 0.0) * turn.pushed("appropriation")
    enacted = tables.appropriations[tables.year(turn.number)]
    money = rounded(enacted * factor / tables.turns_per_year)
    ledger.pay("appropriated", "treasury", "budget", money)


def support(state: State, tables: Tables) -> Floats:
    """[W, A] what support makes of the money that was enacted in fact: 1 where it is as it was then."""
    rules = tables.c.appropriations
    congress = share(rules.support_sensitivity) * (state.support_congress[:, None] - 500) / 500
    mission = share(rules.agency_sensitivity) * (state.agency_support - 500) / 500
    return np.asarray(np.maximum(1.0 + congress + mission, 0.0))


def not_kept(unspent: Ints, tables: Tables) -> Ints:
    """[W, A] the part of unspent money that an agency may not carry over, in thousand dollars."""
    return rounded(np.maximum(unspent, 0) * (1.0 - tables.carryover))


def lapse(turn: Turn) -> None:
    """At the end of a year the money that an agency may not carry over is lost, and it is noticed."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    lost = not_kept(state.budget, tables)
    ledger.pay("lapsed", "budget", "lapse", lost)
    ledger.flow("lapsed", "lapsed", lost)
    enacted = tables.appropriations[tables.year(turn.number)]
    idle = np.minimum(lost / np.maximum(enacted, 1), 1.0)
    politics = tables.c.politics
    blame = rounded(idle * politics.agency_idle.value)
    ledger.flow("agency_support", "money lapsed", -np.minimum(blame, state.agency_support))
    all_idle = np.minimum(lost.sum(axis=1) / max(int(enacted.sum()), 1), 1.0)
    blame_congress = rounded(all_idle * politics.idle_money.value)
    ledger.flow("support_congress", "money lapsed", -np.minimum(blame_congress, state.support_congress))


def _staff_office(turn: Turn) -> None:
    """The office may hold a few people, and a few more for each institute; it hires at most two a year."""
    state, office = turn.state, turn.tables.c.office
    wanted = office.staff_base.value + office.staff_per_institute.value * alive(state).sum(axis=1)
    step = within(wanted - state.office_staff, -2, 2)
    turn.ledger.flow("office_staff", "staffing", step)

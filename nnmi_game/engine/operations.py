"""Phase 9: operations. What an institute earns and costs, whom it hires, and what it turns into.

Short of base money an institute shifts by itself to short contract work: it covers its cost the better and carries
fewer technologies across the gap. An institute that goes below zero fails, and closes unless something is done.
What it puts into projects counts as cost when it is asked what it covers: a place that does nothing covers it easily.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import (
    Bools,
    Floats,
    Ints,
    floored,
    happens,
    in_sets,
    over_last,
    rounded,
    saturating,
    within,
)
from nnmi_game.engine.context import FAILING, OPERATING, RAMP_UP, SUSTAINING, TAPERING, Turn, alive
from nnmi_game.engine.institutes import capability, members
from nnmi_game.engine.schedule import due
from nnmi_game.engine.standing import close
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables, share


def run(turn: Turn) -> None:
    """Earn, pay, hire, drift, and see in which phase each institute is."""
    state = turn.state
    there = alive(state)
    if not happens(there):
        return
    people = members(state)
    income = _earn(turn, there, people)
    cost = _pay(turn, there, people)
    state.income[...] = income
    state.cost[...] = cost + turn.own_projects
    due_next = due(state.plan, state.term, state.taper, state.age)
    base = (state.base_left > 0) * due_next
    _hire(turn, there, income + base)
    _drift(turn, there, income, base, cost)
    _wear(turn)
    _make_a_name(turn, there)
    _change_phase(turn, there, income, cost, due_next)


def fixed_cost(state: State, tables: Tables) -> Ints:
    """[W, K] thousand dollars a turn: people, rent, upkeep of equipment, service to members."""
    rules = tables.c.operations
    per_year = state.staff * rules.wage.value + rules.overhead.value
    upkeep = floored(state.equipment * share(rules.upkeep))
    service = over_last(floored(members(state) * tables.service_cost))
    return np.asarray(alive(state) * ((per_year + upkeep + service) // tables.turns_per_year))


def months_in_hand(state: State, tables: Tables, months: int) -> Ints:
    """[W, K] thousand dollars that so many months of fixed cost and of the institute's part of projects take."""
    own = tables.stage_cost * tables.project_scale[:, None] * (1.0 - tables.stage_share)
    a_turn = fixed_cost(state, tables) + over_last(floored(state.projects * own))
    return np.asarray(a_turn * months * tables.turns_per_year // 12)


def _earn(turn: Turn, there: Bools, people: Ints) -> Ints:
    """Income without base money, by source. A habit of being rescued makes an institute slow to seek it."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules, year = tables.c.operations, tables.turns_per_year
    effort = 1.0 - share(rules.dependence_drag) * state.dependence / 1000
    mood = np.maximum(1.0 + state.cycle[:, None] / 500, 0.2)
    name = 0.4 + 0.6 * state.reputation / 1000
    able = capability(state, tables) / 1000
    dues = there * (over_last(people * state.dues) // year)
    ledger.pay("dues", "members", "cash", dues)
    contract_work = state.drift / 1000
    firms = people[:, :, 0] + people[:, :, 1]
    pull = tables.pull * turn.pushed("market_pull")
    services = (
        rules.services.value / year * firms * able * tables.services * (0.7 + contract_work) * effort * mood
    )
    services_paid = there * floored(services)
    ledger.pay("services on shared equipment", "customers", "cash", services_paid)
    contracts = (
        rules.contracts.value
        / year
        * state.staff
        * contract_work
        * tables.contracts
        * pull
        * name
        * effort
        * mood
    )
    contracts_paid = there * floored(contracts)
    ledger.pay("contract research", "customers", "cash", contracts_paid)
    federal = there * _federal_projects(turn, effort)
    ledger.pay("federal projects", "treasury", "cash", federal)
    state_money = there * floored(rules.state.value / year * state.reputation / 1000 * _states(turn))
    ledger.pay("state money", "states", "cash", state_money)
    gifts = there * (state.transitions * rules.donations.value // year)
    ledger.pay("royalties and donations", "donors", "cash", gifts)
    renewal = floored(services_paid * share(rules.renewal))
    ledger.pay("equipment renewed", "cash", "equipment", renewal)
    ledger.flow("equipment", "renewed from service income", renewal)
    return np.asarray(dues + services_paid + contracts_paid + federal + state_money + gifts)


def _states(turn: Turn) -> Floats:
    """[W, K] what an institute's sites weigh with the states they are in: 1 for a hub in an average region."""
    state, tables = turn.state, turn.tables
    weighs = np.sqrt(tables.weight / 1000 * tables.dims.R)
    hub = weighs.take(state.hub)
    if not happens(state.satellites > 0):
        return hub
    sites = over_last(in_sets(state.satellites, tables.dims.R) * rounded(1000 * weighs))
    return np.asarray(hub + share(tables.c.operations.state_site) * sites / 1000)


def _federal_projects(turn: Turn, effort: Floats) -> Ints:
    """[W, K] the second role of an agency: a customer, of institutes it has come to trust."""
    state, tables = turn.state, turn.tables
    support = state.agency_support[:, None, :].repeat(tables.dims.K, axis=1)
    wishes = over_last(rounded(support * tables.interest * tables.customer / 500))
    mission = 1.0 - share(tables.c.projects.bottom_up_mission) * state.bottom_up / 1000
    # an agreement in force is also the contract under which agencies can order
    contract = np.where(state.base_left > 0, 1.0, share(tables.c.operations.federal_without))
    wanted = wishes / tables.turns_per_year * state.trust / 1000 * mission * contract
    return floored(wanted * effort * (1.0 - 0.3 * state.drift / 1000))


def _pay(turn: Turn, there: Bools, people: Ints) -> Ints:
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules, year = tables.c.operations, tables.turns_per_year
    payroll = state.staff * rules.wage.value // year
    ledger.pay("payroll", "cash", "payroll", payroll)
    upkeep = there * floored((state.equipment * share(rules.upkeep) + rules.overhead.value) / year)
    ledger.pay("rent and upkeep", "cash", "suppliers", upkeep)
    service = over_last(floored(people * tables.service_cost / year))
    ledger.pay("service to members", "cash", "members_served", service)
    return np.asarray(payroll + upkeep + service)


def _hire(turn: Turn, there: Bools, income: Ints) -> None:
    """Staff follows income, as fast as people can be found; below zero cash nobody is hired and some go."""
    state, tables = turn.state, turn.tables
    rules = tables.c.operations
    yearly = income * tables.turns_per_year + np.minimum(state.cash, 0)
    wanted = floored(np.maximum(yearly, 0) * share(rules.payroll_share) / rules.wage.value)
    wanted = within(wanted, rules.staff_start.value // 2, rules.staff_high.value)
    up = 2 + rounded(state.staff * tables.per_turn(rules.hire))
    # people go slowly while there is money and twice as fast when there is none
    down = (2 + rounded(state.staff * tables.per_turn(rules.layoff))) * np.where(state.cash < 0, 2, 1)
    change = there * within(wanted - state.staff, -down, up)
    turn.ledger.flow("staff", "hired", np.maximum(change, 0))
    turn.ledger.flow("staff", "let go", np.maximum(np.minimum(change, 0), -state.staff))


def _drift(turn: Turn, there: Bools, income: Ints, base: Ints, cost: Ints) -> None:
    """The gap that neither base money nor other income fills pulls effort into short contract work."""
    state, tables = turn.state, turn.tables
    rules = tables.c.operations
    gap = within((cost - income - base) / np.maximum(cost, 1), 0.0, 1.0)
    toward = rounded(1000.0 * gap * tables.per_turn(rules.drift_rate))
    back = rounded((state.drift - rules.drift_base.value) * tables.per_turn(rules.drift_relax))
    moved = np.where(gap > 0, toward, -np.maximum(back, 0))
    state.drift[...] = there * within(state.drift + moved, 0, 1000)


def _wear(turn: Turn) -> None:
    state, tables = turn.state, turn.tables
    worn = rounded(state.equipment * tables.per_turn(tables.c.operations.wear))
    turn.ledger.flow("equipment", "worn out", -np.minimum(worn, state.equipment))


def _make_a_name(turn: Turn, there: Bools) -> None:
    """Reputation follows what an institute can do and suffers from contract work; customers' trust follows it."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.operations
    pull = rounded(
        (capability(state, tables) - state.reputation) * tables.per_turn(rules.reputation_capability)
    )
    moved = there * within(pull, -state.reputation, 1000 - state.reputation)
    ledger.flow("reputation", "what it can do", moved)
    dull = rounded(rules.reputation_drift.value / tables.turns_per_year * state.drift / 1000)
    ledger.flow("reputation", "contract work", -np.minimum(dull, there * state.reputation))
    proven = 1000.0 * saturating(state.transitions, 10.0)
    target = (proven + state.reputation) / 2
    grows = rounded((target - state.trust) * tables.per_turn(rules.federal_growth))
    grown = there * within(grows, -state.trust, 1000 - state.trust)
    ledger.flow("trust", "results and reputation", grown)


def _change_phase(turn: Turn, there: Bools, income: Ints, cost: Ints, due_next: Ints) -> None:
    state, tables = turn.state, turn.tables
    rules = tables.c.operations
    over = there & (state.base_left <= 0)
    state.covered[...] = (over & (income >= cost)) * (state.covered + 1)
    short = there & (state.cash < 0)
    state.failing[...] = short * (state.failing + 1)
    opening = turn.number - state.opened < tables.months(tables.c.funding.ramp_up)
    level = due(state.plan, state.term, state.taper, 0 * state.age)
    fading = over | (2 * due_next < level) | (state.term - state.age <= tables.turns_per_year)
    phase = np.where(opening, RAMP_UP, np.where(fading, TAPERING, OPERATING))
    phase = np.where(state.covered >= tables.turns_per_year, SUSTAINING, phase)
    phase = np.where(short, FAILING, phase)
    np.copyto(state.phase, phase, where=there)
    bankrupt = there & (state.failing > tables.months(rules.failing_turns))
    close(turn, bankrupt, "closed for want of money", tables.c.politics.closure.value)

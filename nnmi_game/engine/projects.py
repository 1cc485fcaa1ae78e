"""Phase 8: projects. Cohorts start with money, advance or are given up, and leave MRL 7 as transitions.

Members carry their share of each project in money and in kind. Late stages pay soon, but every start past MRL 4 uses
up proven concepts, and only successes at early stages leave new ones.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine import network
from nnmi_game.engine.arrays import (
    Bools,
    Floats,
    Ints,
    chosen,
    divided,
    floored,
    happens,
    over_first,
    over_last,
    repeated,
    rounded,
    saturating,
)  # fmt: skip
from nnmi_game.engine.context import FAILING, RAMP_UP, Turn, alive
from nnmi_game.engine.draws import binomial
from nnmi_game.engine.institutes import capability, engagement, members
from nnmi_game.engine.operations import fixed_cost
from nnmi_game.engine.tables import share

EARLY, LATE = slice(0, 2), slice(2, 4)


def run(turn: Turn) -> None:
    """Pay for running projects, let them advance or fail, start new ones with what is left."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    there = alive(state)
    if not happens(there):
        return
    cost = tables.stage_cost * tables.project_scale[:, None]
    of_stages = state.projects * cost
    members_share = over_last(floored(of_stages * tables.stage_share))
    whole = over_last(floored(of_stages))
    offered = _members_money(turn)
    from_members = np.minimum(members_share, offered + state.inkind)
    in_kind = np.minimum(from_members, state.inkind)
    purse = _project_money(turn)
    own = np.minimum(np.maximum(whole - from_members, 0), purse)
    ledger.pay("project work in kind", "consortium", "projects", in_kind)
    ledger.pay("members' share of projects", "members", "projects", from_members - in_kind)
    ledger.pay("projects", "cash", "projects", own)
    turn.own_projects = own
    funded = np.where(whole > 0, (own + from_members) / np.maximum(whole, 1), 1.0)
    _advance(turn, np.minimum(funded, 1.0))
    _start(turn, there, purse - own, offered + state.inkind - from_members, cost)
    state.inkind[...] = 0


def _members_money(turn: Turn) -> Ints:
    """[W, K] what members are willing to put into projects this turn: more when they propose them."""
    state, tables = turn.state, turn.tables
    by_tier = over_last(floored(members(state) * tables.project_money / tables.turns_per_year))
    eager = 1.0 + share(tables.c.projects.bottom_up_money) * state.bottom_up / 1000
    return floored(by_tier * eager * (1.0 + state.cycle[:, None] / 1000))


def _project_money(turn: Turn) -> Ints:
    """[W, K] cash that an institute is ready to put into projects this turn, above what it keeps in hand."""
    state, tables = turn.state, turn.tables
    rules = tables.c.projects
    reserve = fixed_cost(state, tables) * rules.reserve.value * tables.turns_per_year / 12
    above = np.maximum(state.cash - reserve, 0)
    pace = min(rules.spend.value / (1000 * tables.turns_per_year), 1.0)
    return floored(above * pace)


def _advance(turn: Turn, funded: Floats) -> None:
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.projects
    shape = (tables.dims.K, tables.dims.S)
    able = 2.0 * saturating(capability(state, tables), float(rules.capability_half.value))
    people = 2.0 * saturating(chosen(state.skilled, state.hub), float(rules.skills_half.value))
    wanted = 2.0 * engagement(state, tables)
    know = 1.0 + share(rules.knowledge) * state.knowledge / 1000
    time = 1.0 - share(rules.drift) * state.drift / 1000
    factor = able * people * know * time * funded * turn.pushed("project_pace") * network.standards(turn)
    factor = np.minimum(factor, 2.5)[:, :, None].repeat(tables.dims.S, axis=2)
    own_ideas = state.bottom_up / 1000
    early = 1.0 - share(rules.bottom_up_early) * own_ideas
    late = (1.0 + share(rules.bottom_up_late) * own_ideas) * np.minimum(wanted, 1.5)
    factor[:, :, EARLY] *= early[:, :, None]
    factor[:, :, LATE] *= late[:, :, None]
    chance = np.minimum(tables.stage_advance * factor, 0.9)
    advanced = binomial(state.projects, chance, turn.uniforms("advance", shape))
    thin = tables.per_turn(rules.thin_failure) * (1.0 - funded * np.minimum(people, 1.0))
    fail = np.minimum(tables.stage_fail + thin[:, :, None], 0.9)
    failed = binomial(state.projects - advanced, fail, turn.uniforms("failure", shape))
    ledger.flow("projects", "advanced", -advanced)
    ledger.flow("projects", "advanced from the stage before", advanced[:, :, :-1], np.s_[:, :, 1:])
    ledger.flow("projects", "given up", -failed)
    done = advanced[:, :, -1]
    ledger.flow("transitions", "past MRL 7", done)
    given_up = over_last(failed)
    ledger.flow("year_ended", "projects ended", over_last(done + given_up))
    proven = advanced[:, :, 0] * rules.backlog_first.value + advanced[:, :, 1] * rules.backlog_yield.value
    ledger.flow("backlog", "proven at MRL 4 and 5", proven)
    _note_results(turn, done, given_up)


def _note_results(turn: Turn, done: Ints, failed: Ints) -> None:
    """Results make a name, in the trade, in Congress and with the sponsor."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    operations, politics = tables.c.operations, tables.c.politics
    up = np.minimum(done * operations.reputation_transition.value, 1000 - state.reputation)
    ledger.flow("reputation", "transitions", up)
    down = np.minimum(failed * operations.reputation_project.value, state.reputation)
    ledger.flow("reputation", "projects given up", -down)
    weight = 0.5 + state.commercial / 1000
    seen = rounded(over_last(done) / 10 * politics.transitions.value * weight)
    ledger.flow("support_congress", "transitions", np.minimum(seen, 1000 - state.support_congress))
    mission = 1.0 - share(tables.c.projects.bottom_up_mission) * state.bottom_up / 1000
    served = over_first(floored(repeated(done * mission, tables.dims.A) * tables.interest * 1000))
    thanks = rounded(served / 10_000 * politics.agency_mission.value)
    ledger.flow(
        "agency_support", "transitions that serve it", np.minimum(thanks, 1000 - state.agency_support)
    )


def _start(turn: Turn, there: Bools, purse: Ints, members_left: Ints, cost: Floats) -> None:
    """New projects by the standing mix, as far as money, engineers and proven concepts reach."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.projects
    research = rules.backlog_inflow.value // tables.turns_per_year
    ledger.flow("backlog", "research elsewhere", there * np.int64(research))
    running = over_last(state.projects)
    room = np.maximum(state.staff * rules.per_engineer.value // 10 - running, 0)
    mix = state.portfolio / 1000
    mixed = mix * cost
    own_cost, their_cost = mixed * (1.0 - tables.stage_share), mixed * tables.stage_share
    # einsum over four stages, in integers of a thousandth, to stay exact
    own_each = over_last(rounded(1000 * own_cost)) / 1000
    their_each = over_last(rounded(1000 * their_cost)) / 1000
    by_money = divided(np.maximum(purse, 0), own_each)
    by_members = divided(np.maximum(members_left, 0), their_each)
    count = np.minimum(np.minimum(by_money, by_members), room)
    # an institute in ramp-up builds first; its first call for projects comes when it has opened
    calling = there & (state.phase != FAILING) & (state.phase != RAMP_UP)
    count = np.where(calling, count, 0.0)
    uniform = turn.uniforms("starts", (tables.dims.K, tables.dims.S))
    wanted = count[:, :, None] * mix
    started = (wanted > 0) * floored(wanted + uniform)
    use, second = rules.backlog_use.value, rules.backlog_second.value
    left = np.maximum(state.backlog, 0)
    # the nearest to the market choose first
    for stage, each in ((2, use), (3, use), (1, second)):
        if each > 0:
            started[:, :, stage] = np.minimum(started[:, :, stage], left // each)
            left = left - started[:, :, stage] * each
    ledger.flow("backlog", "taken up by late starts", np.minimum(left - state.backlog, 0))
    ledger.flow("projects", "started", started)

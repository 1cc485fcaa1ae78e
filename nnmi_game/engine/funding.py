"""Phase 4: funding. Base money is paid on schedule, match as far as the consortium honours its pledge, then grants.

A consortium that promised more than it can keep may come apart in its first years. Then nothing more is pledged, base
money stops with the match, and the office has a broken agreement on its hands until it is closed or runs out.

Where the match falls behind the ratio that the agreement asks for, base money is held back until it catches up. An
institute that lives on base money gets used to it, the more the larger its part; a falling schedule weans.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import (
    Bools,
    Floats,
    Ints,
    by_owner,
    chosen,
    divided,
    floored,
    happens,
    over_last,
    rounded,
    within,
)
from nnmi_game.engine.context import RAMP_UP, Turn, affordable, alive
from nnmi_game.engine.legality import base_due
from nnmi_game.engine.operations import months_in_hand
from nnmi_game.engine.orders import PURPOSES
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import share

EQUIPMENT, SATELLITE, RESCUE = range(len(PURPOSES))


def run(turn: Turn) -> None:
    """See who comes apart, pay match, then base money, then grants, then forget a little of old rescues."""
    state = turn.state
    there = alive(state)
    _come_apart(turn, there)
    match, planned = _match_due(state, there), base_due(state)
    pace = _pace(turn, match, planned)
    _pay_match(turn, match, pace)
    _pay_base(turn, there, planned, pace)
    _pay_grants(turn)
    fade = rounded(state.dependence * turn.tables.per_turn(turn.tables.c.funding.dependence_fade))
    turn.ledger.flow("dependence", "forgotten", -fade)


def _come_apart(turn: Turn, there: Bools) -> None:
    """A consortium that keeps too little of its word may lose its partners in its first years, and all it pledged."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.funding
    since = turn.number - state.opened
    young = (since > 0) & (since <= rules.breakup_years.value * tables.turns_per_year)
    bound = there & young & (state.credibility > 0)
    if not happens(bound):
        return
    short = np.maximum(1.0 - state.credibility / rules.breakup_below.value, 0.0)
    chance = tables.per_turn(rules.breakup) * short
    apart = bound & (turn.uniforms("consortia", (tables.dims.K,)) < chance)
    if not happens(apart):
        return
    state.credibility[apart] = 0
    ledger.flow("pledge_left", "consortium came apart", np.where(apart, -state.pledge_left, 0))
    leaving = np.where(apart, floored(state.organisations[:, :, 0] * share(rules.breakup_leave)), 0)
    ledger.flow("organisations", "consortium came apart", -leaving, np.s_[:, :, 0])
    ledger.flow("prospects", "consortium came apart", leaving, np.s_[:, :, 0])


def _pay_match(turn: Turn, due: Ints, pace: Floats) -> None:
    """Match comes in as far as it is honoured; what is not honoured is gone, cash not drawn stays pledged."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.funding
    mood = 1.0 + state.cycle[:, None] / 1000
    luck = 1.0 + share(rules.match_luck) * turn.either_side("match", (tables.dims.K,))
    paid = rounded(due * within(state.credibility / 1000 * mood * luck, 0.0, 1.5))
    cash_part = rounded(paid * tables.cash_share.take(state.bidder))
    in_cash, in_kind = floored(cash_part * pace), paid - cash_part
    waits = cash_part - in_cash
    ledger.flow("pledge_left", "match paid", np.minimum(waits, due) - np.minimum(paid, due))
    ledger.flow("pledge_left", "pledge not honoured", np.minimum(paid - due, 0))
    ledger.flow("paid_match", "match paid", paid - waits)
    ledger.pay("match in cash", "consortium", "cash", in_cash)
    machines = rounded(in_kind * share(rules.inkind_equipment))
    ledger.pay("match in kind: equipment", "consortium", "equipment", machines)
    ledger.flow("equipment", "match in kind", machines)
    state.inkind[...] = in_kind - machines


def _pace(turn: Turn, match: Ints, planned: Ints) -> Floats:
    """[W, K] share of what is due that an institute can draw now.

    Agencies and partners pay for work done: who sits on money gets no more, though never less than a first payment.
    Base money that is not drawn when it is due stays with the agency; match that is not drawn stays pledged.
    """
    state, tables = turn.state, turn.tables
    wanted = planned + match * tables.cash_share.take(state.bidder)
    ceiling = np.maximum(months_in_hand(state, tables, tables.c.funding.ceiling.value), wanted)
    pace: Floats = within((ceiling - state.cash) / np.maximum(wanted, 1.0), 0.0, 1.0)
    return pace


def _match_due(state: State, there: Bools) -> Ints:
    """[W, K] the pledge, spread over the rest of the agreement."""
    turns = np.maximum(state.term - state.age, 1)
    return np.asarray(there * -(-np.maximum(state.pledge_left, 0) // turns))


def _pay_base(turn: Turn, there: Bools, planned: Ints, pace: Floats) -> None:
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.funding
    due = planned
    if "payments" in turn.levers:
        late = chosen(turn.levers["payments"], state.agency)
        due = rounded(planned * within(1.0 + late / 1000, 0.0, 1.0))
    rule = np.maximum(state.match_rule + turn.lever("match_rule"), 0)
    ahead = rounded(share(rules.advance) * (state.plan + state.paid_base))
    # a rule of 0 asks for no match at all
    earned = np.where(
        rule > 0, 1000 * state.paid_match // np.maximum(rule, 1), state.base_left + state.paid_base
    )
    payable = within(earned + ahead - state.paid_base, 0, due)
    held_back = planned - payable
    drawn = floored(payable * pace)
    ledger.flow("base_left", "not drawn in time", drawn - payable)
    payable = drawn
    asked = by_owner(payable, state.agency, tables.dims.A)
    reach = np.minimum(np.maximum(state.budget, 0) / np.maximum(asked, 1), 1.0)
    paid = floored(payable * chosen(reach, state.agency))
    ledger.pay_from_budget("base money", by_owner(paid, state.agency, tables.dims.A), "cash", paid)
    ledger.flow("base_left", "base money", -paid)
    ledger.flow("paid_base", "base money", paid)
    together = over_last(paid)
    ledger.flow("year_base", "base money", together)
    ledger.flow("total_base", "base money", together)
    ledger.flow("arrears", "held back or paid later", held_back + payable - paid - state.arrears)
    state.age += there
    _end_agreements(turn, there)
    _get_used(turn, paid)
    opening = (state.phase == RAMP_UP) & (paid > 0)
    machines = opening * rounded(paid * share(rules.seed_equipment))
    ledger.pay("equipment bought", "cash", "equipment", machines)
    ledger.flow("equipment", "bought in ramp-up", machines)


def _get_used(turn: Turn, paid: Ints) -> None:
    """Money that comes by itself makes an institute slow to look for other money, by its part of all that comes in.

    Who knows that it falls begins to look: on a schedule that falls to nothing no habit grows.
    """
    state, tables = turn.state, turn.tables
    part = divided(paid, paid + np.maximum(state.income, 0))
    steady = 1.0 - state.taper / 1000
    rate = tables.per_turn(tables.c.funding.base_dependence)
    habit = rounded(part * steady * rate * (1000 - state.dependence))
    turn.ledger.flow("dependence", "lived on base money", np.maximum(habit, 0))


def _end_agreements(turn: Turn, there: Bools) -> None:
    """At the end of the term what was never paid lapses."""
    state = turn.state
    ended = there & (state.age >= state.term) & (state.term > 0)
    turn.ledger.flow("base_left", "agreement ended", ended * -state.base_left)
    turn.ledger.flow("arrears", "agreement ended", ended * -state.arrears)
    turn.ledger.flow("pledge_left", "agreement ended", ended * -state.pledge_left)


def _pay_grants(turn: Turn) -> None:
    """Discretionary money, as far as the year's appropriation left any. A rescue costs trust and breeds dependence."""
    state, d, tables, ledger = turn.state, turn.decisions, turn.tables, turn.ledger
    if not happens(d.fund > 0):
        return
    # an amount below nothing is no order, whatever others grant in the same turn
    ordered = np.where(alive(state)[:, :, None], np.maximum(d.fund, 0), 0)
    grant, _ = affordable(turn, ordered, d.fund_agency)
    causes = ("equipment grant", "satellite grant", "rescue")
    for purpose, cause in enumerate(causes):
        money = grant[:, :, purpose]
        by_agency = by_owner(money, d.fund_agency[:, :, purpose], tables.dims.A)
        ledger.pay_from_budget(cause, by_agency, "cash", money)
    site_share = share(tables.c.funding.satellite_share)
    bought = grant[:, :, EQUIPMENT] + rounded(grant[:, :, SATELLITE] * site_share)
    ledger.pay("equipment bought", "cash", "equipment", bought)
    ledger.flow("equipment", "bought with grants", bought)
    site = grant[:, :, SATELLITE] > 0
    state.satellites[site] |= np.int64(1) << d.fund_region[site]
    rescue = grant[:, :, RESCUE]
    rules, politics = tables.c.funding, tables.c.politics
    habit = rounded(rescue / 1000 * rules.rescue_dependence.value)
    ledger.flow("dependence", "rescued", np.minimum(habit, 1000 - state.dependence))
    ledger.flow("rescues", "rescued", (rescue > 0).sum(axis=1))
    blame = rounded(rescue.sum(axis=1) / 10_000 * politics.rescue.value)
    ledger.flow("support_congress", "rescues", -np.minimum(blame, state.support_congress))

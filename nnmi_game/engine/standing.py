"""Phase 1: orders. What is allowed is carried out; standing orders are noted until they are changed."""

from __future__ import annotations

import numpy as np

from nnmi_game.engine import events
from nnmi_game.engine.arrays import Bools, Ints, happens, over_last, rounded
from nnmi_game.engine.context import CLOSED, OPEN, SOLICITING, Turn
from nnmi_game.engine.decisions import NONE
from nnmi_game.engine.legality import in_breach
from nnmi_game.engine.schedule import due, from_first
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables, share


def run(turn: Turn) -> None:
    """Carry out the permitted decisions of the turn."""
    _solicit(turn)
    _change_agreements(turn)
    _set_standing_orders(turn)
    _link(turn)
    closed = turn.decisions.close > 0
    if happens(closed):
        close(turn, closed, "closed by the office", closing_blame(turn.before, turn.tables))
    respond = turn.decisions.respond
    np.copyto(turn.state.event_option, respond, where=respond != NONE)
    events.settle(turn)


def _solicit(turn: Turn) -> None:
    state, d = turn.state, turn.decisions
    new = d.solicit > 0
    if not happens(new):
        return
    state.phase[new] = SOLICITING
    state.age[new] = 0
    state.agency[new] = d.solicit_agency[new]
    state.plan[new] = d.solicit_seed[new]
    state.term[new] = d.solicit_years[new] * turn.tables.turns_per_year
    state.taper[new] = d.solicit_taper[new]
    state.match_rule[new] = d.solicit_match[new]


def _change_agreements(turn: Turn) -> None:
    """Taper and renew: what is left of the old schedule is laid out anew, and what a steeper one cuts is freed."""
    state, d, tables = turn.state, turn.decisions, turn.tables
    steeper = d.taper != NONE
    if happens(steeper):
        kept = tapered(state, np.where(steeper, d.taper, 0))
        turn.ledger.flow("base_left", "cut by a steeper taper", np.where(steeper, kept - state.base_left, 0))
        state.plan[steeper] = state.base_left[steeper]
        state.term[steeper] = (state.term - state.age)[steeper]
        state.age[steeper] = 0
        state.taper[steeper] = d.taper[steeper]
        turn.ledger.flow("arrears", "laid out anew", np.where(steeper, -state.arrears, 0))
    renewed = d.renew_seed > 0
    if happens(renewed):
        seed = np.where(renewed, d.renew_seed, 0)
        turn.ledger.flow("base_left", "agreement renewed", seed)
        turn.ledger.flow("arrears", "laid out anew", np.where(renewed, -state.arrears, 0))
        members = over_last(state.organisations) + over_last(state.sme)
        reach = members / (members + 100.0)  # a consortium with members has someone to ask
        pledge = seed * share(tables.c.funding.renewal_pledge) * 2.0 * reach
        turn.ledger.flow("pledge_left", "agreement renewed", rounded(pledge))
        turn.ledger.flow("paid_base", "new agreement", np.where(renewed, -state.paid_base, 0))
        turn.ledger.flow("paid_match", "new agreement", np.where(renewed, -state.paid_match, 0))
        # who signs once more after a consortium came apart keeps what it takes to stay together
        apart = renewed & (state.credibility == 0)
        state.credibility[apart] = tables.c.funding.breakup_below.value
        state.plan[renewed] = state.base_left[renewed]
        state.term[renewed] = d.renew_years[renewed] * tables.turns_per_year
        state.taper[renewed] = 0
        state.age[renewed] = 0


def tapered(state: State, taper: Ints) -> Ints:
    """[W, K] base money that is still to come when the next payment stays as it is and the last falls by ``taper``.

    Never more than is left: a flatter schedule only lays it out anew.
    """
    next_due = due(state.plan, state.term, state.taper, state.age)
    return np.minimum(from_first(next_due, np.maximum(state.term - state.age, 1), taper), state.base_left)


def _set_standing_orders(turn: Turn) -> None:
    state, d = turn.state, turn.decisions
    for standing, ordered in (
        (state.dues, d.dues),
        (state.voucher, d.voucher),
        (state.recruit, d.recruit),
        (state.portfolio, d.portfolio),
        (state.bottom_up, d.bottom_up),
        (state.train_region, d.train_region),
        (state.train_institute, d.train_institute),
    ):
        np.copyto(standing, ordered, where=ordered != NONE)
    np.copyto(state.recruit_regions, d.recruit_regions, where=d.recruit != NONE)


def _link(turn: Turn) -> None:
    state, d = turn.state, turn.decisions
    given = d.link != NONE
    if happens(given):
        # another kind of link starts from nothing
        turn.ledger.flow("link_strength", "link changed", np.where(given, -state.link_strength, 0))
        state.link_kind[given] = d.link[given]


def closing_blame(state: State, tables: Tables) -> Ints:
    """[W, K] points of support that closing an institute costs the office, as far as there are so many."""
    politics = tables.c.politics
    return np.where(in_breach(state), politics.closure_breach.value, politics.closure.value)


def close(turn: Turn, which: Bools, cause: str, blame: Ints | int) -> None:
    """End institutes: members go home, money left goes back to the sponsor, equipment is lost to the program.

    ``blame``, one number or [W, K], is the support that each costs.
    """
    if not happens(which):
        return
    state, ledger, tables = turn.state, turn.ledger, turn.tables
    left = np.where(which, np.maximum(state.cash, 0), 0)
    ledger.return_to_budget("money returned", state.agency, left)
    debts = np.where(which, np.maximum(-state.cash, 0), 0)
    ledger.pay("debts written off", "firms", "cash", debts)
    home = which[:, :, None]
    ledger.flow("aware", cause, np.where(home, state.sme, 0))
    ledger.flow("need_aware", cause, np.where(which, state.need, 0))
    ledger.flow("sme", cause, np.where(home, -state.sme, 0))
    ledger.flow("need", cause, np.where(which, -state.need, 0))
    ledger.flow("prospects", cause, np.where(home, state.organisations, 0))
    ledger.flow("organisations", cause, np.where(home, -state.organisations, 0))
    tiers: Ints = np.where(home, state.partners, 0)
    ledger.flow("partners", cause, -tiers)
    ledger.flow("unaware", cause, _at_hub(tiers[:, :, 1], state.hub, tables.dims.R))
    ledger.flow("prospects", cause, tiers[:, :, [0, 2, 3]])
    for name in ("base_left", "arrears", "pledge_left", "paid_base", "paid_match", "equipment", "staff",
                 "reputation", "knowledge", "dependence", "trust"):  # fmt: skip
        ledger.flow(name, cause, np.where(which, -getattr(state, name), 0))
    ledger.flow("projects", cause, np.where(home, -state.projects, 0))
    linked = which[:, tables.pair_a] | which[:, tables.pair_b]
    ledger.flow("link_strength", cause, np.where(linked, -state.link_strength, 0))
    state.link_kind[linked] = 0
    lost = (which * blame).sum(axis=1)
    ledger.flow("support_congress", cause, -np.minimum(lost, state.support_congress))
    ledger.flow("support_public", cause, -np.minimum(lost // 2, state.support_public))
    state.phase[which] = CLOSED
    for marker in (state.recruit, state.recruit_regions):
        marker[which] = 0
    state.train_institute[np.broadcast_to(which[:, None, :], state.train_institute.shape)] = 0
    for marker in (state.satellites, state.opened, state.plan, state.term, state.age, state.covered, state.failing,
                   state.drift, state.income, state.cost, state.inkind, state.voucher, state.credibility):  # fmt: skip
        marker[which] = 0
    state.bidder[which] = NONE
    state.hub[which] = NONE
    state.agency[which] = NONE


def _at_hub(amount: Ints, hub: Ints, regions: int) -> Ints:
    """[W, K, R] amounts [W, K] placed in the hub's region."""
    return np.where(hub[:, :, None] == np.arange(regions), amount[:, :, None], 0)


def reopen(turn: Turn, which: Bools) -> None:
    """Put slots back to ``open``: nobody bid, or all bids were turned down."""
    state = turn.state
    state.phase[which] = OPEN
    state.agency[which] = NONE
    for marker in (state.plan, state.term, state.age):
        marker[which] = 0
    forget_offers(state, which)


def forget_offers(state: State, which: Bools) -> None:
    """Clear the proposals of fields: taken up, turned down or left lying."""
    for offer in (state.offer_pledge, state.offer_credibility, state.offer_reading, state.offer_partners):
        offer[which] = 0

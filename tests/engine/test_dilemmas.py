"""What makes the orders dilemmas: each of them gives something and takes something."""

from __future__ import annotations

import numpy as np

from nnmi_game.analysis import policies
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.context import FAILING, OPERATING, PROPOSED, SOLICITING
from nnmi_game.engine.decisions import compile_orders, join, no_decisions
from nnmi_game.engine.legality import base_due, in_breach, review, standing_attention
from nnmi_game.engine.orders import Close, Decline, Renew, Taper
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import new_state, play_turn, seeds

WORLDS = 8


def played(tables: Tables, turns: int) -> State:
    policy, luck = policies.make("even", tables), seeds(1, WORLDS)
    state = new_state(tables, WORLDS)
    for _ in range(turns):
        state, _ledger = play_turn(state, policy(state, tables, luck), tables, luck, recording=False)
    return state


def next_turn(state: State, tables: Tables, *orders: object) -> State:
    decisions = join([compile_orders(list(orders), tables)] * state.worlds)
    return play_turn(state, decisions, tables, seeds(1, state.worlds), recording=False)[0]


def test_a_steeper_taper_frees_money_for_others_and_leaves_the_next_payment(national: Tables):
    state = played(national, 8)
    k = int(np.flatnonzero((state.phase == OPERATING).all(axis=0) & (state.base_left > 0).all(axis=0))[0])
    field = national.scenario.technologies[k].id
    before = base_due(state)[:, k]

    cut = next_turn(state, national, Taper(technology=field, taper=1000))
    left = next_turn(state, national)

    assert (cut.base_left[:, k] < left.base_left[:, k]).all()
    assert (base_due(state)[:, k] == before).all()
    later = review(cut, no_decisions(WORLDS, national.dims), national).room.sum(axis=1)
    assert (later > review(left, no_decisions(WORLDS, national.dims), national).room.sum(axis=1)).all()


def test_teams_that_were_turned_down_come_back_with_firmer_promises(national: Tables):
    state = played(national, 5)
    k = int(np.flatnonzero((state.phase == PROPOSED).any(axis=0))[0])
    field = national.scenario.technologies[k].id

    again = next_turn(state, national, Decline(technology=field))

    there = state.phase[:, k] == PROPOSED
    assert np.isin(again.phase[there, k], (PROPOSED, SOLICITING)).all()
    bids = (state.offer_pledge[there, k] > 0) & (again.offer_pledge[there, k] > 0)
    ratio = again.offer_credibility[there, k][bids] / state.offer_credibility[there, k][bids]
    assert ratio.mean() > 1.05


def test_a_voucher_brings_members_in_and_does_not_hold_them(national: Tables):
    state = played(national, 10)
    state.dues[:, :, 1] = 20
    with_voucher = state.copy(national.dims)
    with_voucher.voucher[:] = 20
    after = [next_turn(one, national) for one in (state, with_voucher)]

    joined = [int(one.sme.sum()) for one in after]
    assert joined[1] > joined[0]
    for one in (state, with_voucher):
        one.aware[:] = 0
        one.unaware[:] = 0
        one.partners[:] = 0
    gone = [int(next_turn(one, national).sme.sum()) for one in (state, with_voucher)]
    assert abs(gone[0] - gone[1]) < 0.1 * gone[0]


def test_firms_near_a_satellite_site_join_sooner(national: Tables):
    state = played(national, 10)
    everywhere = state.copy(national.dims)
    everywhere.satellites[everywhere.staff > 0] = (1 << national.dims.R) - 1

    assert next_turn(everywhere, national).sme.sum() > next_turn(state, national).sme.sum()


def test_what_stands_takes_attention_and_what_ends_gives_it_back(national: Tables):
    state = played(national, 10)
    busy = sum(standing_attention(state, national).values())
    quiet = state.copy(national.dims)
    quiet.recruit[:] = 0
    quiet.train_region[:] = 0
    trouble = state.copy(national.dims)
    trouble.phase[:, :3] = FAILING

    assert (sum(standing_attention(quiet, national).values()) < busy).all()
    assert (sum(standing_attention(trouble, national).values()) > busy).all()


def test_level_base_money_is_a_habit(national: Tables):
    rules = national.scenario.coefficients.funding
    assert rules.base_dependence.value > 0
    state = played(national, 10)
    weaned = state.copy(national.dims)
    weaned.base_left[:] = 0

    there = state.base_left > 0
    assert (
        next_turn(state, national).dependence[there] > next_turn(weaned, national).dependence[there]
    ).all()


def test_only_early_successes_keep_later_starts_going(national: Tables):
    state = played(national, 12)
    rules = national.scenario.coefficients
    state.portfolio[...] = (0, 500, 0, 500)
    dry, full = state.copy(national.dims), state.copy(national.dims)
    dry.backlog[:], full.backlog[:] = 0, 50_000
    after = [next_turn(one, national).projects for one in (dry, full)]

    assert after[0][:, :, 1].sum() < after[1][:, :, 1].sum()
    assert after[0][:, :, 3].sum() < after[1][:, :, 3].sum()
    assert rules.projects.backlog_first.value > rules.projects.backlog_yield.value


def young(tables: Tables) -> tuple[State, int]:
    """Worlds with an institute in its first year in field ``k``."""
    state = played(tables, 8)
    k = int(np.flatnonzero(((state.opened > 6) & (state.base_left > 0)).all(axis=0))[0])
    state.credibility[:, k] = 900
    return state, k


def test_consortia_that_keep_their_word_stay_together_and_others_may_come_apart(national: Tables):
    state, k = young(national)
    honest, hollow = state.copy(national.dims), state.copy(national.dims)
    honest.credibility[:, k], hollow.credibility[:, k] = 1000, 1
    honest.organisations[:, k, 0] = hollow.organisations[:, k, 0] = 20

    stayed, fallen = next_turn(honest, national), next_turn(hollow, national)

    assert not in_breach(stayed)[:, k].any()
    apart = in_breach(fallen)[:, k]
    assert apart.any()
    assert (fallen.pledge_left[apart, k] == 0).all()
    assert (fallen.organisations[apart, k, 0] < stayed.organisations[apart, k, 0] / 2).all()
    old = hollow.copy(national.dims)
    old.opened[:, k] = -10
    assert not in_breach(next_turn(old, national))[:, k].any()


def test_a_consortium_that_came_apart_takes_attention_until_it_is_closed_and_few_mourn_it(national: Tables):
    state, k = young(national)
    field = national.scenario.technologies[k].id
    apart = state.copy(national.dims)
    apart.credibility[:, k] = 0
    close = Close(technology=field)
    kept, closed = next_turn(apart, national), next_turn(apart, national, close)
    working = next_turn(state, national, close)

    def trouble(one: State) -> Ints:
        return standing_attention(one, national)["failing"]

    assert (trouble(apart) > trouble(state)).all()
    assert (trouble(closed) < trouble(kept)).all()
    assert (closed.support_congress > working.support_congress).all()


def test_partners_who_sign_a_renewal_are_bound_again(national: Tables):
    state, k = young(national)
    field = national.scenario.technologies[k].id
    state.credibility[:, k] = 0
    state.term[:, k] = state.age[:, k] + 1
    state.budget[:] = 200_000

    renewed = next_turn(state, national, Renew(technology=field, seed=5_000, years=7))

    signed = renewed.term[:, k] == 7 * national.turns_per_year
    assert signed.any()
    assert (renewed.pledge_left[signed, k] > 0).all()
    assert not in_breach(renewed)[signed, k].any()


def test_who_knows_that_base_money_falls_does_not_get_used_to_it(national: Tables):
    state = played(national, 10)
    falling = state.copy(national.dims)
    there = state.base_left > 0
    state.taper[:], falling.taper[:] = 0, 1000

    assert (
        next_turn(falling, national).dependence[there] < next_turn(state, national).dependence[there]
    ).all()


def test_congress_asks_when_level_base_money_ends(national: Tables):
    state = played(national, 10)
    state.age[:] = np.where(state.base_left > 0, state.term - 3, state.age)
    level, falling = state.copy(national.dims), state.copy(national.dims)
    level.taper[:], falling.taper[:] = 0, 1000

    assert (next_turn(level, national).support_congress < next_turn(falling, national).support_congress).all()


def test_agencies_order_less_where_no_agreement_runs(national: Tables):
    state = played(national, 12)
    state.trust[:] = 800
    bound, free = state.copy(national.dims), state.copy(national.dims)
    free.base_left[:] = 0
    there = state.base_left > 0

    assert (next_turn(free, national).income[there] < next_turn(bound, national).income[there]).all()


def test_states_pay_for_sites_in_them(national: Tables):
    state = played(national, 10)
    wide = state.copy(national.dims)
    there = state.staff > 0
    wide.satellites[there] = (1 << national.dims.R) - 1

    assert (next_turn(wide, national).income[there] > next_turn(state, national).income[there]).all()

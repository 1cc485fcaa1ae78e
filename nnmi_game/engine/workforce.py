"""Phase 6: workforce. People are reached (wide, cheap) or trained (narrow, costly), finish later, are placed.

Outreach wakes interest; interest fills the places of the programs that train. Graduates are placed where member
firms need them; only those placed add to a region's skilled people, on whom everything else leans.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import (
    Ints,
    anywhere,
    by_owner,
    chosen,
    divided,
    everywhere,
    floored,
    happens,
    over_first,
    over_last,
    per_world,
    rounded,
    saturating,
    within,
)  # fmt: skip
from nnmi_game.engine.context import Turn, affordable
from nnmi_game.engine.draws import binomial
from nnmi_game.engine.legality import institute_money
from nnmi_game.engine.tables import share


def run(turn: Turn) -> None:
    """Finish those whose time has come, take in new people, let time pass over skills and interest."""
    _finish(turn)
    _enter(turn)
    _pass_time(turn)


def _finish(turn: Turn) -> None:
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    dims = tables.dims
    shape = (dims.P, dims.R)
    finishing = state.training[:, :, :, 0].copy()
    if happens(finishing > 0):
        chance = everywhere(tables.completion[:, None].repeat(dims.R, axis=1), state.worlds)
        trained = binomial(finishing, chance, turn.uniforms("completion", shape))
        near = over_first(state.sme)
        rules = tables.c.workforce
        base = share(rules.demand_base)
        demand = base + (1.0 - base) * saturating(near, float(rules.demand_half.value))
        mood = within(1.0 + state.cycle / 500, 0.2, 1.5)
        placing = tables.placement[:, None] * (demand * mood[:, None])[:, None, :]
        placed = binomial(trained, placing, turn.uniforms("placement", shape))
        ledger.flow("training", "completed", -trained, np.s_[:, :, :, 0])
        ledger.flow("training", "dropped out", -(finishing - trained), np.s_[:, :, :, 0])
        _count(turn, trained, placed)
        skills = over_first(rounded(placed * tables.skill[:, None]))
        ledger.flow("skilled", "placed from programs", skills)
    if dims.D > 1:
        # everybody else is a turn nearer to the end
        nearer = -state.training
        # nobody is in the last turn now: what follows the end of a row is the 0 at the start of the next
        nearer.reshape(-1)[:-1] += state.training.reshape(-1)[1:]
        ledger.flow("training", "a turn nearer to the end", nearer)


def _count(turn: Turn, trained: Ints, placed: Ints) -> None:
    """Keep the year's and the game's record of people."""
    ledger = turn.ledger
    everyone = per_world(trained)
    ledger.flow("year_trained", "completed", everyone)
    ledger.flow("total_trained", "completed", everyone)
    with_work = per_world(placed)
    ledger.flow("total_placed", "placed", with_work)
    public = rounded(with_work / 10_000 * turn.tables.c.politics.placed.value)
    ledger.flow("support_public", "people placed", np.minimum(public, 1000 - turn.state.support_public))


def _enter(turn: Turn) -> None:
    """Standing money takes people in, as far as colleges have places and people are interested."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    dims, rules = tables.dims, tables.c.workforce
    regional, own = _standing_money(turn)
    # what institutes pay arrives in the region of their hub, program by program
    hubs, at_hub = state.hub.repeat(dims.P, axis=0), np.zeros_like(regional)
    if teaching := happens(own > 0):
        at_hub = by_owner(own.reshape(-1, dims.K), hubs, dims.R).reshape(regional.shape)
    money = regional + at_hub
    if not happens(money != 0):
        return
    # institutes that have taught before put courses on line: the same money reaches more people
    experience = saturating(state.total_trained + state.total_reached // 10, 50_000.0)[:, None, None]
    push = (1.0 + share(rules.online) * experience) * turn.pushed("training")[:, :, None]
    wanted = money / tables.program_cost[:, None] * push
    places = tables.capacity[:, None] * tables.colleges * push
    fill = share(rules.interest_fill)
    interested = saturating(
        divided(state.interest[:, None, :], places), float(rules.interest_half.value) / 100
    )
    filled = np.where(tables.program_reach[:, None], 1.0, fill + (1.0 - fill) * interested)
    people = floored(places * saturating(wanted, np.maximum(places, 1.0)) * 2.0 * filled)
    people = np.minimum(people, floored(wanted))
    spent = np.minimum(floored(people * tables.program_cost[:, None] / np.maximum(push, 0.1)), money)
    from_region = np.minimum(spent, regional)
    by_payer = over_last(from_region) @ tables.pays_program
    ledger.pay_from_budget("workforce programs", by_payer, "programs", from_region)
    if teaching:
        used = divided(spent - from_region, at_hub)
        by_institute = floored(own * chosen(used.reshape(-1, dims.R), hubs).reshape(own.shape))
        by_agency = by_owner(over_first(by_institute), state.agency, dims.A)
        ledger.pay_from_budget("workforce programs", by_agency, "programs", by_institute)
    reached = tables.program_reach[:, None] * people
    everyone = per_world(reached)
    ledger.flow("year_reached", "reached", everyone)
    ledger.flow("total_reached", "reached", everyone)
    public = rounded(everyone / 100_000 * tables.c.politics.reached.value)
    ledger.flow("support_public", "people reached", np.minimum(public, 1000 - state.support_public))
    ledger.flow("interest", "woken", over_first(rounded(people * tables.interest_left[:, None])))
    entering = people - reached
    for p in anywhere(over_last(entering) > 0):
        last = max(int(tables.program_delay[p]) - 1, 0)
        ledger.flow("training", "entered", entering[:, p], np.s_[:, p, :, last])


def _standing_money(turn: Turn) -> tuple[Ints, Ints]:
    """[W, P, R] and [W, P, K] what there is of the standing money for regions and for institutes."""
    state, tables = turn.state, turn.tables
    payer = everywhere(tables.region_payer, state.worlds)
    regional = state.train_region // tables.turns_per_year
    own = institute_money(state.train_institute, state, tables)
    if not happens(own > 0):
        return affordable(turn, regional, payer)[0], own
    # one purse pays for both, so both are cut by the same share
    sponsor = state.agency[:, None, :].repeat(tables.dims.P, axis=1)
    asked, payers = np.concatenate([regional, own], axis=2), np.concatenate([payer, sponsor], axis=2)
    cut, _ = affordable(turn, asked, payers)
    return cut[:, :, : tables.dims.R], cut[:, :, tables.dims.R :]


def _pass_time(turn: Turn) -> None:
    """People retire, others come anyway; interest that finds no program fades."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.workforce
    ledger.flow("skilled", "retired or left", -rounded(state.skilled * tables.per_turn(rules.retirement)))
    newcomers = rounded(tables.skilled * tables.per_turn(rules.inflow))
    ledger.flow("skilled", "came by themselves", everywhere(newcomers, state.worlds))
    ledger.flow("interest", "faded", -rounded(state.interest * tables.per_turn(rules.interest_fade)))

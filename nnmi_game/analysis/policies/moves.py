"""Moves that several policies make: one small function each, pure array code over a batch of worlds.

A move writes its orders into ``Decisions``. Where it takes numbers they are whole numbers or arrays of shape
(worlds, 1), so that every world may follow a plan of its own. Orders that change nothing are not given, since each
costs attention; ``top`` picks the most important ones where there is not attention for all.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.appropriations import support
from nnmi_game.engine.arrays import Bools, Floats, Ints, divided
from nnmi_game.engine.context import CLOSED, FAILING, OPEN, PROPOSED, alive
from nnmi_game.engine.decisions import NONE, Decisions
from nnmi_game.engine.events import waiting
from nnmi_game.engine.institutes import capability, proximity
from nnmi_game.engine.legality import Review, in_breach
from nnmi_game.engine.operations import months_in_hand
from nnmi_game.engine.orders import PURPOSES
from nnmi_game.engine.schedule import due
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import AUDIENCES, LEVERS, TIERS

#: A number for all worlds, or (worlds, 1) numbers.
Number = int | Ints

_EQUIPMENT, _SATELLITE, _RESCUE = (PURPOSES.index(p) for p in ("equipment", "satellite", "rescue"))
#: Standing amounts of money are ordered anew when they are wrong by more than this share.
_TOLERANCE = 0.2
#: Grants smaller than this are not worth an order, thousand dollars.
_SMALLEST_GRANT = 500


def top(wanted: Bools, score: Floats | Ints, most: Number) -> Bools:
    """The ``most`` wanted things of the highest score in each world; axes after the first are taken together."""
    flat = wanted.reshape(wanted.shape[0], -1)
    ranked = np.where(flat, np.broadcast_to(score, wanted.shape).reshape(flat.shape), -np.inf)
    rank = np.empty(flat.shape, dtype=np.int64)
    order = np.argsort(-ranked, axis=1, kind="stable")
    np.put_along_axis(rank, order, np.broadcast_to(np.arange(flat.shape[1]), flat.shape), axis=1)
    return np.asarray((flat & (rank < most)).reshape(wanted.shape))


# --- agreements ------------------------------------------------------------------------------------------------


def best_sponsor(tables: Tables) -> Ints:
    """[K] the sponsoring agency that each technology serves most."""
    return np.asarray((tables.interest * tables.sponsors).argmax(axis=1))


def solicit_open_fields(
    decisions: Decisions, state: State, tables: Tables, seed: int, years: int, taper: int, match: int
) -> None:
    """Open a competition wherever there is no institute; money and attention decide how many are granted."""
    free = (state.phase == OPEN) | (state.phase == CLOSED)
    decisions.solicit[free] = 1
    decisions.solicit_agency[...] = best_sponsor(tables)
    decisions.solicit_seed[...] = seed
    decisions.solicit_years[...] = years
    decisions.solicit_taper[...] = taper
    decisions.solicit_match[...] = match


def solicit_in_order(
    decisions: Decisions,
    state: State,
    tables: Tables,
    *,
    order: Ints,
    most: Number,
    room: Ints,
    by_room: Number,
    seed: Number,
    years: Number,
    taper: Number,
    match: Number,
) -> None:
    """Open at most ``most`` competitions, the fields of highest ``order`` first, as far as ``room`` [W, A] reaches.

    The sponsor of a field is the agency it serves best; ``by_room`` per mille of the choice goes by who has money.
    """
    shape = state.phase.shape
    wanted = (state.phase == OPEN) | (state.phase == CLOSED)
    if not wanted.any():
        return
    year = tables.turns_per_year
    seed_, term, taper_, left = (np.broadcast_to(x, (shape[0], 1))[:, 0] for x in (seed, years, taper, most))
    first = due(seed_, term * year, taper_, np.zeros(shape[0], dtype=np.int64), year)
    room, left = room.copy(), left.copy()
    worlds = np.arange(shape[0])
    ranked = np.argsort(-np.where(wanted, order, -1), axis=1, kind="stable")
    flexible = np.broadcast_to(by_room, (shape[0], 1)) / 1000
    for rank in range(int(wanted.sum(axis=1).max())):
        k = ranked[:, rank]
        serves = tables.interest[k] * tables.sponsors
        able = (serves > 0) & (room >= first[:, None])
        liking = (1.0 - flexible) * serves + flexible * room / np.maximum(room.max(axis=1, keepdims=True), 1)
        agency = np.where(able, liking, -1.0).argmax(axis=1)
        opened = wanted[worlds, k] & able.any(axis=1) & (left > 0)
        decisions.solicit[worlds, k] = opened
        decisions.solicit_agency[worlds, k] = agency
        room[worlds, agency] -= np.where(opened, first, 0)
        left -= opened
    decisions.solicit_seed[...] = seed
    decisions.solicit_years[...] = years
    decisions.solicit_taper[...] = taper
    decisions.solicit_match[...] = match


def award_best(decisions: Decisions, state: State) -> None:
    """Award, in every field with proposals, the pledge that is worth most as the reviewers read it."""
    worth = state.offer_pledge * state.offer_reading
    on_table = (state.phase == PROPOSED) & (worth > 0).any(axis=2)
    decisions.award[...] = np.where(on_table, worth.argmax(axis=2), NONE)


def award_by(
    decisions: Decisions,
    state: State,
    tables: Tables,
    *,
    pledge: Number,
    reading: Number,
    strength: Number,
    outreach: Number,
    partners: Number,
) -> None:
    """Award, in every field with proposals, the one of the highest weighed sum of what is known of it."""
    offered = state.offer_pledge > 0
    on_table = (state.phase == PROPOSED) & offered.any(axis=2)
    if not on_table.any():
        return
    bidder = np.maximum(tables.bidders, 0)
    ratio = divided(state.offer_pledge, np.maximum(state.plan, 1)[:, :, None])
    signed = tables.partners[bidder].sum(axis=2) * state.offer_partners / 1000

    def weight(number: Number) -> Floats:
        return np.asarray(number, dtype=np.float64).reshape(-1, 1, 1)

    score = (
        weight(pledge) * ratio * state.offer_reading / 1000
        + weight(reading) * state.offer_reading / 1000
        + weight(strength) * tables.strength[bidder] / 1000
        + weight(outreach) * tables.outreach[bidder] * tables.retention[bidder]
        + weight(partners) * signed / 100
    )
    best = np.where(offered, score, -1.0).argmax(axis=2)
    decisions.award[...] = np.where(on_table, best, NONE)


def decline_poor(decisions: Decisions, state: State, least: Number) -> None:
    """Turn a field's first proposals down where the best of them reads below ``least`` per mille."""
    best = state.offer_reading.max(axis=2)
    poor = (state.phase == PROPOSED) & (best < least) & (state.age <= 1)
    decisions.decline[poor] = 1
    decisions.award[poor] = NONE


def renew_ending(decisions: Decisions, state: State, tables: Tables, seed: int, years: int) -> None:
    """Ask for a new agreement where the present one is in its last turn or over."""
    ending = alive(state) & (state.term - state.age <= 1)
    decisions.renew_seed[ending] = seed
    decisions.renew_years[ending] = years


def renew_where(decisions: Decisions, state: State, *, seed: Number, years: Number, below: Number) -> None:
    """A new agreement where one ends, for institutes that cover less than ``below`` per mille of their cost."""
    covers = 1000.0 * divided(state.income, state.cost)
    ending = alive(state) & (state.term - state.age <= 1) & (covers < below) & (np.asarray(seed) > 0)
    decisions.renew_seed[...] = np.where(ending, seed, NONE)
    decisions.renew_years[...] = np.where(ending, years, NONE)


def retaper(
    decisions: Decisions, state: State, tables: Tables, *, taper: Number, left: Number, months: Number
) -> None:
    """Make the rest of an agreement fall more steeply once ``left`` turns of it are left; ``taper`` below 0, never.

    Only institutes with cash for at least so many ``months`` are asked to do with less.
    """
    can_wait = state.cash >= months_in_hand(state, tables, 1) * months
    now = alive(state) & (state.base_left > 0) & (state.term - state.age <= left) & can_wait
    decisions.taper[...] = np.where(now & (state.taper < taper), taper, NONE)


def close_hopeless(decisions: Decisions, state: State, below: Number) -> None:
    """Close institutes without base money that cover less than ``below`` per mille of their cost."""
    hopeless = alive(state) & (state.base_left <= 0) & (1000 * state.income < below * state.cost)
    decisions.close[hopeless & (state.cost > 0)] = 1


def close_hollow(decisions: Decisions, state: State, least: Number) -> None:
    """Close institutes in breach with ``least`` per mille of their base money still to come; from 1000 on, none."""
    hollow = in_breach(state) & (1000 * state.base_left >= least * state.plan)
    decisions.close[hollow & (np.asarray(least) < 1000)] = 1


# --- discretionary money -----------------------------------------------------------------------------------------


def grant_equipment(decisions: Decisions, state: State, tables: Tables, spare: Ints, most: Number) -> None:
    """Spread each agency's ``spare`` [W, A] money over those of its institutes that are shortest of machines."""
    there = alive(state) & (state.phase != FAILING)
    purse = np.take_along_axis(spare, np.maximum(state.agency, 0), axis=1)
    short = tables.equipment_half / (tables.equipment_half + np.maximum(state.equipment, 0))
    chosen = top(there & (purse >= _SMALLEST_GRANT), short, most)
    rivals = np.stack([(chosen & (state.agency == a)).sum(axis=1) for a in range(tables.dims.A)], axis=1)
    shares = np.take_along_axis(rivals, np.maximum(state.agency, 0), axis=1)
    amount = np.where(chosen, purse // np.maximum(shares, 1), 0)
    decisions.fund[:, :, _EQUIPMENT] = np.where(amount >= _SMALLEST_GRANT, amount, 0)
    decisions.fund_agency[:, :, _EQUIPMENT] = state.agency


def grant_satellites(
    decisions: Decisions, state: State, tables: Tables, amount: Number, most: Number
) -> None:
    """A satellite site where most firms of the field are far from its hub, for institutes that have none."""
    wanted = alive(state) & (state.satellites == 0) & (np.asarray(amount) > 0)
    if not wanted.any():
        return
    far = tables.firms * (1.0 - proximity(state, tables))
    chosen = top(wanted, far.max(axis=2), most)
    decisions.fund[:, :, _SATELLITE] = np.where(chosen, amount, 0)
    decisions.fund_agency[:, :, _SATELLITE] = state.agency
    decisions.fund_region[...] = far.argmax(axis=2)


def rescue_failing(decisions: Decisions, state: State, willing: Number) -> None:
    """Pay the debts of failing institutes and a turn's half cost, where ``willing`` is at least 500."""
    failing = (state.phase == FAILING) & (np.asarray(willing) >= 500)
    decisions.fund[:, :, _RESCUE] = np.where(failing, np.maximum(-state.cash, 0) + state.cost // 2, 0)
    decisions.fund_agency[:, :, _RESCUE] = state.agency


# --- standing orders of institutes -------------------------------------------------------------------------------


def set_dues(decisions: Decisions, state: State, tier: str, amount: Number) -> None:
    """Set a tier's dues; below 0, leave them as they are."""
    place = TIERS.index(tier)
    differs = alive(state) & (state.dues[:, :, place] != amount) & (np.asarray(amount) >= 0)
    decisions.dues[:, :, place] = np.where(differs, amount, NONE)


def set_vouchers(decisions: Decisions, state: State, amount: Number) -> None:
    """Set the voucher for new small members."""
    decisions.voucher[...] = np.where(alive(state) & (state.voucher != amount), amount, NONE)


def set_portfolio(decisions: Decisions, state: State, mix: Ints, bottom_up: Number) -> None:
    """Set the mix of new projects, [4] or [W, 4] weights, and the members' share; all weights 0 leave it."""
    weights = np.broadcast_to(mix, (state.worlds, mix.shape[-1]))
    whole = weights.sum(axis=1, keepdims=True)
    shares = 1000 * weights // np.maximum(whole, 1)
    shares[:, -1] = 1000 - shares[:, :-1].sum(axis=1)
    wanted = np.broadcast_to(shares[:, None, :], state.portfolio.shape)
    differs = (wanted != state.portfolio).any(axis=2) | (state.bottom_up != bottom_up)
    given = alive(state) & differs & (whole > 0)
    decisions.portfolio[...] = np.where(given[:, :, None], wanted, NONE)
    decisions.bottom_up[...] = np.where(given, bottom_up, NONE)


def recruit(decisions: Decisions, state: State, tables: Tables, budgets: Ints, most: Number) -> None:
    """Recruit everywhere, with [C] or [W, C] thousand dollars a year for each institute through each channel."""
    wanted = np.broadcast_to(np.atleast_2d(budgets)[:, None, :], state.recruit.shape)
    differs = alive(state)[:, :, None] & _is_off(state.recruit, wanted)
    free_slots = state.unaware.sum(axis=2) + state.aware.sum(axis=2)
    chosen = top(differs, free_slots[:, :, None] * (1 + wanted), most)
    decisions.recruit[...] = np.where(chosen, wanted, NONE)
    decisions.recruit_regions[...] = (1 << tables.dims.R) - 1


def needy_channels(tables: Tables) -> Floats:
    """[C] shares of money by how much the firms that a channel finds need an institute, 1 in all."""
    weight = tables.need * tables.need * 1.0
    return np.asarray(weight / weight.sum())


# --- people ------------------------------------------------------------------------------------------------------


def train_regions(
    decisions: Decisions, state: State, tables: Tables, shares: Ints, regions: Number, most: Number
) -> None:
    """Spend [P] or [W, P] per mille of what the payers may expect on programs, in the best ``regions`` regions.

    A region is good for its colleges' places and for members near by, who take the trained on.
    """
    number = min(int(state.turn[0]) + 1, tables.scenario.calendar.turns)
    coming = tables.appropriations[tables.year(number)] * support(state, tables)
    members = state.sme.sum(axis=1) + 1.0
    rules = tables.c.workforce
    worth = tables.colleges * (0.35 + members / (members + rules.demand_half.value))
    chosen = top(np.ones(worth.shape, dtype=np.bool_), worth, regions)
    part = np.where(chosen, tables.colleges, 0)
    budget = coming[:, tables.program_payer].astype(np.int64) * np.atleast_2d(shares) // 1000
    wanted = budget[:, :, None] * part[:, None, :] // np.maximum(part.sum(axis=1), 1)[:, None, None]
    differs = _is_off(state.train_region, wanted)
    yield_ = (tables.skill * tables.placement + 0.05) / np.maximum(tables.program_cost, 0.001)
    change = np.abs(wanted - state.train_region) * yield_[:, None]
    given = top(differs, change, most)
    decisions.train_region[...] = np.where(given, wanted, NONE)


def _is_off(standing: Ints, wanted: Ints) -> Bools:
    """Whether a standing amount is far enough from the wanted one to be ordered anew."""
    gap = np.abs(wanted - standing)
    return np.asarray((gap > _TOLERANCE * np.maximum(wanted, standing)) & (gap > 5))


# --- network, politics, events -------------------------------------------------------------------------------------


def link_best(
    decisions: Decisions,
    state: State,
    tables: Tables,
    *,
    total: Number,
    each: Number,
    kind: Number,
    most: Number,
) -> None:
    """Link the pairs of the best cognitive distance, up to ``total`` links and ``each`` for one institute."""
    there = alive(state)
    linked = state.link_kind > 0
    possible = there[:, tables.pair_a] & there[:, tables.pair_b] & ~linked
    if not possible.any():
        return
    count = linked[:, tables.pairs_of].sum(axis=2)
    possible &= (count[:, tables.pair_a] < each) & (count[:, tables.pair_b] < each)
    busy = 1.0 / (1.0 + (count[:, tables.pair_a] + count[:, tables.pair_b]) / 4.0)
    able = capability(state, tables)
    worth = tables.fit * busy * (able[:, tables.pair_a] + able[:, tables.pair_b])
    more = np.minimum(most, np.maximum(total - linked.sum(axis=1, keepdims=True), 0))
    chosen = top(possible, worth, more)
    decisions.link[...] = np.where(chosen, kind, NONE)


def campaign(decisions: Decisions, audience: str, attention: Number) -> None:
    """Spend attention on being seen."""
    worlds = decisions.campaign.shape[0]
    decisions.campaign[:, AUDIENCES.index(audience)] = np.broadcast_to(attention, (worlds, 1))[:, 0]


#: What a unit of an event's effect is worth, in thousand dollars: for money, for standing, for the institutes' work.
#: Timed effects count for each turn.
_MONEY = {"budget": 1.0, "cash": 1.0}
_STANDING = {"support_congress": 200.0, "support_public": 30.0, "support_agency": 60.0, "commercial": 10.0,
             "office_staff": 1000.0, "attention": 300.0, "reputation": 60.0}  # fmt: skip
_WORK = {"project_pace": 6.0, "churn": -5.0, "market_pull": 8.0, "training": 15.0, "foreign_front": -60.0,
         "cycle": 80.0, "payments": 2.0, "match_rule": -1.0, "new_starts": 2000.0}  # fmt: skip


def respond_best(
    decisions: Decisions, state: State, tables: Tables, money: Number, standing: Number, work: Number
) -> None:
    """Take the option whose effects weigh most; money, standing and work count as much as their weights say.

    What touches single institutes counts only where they exist, and attention that an option takes counts against it.
    """
    asked = waiting(state)
    there = alive(state)
    for e in np.flatnonzero(asked.any(axis=0)):
        event = tables.scenario.events[e]
        scores = []
        for option in event.options:
            worth = -_STANDING["attention"] * option.attention * np.ones((state.worlds, 1))
            for effect in option.effects:
                lever = effect.lever
                aim = LEVERS[lever].scope
                size: Ints | int = effect.amount * max(effect.turns, 1)
                if lever == "appropriation":
                    agencies = [tables.agency[effect.of]] if effect.of else range(tables.dims.A)
                    yearly = sum(
                        int(tables.appropriations[tables.year(int(state.turn[0]) + 1)][a]) for a in agencies
                    )
                    worth = worth + money * size * (yearly / 1000 / tables.turns_per_year / 1000)
                    continue
                if aim == "technology":
                    hit = there[:, tables.technology[effect.of]][:, None] if effect.of else there
                    size = size * hit.sum(axis=1, keepdims=True)
                for weight, table in ((money, _MONEY), (standing, _STANDING), (work, _WORK)):
                    if lever in table:
                        worth = worth + weight * (size * table[lever] / 1000)
            scores.append(worth[:, 0])
        best = np.argmax(np.stack(scores, axis=1), axis=1)
        decisions.respond[:, e] = np.where(asked[:, e], best, NONE)


def spare_money(checked: Review, share: Number) -> Ints:
    """[W, A] per mille of the money that the agencies can spend freely this turn."""
    return checked.free * share // 1000

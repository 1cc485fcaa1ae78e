"""Phase 5: membership. Firms hear of an institute, join it, and stay as long as it is worth it.

Joining follows diffusion: outside influence (channels), word of mouth (members near by), what the institute offers
for its dues, and whether the firm has the skilled people to make use of it. Cheap channels bring those who need it
least; how much the members need it is counted beside how many they are.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from nnmi_game.engine.arrays import Floats, Ints, divided, floored, rounded, saturating
from nnmi_game.engine.context import Turn, affordable, alive
from nnmi_game.engine.draws import binomial
from nnmi_game.engine.institutes import capability, proximity
from nnmi_game.engine.tables import ORGANISATIONS, SME, share
from nnmi_game.scenario.vocabulary import LINK_KINDS, TIERS

#: Affordability of customary dues: there, dues neither drive members away nor hold them.
_PRICE = 0.6
_TIERS = [TIERS.index(name) for name in ORGANISATIONS]


@frozen(eq=False)
class Reach:
    """What recruiting money does this turn.

    [W, K, R] shares of firms made aware and made readier to join; [W, K] need of those made aware, per mille.
    """

    aware: Floats
    readier: Floats
    need: Floats


def run(turn: Turn) -> None:
    """Partners sign up or vanish, SMEs hear, join and leave, others join and leave."""
    state = turn.state
    if not alive(state).any():
        _renew_firms(turn)
        return
    _convert_partners(turn)
    value = member_value(turn)
    _smes(turn, value, _recruit(turn))
    _organisations(turn, value)
    _renew_firms(turn)


def member_value(turn: Turn) -> Floats:
    """[W, K] points: what membership is worth, before dues.

    Equipment and engineers, projects, knowledge and a name are worth something; contract work for others and too
    many members for too few engineers (the commons) take it away.
    """
    state, rules = turn.state, turn.tables.c.membership
    members = state.organisations.sum(axis=2) + state.sme.sum(axis=2)
    projects = np.minimum(divided(10.0 * state.projects.sum(axis=2), members), 2.0)
    value = (
        rules.value_capability.value * capability(state, turn.tables) / 1000
        + rules.value_projects.value * projects
        + rules.value_network.value * state.knowledge / 1000
        + rules.value_reputation.value * state.reputation / 1000
    )
    crowd = divided(members, state.staff)
    free_time = 1.0 - share(rules.drift_penalty) * state.drift / 1000
    return np.asarray(value * free_time * (1.0 - saturating(crowd, float(rules.crowding_half.value))))


def _convert_partners(turn: Turn) -> None:
    """A bid's partners are not members: they sign up slowly, and some are never seen again."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.membership
    shape = (tables.dims.K, tables.dims.T)
    young = (turn.number - state.opened) < tables.turns_per_year
    rate = np.where(young, tables.per_turn(rules.partner_first), tables.per_turn(rules.partner_later))
    there = alive(state)
    # who signed a letter of support has not yet paid dues
    afford = tables.dues_half / (tables.dues_half + state.dues)
    chance = np.where(there, rate, 0.0)[:, :, None] * np.minimum(afford / _PRICE, 1.5)
    signed = binomial(state.partners, chance, turn.uniforms("conversion", shape))
    fade = np.where(there, tables.per_turn(rules.partner_fade), 0.0)[:, :, None] * np.ones(shape)
    gone = binomial(state.partners - signed, fade, turn.uniforms("fading", shape))
    ledger.flow("partners", "joined", -signed)
    ledger.flow("partners", "never seen again", -gone)
    ledger.flow("organisations", "bid partners joined", signed[:, :, _TIERS])
    ledger.flow("prospects", "bid partners who never came", gone[:, :, _TIERS])
    at_hub = state.hub[:, :, None] == np.arange(tables.dims.R)
    ledger.flow("sme", "bid partners joined", np.where(at_hub, signed[:, :, SME, None], 0))
    ledger.flow("need", "bid partners joined", signed[:, :, SME] * rules.need_ambient.value)
    ledger.flow("aware", "bid partners who never came", np.where(at_hub, gone[:, :, SME, None], 0))
    ledger.flow("need_aware", "bid partners who never came", gone[:, :, SME] * rules.need_ambient.value)


def _recruit(turn: Turn) -> Reach:
    """Spend the standing recruiting money and see whom it reaches."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    dims = tables.dims
    shape = (state.worlds, dims.K, dims.R)
    missed, readier = np.ones(shape), np.zeros(shape)
    need, weight = np.zeros(shape[:2]), np.zeros(shape[:2])
    bits = np.int64(1) << np.arange(dims.R)
    firms = state.unaware + state.aware
    there = alive(state)
    for c in range(dims.C):
        budget = np.where(there, state.recruit[:, :, c], 0) // tables.turns_per_year
        if not budget.any():
            continue
        payer = int(tables.channel_payer[c])
        agency = state.agency if payer == -1 else np.full_like(state.agency, payer)
        if payer == -2:
            spent = np.minimum(budget, np.maximum(state.cash, 0))
            ledger.pay("recruiting", "cash", "recruiting", spent)
        else:
            spent = affordable(turn, budget, agency)
            ledger.pay_from_budget("recruiting", agency, "recruiting", spent)
        target = np.where(state.recruit_regions[:, :, c, None] & bits, firms, 0)
        everyone = target.sum(axis=2)
        contacts = (spent / tables.contact_cost[c])[:, :, None] * divided(target, everyone[:, :, None])
        part = saturating(contacts, np.maximum(firms, 1.0) * tables.reach[c]) * tables.reach[c]
        missed = missed * (1.0 - part * tables.awareness[c])
        readier = readier + part * tables.conversion[c]
        made_aware = rounded(1000.0 * part * tables.awareness[c] * state.unaware).sum(axis=2) / 1000
        need = need + made_aware * tables.need[c]
        weight = weight + made_aware
    return Reach(1.0 - missed, readier, divided(need, weight))


def _smes(turn: Turn, value: Floats, reach: Reach) -> None:
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.membership
    there = alive(state)[:, :, None]
    shape = (tables.dims.K, tables.dims.R)
    bidder = np.maximum(state.bidder, 0)
    total = state.unaware + state.aware + state.sme
    local = divided(state.sme, total)
    overall = divided(state.sme.sum(axis=2), total.sum(axis=2))
    close = proximity(state, tables)
    word = tables.per_turn(rules.word_of_mouth) * (local + overall[:, :, None])
    word = word + tables.per_turn(rules.spillover) * _spillover(turn)[:, :, None]
    name = (0.5 + state.reputation / 1000) * tables.outreach[bidder]
    by_itself = (tables.per_turn(rules.ambient) * close + word) * name[:, :, None]
    pull = turn.pushed("market_pull") * tables.pull
    by_itself = np.minimum(by_itself * pull[:, :, None], 0.9)
    chance = np.where(there, 1.0 - (1.0 - by_itself) * (1.0 - reach.aware), 0.0)
    heard = binomial(state.unaware, chance, turn.uniforms("awareness", shape))
    ledger.flow("unaware", "heard of the institute", -heard)
    ledger.flow("aware", "heard of the institute", heard)
    told = divided(reach.aware, reach.aware + by_itself)
    from_channels = rounded(1000.0 * heard * told).sum(axis=2)
    need_heard = rounded(from_channels / 1000 * reach.need)
    need_heard = need_heard + (heard.sum(axis=2) * 1000 - from_channels) * rules.need_ambient.value // 1000
    ledger.flow("need_aware", "heard of the institute", need_heard)

    worth = value + rules.value_bottom_up.value * state.bottom_up / 1000
    afford = tables.dues_half[SME] / (tables.dues_half[SME] + state.dues[:, :, SME])
    voucher = saturating(state.voucher, float(rules.voucher_half.value))
    afford = afford + (1.0 - afford) * voucher
    # people: a firm without skilled workers near it cannot use what the institute offers
    skilled = saturating(state.skilled[:, None, :], rules.skills_half.value * (1.0 + state.sme))
    wish = tables.join[SME] * (
        tables.appeal[:, SME] * tables.pull * saturating(worth, float(rules.value_half.value))
    )
    ready = wish[:, :, None] * afford[:, :, None] * skilled * (1.0 + reach.readier + voucher[:, :, None])
    joined = binomial(state.aware, np.where(there, ready, 0.0), turn.uniforms("joining", shape))
    left, ceased = _leave_smes(turn, worth, afford)
    new = joined.sum(axis=2)
    typical = divided(state.need_aware, state.aware.sum(axis=2))
    ledger.flow("aware", "joined", -joined)
    ledger.flow("sme", "joined", joined)
    moved = np.minimum(rounded(new * typical), state.need_aware)
    ledger.flow("need_aware", "joined", -moved)
    # a voucher brings firms that would not have come, and they need it more than the typical one
    by_voucher = new * divided(voucher, 1.0 + voucher)
    ledger.flow("need", "joined", moved)
    more = rounded(by_voucher * np.maximum(rules.need_voucher.value - typical, 0.0))
    ledger.flow("need", "brought by vouchers", more)
    ledger.pay("vouchers", "cash", "vouchers", new * state.voucher)
    members = state.sme.sum(axis=2)
    average = divided(state.need, members)
    going = np.where(members > 0, np.minimum(rounded(left.sum(axis=2) * average), state.need), 0)
    for_good = divided(ceased.sum(axis=2), left.sum(axis=2))
    ledger.flow("sme", "left", -(left - ceased))
    ledger.flow("sme", "ceased", -ceased)
    ledger.flow("aware", "left the institute", left - ceased)
    ledger.flow("need", "left", -going)
    ledger.flow("need_aware", "left the institute", rounded(going * (1.0 - for_good)))


def _leave_smes(turn: Turn, worth: Floats, afford: Floats) -> tuple[Ints, Ints]:
    """[W, K, R] SME members that leave, and those of them that cease to exist."""
    state, tables = turn.state, turn.tables
    rules = tables.c.membership
    dull = 1.0 - saturating(worth, float(rules.value_half.value))
    leave = tables.leave[SME] * 2.0 * dull * (_PRICE / afford) * turn.pushed("churn")
    leave = leave / tables.retention[np.maximum(state.bidder, 0)]
    exit_ = tables.per_turn(rules.exit)
    chance = np.where(alive(state), leave + exit_, 0.0)
    shape = (tables.dims.K, tables.dims.R)
    uniform = turn.uniforms("leaving", shape)
    left = binomial(state.sme, np.broadcast_to(chance[:, :, None], state.sme.shape), uniform)
    of_them = divided(np.full_like(chance, exit_), leave + exit_)
    # the same uniform decides the fraction: only its place within the draw matters
    return left, floored(left * of_them[:, :, None] + 0.5)


def _spillover(turn: Turn) -> Floats:
    """[W, K] share of firms that are members of linked institutes, weighed by the strength of the link."""
    state, tables = turn.state, turn.tables
    if not state.link_kind.any():
        return np.zeros((state.worlds, tables.dims.K))
    total = (state.unaware + state.aware + state.sme).sum(axis=2)
    density = rounded(1000.0 * divided(state.sme.sum(axis=2), total))
    rules = tables.c.network
    subnetwork = state.link_kind == LINK_KINDS.index("subnetwork") + 1
    weight = state.link_strength * np.where(subnetwork, rules.subnetwork_spill.value, 1000) // 1000
    linked = weight[:, tables.pairs_of] * density[:, tables.others_of]
    return np.asarray(linked.sum(axis=2) / 1e6)


def _organisations(turn: Turn, value: Floats) -> None:
    """Large firms, universities and laboratories join and leave by what they get for their dues."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.membership
    shape = (tables.dims.K, tables.dims.O)
    worth = saturating(value, float(rules.value_half.value))[:, :, None]
    afford = tables.dues_half[_TIERS] / (tables.dues_half[_TIERS] + state.dues[:, :, _TIERS])
    there = alive(state)[:, None, :, None]
    mood = 1.0 + state.cycle[:, None, None] / 1000
    pull = (tables.pull * turn.pushed("market_pull"))[:, :, None]
    join = tables.join[_TIERS] * tables.appeal[:, _TIERS] * pull * worth * afford * mood
    leave = tables.leave[_TIERS] * 2.0 * (1.0 - worth) * (_PRICE / afford)
    leave = leave * turn.pushed("churn")[:, :, None]
    leave = leave / tables.retention[np.maximum(state.bidder, 0)][:, :, None]
    uniform = turn.uniforms("organisations", (2, *shape))
    trials = np.stack((state.prospects, state.organisations), axis=1)
    moved = binomial(trials, np.where(there, np.stack((join, leave), axis=1), 0.0), uniform)
    joined, left = moved[:, 0], moved[:, 1]
    ledger.flow("prospects", "joined", -joined)
    ledger.flow("organisations", "joined", joined)
    ledger.flow("organisations", "left", -left)
    ledger.flow("prospects", "left the institute", left)


def _renew_firms(turn: Turn) -> None:
    """Firms are founded and cease, whatever the program does."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.membership
    uniform = turn.uniforms("firms", (2, tables.dims.K, tables.dims.R))
    founded = floored(tables.firms * tables.per_turn(rules.entry) + uniform[:, 0])
    founded = np.where(tables.firms > 0, founded, 0)
    ceased = np.minimum(floored(state.unaware * tables.per_turn(rules.exit) + uniform[:, 1]), state.unaware)
    ledger.flow("unaware", "founded", founded)
    ledger.flow("unaware", "ceased", -ceased)

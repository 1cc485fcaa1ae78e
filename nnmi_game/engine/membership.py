"""Phase 5: membership. Firms hear of an institute, join it, and stay as long as it is worth it.

Joining follows diffusion: outside influence (channels), word of mouth (members near by), what the institute offers
for its dues, and whether the firm has the skilled people to make use of it. Cheap channels bring those who need it
least; how much the members need it is counted beside how many they are.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from nnmi_game.engine.arrays import (
    Bools,
    Floats,
    Ints,
    anywhere,
    divided,
    floored,
    happens,
    in_sets,
    over_last,
    part_of,
    repeated,
    rounded,
    saturating,
    side_by_side,
)  # fmt: skip
from nnmi_game.engine.context import Turn, affordable, alive
from nnmi_game.engine.draws import binomial, binomials
from nnmi_game.engine.institutes import capability, proximity
from nnmi_game.engine.legality import recruit_money
from nnmi_game.engine.tables import OTHER_TIERS, SME, share
from nnmi_game.scenario.vocabulary import LINK_KINDS

#: Affordability of customary dues: there, dues neither drive members away nor hold them.
_PRICE = 0.65


@frozen(eq=False)
class Reach:
    """What recruiting money does this turn.

    [W, K, R] shares of firms made aware and made readier to join; [W, K] need of those made aware, per mille.
    """

    aware: Floats
    readier: Floats
    need: Floats


@frozen(eq=False)
class Offer:
    """What membership offers an SME, [W, K]: its worth in points, what its dues leave of it, its voucher.

    A voucher pays for the first year: it helps a firm in, and does nothing for one that thinks of leaving.
    """

    worth: Floats
    afford: Floats
    entry: Floats  # what is left at the door, where a voucher pays part of the dues
    voucher: Floats


def run(turn: Turn) -> None:
    """Partners sign up or vanish, SMEs hear, join and leave, others join and leave."""
    state, tables = turn.state, turn.tables
    there = alive(state)
    if not happens(there):
        _renew_firms(turn)
        return
    _convert_partners(turn, there)
    value = member_value(turn)
    reach = _recruit(turn, there)
    offer = _offer(turn, value)
    by_itself = _word_of_mouth(turn)
    hear = 1.0 - (1.0 - by_itself) * (1.0 - reach.aware)
    hear[~there] = 0.0
    leave, exit_ = _leaving(turn, offer), tables.per_turn(tables.c.membership.exit)
    go = np.where(there, leave + exit_, 0.0)
    change = np.where(there[:, None, :, None], _coming_and_going(turn, value), 0.0)
    others = side_by_side(state.prospects, state.organisations)
    by_region = (tables.dims.K, tables.dims.R)
    # none of these waits for another
    heard, left, moved = binomials(
        (state.unaware, hear, turn.uniforms("awareness", by_region)),
        (state.sme, repeated(go, tables.dims.R), turn.uniforms("leaving", by_region)),
        (others, change, turn.uniforms("organisations", others.shape[1:])),
    )
    _hear(turn, heard, divided(reach.aware, reach.aware + by_itself), reach.need)
    ready = _readiness(turn, offer, reach.readier)
    ready[~there] = 0.0
    joined = binomial(state.aware, ready, turn.uniforms("joining", by_region))
    # the same uniform decides the fraction: only its place within the draw matters
    ceased = floored(left * repeated(divided(exit_, leave + exit_), tables.dims.R) + 0.5)
    _join(turn, joined, offer.voucher)
    _leave(turn, left, ceased)
    _exchange_organisations(turn, moved[:, 0], moved[:, 1])
    _renew_firms(turn)


def member_value(turn: Turn) -> Floats:
    """[W, K] points: what membership is worth, before dues.

    Equipment and engineers, projects, knowledge and a name are worth something; contract work for others and too
    many members for too few engineers (the commons) take it away.
    """
    state, rules = turn.state, turn.tables.c.membership
    members = over_last(state.organisations) + over_last(state.sme)
    projects = np.minimum(divided(10.0 * over_last(state.projects), members), 2.0)
    value = (
        rules.value_capability.value * capability(state, turn.tables) / 1000
        + rules.value_projects.value * projects
        + rules.value_network.value * state.knowledge / 1000
        + rules.value_reputation.value * state.reputation / 1000
    )
    crowd = divided(members, state.staff)
    free_time = 1.0 - share(rules.drift_penalty) * state.drift / 1000
    return np.asarray(value * free_time * (1.0 - saturating(crowd, float(rules.crowding_half.value))))


def affordable_dues(dues: Ints, half: Floats) -> Floats:
    """Share of the wish to be a member that dues leave: hardly touched while they are small, gone when they are not."""
    part = dues / half
    return np.asarray(1.0 / (1.0 + part * part))


def _price(afford: Floats) -> Floats:
    """How much faster members leave for their dues: who pays every year looks twice, where joining looks once."""
    over = _PRICE / afford
    return np.asarray(over * over)


def _convert_partners(turn: Turn, there: Bools) -> None:
    """A bid's partners are not members: they sign up slowly, and some are never seen again."""
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    rules = tables.c.membership
    shape = (tables.dims.K, tables.dims.T)
    young = (turn.number - state.opened) < tables.turns_per_year
    rate = np.where(young, tables.per_turn(rules.partner_first), tables.per_turn(rules.partner_later))
    # who signed a letter of support has not yet paid dues
    afford = affordable_dues(state.dues, tables.dues_half)
    chance = np.where(there, rate, 0.0)[:, :, None] * np.minimum(afford / _PRICE, 1.5)
    signed = binomial(state.partners, chance, turn.uniforms("conversion", shape))
    fade = np.where(there, tables.per_turn(rules.partner_fade), 0.0)[:, :, None].repeat(shape[1], axis=2)
    gone = binomial(state.partners - signed, fade, turn.uniforms("fading", shape))
    ledger.flow("partners", "joined", -signed)
    ledger.flow("partners", "never seen again", -gone)
    ledger.flow("organisations", "bid partners joined", signed[:, :, OTHER_TIERS])
    ledger.flow("prospects", "bid partners who never came", gone[:, :, OTHER_TIERS])
    at_hub = state.hub[:, :, None] == np.arange(tables.dims.R)
    ledger.flow("sme", "bid partners joined", at_hub * signed[:, :, SME, None])
    ledger.flow("need", "bid partners joined", signed[:, :, SME] * rules.need_ambient.value)
    ledger.flow("aware", "bid partners who never came", at_hub * gone[:, :, SME, None])
    ledger.flow("need_aware", "bid partners who never came", gone[:, :, SME] * rules.need_ambient.value)


def _recruit(turn: Turn, there: Bools) -> Reach:
    """Spend the standing recruiting money and see whom it reaches."""
    state, tables = turn.state, turn.tables
    spent = _pay_recruiting(turn, recruit_money(state.recruit, state, tables))
    shape, row = state.aware.shape, (there.size, tables.dims.R)
    unawares, awares = state.unaware.reshape(row), state.aware.reshape(row)
    missed, readier = np.ones(row), np.zeros(row)
    need, weight = np.zeros(there.size), np.zeros(there.size)
    for c, money in spent.items():
        paid = money.reshape(-1)
        users = paid.nonzero()[0]  # institutes that use the channel: few of them use all
        unaware = unawares.take(users, axis=0)
        firms = unaware + awares.take(users, axis=0)
        regions = in_sets(state.recruit_regions[:, :, c].reshape(-1).take(users), tables.dims.R)
        target = regions * firms
        each = paid.take(users) / tables.contact_cost[c]
        contacts = repeated(each, tables.dims.R) * part_of(target, repeated(over_last(target), tables.dims.R))
        part = saturating(contacts, np.maximum(firms, 1.0) * tables.reach[c]) * tables.reach[c]
        missed[users] = missed.take(users, axis=0) * (1.0 - part * tables.awareness[c])
        readier[users] = readier.take(users, axis=0) + part * tables.conversion[c]
        made_aware = over_last(rounded(1000.0 * part * tables.awareness[c] * unaware)) / 1000
        need[users] += made_aware * tables.need[c]
        weight[users] += made_aware
    by_told = divided(need, weight).reshape(there.shape)
    return Reach((1.0 - missed).reshape(shape), readier.reshape(shape), by_told)


def _pay_recruiting(turn: Turn, budget: Ints) -> dict[int, Ints]:
    """[W, K] what is spent on each channel that has a budget, out of budgets [W, K, C].

    The institute pays from its own cash, or its sponsor or an agency pays, one channel after the other.
    """
    state, tables, ledger = turn.state, turn.tables, turn.ledger
    spent: dict[int, Ints] = {}
    for c in anywhere(budget != 0):
        payer, money = tables.channel_payer[c], budget[:, :, c]
        if payer == -2:
            spent[c] = np.minimum(money, np.maximum(state.cash, 0))
            ledger.pay("recruiting", "cash", "recruiting", spent[c])
        else:
            agency = state.agency if payer == -1 else np.full_like(state.agency, payer)
            spent[c], by_agency = affordable(turn, money, agency)
            ledger.pay_from_budget("recruiting", by_agency, "recruiting", spent[c])
    return spent


def _word_of_mouth(turn: Turn) -> Floats:
    """[W, K, R] chance that an SME hears of the institute without being told by it."""
    state, tables = turn.state, turn.tables
    rules = tables.c.membership
    firms = state.unaware + state.aware + state.sme
    members, everyone = over_last(state.sme), over_last(firms)
    local, overall = part_of(state.sme, firms), part_of(members, everyone)
    word = tables.per_turn(rules.word_of_mouth) * (local + repeated(overall, tables.dims.R))
    if happens(state.link_kind > 0):
        word = word + tables.per_turn(rules.spillover) * _spillover(turn, members, everyone)[:, :, None]
    name = (0.5 + state.reputation / 1000) * tables.outreach[np.maximum(state.bidder, 0)]
    by_itself = (tables.per_turn(rules.ambient) * proximity(state, tables) + word) * repeated(
        name, tables.dims.R
    )
    pull = turn.pushed("market_pull") * tables.pull
    return np.asarray(np.minimum(by_itself * repeated(pull, tables.dims.R), 0.9))


def _spillover(turn: Turn, members: Ints, everyone: Ints) -> Floats:
    """[W, K] share of firms that are members of linked institutes, weighed by the strength of the link."""
    state, tables = turn.state, turn.tables
    density = rounded(1000.0 * part_of(members, everyone))
    rules = tables.c.network
    subnetwork = state.link_kind == LINK_KINDS.index("subnetwork") + 1
    weight = state.link_strength * np.where(subnetwork, rules.subnetwork_spill.value, 1000) // 1000
    linked = weight[:, tables.pairs_of] * density[:, tables.others_of]
    return np.asarray(over_last(linked) / 1e6)


def _offer(turn: Turn, value: Floats) -> Offer:
    state, tables = turn.state, turn.tables
    rules = tables.c.membership
    worth = value + rules.value_bottom_up.value * state.bottom_up / 1000
    afford = affordable_dues(state.dues[:, :, SME], tables.dues_half[SME])
    voucher = saturating(state.voucher, float(rules.voucher_half.value))
    first_year = np.maximum(state.dues[:, :, SME] - state.voucher, 0)
    return Offer(worth, afford, affordable_dues(first_year, tables.dues_half[SME]), voucher)


def _leaving(turn: Turn, offer: Offer) -> Floats:
    """[W, K] chance that an SME leaves, besides the chance that it ceases to exist."""
    tables = turn.tables
    dull = 1.0 - saturating(offer.worth, float(tables.c.membership.value_half.value))
    leave = tables.leave[SME] * 2.0 * dull * _price(offer.afford) * turn.pushed("churn")
    return np.asarray(leave / tables.retention[np.maximum(turn.state.bidder, 0)])


def _coming_and_going(turn: Turn, value: Floats) -> Floats:
    """[W, 2, K, O] chances that large firms, universities and laboratories join and leave."""
    state, tables = turn.state, turn.tables
    rules = tables.c.membership
    worth = saturating(value, float(rules.value_half.value))[:, :, None]
    afford = affordable_dues(state.dues[:, :, OTHER_TIERS], tables.dues_half[OTHER_TIERS])
    mood = 1.0 + state.cycle[:, None, None] / 1000
    pull = (tables.pull * turn.pushed("market_pull"))[:, :, None]
    join = tables.join[OTHER_TIERS] * tables.appeal[:, OTHER_TIERS] * pull * worth * afford * mood
    leave = tables.leave[OTHER_TIERS] * 2.0 * (1.0 - worth) * _price(afford)
    leave = leave * turn.pushed("churn")[:, :, None]
    leave = leave / tables.retention[np.maximum(state.bidder, 0)][:, :, None]
    both: Floats = side_by_side(join, leave)
    return both


def _hear(turn: Turn, heard: Ints, told: Floats, need_told: Floats) -> None:
    """SMEs hear of the institute: the share ``told`` through channels, which choose them by another need."""
    ledger, ambient = turn.ledger, turn.tables.c.membership.need_ambient.value
    ledger.flow("unaware", "heard of the institute", -heard)
    ledger.flow("aware", "heard of the institute", heard)
    from_channels = over_last(rounded(1000.0 * heard * told))
    need = rounded(from_channels / 1000 * need_told)
    need = need + (over_last(heard) * 1000 - from_channels) * ambient // 1000
    ledger.flow("need_aware", "heard of the institute", need)


def _readiness(turn: Turn, offer: Offer, readier: Floats) -> Floats:
    """[W, K, R] chance that an SME which has heard of the institute joins it."""
    state, tables = turn.state, turn.tables
    rules = tables.c.membership
    # people: a firm without skilled workers near it cannot use what the institute offers
    skilled = saturating(
        state.skilled[:, None, :].repeat(tables.dims.K, axis=1), rules.skills_half.value * (1.0 + state.sme)
    )
    wish = tables.join[SME] * (
        tables.appeal[:, SME] * tables.pull * saturating(offer.worth, float(rules.value_half.value))
    )
    pushed = 1.0 + readier + repeated(offer.voucher, tables.dims.R)
    # machines are of use to those who can drive to them
    close = share(rules.far) + (1.0 - share(rules.far)) * proximity(state, tables)
    return np.asarray(repeated(wish * offer.entry, tables.dims.R) * skilled * pushed * close)


def _join(turn: Turn, joined: Ints, voucher: Floats) -> None:
    """SMEs become members and bring their need with them."""
    state, ledger, rules = turn.state, turn.ledger, turn.tables.c.membership
    new = over_last(joined)
    typical = divided(state.need_aware, over_last(state.aware))
    ledger.flow("aware", "joined", -joined)
    ledger.flow("sme", "joined", joined)
    moved = np.minimum(rounded(new * typical), state.need_aware)
    ledger.flow("need_aware", "joined", -moved)
    # a voucher brings firms that would not have come, and they need it more than the typical one
    by_voucher = new * (voucher / (1.0 + voucher))
    ledger.flow("need", "joined", moved)
    more = rounded(by_voucher * np.maximum(rules.need_voucher.value - typical, 0.0))
    ledger.flow("need", "brought by vouchers", more)
    ledger.pay("vouchers", "cash", "vouchers", new * state.voucher)


def _leave(turn: Turn, left: Ints, ceased: Ints) -> None:
    """SMEs leave, some of them because they cease to exist."""
    state, ledger = turn.state, turn.ledger
    gone = over_last(left)
    average = divided(state.need, over_last(state.sme))
    going = np.minimum(rounded(gone * average), state.need)
    back = left - ceased
    ledger.flow("sme", "left", -back)
    ledger.flow("sme", "ceased", -ceased)
    ledger.flow("aware", "left the institute", back)
    ledger.flow("need", "left", -going)
    for_good = part_of(over_last(ceased), gone)
    ledger.flow("need_aware", "left the institute", rounded(going * (1.0 - for_good)))


def _exchange_organisations(turn: Turn, joined: Ints, left: Ints) -> None:
    """Large firms, universities and laboratories join and leave by what they get for their dues."""
    ledger = turn.ledger
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
    ceased = np.minimum(floored(state.unaware * tables.per_turn(rules.exit) + uniform[:, 1]), state.unaware)
    ledger.flow("unaware", "founded", founded)
    ledger.flow("unaware", "ceased", -ceased)

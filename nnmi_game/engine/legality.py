"""What the office may order: the one place that knows.

``review`` looks at a batch of decisions and gives each order a reason: ``Reason.OK``, or why it is refused and
which values would be accepted. ``permitted`` strikes out what is refused; a played game and a policy in a thousand
worlds pass through the same door. Where attention or an agency's money does not reach for everything, orders are
granted in the order of ``CHECKS``.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

import numpy as np
from attrs import define, evolve, frozen

from nnmi_game.engine.arrays import (
    Bools,
    Ints,
    anywhere,
    by_owner,
    chosen,
    happens,
    over_first,
    over_last,
    per_world,
    within,
)
from nnmi_game.engine.context import (
    CLOSED,
    FAILING,
    OPEN,
    PROPOSED,
    RAMP_UP,
    alive,
    lasting_effects,
)  # fmt: skip
from nnmi_game.engine.decisions import NONE, Decisions
from nnmi_game.engine.orders import PURPOSES
from nnmi_game.engine.schedule import due
from nnmi_game.engine.state import State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import LINK_KINDS

LARGEST = 10**6  # thousand dollars: no single order may be larger than a billion dollars


class Reason(IntEnum):
    """Why an order is refused."""

    OK = 0
    TAKEN = 1  # the field has an institute, a solicitation or proposals already
    NO_SPONSOR = 2  # the agency does not sponsor institutes
    NOT_ITS_MISSION = 3  # the technology does not serve the agency
    OUT_OF_RANGE = 4  # a number is not between the bounds
    NO_MONEY = 5  # the agency has not so much left
    NO_ROOM = 6  # the agency cannot carry another first year
    HOLD = 7  # no new starts are allowed now
    NO_PROPOSAL = 8  # that bidder has no proposal on the table
    NO_INSTITUTE = 9  # there is no institute in the field
    NO_AGREEMENT = 10  # no base money is left to come
    TOO_EARLY = 11  # the present agreement still has more than a year to run
    MIX = 12  # the four shares must add up to 1000
    NO_REGION = 13  # no region was named
    AT_HOME = 14  # the institute is in that region already
    NOT_BOTH = 15  # both institutes must be at work
    LINKED = 16  # they are linked that way already, or not linked at all
    ATTENTION = 17  # the office has not so much attention left
    NO_EVENT = 18  # the event does not wait for a response
    NO_OPTION = 19  # the event has no such option
    BOTH = 20  # an award and a refusal in the same field
    NOT_SHORT = 21  # the institute is not short of money


_OK = int(Reason.OK)

#: Every kind of check, in the order in which orders are granted when there is not enough for all.
CHECKS = (
    "respond", "close", "decline", "award", "renew", "fund", "taper", "solicit", "dues", "vouchers", "portfolio",
    "link", "recruit", "train_region", "train_institute", "campaign",
)  # fmt: skip

#: Fields of the decisions that a check governs, with what stands there for no order.
_GOVERNED = {
    "respond": {"respond": NONE},
    "close": {"close": 0},
    "decline": {"decline": 0},
    "award": {"award": NONE},
    "renew": {"renew_seed": NONE},
    "fund": {"fund": 0},
    "taper": {"taper": NONE},
    "solicit": {"solicit": 0},
    "dues": {"dues": NONE},
    "vouchers": {"voucher": NONE},
    "portfolio": {"portfolio": NONE, "bottom_up": NONE},
    "link": {"link": NONE},
    "recruit": {"recruit": NONE},
    "train_region": {"train_region": NONE},
    "train_institute": {"train_institute": NONE},
    "campaign": {"campaign": 0},
}


@define(eq=False)
class Check:
    """Orders of one kind: which were given, why any is refused, and between which bounds it would be accepted."""

    given: Bools
    asked: bool  # whether anything was given in any world
    reason: Ints
    low: Ints
    high: Ints
    attention: int | Ints
    money: Ints | None = None
    agency: Ints | None = None

    @property
    def granted(self) -> Bools:
        """Orders that were given and are allowed."""
        return np.asarray(self.given & (self.reason == _OK))


@frozen(eq=False)
class Review:
    """The checks of a batch of decisions, and the office's means in each world."""

    checks: dict[str, Check]
    attention: Ints  # [W] capacity this turn
    attention_used: Ints  # [W]
    free: Ints  # [W, A] thousand dollars that the agency can spend freely this turn
    money_used: Ints  # [W, A]
    room: Ints  # [W, A] first-year money for new agreements
    room_left: Ints  # [W, A] the same after the agreements that are ordered


def _attention_capacity(state: State, tables: Tables, levers: dict[str, Ints]) -> Ints:
    """[W] attention of the coming turn, after what standing links, running agreements and failing institutes take."""
    office = tables.c.office
    capacity = office.base.value + state.office_staff * office.per_person.value // 10
    if "attention" in levers:
        capacity = capacity + levers["attention"][:, 0]
    return np.asarray(np.maximum(capacity - sum(standing_attention(state, tables).values()), 0))


def standing_attention(state: State, tables: Tables) -> dict[str, Ints]:
    """[W] attention that each kind of thing takes every turn, before anything is ordered."""
    office = tables.c.office
    there = alive(state)
    recruiters = (state.recruit > 0).sum(axis=(1, 2))
    programs = (state.train_region > 0).sum(axis=(1, 2)) + (state.train_institute > 0).sum(axis=(1, 2))
    return {
        "agreements": (there & (state.base_left > 0)).sum(axis=1) * office.oversight.value // 10,
        "failing": in_trouble(state).sum(axis=1) * office.crisis.value // 10,
        "links": (state.link_kind > 0).sum(axis=1) * office.link_upkeep.value // 10,
        "recruiting": recruiters * office.recruit_upkeep.value // 10,
        "programs": programs * office.train_upkeep.value // 10,
    }


def in_breach(state: State) -> Bools:
    """[W, K] institutes whose consortium has come apart while an agreement still runs."""
    return np.asarray(alive(state) & (state.base_left > 0) & (state.credibility == 0))


def in_trouble(state: State) -> Bools:
    """[W, K] institutes that keep the office busy: those without money and those without partners."""
    return np.asarray((state.phase == FAILING) | in_breach(state))


def standing_money(state: State, tables: Tables) -> Ints:
    """[W, A] thousand dollars that standing recruiting and workforce orders take from each agency in a turn."""
    recruit = recruit_money(state.recruit, state, tables)
    institute = institute_money(state.train_institute, state, tables)
    region = state.train_region // tables.turns_per_year
    by_sponsor = recruit @ tables.sponsor_pays + over_first(institute)
    fixed: Ints = over_first(recruit) @ tables.pays_channel + over_last(region) @ tables.pays_program
    return by_owner(by_sponsor, state.agency, tables.dims.A) + fixed


def base_due(state: State, turns: int | Ints = 1) -> Ints:
    """[W, K] base money that schedules have due in the next turns, with what was held back."""
    running = alive(state) & (state.base_left > 0)
    planned = due(state.plan, state.term, state.taper, state.age, turns)
    return np.where(running, np.minimum(planned + state.arrears, state.base_left), 0)


def recruit_money(budget: Ints, state: State, tables: Tables) -> Ints:
    """[W, K, C] money a turn of recruiting orders."""
    return alive(state)[:, :, None] * np.maximum(budget, 0) // tables.turns_per_year


def institute_money(budget: Ints, state: State, tables: Tables) -> Ints:
    """[W, P, K] money a turn of workforce orders at institutes."""
    return alive(state)[:, None, :] * np.maximum(budget, 0) // tables.turns_per_year


def review(
    state: State, decisions: Decisions, tables: Tables, levers: dict[str, Ints] | None = None
) -> Review:
    """Check all decisions of a batch against the state before the turn; ``levers`` if they are known already."""
    turn = int(state.turn[0]) + 1
    levers = lasting_effects(state, tables, turn) if levers is None else levers
    hold = levers.get("new_starts", np.zeros((state.worlds, tables.dims.A), dtype=np.int64)) < 0
    standing = standing_money(state, tables)
    this_turn, this_year = base_due(state, np.array([[[1]], [[tables.turns_per_year]]]))
    obliged = by_owner(this_turn, state.agency, tables.dims.A) + standing
    year = min(tables.year(turn), len(tables.appropriations) - 1)
    coming = tables.appropriations[year][None, :]
    income = coming // tables.turns_per_year  # what this turn's appropriation brings before money is spent
    free = np.maximum(state.budget + income - obliged, 0)
    year_due = by_owner(this_year, state.agency, tables.dims.A)
    room = state.budget + coming - year_due - standing * tables.turns_per_year
    waiting = (state.phase > OPEN) & (state.phase < RAMP_UP)
    if happens(waiting):
        promised = due(state.plan, state.term, state.taper, 0 * state.age, tables.turns_per_year)
        room = room - by_owner(np.where(waiting, promised, 0), state.agency, tables.dims.A)
    checks = {
        "respond": _respond(state, decisions, tables),
        "close": _close(state, decisions, tables),
        "decline": _decline(state, decisions, tables),
        "award": _award(state, decisions, tables, hold),
        "renew": _renew(state, decisions, tables),
        "fund": _fund(state, decisions, tables),
        "taper": _taper(state, decisions, tables),
        "solicit": _solicit(state, decisions, tables, hold),
        "dues": _dues(state, decisions, tables),
        "vouchers": _vouchers(state, decisions, tables),
        "portfolio": _portfolio(state, decisions, tables),
        "link": _link(state, decisions, tables),
        "recruit": _recruit(state, decisions, tables),
        "train_region": _train_region(state, decisions, tables),
        "train_institute": _train_institute(state, decisions, tables),
        "campaign": _campaign(state, decisions, tables),
    }
    room_left = _carry_first_years(checks, decisions, state, tables, room)
    money_used = _spend(checks, free, tables.dims.A)
    attention = _attention_capacity(state, tables, levers)
    attention_used = _attend(checks, attention)
    return Review(checks, attention, attention_used, free, money_used, room, room_left)


def permitted(decisions: Decisions, checked: Review) -> Decisions:
    """The decisions without those that are refused."""
    struck: dict[str, Ints] = {}
    for name, check in checked.checks.items():
        if check.asked and happens(check.given & ~(granted := check.granted)):
            for field, empty in _GOVERNED[name].items():
                ordered = getattr(decisions, field)
                struck[field] = np.where(
                    granted.reshape(ordered.shape[: granted.ndim] + (1,) * (ordered.ndim - granted.ndim)),
                    ordered,
                    empty,
                )
    return evolve(decisions, **struck) if struck else decisions


# --- one function for each kind of order -----------------------------------------------------------------------


def _check(given: Bools, attention: int) -> Check:
    nothing = _zeros(given.shape)
    return Check(given, happens(given), nothing, nothing, nothing, attention)


@lru_cache(maxsize=64)
def _zeros(shape: tuple[int, ...]) -> Ints:
    """Zeros to read, shared by all checks of a shape."""
    zeros = np.zeros(shape, dtype=np.int64)
    zeros.flags.writeable = False
    return zeros


def _refuse(check: Check, reason: Reason, where: Bools, low: Ints | int = 0, high: Ints | int = 0) -> None:
    """Give a reason to orders that have none yet."""
    hit = check.given & where & (check.reason == _OK)
    if happens(hit):
        check.reason = np.where(hit, int(reason), check.reason)
        check.low = np.where(hit, low, check.low)
        check.high = np.where(hit, high, check.high)


def _range(check: Check, value: Ints, low: Ints | int, high: Ints | int) -> None:
    _refuse(check, Reason.OUT_OF_RANGE, (value < low) | (value > high), low, high)


def _gather(table: Bools, agency: Ints) -> Bools:
    """[W, K] the entry of [W, A] for each chosen agency."""
    found: Bools = chosen(table, agency)
    return found


def _serves(agency: Ints, tables: Tables) -> Bools:
    """[W, K] whether technology k serves the chosen agency."""
    return np.asarray(tables.interest[np.arange(tables.dims.K)[None, :], np.maximum(agency, 0)] > 0)


def _solicit(state: State, d: Decisions, tables: Tables, hold: Bools) -> Check:
    rules = tables.c.competition
    check = _check(d.solicit > 0, tables.c.office.solicit.value)
    if check.asked:
        agency = d.solicit_agency
        _refuse(check, Reason.TAKEN, (state.phase != OPEN) & (state.phase != CLOSED))
        _refuse(check, Reason.NO_SPONSOR, (agency < 0) | ~tables.sponsors[np.maximum(agency, 0)])
        _refuse(check, Reason.NOT_ITS_MISSION, ~_serves(agency, tables))
        _refuse(check, Reason.HOLD, _gather(hold, agency))
        _range(check, d.solicit_seed, rules.seed_low.value, rules.seed_high.value)
        _range(check, d.solicit_years, rules.years_low.value, rules.years_high.value)
        _range(check, d.solicit_taper, 0, 1000)
        _range(check, d.solicit_match, rules.match_low.value, rules.match_high.value)
    return check


def _award(state: State, d: Decisions, tables: Tables, hold: Bools) -> Check:
    check = _check(d.award >= 0, tables.c.office.award.value)
    if check.asked:
        place = within(d.award, 0, tables.dims.B - 1)[:, :, None]
        offered = np.take_along_axis(state.offer_pledge, place, axis=2)[:, :, 0] > 0
        _refuse(check, Reason.NO_PROPOSAL, (state.phase != PROPOSED) | ~offered | (d.award >= tables.dims.B))
        _refuse(check, Reason.BOTH, d.decline > 0)
        _refuse(check, Reason.HOLD, _gather(hold, state.agency))
    return check


def _decline(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.decline > 0, tables.c.office.decline.value)
    if check.asked:
        _refuse(check, Reason.NO_PROPOSAL, state.phase != PROPOSED)
    return check


def _fund(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.fund > 0, tables.c.office.fund.value)
    if check.asked:
        _refuse(check, Reason.NO_INSTITUTE, ~alive(state)[:, :, None])
        for purpose in range(len(PURPOSES)):
            agency = d.fund_agency[:, :, purpose]
            wrong = np.zeros(check.given.shape, dtype=np.bool_)
            wrong[:, :, purpose] = (agency < 0) | ~_serves(agency, tables)
            _refuse(check, Reason.NOT_ITS_MISSION, wrong)
        _range(check, d.fund, 1, LARGEST)
        site = np.zeros(check.given.shape, dtype=np.bool_)
        region = np.maximum(d.fund_region, 0)
        site[:, :, PURPOSES.index("satellite")] = (
            (d.fund_region < 0) | (region == state.hub) | ((state.satellites >> region) & 1 == 1)
        )
        _refuse(check, Reason.AT_HOME, site)
        well = np.zeros(check.given.shape, dtype=np.bool_)
        well[:, :, PURPOSES.index("rescue")] = (state.phase != FAILING) & (state.cash * 4 > state.cost)
        _refuse(check, Reason.NOT_SHORT, well)
        check.money, check.agency = d.fund, d.fund_agency
    return check


def _taper(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.taper != NONE, tables.c.office.taper.value)
    if check.asked:
        _refuse(check, Reason.NO_INSTITUTE, ~alive(state))
        _refuse(check, Reason.NO_AGREEMENT, (state.base_left <= 0) | (state.age >= state.term))
        _range(check, d.taper, 0, 1000)
    return check


def _renew(state: State, d: Decisions, tables: Tables) -> Check:
    rules = tables.c.competition
    check = _check(d.renew_seed > 0, tables.c.office.renew.value)
    if check.asked:
        _refuse(check, Reason.NO_INSTITUTE, ~alive(state))
        _refuse(check, Reason.TOO_EARLY, state.term - state.age > tables.turns_per_year)
        _range(check, d.renew_seed, 1, rules.seed_high.value)
        _range(check, d.renew_years, 1, rules.renewal_years_high.value)
    return check


def _close(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.close > 0, tables.c.office.close.value)
    if check.asked:
        # whoever is in trouble takes the office's time anyway
        check.attention = np.where(in_trouble(state), 0, tables.c.office.close.value)
        _refuse(check, Reason.NO_INSTITUTE, ~alive(state))
    return check


def _dues(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.dues != NONE, tables.c.office.dues.value)
    if check.asked:
        _refuse(check, Reason.NO_INSTITUTE, ~alive(state)[:, :, None])
        _range(check, d.dues, 0, tables.dues_high)
    return check


def _vouchers(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.voucher != NONE, tables.c.office.vouchers.value)
    if check.asked:
        _refuse(check, Reason.NO_INSTITUTE, ~alive(state))
        _range(check, d.voucher, 0, 1000)
    return check


def _portfolio(state: State, d: Decisions, tables: Tables) -> Check:
    # a share of -1 is no order by itself, but one among four is a mix that does not add up
    given = (d.portfolio != NONE).any(axis=2) | (d.bottom_up != NONE)
    check = _check(given, tables.c.office.portfolio.value)
    if check.asked:
        _refuse(check, Reason.NO_INSTITUTE, ~alive(state))
        _refuse(check, Reason.MIX, (over_last(d.portfolio) != 1000) | (d.portfolio < 0).any(axis=2))
        _range(check, d.bottom_up, 0, 1000)
    return check


def _link(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.link != NONE, tables.c.office.link.value)
    if check.asked:
        there = alive(state)
        both = there[:, tables.pair_a] & there[:, tables.pair_b]
        _refuse(check, Reason.OUT_OF_RANGE, (d.link < 0) | (d.link > len(LINK_KINDS)), 0, len(LINK_KINDS))
        _refuse(check, Reason.NOT_BOTH, ~both)
        _refuse(check, Reason.LINKED, d.link == state.link_kind)
    return check


def _recruit(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.recruit != NONE, tables.c.office.recruit.value)
    if check.asked:
        _refuse(check, Reason.NO_INSTITUTE, ~alive(state)[:, :, None])
        _range(check, d.recruit, 0, LARGEST)
        _refuse(check, Reason.NO_REGION, (d.recruit > 0) & (d.recruit_regions == 0))
        new, old = (recruit_money(budget, state, tables) for budget in (d.recruit, state.recruit))
        check.money = np.maximum(new - old, 0)
        # -2: the institute itself
        payer = tables.channel_payer
        check.agency = np.where(payer == -1, state.agency[:, :, None], payer)
    return check


def _train_region(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.train_region != NONE, tables.c.office.train.value)
    if check.asked:
        _range(check, d.train_region, 0, LARGEST)
        check.money = np.maximum(d.train_region - state.train_region, 0) // tables.turns_per_year
        check.agency = tables.region_payer[None].repeat(state.worlds, axis=0)
    return check


def _train_institute(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.train_institute != NONE, tables.c.office.train.value)
    if check.asked:
        _refuse(check, Reason.NO_INSTITUTE, ~alive(state)[:, None, :])
        _range(check, d.train_institute, 0, LARGEST)
        new, old = (
            institute_money(budget, state, tables) for budget in (d.train_institute, state.train_institute)
        )
        check.money = np.maximum(new - old, 0)
        check.agency = state.agency[:, None, :].repeat(tables.dims.P, axis=1)
    return check


def _campaign(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.campaign != 0, 0)
    if check.asked:
        check.attention = np.maximum(d.campaign, 0)
        _range(check, d.campaign, 1, 100)
    return check


def _respond(state: State, d: Decisions, tables: Tables) -> Check:
    check = _check(d.respond != NONE, 0)
    if check.asked:
        _refuse(check, Reason.NO_EVENT, (state.event_turn == 0) | (state.event_option >= 0))
        _refuse(check, Reason.NO_OPTION, (d.respond < 0) | (d.respond >= tables.options))
        costs = np.zeros(d.respond.shape, dtype=np.int64)
        for e, event in enumerate(tables.scenario.events):
            for o, option in enumerate(event.options):
                costs[:, e] += np.where(d.respond[:, e] == o, option.attention, 0)
        check.attention = costs
    return check


# --- what the office and the agencies can carry together ---------------------------------------------------------


def _carry_first_years(
    checks: dict[str, Check], d: Decisions, state: State, tables: Tables, room: Ints
) -> Ints:
    """New agreements must fit, first year by first year, into what the sponsor can expect; [W, A] what they leave."""
    left = room
    year = tables.turns_per_year
    for name, seed, years, taper, agency in (
        ("renew", d.renew_seed, d.renew_years, 0 * state.taper, state.agency),
        ("solicit", d.solicit_seed, d.solicit_years, d.solicit_taper, d.solicit_agency),
    ):
        check = checks[name]
        if not check.asked:
            continue
        first = np.where(check.granted, due(seed, years * year, taper, 0 * seed, year), 0)
        asked = by_owner(first, agency, tables.dims.A)
        short = asked > left
        if not happens(short):
            left = left - asked
            continue
        for a in anywhere(short):
            mine = np.where(agency == a, first, 0)
            rest = left[:, a, None] - np.cumsum(mine, axis=1)
            # what the orders before it leave
            _refuse(check, Reason.NO_ROOM, (agency == a) & (rest < 0), 0, np.maximum(rest + mine, 0))
        left = left - by_owner(np.where(check.granted, first, 0), agency, tables.dims.A)
    return left


def _spend(checks: dict[str, Check], free: Ints, agencies: int) -> Ints:
    """Grant money in order until an agency has no more; [W, A] what was granted."""
    used = np.zeros_like(free)
    for name in CHECKS:
        check = checks[name]
        if check.money is None or check.agency is None:
            continue
        worlds = check.given.shape[0]
        asked = check.granted * check.money
        total = by_owner(asked, check.agency, agencies)
        short = used + total > free
        if not happens(short):
            used = used + total
            continue
        for a in anywhere(short):
            mine = np.where(check.agency == a, asked, 0)
            running = used[:, a, None] + np.cumsum(mine.reshape(worlds, -1), axis=1)
            over = (running > free[:, a, None]).reshape(mine.shape) & (mine > 0)
            left = np.maximum(free[:, a] - used[:, a], 0).reshape(worlds, *(1,) * (mine.ndim - 1))
            _refuse(check, Reason.NO_MONEY, over, 0, left)
        used = used + by_owner(check.granted * asked, check.agency, agencies)
    return used


def _attend(checks: dict[str, Check], capacity: Ints) -> Ints:
    """Grant attention in order until the office has no more; [W] what was granted."""
    used = np.zeros_like(capacity)
    for name in CHECKS:
        check = checks[name]
        if not check.asked:
            continue
        worlds = check.given.shape[0]
        asked = check.granted * np.asarray(check.attention)
        total = per_world(asked)
        if happens(used + total > capacity):
            running = used[:, None] + np.cumsum(asked.reshape(worlds, -1), axis=1)
            over = (running > capacity[:, None]).reshape(asked.shape) & (asked > 0)
            left = np.maximum(capacity - used, 0).reshape(worlds, *(1,) * (asked.ndim - 1))
            _refuse(check, Reason.ATTENTION, over, 0, left)
            total = per_world(check.granted * asked)
        used = used + total
    return used

"""A scenario compiled to arrays: what all worlds share and no turn changes.

The engine reads names, coefficients and tables from here; it never looks at a file.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import frozen

from nnmi_game.engine.arrays import Bools, Floats, Ints
from nnmi_game.scenario.coefficients import Coefficients, Quantity
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.vocabulary import LEVERS, TIERS

#: Tiers other than the SMEs, which are counted by region.
ORGANISATIONS = ("large", "academic", "government")
SME = TIERS.index("sme")
OTHER_TIERS = [TIERS.index(name) for name in ORGANISATIONS]


@frozen
class Dims:
    """Sizes of the axes: worlds excepted, all of them follow from the scenario.

    Letters name the axes wherever a field is defined: K technologies, R regions, A agencies, T tiers, O tiers other
    than SMEs, S project stages, C channels, P programs, D turns of training delay, B bidders for one technology,
    L pairs of technologies, E events, G components of the goals.
    """

    K: int
    R: int
    A: int
    T: int
    O: int  # noqa: E741 (the letter of the axis)
    S: int
    C: int
    P: int
    D: int
    B: int
    L: int
    E: int
    G: int

    def shape(self, axes: str) -> tuple[int, ...]:
        """Sizes of the axes named by the letters of ``axes``."""
        return tuple(int(getattr(self, axis)) for axis in axes)


@frozen
class TimedEffect:
    """A lasting effect of an option: ``amount`` on ``lever`` at ``index`` (-1: everywhere) for ``turns`` turns."""

    event: int
    option: int
    lever: str
    index: int
    amount: int
    turns: int
    places: int  # that the lever has: 1, or one for each agency or technology


@frozen(eq=False)
class Tables:
    """Shared arrays; axes as in ``Dims``. Shares are floats of the unit interval, money is thousand dollars."""

    scenario: Scenario
    dims: Dims
    turns_per_year: int
    technology: dict[str, int]
    agency: dict[str, int]
    region: dict[str, int]
    channel: dict[str, int]
    program: dict[str, int]
    event: dict[str, int]
    interest: Floats  # [K, A] how far a technology serves an agency
    sponsors: Bools  # [A]
    carryover: Floats  # [A]
    appropriations: Ints  # [years, A] thousand dollars per year
    customer: Floats  # [A] thousand dollars per year
    pull: Floats  # [K]
    market: Ints  # [K]
    domestic: Ints  # [K] at the start
    foreign: Ints  # [K] at the start
    foreign_pace: Floats  # [K] points per turn
    offshoring: Floats  # [K]
    plants: Ints  # [K] at the start
    jobs: Ints  # [K] at the start
    firms: Ints  # [K, R] SMEs at the start
    prospects: Ints  # [K, O] at the start
    backlog: Ints  # [K] at the start, per mille of a concept
    project_scale: Floats  # [K]
    equipment_half: Floats  # [K] thousand dollars
    services: Floats  # [K]
    contracts: Floats  # [K]
    appeal: Floats  # [K, T]
    dues: Ints  # [K, T] thousand dollars per year, at the start
    distance: Ints  # [K, K] cognitive distance, per mille
    near: Floats  # [R, R] influence of one region on another, 1 at home
    pair_a: Ints  # [L] first technology of a pair
    pair_b: Ints  # [L] second technology of a pair
    pairs_of: Ints  # [K, K-1] pairs that a technology is part of
    others_of: Ints  # [K, K-1] the other technology of each of those pairs
    fit: Floats  # [L] inverted U of cognitive distance, 1 at the best
    colleges: Ints  # [R]
    skilled: Ints  # [R] at the start
    weight: Ints  # [R] political weight, per mille
    bidders: Ints  # [K, B] index into the scenario's bidders, -1 where there is none
    bidder_slot: Ints  # [bidders] place of a bidder among those of its technology
    bidder_technology: Ints  # [bidders]
    hub: Ints  # [bidders] region
    pledge: Floats  # [bidders]
    cash_share: Floats  # [bidders]
    credibility: Floats  # [bidders]
    strength: Ints  # [bidders] points
    lead: Floats  # [bidders and nobody] points of capability with staff and equipment without end; 0 of nobody (-1)
    outreach: Floats  # [bidders]
    retention: Floats  # [bidders]
    partners: Ints  # [bidders, T]
    dues_half: Floats  # [T]
    dues_high: Ints  # [T]
    service_cost: Floats  # [T] thousand dollars per year
    join: Floats  # [T] per turn
    leave: Floats  # [T] per turn
    project_money: Floats  # [T] thousand dollars per year
    contact_cost: Floats  # [C] thousand dollars
    awareness: Floats  # [C]
    conversion: Floats  # [C]
    reach: Floats  # [C]
    need: Ints  # [C] per mille
    channel_payer: Ints  # [C] agency, -1 the sponsor, -2 the institute
    program_reach: Bools  # [P] reaches (wide) rather than trains
    program_cost: Floats  # [P] thousand dollars a person
    program_delay: Ints  # [P] turns
    completion: Floats  # [P]
    placement: Floats  # [P]
    skill: Floats  # [P]
    capacity: Floats  # [P] places of one college per turn
    interest_left: Floats  # [P]
    program_payer: Ints  # [P] agency
    region_payer: Ints  # [P, R] the same for every region
    sponsor_pays: Ints  # [C] 1 where an institute's sponsor pays a channel
    pays_channel: Ints  # [C, A] 1 where an agency pays a channel
    pays_program: Ints  # [P, A] 1 where an agency pays a program
    stage_cost: Floats  # [S] thousand dollars per turn
    stage_advance: Floats  # [S] per turn
    stage_fail: Floats  # [S] per turn
    stage_share: Floats  # [S] share that members carry
    va_share: Ints  # [years]
    employment: Ints  # [years]
    cycle: Ints  # [years]
    options: Ints  # [E] number of options
    event_first: Ints  # [E] turn from which an event can happen
    event_last: Ints  # [E] last turn in which it can
    event_chance: Ints  # [E] per mille in a turn in which its conditions hold
    timed: tuple[TimedEffect, ...]
    timed_event: Ints  # [timed effects]
    timed_option: Ints  # [timed effects]
    timed_turns: Ints  # [timed effects]

    @property
    def c(self) -> Coefficients:
        """The scenario's coefficients."""
        return self.scenario.coefficients

    def year(self, turn: int) -> int:
        """Index of the fiscal year of a turn (turns count from 1)."""
        return (turn - 1) // self.turns_per_year

    def opens_year(self, turn: int) -> bool:
        """Whether a turn is the first of its fiscal year."""
        return (turn - 1) % self.turns_per_year == 0

    def closes_year(self, turn: int) -> bool:
        """Whether a turn is the last of its fiscal year."""
        return turn % self.turns_per_year == 0

    def per_turn(self, rate: Quantity) -> float:
        """A rate in per mille per year, as a share for one turn."""
        return rate.value / (1000 * self.turns_per_year)

    def months(self, length: Quantity) -> int:
        """A length in months as whole turns, at least one."""
        return max(1, -(-length.value * self.turns_per_year // 12))


def share(quantity: Quantity) -> float:
    """A per mille quantity as a share."""
    return quantity.value / 1000


def compile_tables(scenario: Scenario) -> Tables:
    """Arrays of a checked scenario."""
    s = scenario
    tpy = s.calendar.turns_per_year
    technology = _index(t.id for t in s.technologies)
    agency = _index(a.id for a in s.agencies)
    region = _index(r.id for r in s.regions)
    k_count, r_count = len(technology), len(region)
    years = -(-s.calendar.turns // tpy)
    fiscal_years = [s.calendar.first_year + i for i in range(years)]
    delays = [-(-p.delay * tpy // 12) for p in s.programs]
    slots: list[list[int]] = [[] for _ in range(k_count)]
    for number, bidder in enumerate(s.bidders):
        slots[technology[bidder.technology]].append(number)
    b_count = max(len(slot) for slot in slots)
    bidders = np.full((k_count, b_count), -1, dtype=np.int64)
    for k, slot in enumerate(slots):
        bidders[k, : len(slot)] = slot
    pair_a, pair_b = np.triu_indices(k_count, 1)
    pair_number = np.full((k_count, k_count), -1, dtype=np.int64)
    pair_number[pair_a, pair_b] = np.arange(pair_a.size)
    pair_number[pair_b, pair_a] = np.arange(pair_a.size)
    others = np.array([[j for j in range(k_count) if j != k] for k in range(k_count)], dtype=np.int64)
    others = others.reshape(k_count, k_count - 1)
    distance = _cognitive_distance(s)
    apart = distance[pair_a, pair_b] / 1000
    macro = {m.fy: m for m in s.macro}
    money = [{y.fy: y.amount for y in a.appropriations} for a in s.agencies]
    timed = tuple(
        TimedEffect(
            e,
            o,
            x.lever,
            _aim(x.lever, x.of, technology, agency),
            x.amount,
            x.turns,
            {"network": 1, "agency": len(agency), "technology": k_count}[LEVERS[x.lever].scope],
        )
        for e, event in enumerate(s.events)
        for o, option in enumerate(event.options)
        for x in option.effects
        if LEVERS[x.lever].timed
    )
    payer = {"sponsor": -1, "institute": -2, **agency}
    dims = Dims(
        K=k_count, R=r_count, A=len(agency), T=len(TIERS), O=len(ORGANISATIONS), S=len(s.stages),
        C=len(s.channels), P=len(s.programs), D=max(1, *delays), B=b_count, L=pair_a.size, E=len(s.events),
        G=sum(len(g.components) for g in s.goals),
    )  # fmt: skip
    return Tables(
        scenario=s,
        dims=dims,
        turns_per_year=tpy,
        technology=technology,
        agency=agency,
        region=region,
        channel=_index(c.id for c in s.channels),
        program=_index(p.id for p in s.programs),
        event=_index(e.id for e in s.events),
        interest=_ints([[t.agencies.get(a, 0) for a in agency] for t in s.technologies]) / 1000,
        sponsors=np.array([a.sponsors for a in s.agencies], dtype=np.bool_),
        carryover=_ints([a.carryover for a in s.agencies]) / 1000,
        appropriations=_ints([[m[fy] for m in money] for fy in fiscal_years]),
        customer=_ints([a.customer for a in s.agencies]) / 1.0,
        pull=_ints([t.pull for t in s.technologies]) / 1000,
        market=_ints([t.market for t in s.technologies]),
        domestic=_ints([t.domestic for t in s.technologies]),
        foreign=_ints([t.foreign for t in s.technologies]),
        foreign_pace=_ints([t.foreign_pace for t in s.technologies]) / tpy,
        offshoring=_ints([t.offshoring for t in s.technologies]) / 1000,
        plants=_ints([t.plants for t in s.technologies]),
        jobs=_ints([t.jobs for t in s.technologies]),
        firms=_ints([[t.firms_sme.get(r, 0) for r in region] for t in s.technologies]),
        prospects=_ints([[t.firms_large, t.academic, t.government] for t in s.technologies]),
        backlog=_ints([t.backlog * 1000 for t in s.technologies]),
        project_scale=_ints([t.project_scale for t in s.technologies]) / 1000,
        equipment_half=_ints([t.equipment_scale for t in s.technologies]) / 2,
        services=_ints([t.services for t in s.technologies]) / 1000,
        contracts=_ints([t.contracts for t in s.technologies]) / 1000,
        appeal=_ints([[t.appeal_large, t.appeal_sme, 1000, 1000] for t in s.technologies]) / 1000,
        dues=_ints([[tier.dues * t.dues_scale // 1000 for tier in s.tiers] for t in s.technologies]),
        distance=distance,
        near=_nearness(s),
        pair_a=pair_a.astype(np.int64),
        pair_b=pair_b.astype(np.int64),
        pairs_of=pair_number[np.arange(k_count)[:, None], others],
        others_of=others,
        fit=4.0 * apart * (1.0 - apart),
        colleges=_ints([r.colleges for r in s.regions]),
        skilled=_ints([r.skilled for r in s.regions]),
        weight=_ints([r.weight for r in s.regions]),
        bidders=bidders,
        bidder_slot=_ints([slots[technology[b.technology]].index(i) for i, b in enumerate(s.bidders)]),
        bidder_technology=_ints([technology[b.technology] for b in s.bidders]),
        hub=_ints([region[b.region] for b in s.bidders]),
        pledge=_ints([b.pledge for b in s.bidders]) / 1000,
        cash_share=_ints([b.cash for b in s.bidders]) / 1000,
        credibility=_ints([b.credibility for b in s.bidders]) / 1000,
        strength=_ints([b.strength for b in s.bidders]),
        lead=np.append(700 + 300 * _ints([b.strength for b in s.bidders]) / 1000, 0.0),
        outreach=_ints([b.outreach for b in s.bidders]) / 1000,
        retention=_ints([b.retention for b in s.bidders]) / 1000,
        partners=_ints([[getattr(b.partners, tier) for tier in TIERS] for b in s.bidders]),
        dues_half=_ints([t.dues_half for t in s.tiers]) / 1.0,
        dues_high=_ints([t.dues_high for t in s.tiers]),
        service_cost=_ints([t.service_cost for t in s.tiers]) / 1000,
        join=_ints([t.join for t in s.tiers]) / (1000 * tpy),
        leave=_ints([t.leave for t in s.tiers]) / (1000 * tpy),
        project_money=_ints([t.project_money for t in s.tiers]) / 1000,
        contact_cost=_ints([c.contact_cost for c in s.channels]) / 1000,
        awareness=_ints([c.awareness for c in s.channels]) / 1000,
        conversion=_ints([c.conversion for c in s.channels]) / 1000,
        reach=_ints([c.reach for c in s.channels]) / 1000,
        need=_ints([c.need for c in s.channels]),
        channel_payer=_ints([payer[c.payer] for c in s.channels]),
        program_reach=np.array([p.kind == "reach" for p in s.programs], dtype=np.bool_),
        program_cost=_ints([p.cost for p in s.programs]) / 1000,
        program_delay=_ints(delays),
        completion=_ints([p.completion for p in s.programs]) / 1000,
        placement=_ints([p.placement for p in s.programs]) / 1000,
        skill=_ints([p.skill for p in s.programs]) / 1000,
        capacity=_ints([p.capacity for p in s.programs]) / tpy,
        interest_left=_ints([p.interest for p in s.programs]) / 1000,
        program_payer=_ints([agency[p.payer] for p in s.programs]),
        region_payer=_ints([[agency[p.payer]] * r_count for p in s.programs]),
        sponsor_pays=_ints([c.payer == "sponsor" for c in s.channels]),
        pays_channel=_ints([[c.payer == a for a in agency] for c in s.channels]),
        pays_program=_ints([[p.payer == a for a in agency] for p in s.programs]),
        stage_cost=_ints([g.cost for g in s.stages]) / tpy,
        stage_advance=_ints([g.advance for g in s.stages]) / (1000 * tpy),
        stage_fail=_ints([g.fail for g in s.stages]) / (1000 * tpy),
        stage_share=_ints([g.member_share for g in s.stages]) / 1000,
        va_share=_ints([macro[fy].va_share for fy in fiscal_years]),
        employment=_ints([macro[fy].employment for fy in fiscal_years]),
        cycle=_ints([macro[fy].cycle for fy in fiscal_years]),
        options=_ints([len(e.options) for e in s.events]),
        event_first=_ints([max(e.first_turn, e.turn or 0) for e in s.events]),
        event_last=_ints([s.calendar.turns if e.turn is None else e.turn for e in s.events]),
        event_chance=_ints([e.chance for e in s.events]),
        timed=timed,
        timed_event=_ints([x.event for x in timed]),
        timed_option=_ints([x.option for x in timed]),
        timed_turns=_ints([x.turns for x in timed]),
    )


def _ints(values: object) -> Ints:
    return np.array(values, dtype=np.int64)


def _index(ids: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(ids)}


def _aim(lever: str, of: str, technology: dict[str, int], agency: dict[str, int]) -> int:
    """Index an effect is aimed at, -1 for all of them."""
    if not of:
        return -1
    return agency[of] if LEVERS[lever].scope == "agency" else technology[of]


def _cognitive_distance(scenario: Scenario) -> Ints:
    """[K, K] half the sum of differences between the profiles of knowledge, per mille."""
    disciplines = [d.id for d in scenario.disciplines]
    profile = _ints([[t.profile.get(d, 0) for d in disciplines] for t in scenario.technologies])
    apart = np.abs(profile[:, None, :] - profile[None, :, :]).sum(axis=2) // 2
    return np.asarray(np.minimum(apart, 1000))


def _nearness(scenario: Scenario) -> Floats:
    """[R, R] influence that halves at the distance that the scenario names."""
    x = _ints([r.centre.x for r in scenario.regions])
    y = _ints([r.centre.y for r in scenario.regions])
    across, along = x[:, None] - x[None, :], y[:, None] - y[None, :]
    apart = np.sqrt(across * across + along * along)
    half = scenario.coefficients.membership.near.value
    return np.asarray(half / (half + apart))

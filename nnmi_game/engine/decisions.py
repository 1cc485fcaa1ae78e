"""Decisions: the orders of a turn as arrays, which is what the engine runs on and what policies write.

``compile_orders`` turns one world's orders into decisions. A value of ``NONE`` (or 0 for money given once) means
that nothing was ordered.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from attrs import define, field, fields

from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.orders import (
    PURPOSES,
    Award,
    Campaign,
    Close,
    Decline,
    Dues,
    Fund,
    Link,
    Order,
    OrderError,
    Portfolio,
    Recruit,
    Renew,
    Respond,
    Solicit,
    Taper,
    Train,
    Vouchers,
)  # fmt: skip
from nnmi_game.engine.tables import Dims, Tables
from nnmi_game.scenario.vocabulary import AUDIENCES, LINK_KINDS, TIERS

NONE = -1


def _order(axes: str, doc: str, empty: int = NONE) -> Any:
    return field(metadata={"axes": axes, "doc": doc, "empty": empty})


@define(eq=False)
class Decisions:
    """The orders of one turn of a batch of worlds; axes as in ``Dims``, ``V`` audiences, ``F`` purposes of funding."""

    solicit: Ints = _order("K", "1: open a competition", 0)
    solicit_agency: Ints = _order("K", "agency that pays")
    solicit_seed: Ints = _order("K", "thousand dollars")
    solicit_years: Ints = _order("K", "years")
    solicit_taper: Ints = _order("K", "per mille")
    solicit_match: Ints = _order("K", "per mille")
    award: Ints = _order("K", "place of the chosen bidder among those of the technology")
    decline: Ints = _order("K", "1: turn the proposals down", 0)
    fund: Ints = _order("KF", "thousand dollars", 0)
    fund_agency: Ints = _order("KF", "agency that pays")
    fund_region: Ints = _order("K", "region of a satellite")
    taper: Ints = _order("K", "per mille")
    renew_seed: Ints = _order("K", "thousand dollars")
    renew_years: Ints = _order("K", "years")
    close: Ints = _order("K", "1: end the institute", 0)
    dues: Ints = _order("KT", "thousand dollars per year")
    voucher: Ints = _order("K", "thousand dollars for each firm")
    recruit: Ints = _order("KC", "thousand dollars per year")
    recruit_regions: Ints = _order("KC", "set of regions, one bit for each", 0)
    portfolio: Ints = _order("KS", "per mille; all four or none")
    bottom_up: Ints = _order("K", "per mille")
    train_region: Ints = _order("PR", "thousand dollars per year")
    train_institute: Ints = _order("PK", "thousand dollars per year")
    link: Ints = _order("L", "0 cut, else place in the list of kinds, from 1")
    campaign: Ints = _order("V", "attention", 0)
    respond: Ints = _order("E", "option")


_EMPTY = {f.name: int(f.metadata["empty"]) for f in fields(Decisions)}
_AXES = {f.name: str(f.metadata["axes"]) for f in fields(Decisions)}
_OWN_AXES = {"V": len(AUDIENCES), "F": len(PURPOSES)}


@lru_cache(maxsize=16)
def _shapes(dims: Dims) -> dict[str, tuple[int, ...]]:
    """Sizes of the axes of each kind of decision, worlds excepted."""
    return {
        name: tuple(_OWN_AXES.get(axis) or dims.shape(axis)[0] for axis in axes)
        for name, axes in _AXES.items()
    }


def no_decisions(worlds: int, dims: Dims) -> Decisions:
    """Decisions that order nothing."""
    shapes = _shapes(dims)
    return Decisions(
        **{name: np.full((worlds, *shapes[name]), empty, dtype=np.int64) for name, empty in _EMPTY.items()}
    )


def join(parts: Sequence[Decisions]) -> Decisions:
    """Decisions of several batches, one behind the other."""
    return Decisions(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in _EMPTY})


def compile_orders(orders: Sequence[Order], tables: Tables) -> Decisions:
    """Decisions of one world. A later order about the same thing replaces an earlier one.

    Raises ``OrderError`` for a name that the scenario does not have.
    """
    return compile_batch([orders], tables)


def compile_batch(games: Sequence[Sequence[Order]], tables: Tables) -> Decisions:
    """Decisions of several worlds, each from its own orders, as ``compile_orders`` makes them for one."""
    decisions = no_decisions(len(games), tables.dims)
    for world, orders in enumerate(games):
        for order in orders:
            _write(decisions, world, order, tables)
    return decisions


def pair(tables: Tables, a: int, b: int) -> int:
    """Number of the pair of two technologies."""
    low, high = min(a, b), max(a, b)
    count = tables.dims.K
    return low * count - low * (low + 1) // 2 + (high - low - 1)


def region_set(numbers: Sequence[int]) -> int:
    """A set of regions as bits."""
    return sum(1 << number for number in set(numbers))


def _number(table: dict[str, int], name: str, what: str) -> int:
    if name not in table:
        raise OrderError(f"there is no {what} {name!r}; there are {', '.join(table)}")
    return table[name]


def _write(d: Decisions, w: int, order: Order, tables: Tables) -> None:
    def technology(name: str) -> int:
        return _number(tables.technology, name, "technology")

    match order:
        case Solicit():
            k = technology(order.technology)
            d.solicit[w, k] = 1
            d.solicit_agency[w, k] = _number(tables.agency, order.agency, "agency")
            d.solicit_seed[w, k] = order.seed
            d.solicit_years[w, k] = order.years
            d.solicit_taper[w, k] = order.taper
            d.solicit_match[w, k] = order.match
        case Award():
            k = technology(order.technology)
            bidders = {tables.scenario.bidders[b].id: i for i, b in enumerate(tables.bidders[k]) if b >= 0}
            d.award[w, k] = _number(bidders, order.bidder, f"bidder for {order.technology}")
        case Decline():
            d.decline[w, technology(order.technology)] = 1
        case Fund():
            k, purpose = technology(order.technology), PURPOSES.index(order.purpose)
            d.fund[w, k, purpose] = order.amount
            d.fund_agency[w, k, purpose] = _number(tables.agency, order.agency, "agency")
            if order.purpose == "satellite":
                d.fund_region[w, k] = _number(tables.region, order.region, "region")
        case Taper():
            d.taper[w, technology(order.technology)] = order.taper
        case Renew():
            k = technology(order.technology)
            d.renew_seed[w, k] = order.seed
            d.renew_years[w, k] = order.years
        case Close():
            d.close[w, technology(order.technology)] = 1
        case Dues():
            d.dues[w, technology(order.technology), TIERS.index(order.tier)] = order.amount
        case Vouchers():
            d.voucher[w, technology(order.technology)] = order.amount
        case Recruit():
            k, c = technology(order.technology), _number(tables.channel, order.channel, "channel")
            d.recruit[w, k, c] = order.budget
            d.recruit_regions[w, k, c] = region_set(
                [_number(tables.region, r, "region") for r in order.regions]
            )
        case Portfolio():
            k = technology(order.technology)
            d.portfolio[w, k] = (order.mrl4, order.mrl5, order.mrl6, order.mrl7)
            d.bottom_up[w, k] = order.bottom_up
        case Train():
            p = _number(tables.program, order.program, "program")
            if order.at == "region":
                d.train_region[w, p, _number(tables.region, order.place, "region")] = order.budget
            else:
                d.train_institute[w, p, technology(order.place)] = order.budget
        case Link():
            a, b = technology(order.a), technology(order.b)
            if a == b:
                raise OrderError("an institute cannot be linked to itself; name two technologies")
            d.link[w, pair(tables, a, b)] = ("none", *LINK_KINDS).index(order.by)
        case Campaign():
            d.campaign[w, AUDIENCES.index(order.audience)] = order.attention
        case Respond():
            e = _number(tables.event, order.event, "event")
            options = {o.id: i for i, o in enumerate(tables.scenario.events[e].options)}
            d.respond[w, e] = _number(options, order.option, f"option of {order.event}")


def orders_of(decisions: Decisions, tables: Tables, world: int = 0) -> list[Order]:
    """The orders that make the decisions of one world: what ``compile_orders`` turns back into the same arrays."""
    d = Decisions(**{name: getattr(decisions, name)[world] for name in _EMPTY})
    technology, agency, region = list(tables.technology), list(tables.agency), list(tables.region)
    channel, program, events = list(tables.channel), list(tables.program), tables.scenario.events
    found: list[Order] = []
    for e in np.flatnonzero(d.respond != NONE):
        found.append(Respond(event=events[e].id, option=events[e].options[int(d.respond[e])].id))
    for k, name in enumerate(technology):
        found += _orders_for(d, k, name, tables)
    for k, c in np.argwhere(d.recruit != NONE):
        regions = [name for r, name in enumerate(region) if int(d.recruit_regions[k, c]) >> r & 1]
        budget = int(d.recruit[k, c])
        found.append(Recruit(technology=technology[k], channel=channel[c], regions=regions, budget=budget))
    for p, r in np.argwhere(d.train_region != NONE):
        found.append(
            Train(program=program[p], at="region", place=region[r], budget=int(d.train_region[p, r]))
        )
    for p, k in np.argwhere(d.train_institute != NONE):
        budget = int(d.train_institute[p, k])
        found.append(Train(program=program[p], at="institute", place=technology[k], budget=budget))
    for number in np.flatnonzero(d.link != NONE):
        a, b = technology[tables.pair_a[number]], technology[tables.pair_b[number]]
        found.append(Link(a=a, b=b, by=("none", *LINK_KINDS)[int(d.link[number])]))
    for v in np.flatnonzero(d.campaign != 0):
        found.append(Campaign(audience=AUDIENCES[v], attention=int(d.campaign[v])))
    for k, purpose in np.argwhere(d.fund > 0):
        site = region[d.fund_region[k]] if PURPOSES[purpose] == "satellite" else ""
        payer = agency[d.fund_agency[k, purpose]]
        amount = int(d.fund[k, purpose])
        fund = Fund(
            technology=technology[k], agency=payer, purpose=PURPOSES[purpose], amount=amount, region=site
        )
        found.append(fund)
    return found


def _orders_for(d: Decisions, k: int, name: str, tables: Tables) -> list[Order]:
    """The orders about one technology that are given at most once a turn."""
    found: list[Order] = []
    if d.close[k]:
        found.append(Close(technology=name))
    if d.decline[k]:
        found.append(Decline(technology=name))
    if d.award[k] != NONE:
        found.append(Award(technology=name, bidder=tables.scenario.bidders[tables.bidders[k, d.award[k]]].id))
    if d.renew_seed[k] > 0:
        found.append(Renew(technology=name, seed=int(d.renew_seed[k]), years=int(d.renew_years[k])))
    if d.taper[k] != NONE:
        found.append(Taper(technology=name, taper=int(d.taper[k])))
    if d.solicit[k]:
        found.append(
            Solicit(
                technology=name,
                agency=list(tables.agency)[d.solicit_agency[k]],
                seed=int(d.solicit_seed[k]),
                years=int(d.solicit_years[k]),
                taper=int(d.solicit_taper[k]),
                match=int(d.solicit_match[k]),
            )
        )
    for tier in np.flatnonzero(d.dues[k] != NONE):
        found.append(Dues(technology=name, tier=TIERS[tier], amount=int(d.dues[k, tier])))
    if d.voucher[k] != NONE:
        found.append(Vouchers(technology=name, amount=int(d.voucher[k])))
    if d.portfolio[k, 0] != NONE:
        four, five, six, seven = (int(share) for share in d.portfolio[k])
        own = int(d.bottom_up[k])
        found.append(Portfolio(technology=name, mrl4=four, mrl5=five, mrl6=six, mrl7=seven, bottom_up=own))
    return found

"""What an order is about, and where its check stands in the engine's arrays."""

from __future__ import annotations

from collections.abc import Mapping

from nnmi_game.engine.decisions import pair
from nnmi_game.engine.orders import (
    PURPOSES,
    Award,
    Campaign,
    Dues,
    Fund,
    Link,
    Order,
    Recruit,
    Respond,
    Train,
)  # fmt: skip
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import AUDIENCES, TIERS

#: The number without which an order of a kind says nothing at all; an order with none of it is no order.
AMOUNTS: Mapping[str, str] = {
    "fund": "amount",
    "taper": "taper",
    "renew": "seed",
    "dues": "amount",
    "vouchers": "amount",
    "recruit": "budget",
    "portfolio": "mrl4",
    "train": "budget",
    "campaign": "attention",
}


def subject(order: Order) -> tuple[str, ...]:
    """What an order is about: a later order about the same thing takes the place of an earlier one."""
    match order:
        case Fund():
            return order.kind, order.technology, order.purpose
        case Dues():
            return order.kind, order.technology, order.tier
        case Recruit():
            return order.kind, order.technology, order.channel
        case Train():
            return order.kind, order.program, order.at, order.place
        case Link():
            return order.kind, *sorted((order.a, order.b))
        case Campaign():
            return order.kind, order.audience
        case Respond():
            return order.kind, order.event
        case _:
            return order.kind, order.technology


def place(order: Order, tables: Tables) -> tuple[str, tuple[int, ...]]:
    """Name of the check that judges an order, and its place there, without the axis of worlds."""
    match order:
        case Fund():
            return "fund", (tables.technology[order.technology], PURPOSES.index(order.purpose))
        case Dues():
            return "dues", (tables.technology[order.technology], TIERS.index(order.tier))
        case Recruit():
            return "recruit", (tables.technology[order.technology], tables.channel[order.channel])
        case Train():
            where = tables.region if order.at == "region" else tables.technology
            return f"train_{order.at}", (tables.program[order.program], where[order.place])
        case Link():
            return "link", (pair(tables, tables.technology[order.a], tables.technology[order.b]),)
        case Campaign():
            return "campaign", (AUDIENCES.index(order.audience),)
        case Respond():
            return "respond", (tables.event[order.event],)
        case _:
            return order.kind, (tables.technology[order.technology],)


def unknown_name(order: Order, tables: Tables) -> str:
    """The first name in an order that the scenario does not have, or nothing."""
    tables_of: dict[str, Mapping[str, int]] = {
        "technology": tables.technology,
        "agency": tables.agency,
        "channel": tables.channel,
        "program": tables.program,
        "event": tables.event,
        "a": tables.technology,
        "b": tables.technology,
    }
    if isinstance(order, Train):
        tables_of["place"] = tables.region if order.at == "region" else tables.technology
    if isinstance(order, Fund) and order.purpose == "satellite":
        tables_of["region"] = tables.region
    for name, known in tables_of.items():
        value = getattr(order, name, None)
        if isinstance(value, str) and value not in known:
            return value
    if isinstance(order, Recruit):
        return next((region for region in order.regions if region not in tables.region), "")
    if isinstance(order, Award):
        return order.bidder
    if isinstance(order, Respond):
        return order.option
    return ""

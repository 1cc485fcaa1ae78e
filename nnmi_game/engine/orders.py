"""Orders: what the player can tell the program office to do, one plain record each.

Every order has one text form, ``solicit technology=additive agency=dod ...``, and one form as a table of a save
file; both are read back by ``parse`` and ``from_table``. Money is in thousand dollars (for ``recruit``, ``train``
and ``dues`` per year), ratios in per mille.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, get_type_hints

from attrs import asdict, field, fields, frozen

from nnmi_game.scenario.vocabulary import AUDIENCES, LINK_KINDS, TIERS

PURPOSES = ("equipment", "satellite", "rescue")
PLACES = ("region", "institute")


class OrderError(ValueError):
    """A text or table that is not an order; the message says what is wrong with it."""


def _regions(value: Any) -> tuple[str, ...]:
    return tuple(value)


@frozen(kw_only=True)
class Solicit:
    """Open a competition for an institute; proposals come before the next turn."""

    kind: ClassVar[str] = "solicit"
    technology: str
    agency: str
    seed: int  # thousand dollars over the whole agreement
    years: int
    taper: int  # per mille: 0 the same every year, 1000 falling to nothing
    match: int  # per mille: non-federal to federal money


@frozen(kw_only=True)
class Award:
    """Start an institute with one of the proposals."""

    kind: ClassVar[str] = "award"
    technology: str
    bidder: str


@frozen(kw_only=True)
class Decline:
    """Turn all proposals in a field down."""

    kind: ClassVar[str] = "decline"
    technology: str


@frozen(kw_only=True)
class Fund:
    """Discretionary money: equipment, a satellite site in a region, or a rescue."""

    kind: ClassVar[str] = "fund"
    technology: str
    agency: str
    purpose: str = field(metadata={"choices": PURPOSES})
    amount: int
    region: str = ""  # for a satellite


@frozen(kw_only=True)
class Taper:
    """Change how steeply the rest of an agreement's base money falls."""

    kind: ClassVar[str] = "taper"
    technology: str
    taper: int


@frozen(kw_only=True)
class Renew:
    """A new agreement for an institute whose base money is ending."""

    kind: ClassVar[str] = "renew"
    technology: str
    seed: int
    years: int


@frozen(kw_only=True)
class Close:
    """End an institute."""

    kind: ClassVar[str] = "close"
    technology: str


@frozen(kw_only=True)
class Dues:
    """Set the dues of a tier."""

    kind: ClassVar[str] = "dues"
    technology: str
    tier: str = field(metadata={"choices": TIERS})
    amount: int  # thousand dollars per year


@frozen(kw_only=True)
class Vouchers:
    """Pay this much of a new SME member's first costs out of the institute's cash."""

    kind: ClassVar[str] = "vouchers"
    technology: str
    amount: int  # thousand dollars for each firm


@frozen(kw_only=True)
class Recruit:
    """Standing money for recruiting SMEs through a channel in some regions; 0 stops it."""

    kind: ClassVar[str] = "recruit"
    technology: str
    channel: str
    regions: tuple[str, ...] = field(converter=_regions)
    budget: int  # thousand dollars per year


@frozen(kw_only=True)
class Portfolio:
    """Mix of new projects by readiness level, and the share that members propose."""

    kind: ClassVar[str] = "portfolio"
    technology: str
    mrl4: int
    mrl5: int
    mrl6: int
    mrl7: int
    bottom_up: int


@frozen(kw_only=True)
class Train:
    """Standing money for a workforce program in a region or at an institute; 0 stops it."""

    kind: ClassVar[str] = "train"
    program: str
    at: str = field(metadata={"choices": PLACES})
    place: str
    budget: int  # thousand dollars per year


@frozen(kw_only=True)
class Link:
    """Link two institutes by joint projects, shared standards or a subnetwork; ``none`` cuts the link."""

    kind: ClassVar[str] = "link"
    a: str
    b: str
    by: str = field(metadata={"choices": ("none", *LINK_KINDS)})


@frozen(kw_only=True)
class Campaign:
    """Spend attention on being seen."""

    kind: ClassVar[str] = "campaign"
    audience: str = field(metadata={"choices": AUDIENCES})
    attention: int


@frozen(kw_only=True)
class Respond:
    """Take one of the options of an event."""

    kind: ClassVar[str] = "respond"
    event: str
    option: str


Order = (
    Solicit | Award | Decline | Fund | Taper | Renew | Close | Dues | Vouchers | Recruit | Portfolio | Train | Link
    | Campaign | Respond
)  # fmt: skip

KINDS: dict[str, type[Order]] = {
    cls.kind: cls
    for cls in (
        Solicit, Award, Decline, Fund, Taper, Renew, Close, Dues, Vouchers, Recruit, Portfolio, Train, Link,
        Campaign, Respond,
    )
}  # fmt: skip


@cache
def _hints(kind: str) -> dict[str, Any]:
    """The types of an order's fields. To work them out takes longer than all else about reading an order."""
    return get_type_hints(KINDS[kind])


def to_table(order: Order) -> dict[str, Any]:
    """The order as a table of a save file: its kind under ``order``, then its fields."""
    table: dict[str, Any] = {"order": order.kind}
    for name, value in asdict(order).items():
        if value != "":
            table[name] = list(value) if isinstance(value, tuple) else value
    return table


def from_table(table: Mapping[str, Any]) -> Order:
    """Read an order from a table; ``OrderError`` names the first thing that is wrong."""
    kind = table.get("order")
    if not isinstance(kind, str) or kind not in KINDS:
        raise OrderError(f"{kind!r} is no order; orders are {', '.join(KINDS)}")
    cls = KINDS[kind]
    hints = _hints(kind)
    values: dict[str, Any] = {}
    known = {f.name: f for f in fields(cls)}
    for name, value in table.items():
        if name == "order":
            continue
        if name not in known:
            raise OrderError(f"{kind} has no {name!r}; it has {', '.join(known)}")
        values[name] = _checked(kind, name, value, hints[name], known[name].metadata.get("choices", ()))
    missing = [n for n, f in known.items() if n not in values and f.default is not None and n != "region"]
    if missing:
        raise OrderError(f"{kind} needs {', '.join(missing)}")
    return cls(**values)


def _checked(kind: str, name: str, value: Any, wanted: Any, choices: tuple[str, ...]) -> Any:
    if wanted is int:
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10**9:
            raise OrderError(f"{kind}: {name} must be a whole number up to a billion, not {value!r}")
    elif wanted is str:
        if not isinstance(value, str) or len(value) > 80:
            raise OrderError(f"{kind}: {name} must be a short text, not {value!r}")
        if choices and value not in choices:
            raise OrderError(f"{kind}: {name} must be one of {', '.join(choices)}, not {value!r}")
    elif (
        not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value) or len(value) > 100
    ):
        raise OrderError(f"{kind}: {name} must be a list of names, not {value!r}")
    return value


def text(order: Order) -> str:
    """One line: the kind, then ``name=value`` for each field."""
    parts = [order.kind]
    for name, value in to_table(order).items():
        if name != "order":
            parts.append(f"{name}={','.join(value) if isinstance(value, list) else value}")
    return " ".join(parts)


def parse(line: str) -> Order:
    """Read the line that ``text`` writes."""
    kind, *parts = line.split()
    if kind not in KINDS:
        raise OrderError(f"{kind!r} is no order; orders are {', '.join(KINDS)}")
    hints = _hints(kind)
    table: dict[str, Any] = {"order": kind}
    for part in parts:
        name, equals, value = part.partition("=")
        if not equals:
            raise OrderError(f"{part!r} should read name=value")
        wanted = hints.get(name)
        if wanted is int:
            try:
                table[name] = int(value)
            except ValueError:
                raise OrderError(f"{kind}: {name} must be a whole number, not {value!r}") from None
        elif wanted is str or wanted is None:
            table[name] = value
        else:
            table[name] = [v for v in value.split(",") if v]
    return from_table(table)

"""What stands behind a line of an account: figures it was reckoned from, orders, numbers of the scenario, luck, events.

Everything here is read off the register ``engine.causes``, the orders of the game and the scenario.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from attrs import fields, frozen

from nnmi_game.engine import causes
from nnmi_game.engine.cause_rules import Rule
from nnmi_game.engine.context import at_work
from nnmi_game.engine.decisions import pair
from nnmi_game.engine.orders import (
    Campaign,
    Dues,
    Link,
    Order,
    Recruit,
    Respond,
    Train,
)  # fmt: skip
from nnmi_game.engine.state import AXES, STOCKS
from nnmi_game.engine.tables import ORGANISATIONS, SME
from nnmi_game.game import figures, steps
from nnmi_game.game.figures import Figure
from nnmi_game.game.game import Game
from nnmi_game.game.why import NOMINAL, Line, Part
from nnmi_game.scenario.coefficients import Quantity
from nnmi_game.scenario.vocabulary import AUDIENCES, LEVERS, TIERS

#: Settings that a standing order makes, with the orders that do.
STANDING = {
    "dues": ("dues",),
    "voucher": ("vouchers",),
    "recruit": ("recruit",),
    "recruit_regions": ("recruit",),
    "portfolio": ("portfolio",),
    "bottom_up": ("portfolio",),
    "train_region": ("train",),
    "train_institute": ("train",),
    "link_kind": ("link",),
    "plan": ("solicit", "renew", "taper"),
    "taper": ("solicit", "renew", "taper"),
    "match_rule": ("solicit",),
    "bidder": ("award",),
    "satellites": ("fund",),
}
#: Settings that are told by the order that made them, and not as figures of their own.
BY_ORDER = (
    "recruit_regions", "bidder", "agency", "hub", "satellites", "opened", "link_kind", "event_turn", "event_option",
    "turn", "offer_pledge", "offer_partners", "offer_reading", "term", "age", "taper",
)  # fmt: skip
#: Stocks of small and medium firms, to which the numbers of that tier apply.
OF_SMES = ("unaware", "aware", "sme", "need", "need_aware")
#: A setting that misses a place is told place by place, if there are no more than these.
FEW = 6
#: The letters by which the tables of a scenario are numbered.
TABLES = {"technologies": "K", "agencies": "A", "regions": "R", "tiers": "T", "channels": "C", "programs": "P",
          "stages": "S", "bidders": "B", "macro": "Y"}  # fmt: skip
#: Stocks that one audience of campaigns makes.
AUDIENCE_OF = {"support_congress": "congress", "support_public": "public", "agency_support": "agencies"}


@frozen
class Ordered:
    """An order that made a line, or stood while it was made: given in ``turn`` as the ``number``-th from 0."""

    order: Order
    turn: int
    number: int


@frozen
class Number:
    """A number of the scenario. ``entry`` is the id in the table, empty for a coefficient or the whole table.

    ``value`` is None where it is not one number.
    """

    name: str
    entry: str
    value: int | None
    unit: str
    source: str
    assumed: str


@frozen
class Happened:
    """An event behind a line: what it is, the turn it happened in, and the option taken (its id), if any yet.

    ``lever`` names what the event moves for some turns; empty where it moved the stock itself.
    """

    event: str
    turn: int
    option: str
    lever: str


@frozen
class Leads:
    """All that stands behind one line. ``luck`` are groups of draws that it hangs on."""

    figures: tuple[Part, ...]
    orders: tuple[Ordered, ...]
    numbers: tuple[Number, ...]
    events: tuple[Happened, ...]
    luck: tuple[str, ...]
    phases: tuple[str, ...]


def leads(game: Game, figure: Figure, line: Line, turn: int = -1) -> Leads:
    """What stands behind a line of the figure's account of a turn (from 1; by default the last).

    ``ValueError`` for a turn that has not been played.
    """
    turn = len(game.past) if turn == -1 else turn
    if not 1 <= turn <= len(game.past):
        raise ValueError(f"turn {turn} has not been played")
    rules = _rules(line)
    at = _at(figure, line)
    read: list[Figure] = []
    for rule in rules:
        read += [one for name in rule.reads for one in _figures(game, name, at, turn)]
    if line.name not in STOCKS and line.name not in NOMINAL and figure.name != line.name:
        read.insert(0, figures.state(line.name, **{a: n for a, n in at.items() if a in AXES[line.name]}))
    judged = figure.number("G")
    if line.name == "judged" and judged is not None:
        read.append(figures.measure(figures.part(judged, game.tables).name))
    before, after = game.past[turn - 1].state, game.state_after(turn)
    shown = tuple(
        Part(one, *(figures.value(one, state, game.tables) for state in (before, after)))
        for one in dict.fromkeys(read)
        if one != figure
    )
    return Leads(
        figures=tuple(part for part in shown if part.before or part.after),
        orders=tuple(_orders(game, line, rules, at, turn)),
        numbers=tuple(_numbers(game, rules, at, turn)),
        events=tuple(_events(game, line, rules, at, turn)),
        luck=tuple(dict.fromkeys(group for rule in rules for group in rule.luck)),
        phases=tuple(dict.fromkeys(phase for rule in rules for phase in rule.phases)),
    )


def _at(figure: Figure, line: Line) -> dict[str, int]:
    """The place of a line: that of the figure, and the tier that it speaks of."""
    if figure.kind in (figures.PART, figures.GOAL):
        return {}
    at = dict(figure.at)
    if "O" in at:
        at["T"] = TIERS.index(ORGANISATIONS[at["O"]])
    if line.name in OF_SMES:
        at["T"] = SME
    return at


def _rules(line: Line) -> tuple[Rule, ...]:
    """The rules behind a line: that of the flow, that of the setting, or of the payment a setting counts."""
    if line.name in STOCKS:
        return (causes.find(line.name, line.cause),)
    if line.name in causes.MADE_OF and line.cause in causes.MADE_OF[line.name]:
        return (causes.find("cash", line.cause),)
    if line.name == "turn":
        return ()
    return (causes.SETTINGS[line.name],)


def _figures(game: Game, read: str, at: dict[str, int], turn: int) -> Iterator[Figure]:
    """The figures that a name of the register stands for at a place."""
    name, word = causes.split(read)
    if name in causes.HIDDEN:
        return
    places = list(_placed(game, word, at, turn))
    for place in places:
        if name.startswith(causes.MEASURE):
            if "K" in place:
                yield figures.measure(name.removeprefix(causes.MEASURE), place["K"])
            continue
        if name in BY_ORDER:
            continue
        known = {axis: number for axis, number in place.items() if axis in AXES[name]}
        yield from _complete(game, figures.state(name, **known), turn)


def _complete(game: Game, figure: Figure, turn: int) -> Iterator[Figure]:
    """A stock as it is; a setting at each place it misses, if these are few."""
    missing = [axis for axis in AXES[figure.name] if figure.number(axis) is None]
    if figure.name in STOCKS or not missing:
        yield figure
        return
    spread = [figure]
    for axis in missing:
        spread = [one for wide in spread for one in figures.along(wide, axis, game.tables)]
    state = game.state_after(turn)
    held = [one for one in spread if figures.value(one, state, game.tables)]
    if len(held) <= FEW:
        yield from held


def _placed(game: Game, word: str, at: dict[str, int], turn: int) -> Iterator[dict[str, int]]:
    """The places that a word of the register stands for; the flow's own without one."""
    k = at.get("K")
    match word:
        case "all":
            yield {}
        case "hub" | "sponsor":
            marker, axis = ("hub", "R") if word == "hub" else ("agency", "A")
            number = -1 if k is None else _marker(game, marker, k, turn)
            yield {axis: number} if number >= 0 else {}
        case "links" | "linked" if k is not None:
            kinds = game.state_after(turn).link_kind[0]
            for number, other in zip(game.tables.pairs_of[k], game.tables.others_of[k], strict=True):
                if kinds[number] > 0:
                    yield {"L": int(number)} if word == "links" else {"K": int(other)}
        case "links" | "linked":
            yield {}
        case _:
            yield at


def _marker(game: Game, name: str, k: int, turn: int) -> int:
    """A marker of an institute after a turn, or before it where the institute has ended in it."""
    after, before = game.state_after(turn), game.past[turn - 1].state
    found = int(getattr(after, name)[0, k])
    return found if found >= 0 else int(getattr(before, name)[0, k])


# --- orders ---


def order_place(order: Order, game: Game) -> dict[str, int]:
    """Where an order acts, by the letters of axes (V: audiences)."""
    tables = game.tables
    match order:
        case Link():
            return {"L": pair(tables, tables.technology[order.a], tables.technology[order.b])}
        case Campaign():
            return {"V": AUDIENCES.index(order.audience)}
        case Respond():
            return {"E": tables.event[order.event]}
        case Train():
            axis, where = ("R", tables.region) if order.at == "region" else ("K", tables.technology)
            return {"P": tables.program[order.program], axis: where[order.place]}
        case Dues():
            return {"K": tables.technology[order.technology], "T": TIERS.index(order.tier)}
        case Recruit():
            return {"K": tables.technology[order.technology], "C": tables.channel[order.channel]}
        case _:
            return {"K": tables.technology[order.technology]}


def _orders(
    game: Game, line: Line, rules: Iterable[Rule], at: dict[str, int], turn: int
) -> Iterator[Ordered]:
    """Orders of the turn that made the line, then those given before that stood while it was made."""
    found: list[Ordered] = []
    for rule in rules:
        for number, order in enumerate(game.past[turn - 1].orders):
            if order.kind in rule.orders and _meant(game, order, line, at):
                found.append(Ordered(order, turn, number))
        for name in (line.name, *(causes.split(read)[0] for read in rule.reads)):
            for kind in STANDING.get(name, ()):
                found += _standing(game, kind, line, at, turn)
    yield from dict.fromkeys(found)


def _standing(game: Game, kind: str, line: Line, at: dict[str, int], turn: int) -> list[Ordered]:
    """The newest order of a kind for each thing it can be about; at most a few."""
    newest: dict[tuple[tuple[str, int], ...], Ordered] = {}
    for then in range(turn, 0, -1):
        for number, order in enumerate(game.past[then - 1].orders):
            if order.kind == kind and _meant(game, order, line, at):
                about = tuple(sorted(order_place(order, game).items()))
                newest.setdefault(about, Ordered(order, then, number))
    found = list(newest.values())
    return found if len(found) <= FEW or "K" in at else []


def _meant(game: Game, order: Order, line: Line, at: dict[str, int]) -> bool:
    """Whether an order may have to do with a line at a place."""
    if isinstance(order, Campaign):
        return AUDIENCE_OF.get(line.name) == order.audience
    if isinstance(order, Respond):
        return line.cause == causes.EVENT + order.event
    place = order_place(order, game)
    if isinstance(order, Link) and "K" in at and "L" not in at:
        return place["L"] in game.tables.pairs_of[at["K"]]
    return all(at.get(axis, number) == number for axis, number in place.items())


# --- numbers of the scenario ---


def _numbers(game: Game, rules: Iterable[Rule], at: dict[str, int], turn: int) -> Iterator[Number]:
    names = dict.fromkeys(name for rule in rules for name in rule.numbers)
    for name in names:
        yield from numbers(game, name, at, turn)


def numbers(game: Game, name: str, at: dict[str, int], turn: int) -> Iterator[Number]:
    """A number of the scenario by its dotted name: the coefficient, or the entries of its table at a place."""
    table, _dot, key = name.partition(".")
    group = getattr(game.scenario.coefficients, table, None)
    if group is not None:
        quantity: Quantity = getattr(group, key)
        yield Number(name, "", quantity.value, quantity.unit, quantity.source, quantity.assumed)
        return
    entries = list(getattr(game.scenario, table))
    chosen = _entries(game, TABLES[table], at, turn, len(entries))
    unit = _unit(type(entries[0]), key)
    if chosen is None:
        yield Number(name, "", None, unit, "", "")
        return
    for number in chosen:
        entry = entries[number]
        found = getattr(entry, key)
        value = found if isinstance(found, int) and not isinstance(found, bool) else None
        if isinstance(found, tuple):
            value = next((year.amount for year in found if year.fy == game.period(turn).fy), None)
        called = str(getattr(entry, "id", "") or getattr(entry, "fy", "") or getattr(entry, "mrl", ""))
        yield Number(name, called, value, unit, str(entry.source), "")


def _entries(game: Game, axis: str, at: dict[str, int], turn: int, count: int) -> list[int] | None:
    """Which entries of a table are meant at a place; None for all of many."""
    if axis == "Y":
        return [i for i, year in enumerate(game.scenario.macro) if year.fy == game.period(turn).fy]
    if axis == "B":
        bidder = _marker(game, "bidder", at["K"], turn) if "K" in at else -1
        return [bidder] if bidder >= 0 else None
    if axis in at:
        return [at[axis]]
    return list(range(count)) if count <= FEW and axis in "TCPS" else None


def _unit(table: type[Any], key: str) -> str:
    spec = next(one.metadata.get("spec") for one in fields(table) if one.name == key)
    return str(spec.unit) if spec is not None else ""


# --- events ---


def _events(
    game: Game, line: Line, rules: Iterable[Rule], at: dict[str, int], turn: int
) -> Iterator[Happened]:
    """The event that a line is named after, and those whose lasting effects were at work in the turn."""
    if line.cause.startswith(causes.EVENT):
        yield _happened(game, game.tables.event[line.cause.removeprefix(causes.EVENT)], "")
        return
    levers = {lever for rule in rules for lever in rule.levers}
    if not levers:
        return
    active = at_work(game.state_after(turn), game.tables, turn)[0]
    seen = []
    for number in np.flatnonzero(active):
        effect = game.tables.timed[number]
        axis = {"technology": "K", "agency": "A"}.get(LEVERS[effect.lever].scope, "")
        if effect.lever in levers and (effect.index < 0 or at.get(axis, effect.index) == effect.index):
            seen.append(_happened(game, effect.event, effect.lever))
    yield from dict.fromkeys(seen)


def _happened(game: Game, event: int, lever: str) -> Happened:
    one, state = game.scenario.events[event], game.state
    option = int(state.event_option[0, event])
    taken = one.options[option].id if option >= 0 else ""
    return Happened(one.id, int(state.event_turn[0, event]), taken, lever)


def is_payment(line: Line) -> bool:
    """Whether a line is the change of a payment between two turns."""
    return line.name in causes.MADE_OF and line.cause not in (steps.ENDED, steps.SET)

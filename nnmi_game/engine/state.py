"""The state of a game: whole-number arrays with a leading axis of worlds.

A *stock* changes only by named flows of the ledger. A *setting* is a standing order or a marker (the phase of an
institute, the age of an agreement) that orders and rules set outright.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

import numpy as np
from attrs import define, field, fields

from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.tables import Dims


def stock(axes: str, unit: str, doc: str) -> Any:
    """A stock with an axis of worlds before the axes named by letters (see ``Dims``)."""
    return field(metadata={"axes": axes, "unit": unit, "doc": doc, "stock": True})


def setting(axes: str, unit: str, doc: str) -> Any:
    """A setting with an axis of worlds before the axes named by letters."""
    return field(metadata={"axes": axes, "unit": unit, "doc": doc, "stock": False})


@define(eq=False)
class State:
    """One batch of worlds between two turns. All arrays are views of ``buffer``, one behind the other."""

    buffer: Ints = field(repr=False)

    # the office
    turn: Ints = setting("", "turns", "turns played")
    office_staff: Ints = stock("", "people", "people in the program office")
    support_congress: Ints = stock("", "points", "support in Congress")
    support_public: Ints = stock("", "points", "support in public")
    commercial: Ints = stock("", "points", "weight Congress gives to commercial results")
    budget: Ints = stock("A", "thousand dollars", "money an agency can still spend on the network")
    agency_support: Ints = stock("A", "points", "support of an agency")
    lapsed: Ints = stock("A", "thousand dollars", "money that an agency let lapse so far")

    # the institutes
    phase: Ints = setting("K", "phase", "place in the list of phases")
    bidder: Ints = setting("K", "bidder", "who leads the institute, -1 nobody")
    agency: Ints = setting("K", "agency", "who sponsors it or solicits, -1 nobody")
    hub: Ints = setting("K", "region", "where its hub is, -1 nowhere")
    satellites: Ints = setting("K", "set of regions", "satellite sites, one bit for each region")
    opened: Ints = setting("K", "turn", "turn of the award, 0 none")
    plan: Ints = setting(
        "K", "thousand dollars", "base money of the schedule now running, or of the solicitation"
    )
    term: Ints = setting("K", "turns", "length of that schedule")
    age: Ints = setting("K", "turns", "how far it has run, or how long the solicitation has been open")
    taper: Ints = setting("K", "per mille", "how steeply it falls: 0 level, 1000 to nothing")
    match_rule: Ints = setting("K", "per mille", "non-federal to federal money the agreement asks for")
    covered: Ints = setting("K", "turns", "turns in a row that income without base money covered the cost")
    failing: Ints = setting("K", "turns", "turns in a row without money")
    bottom_up: Ints = setting("K", "per mille", "share of projects that members propose")
    voucher: Ints = setting("K", "thousand dollars", "voucher for a new SME member")
    drift: Ints = setting("K", "per mille", "share of effort in short contract work")
    income: Ints = setting("K", "thousand dollars", "income without base money last turn")
    cost: Ints = setting("K", "thousand dollars", "operating cost last turn")
    inkind: Ints = setting("K", "thousand dollars", "work in kind that the consortium gave this turn")
    credibility: Ints = setting(
        "K", "per mille", "share of the pledge that is honoured; not shown to players"
    )
    base_left: Ints = stock("K", "thousand dollars", "base money still to come")
    arrears: Ints = stock("K", "thousand dollars", "base money due but held back")
    pledge_left: Ints = stock("K", "thousand dollars", "match still to come")
    paid_base: Ints = stock("K", "thousand dollars", "base money paid under this agreement")
    paid_match: Ints = stock("K", "thousand dollars", "match paid under this agreement")
    cash: Ints = stock("K", "thousand dollars", "cash; below zero it owes")
    equipment: Ints = stock("K", "thousand dollars", "value of its equipment")
    staff: Ints = stock("K", "people", "engineers and staff")
    reputation: Ints = stock("K", "points", "reputation")
    knowledge: Ints = stock("K", "points", "knowledge from other institutes")
    dependence: Ints = stock("K", "points", "habit of living on federal money: base money and rescues")
    trust: Ints = stock("K", "points", "trust of federal customers")
    dues: Ints = setting("KT", "thousand dollars per year", "dues by tier")

    # members
    unaware: Ints = stock("KR", "firms", "SMEs that have not heard of the institute")
    aware: Ints = stock("KR", "firms", "SMEs that have heard of it and are not members")
    sme: Ints = stock("KR", "firms", "SME members")
    prospects: Ints = stock("KO", "organisations", "others that could join")
    organisations: Ints = stock("KO", "organisations", "members of the other tiers")
    partners: Ints = stock("KT", "organisations", "partners of the bid that are not members yet")
    need_aware: Ints = stock("K", "firms x per mille", "need of the aware SMEs, added up")
    need: Ints = stock("K", "firms x per mille", "need of the SME members, added up")
    recruit: Ints = setting("KC", "thousand dollars per year", "recruiting money by channel")
    recruit_regions: Ints = setting("KC", "set of regions", "where, one bit for each region")

    # the competition
    offer_pledge: Ints = setting("KB", "thousand dollars", "match that a proposal pledges; 0 is no proposal")
    offer_credibility: Ints = setting("KB", "per mille", "share that will be honoured; not shown to players")
    offer_reading: Ints = setting("KB", "per mille", "what the reviewers make of it")
    offer_partners: Ints = setting("KB", "per mille", "share of the listed partners that sign")

    # projects
    projects: Ints = stock("KS", "projects", "projects by readiness level")
    portfolio: Ints = setting("KS", "per mille", "mix of new projects")
    transitions: Ints = stock("K", "projects", "technologies taken past MRL 7")
    backlog: Ints = stock("K", "per mille of a concept", "proven concepts lying ready")

    # workforce
    train_region: Ints = setting("PR", "thousand dollars per year", "money for a program in a region")
    train_institute: Ints = setting("PK", "thousand dollars per year", "money for a program at an institute")
    training: Ints = stock("PRD", "people", "people in programs, by turns until they finish")
    interest: Ints = stock("R", "people", "people whose interest was woken")
    skilled: Ints = stock("R", "people", "skilled people")

    # network
    link_kind: Ints = setting("L", "kind", "0 none, else place in the list of kinds, from 1")
    link_strength: Ints = stock("L", "per mille", "strength of a link")

    # economy
    domestic: Ints = stock("K", "points", "domestic capability")
    foreign: Ints = stock("K", "points", "foreign front")
    plants: Ints = stock("K", "plants", "domestic plants")
    jobs: Ints = stock("K", "people", "domestic jobs")
    cycle: Ints = stock("", "points", "business cycle")
    va_share: Ints = stock("", "hundredths of a per cent", "manufacturing's share of value added")
    employment: Ints = stock("", "thousand people", "national employment in manufacturing")

    # events
    event_turn: Ints = setting("E", "turn", "turn in which an event happened, 0 not yet")
    event_option: Ints = setting("E", "option", "option taken, -1 none yet")

    # the record of this year and of the game
    year_spending: Ints = stock("", "thousand dollars", "spent this year")
    year_base: Ints = stock("", "thousand dollars", "base money paid this year")
    year_reached: Ints = stock("", "people", "people reached this year")
    year_trained: Ints = stock("", "people", "people trained this year")
    year_ended: Ints = stock("", "projects", "projects that ended this year")
    total_base: Ints = stock("", "thousand dollars", "base money paid so far")
    total_reached: Ints = stock("", "people", "people reached so far")
    total_trained: Ints = stock("", "people", "people trained so far")
    total_placed: Ints = stock("", "people", "trained people placed so far")
    rescues: Ints = stock("", "rescues", "rescues so far")
    judged: Ints = stock("G", "the figure's unit", "sum over the years, for goals judged by their mean")

    @property
    def worlds(self) -> int:
        """Number of worlds."""
        return int(self.turn.shape[0])

    def copy(self, dims: Dims) -> State:
        """An independent copy."""
        return _on_buffer(self.buffer.copy(), self.worlds, dims)

    def take(self, worlds: Ints, dims: Dims) -> State:
        """The worlds of the given numbers, as a state of their own."""
        taken = allocate(len(worlds), dims)
        for name in FIELDS:
            getattr(taken, name)[...] = getattr(self, name)[worlds]
        return taken


_EVERY = tuple(f for f in fields(State) if "axes" in f.metadata)
#: Names of all arrays of a state, in order.
FIELDS = tuple(f.name for f in _EVERY)
#: Names of the stocks.
STOCKS = tuple(f.name for f in _EVERY if f.metadata["stock"])
#: Axes of each array, in letters.
AXES = {f.name: str(f.metadata["axes"]) for f in _EVERY}
#: Unit of each array.
UNITS = {f.name: str(f.metadata["unit"]) for f in _EVERY}


def width(dims: Dims) -> int:
    """Whole numbers that one world takes."""
    return sum(_size(dims, axes) for axes in AXES.values())


def allocate(worlds: int, dims: Dims) -> State:
    """A state of zeros."""
    return _on_buffer(np.zeros(worlds * width(dims), dtype=np.int64), worlds, dims)


def _size(dims: Dims, axes: str) -> int:
    size = 1
    for length in dims.shape(axes):
        size *= length
    return size


def _on_buffer(buffer: Ints, worlds: int, dims: Dims) -> State:
    """Views of a buffer in which each array lies in one piece: this is what makes arithmetic on it fast."""
    return State(buffer, *[buffer[start:end].reshape(shape) for start, end, shape in _layout(worlds, dims)])


@lru_cache(maxsize=16)
def _layout(worlds: int, dims: Dims) -> list[tuple[int, int, tuple[int, ...]]]:
    """Where each array starts and ends in the buffer, and its shape, in the order of the fields."""
    places = []
    start = 0
    for axes in AXES.values():
        end = start + worlds * _size(dims, axes)
        places.append((start, end, (worlds, *dims.shape(axes))))
        start = end
    return places


def digests(state: State) -> list[str]:
    """One short fingerprint of every whole number of each world."""
    worlds = state.worlds
    rows = np.concatenate([getattr(state, name).reshape(worlds, -1) for name in FIELDS], axis=1)
    little = np.ascontiguousarray(rows, dtype="<i8")
    return [hashlib.sha256(row.tobytes()).hexdigest()[:16] for row in little]

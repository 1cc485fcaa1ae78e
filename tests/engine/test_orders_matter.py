"""Every kind of order changes what comes of the game, under the same luck."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nnmi_game.engine.context import FAILING
from nnmi_game.engine.decisions import compile_orders
from nnmi_game.engine.legality import review
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import KINDS, Order, parse
from nnmi_game.engine.state import STOCKS, State
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import new_state, play_turn
from tests.engine.laws import broken

SEED = 2012
FIELDS = ("additive", "digital", "light_metals")


def after(state: State, orders: list[Order], tables: Tables, turns: int = 1) -> State:
    """The state some turns later; the orders are given in the first of them."""
    luck = Luck(np.array([SEED], dtype=np.int64))
    for turn in range(turns):
        given = compile_orders(orders if turn == 0 else [], tables)
        before = state
        state, ledger = play_turn(before, given, tables, luck)
        assert broken(before, state, ledger) == []
    return state


@pytest.fixture(scope="module")
def network(national: Tables) -> State:
    """Three institutes at work, with money left at every agency, and one field with proposals."""
    state = new_state(national, 1)
    state.budget[:] = 300_000
    state = after(state, [_solicit(field) for field in FIELDS], national)
    state = after(state, [_award(state, field, national) for field in FIELDS], national, 3)
    state.budget[:] = 300_000
    state = after(state, [_solicit("composites", "doe")], national)
    state.budget[:] = 300_000
    return state


def _solicit(field: str, agency: str = "dod") -> Order:
    return parse(f"solicit technology={field} agency={agency} seed=70000 years=5 taper=300 match=1000")


def _award(state: State, field: str, tables: Tables) -> Order:
    k = tables.technology[field]
    slot = int(np.flatnonzero(state.offer_pledge[0, k] > 0)[0])
    return parse(f"award technology={field} bidder={tables.scenario.bidders[tables.bidders[k, slot]].id}")


def _nothing(state: State, tables: Tables) -> None:
    """The network as it is."""


def _last_year(state: State, tables: Tables) -> None:
    state.age[:] = np.maximum(state.term - 1, 0)


def _short_of_money(state: State, tables: Tables) -> None:
    state.cash[0, tables.technology["additive"]] = -4000
    state.phase[0, tables.technology["additive"]] = FAILING


def _linked(state: State, tables: Tables) -> None:
    state.link_kind[0, 1] = 2
    state.link_strength[0, 1] = 500


def _event_waits(state: State, tables: Tables) -> None:
    event = tables.event["resolution_2013"]
    state.event_turn[0, event] = int(state.turn[0])
    state.event_option[0, event] = -1


Setting = Callable[[State, Tables], None]

CASES: list[tuple[str, Setting]] = [
    ("solicit technology=photonics agency=dod seed=70000 years=5 taper=300 match=1000", _nothing),
    ("award technology=composites bidder=?", _nothing),
    ("decline technology=composites", _nothing),
    ("fund technology=additive agency=dod purpose=equipment amount=3000", _nothing),
    ("fund technology=additive agency=dod purpose=satellite amount=3000 region=?", _nothing),
    ("fund technology=additive agency=dod purpose=rescue amount=6000", _short_of_money),
    ("taper technology=additive taper=1000", _nothing),
    ("renew technology=additive seed=20000 years=3", _last_year),
    ("close technology=additive", _nothing),
    ("dues technology=additive tier=large amount=1", _nothing),
    ("dues technology=additive tier=sme amount=0", _nothing),
    ("dues technology=additive tier=academic amount=0", _nothing),
    ("dues technology=additive tier=government amount=1", _nothing),
    ("vouchers technology=additive amount=30", _nothing),
    ("recruit technology=additive channel=? regions=great_lakes,gulf budget=2000", _nothing),
    ("portfolio technology=additive mrl4=0 mrl5=0 mrl6=0 mrl7=1000 bottom_up=900", _nothing),
    ("train program=? at=region place=great_lakes budget=4000", _nothing),
    ("train program=? at=institute place=additive budget=4000", _nothing),
    ("link a=additive b=light_metals by=projects", _nothing),
    ("link a=additive b=light_metals by=standards", _nothing),
    ("link a=additive b=light_metals by=subnetwork", _nothing),
    ("link a=additive b=digital by=none", _linked),
    ("campaign audience=congress attention=4", _nothing),
    ("campaign audience=agencies attention=4", _nothing),
    ("campaign audience=public attention=4", _nothing),
    ("respond event=resolution_2013 option=?", _event_waits),
]


def variants(line: str, state: State, tables: Tables) -> list[Order]:
    """The order, or one for each thing that a question mark may stand for."""
    scenario = tables.scenario
    kind = line.split(maxsplit=1)[0]
    if "?" not in line:
        return [parse(line)]
    if kind == "award":
        return [_award(state, "composites", tables)]
    if kind == "respond":
        event = scenario.events[tables.event["resolution_2013"]]
        return [parse(line.replace("?", option.id)) for option in event.options[1:]]
    if kind == "fund":
        home = int(state.hub[0, tables.technology["additive"]])
        return [parse(line.replace("?", scenario.regions[(home + 3) % len(scenario.regions)].id))]
    known = scenario.channels if kind == "recruit" else scenario.programs
    return [parse(line.replace("?", one.id)) for one in known]


def difference(a: State, b: State) -> set[str]:
    """The stocks in which two states differ, the phases of institutes and the bids on the table."""
    return {
        name for name in (*STOCKS, "phase", "offer_pledge") if (getattr(a, name) != getattr(b, name)).any()
    }


def differences(state: State, order: Order, tables: Tables) -> set[str]:
    """What the order makes different in the turns that follow."""
    idle, busy = after(state, [], tables), after(state, [order], tables)
    found = difference(idle, busy)
    for _turn in range(4):
        idle, busy = after(idle, [], tables), after(busy, [], tables)
        found |= difference(idle, busy)
    return found


@pytest.mark.parametrize(
    ("line", "prepare"), CASES, ids=[line.rsplit(" technology")[0] for line, _f in CASES]
)
def test_an_order_changes_the_outcome(line: str, prepare: Setting, national: Tables, network: State):
    state = network.copy(national.dims)
    prepare(state, national)

    for order in variants(line, state, national):
        checked = review(state, compile_orders([order], national), national)
        refused = {name for name, check in checked.checks.items() if (check.given & ~check.granted).any()}

        assert refused == set(), order
        assert differences(state, order, national), order


def test_every_kind_is_tried():
    assert {line.split()[0] for line, _prepare in CASES} == set(KINDS)


def test_levers_of_agreements_reach_the_institute(national: Tables):
    """Seed, years, taper and match each lead to another course once the institute is awarded."""
    start = new_state(national, 1)
    start.budget[:] = 300_000
    plain = "solicit technology=additive agency=dod seed=70000 years=5 taper=300 match=1000"
    courses = []
    for line in (
        plain,
        plain.replace("seed=70000", "seed=40000"),
        plain.replace("years=5", "years=4"),
        plain.replace("taper=300", "taper=500"),
        plain.replace("match=1000", "match=1500"),
    ):
        offered = after(start, [parse(line)], national)
        courses.append(after(offered, [_award(offered, "additive", national)], national, 4))

    assert all(difference(courses[0], other) for other in courses[1:])

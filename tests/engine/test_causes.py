"""The register of causes against the rules: what it names is there, and moves the flows it is said to move."""

from __future__ import annotations

from functools import cache
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from attrs import evolve, fields

from nnmi_game.analysis import policies
from nnmi_game.engine import causes, measures
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.decisions import Decisions, compile_orders, join
from nnmi_game.engine.ledger import Ledger
from nnmi_game.engine.luck import GROUPS, Luck
from nnmi_game.engine.orders import KINDS
from nnmi_game.engine.state import FIELDS, State
from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.engine.turn import PHASES, new_state, play_turn
from nnmi_game.scenario.coefficients import Coefficients
from nnmi_game.scenario.load import load
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.vocabulary import LEVERS, LINK_KINDS, MEASURES
from nnmi_game.scenario.vocabulary import PHASES as PHASE_NAMES
from tests.random_play import busy_turn

Flow = tuple[str, str]
Scene = tuple[State, Decisions]
WORLDS = 6
#: Coefficients that bound or price orders and make no flow.
OF_ORDERS = {"competition.seed_low", "competition.seed_high", "competition.years_low", "competition.years_high",
             "competition.renewal_years_high", "competition.match_low", "competition.match_high",
             "defaults.taper"}  # fmt: skip


#: What is set or counted within the turn before it is read there: the state before the turn cannot show it.
WITHIN = ("income", "inkind", "transitions", "year_reached", "total_placed")


@cache
def tables() -> Tables:
    """The national scenario with an office that has time for everything and a channel that institutes pay for."""
    scenario = load("nnmi-2012")
    office = scenario.coefficients.office
    office = evolve(
        office,
        base=evolve(office.base, value=1000),
        staff_per_institute=evolve(office.staff_per_institute, value=1),
    )
    channels = (*scenario.channels[:-1], evolve(scenario.channels[-1], payer="institute"))
    coefficients = evolve(scenario.coefficients, office=office)
    return compile_tables(evolve(scenario, coefficients=coefficients, channels=channels))


def luck() -> Luck:
    return Luck(np.arange(40, 40 + WORLDS))


@cache
def scenes() -> tuple[Scene, ...]:
    """States and decisions of games in which much goes on, each before one of its turns."""
    rng = Random(12)
    plans = [policies.make(name, tables()) for name in ("network_first", "planner", "even")]
    state = new_state(tables(), WORLDS)
    found = []
    for turn in range(tables().scenario.calendar.turns):
        made = [
            compile_orders(busy_turn(rng, tables().scenario), tables()) for _ in range(WORLDS - len(plans))
        ]
        made += [
            plan(state.take(np.array([w]), tables().dims), tables(), luck())
            for w, plan in enumerate(plans, 3)
        ]
        decisions = join(made)
        if turn % 3 == 2:
            ask_for_much(state, decisions)
        if turn in POOR:
            state.match_rule[3:], state.budget[3] = 3000, 300_000
            state.dependence[3:] = 50
            state.cash[3], state.failing[3] = -19_000, 9
            state.paid_match[3] = 0
            state.arrears[3] = state.base_left[3] // 9
        if turn == RICH:
            state.base_left[4, :4], state.covered[4, :4], state.transitions[4, :4] = 0, 4, 3000
        if turn % 3 == 2 or turn == 0:
            found.append((state, decisions))
        state, _ledger = play_turn(state, decisions, tables(), luck())
    return tuple(found)


#: Turns in which the institutes of one world are at their end, and others' partners owe too much match.
POOR = (8, 9)
#: Turn in which some institutes of one world stand alone.
RICH = 17


def ask_for_much(state: State, decisions: Decisions) -> None:
    """Grants, vouchers, links and programs wherever they are allowed."""
    k = np.arange(tables().dims.K)
    decisions.fund[3:] = np.where(k[:, None] % 3 == np.arange(3), 9000, 0)
    decisions.fund_agency[3:] = state.agency[3:, :, None]
    decisions.fund_region[3:] = k % tables().dims.R
    decisions.voucher[4:] = 15
    decisions.train_institute[4:, :, ::2] = 400
    decisions.train_region[4], decisions.train_region[5:] = 300, 3000
    decisions.recruit[4:] = 200
    decisions.recruit_regions[4:] = 2 ** tables().dims.R - 1
    decisions.campaign[4:] = 2
    decisions.link[3:] = np.where(decisions.link[3:] > 0, decisions.link[3:], np.arange(tables().dims.L) % 4)
    if state.turn[0] == 11:
        decisions.close[5] = 1
        decisions.taper[4] = 300


def flows(ledger: Ledger) -> dict[Flow, Ints]:
    """Each flow of a turn on an array like its stock."""
    sums: dict[Flow, Ints] = {}
    for flow in ledger.flows:
        key = (flow.stock, flow.cause)
        total = sums.setdefault(key, np.zeros_like(getattr(ledger.state, flow.stock)))
        total[flow.at] += flow.amount
    return sums


@cache
def as_they_were() -> tuple[dict[Flow, Ints], ...]:
    return tuple(flows(play_turn(s, d, tables(), luck())[1]) for s, d in scenes())


def moved(number: int, state: State, decisions: Decisions, with_tables: Tables) -> set[Flow]:
    """The flows of a scene that come out differently from those kept."""
    now, kept = flows(play_turn(state, decisions, with_tables, luck())[1]), as_they_were()[number]
    return {
        key
        for key in now.keys() | kept.keys()
        if np.any(now.get(key, np.int64(0)) != kept.get(key, np.int64(0)))
    }


def claimed(stocks: tuple[str, ...], cause: str) -> set[Flow]:
    return {(stock, cause) for stock in stocks}


def numbers_named() -> dict[str, set[Flow]]:
    """For each number of the scenario the flows that the register says it moves."""
    found: dict[str, set[Flow]] = {}
    for rule in causes.RULES:
        names = set(rule.numbers)
        for read in rule.reads:
            names |= set(causes.MEASURE_NUMBERS.get(read.partition("@")[0].removeprefix(causes.MEASURE), ()))
        for name in names:
            found.setdefault(name, set()).update(claimed(rule.stocks, rule.cause))
    return found


def reads_named() -> dict[str, set[Flow]]:
    """For each stock and setting the flows that the register says it moves."""
    found: dict[str, set[Flow]] = {}
    for rule in causes.RULES:
        for read in rule.reads:
            for name in causes.state_names(read):
                found.setdefault(name, set()).update(claimed(rule.stocks, rule.cause))
    return found


def other(value: int) -> tuple[int, ...]:
    return value * 3 + 2, value // 3


def with_number(scenario: Scenario, name: str, place: int) -> Scenario:
    """The scenario with another number in a place of a table, or as a coefficient."""
    table, _dot, key = name.partition(".")
    if hasattr(scenario.coefficients, table):
        group = getattr(scenario.coefficients, table)
        quantity = getattr(group, key)
        new = evolve(group, **{key: evolve(quantity, value=other(quantity.value)[place])})
        return evolve(scenario, coefficients=evolve(scenario.coefficients, **{table: new}))
    entries = []
    for number, entry in enumerate(getattr(scenario, table)):
        entries.append(evolve(entry, **{key: _another(getattr(entry, key), place, number)}))
    if key == "delay":  # the longest delay is a size of arrays: exchange them
        delays = [entry.delay for entry in getattr(scenario, table)]
        entries = [evolve(e, delay=d) for e, d in zip(entries, delays[1:] + delays[:1], strict=True)]
    return evolve(scenario, **{table: tuple(entries)})


def _another(value: Any, place: int, number: int) -> Any:
    match value:
        case int():
            return other(value)[place]
        case dict():
            return {k: _another(v, place, number + i) for i, (k, v) in enumerate(value.items())}
        case tuple():
            return tuple(evolve(one, amount=other(one.amount)[place]) for one in value)
        case str():
            return tables().scenario.regions[number % len(tables().scenario.regions)].id
        case _:
            return evolve(
                value, **{f.name: other(getattr(value, f.name))[place] for f in fields(type(value))}
            )


#: Members' money is seldom short, and then it hardly slows a project: these games are too few to show it.
FAINT = {
    ("projects", "advanced"),
    ("projects", "advanced from the stage before"),
    ("transitions", "past MRL 7"),
}


SMALL = ("projects.bottom_up_money", "tiers.project_money", "operations.upkeep")


def test_the_register_agrees_with_itself():
    assert causes.check() == []


def test_every_name_in_the_register_exists():
    scenario, every = tables().scenario, (*causes.RULES, causes.EVENT_RULE, *causes.SETTINGS.values())
    phases = {phase.__name__.rpartition(".")[2] for phase in PHASES} - {"standing"} | {"orders"}
    unknown = {
        *({p for rule in every for p in rule.phases} - phases),
        *({o for rule in every for o in rule.orders} - set(KINDS)),
        *({x for rule in every for x in rule.levers} - set(LEVERS)),
        *({g for rule in every for g in rule.luck} - set(GROUPS)),
    }
    for rule in every:
        for name in rule.numbers:
            table, _dot, key = name.partition(".")
            owner = getattr(scenario.coefficients, table, None) or getattr(scenario, table)[0]
            if not hasattr(owner, key):
                unknown.add(name)
    assert unknown == set()


def test_every_setting_has_an_account_of_what_sets_it():
    from nnmi_game.engine.state import STOCKS

    assert set(causes.SETTINGS) == set(FIELDS) - set(STOCKS)


def test_every_figure_says_what_it_is_reckoned_from():
    assert set(causes.MEASURE_READS) == set(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_a_figure_changes_with_what_it_is_reckoned_from_alone(name: str):
    for state, _decisions in scenes()[::4]:
        other_state = state.copy(tables().dims)
        kept = set(causes.MEASURE_READS[name])
        for field in FIELDS:
            if field not in kept:
                getattr(other_state, field)[...] += 1
        assert np.array_equal(
            measures.value(name, state, tables()), measures.value(name, other_state, tables())
        )


def test_every_flow_of_a_game_is_registered():
    unknown = set()
    for kept in as_they_were():
        for (stock, cause), amount in kept.items():
            try:
                causes.find(stock, cause)
            except KeyError:
                if np.any(amount):
                    unknown.add((stock, cause))
    assert unknown == set()


def test_every_registered_flow_comes_up():
    seen = {key for kept in as_they_were() for key, amount in kept.items() if np.any(amount)}
    registered = {(stock, rule.cause) for rule in causes.RULES for stock in rule.stocks}

    assert registered - seen == set()


@cache
def with_other(name: str, place: int) -> Tables:
    """The tables with another value of a number."""
    return compile_tables(with_number(tables().scenario, name, place))


def test_a_number_moves_the_flows_it_is_said_to_move():
    still = {}
    for name, said in numbers_named().items():
        left = said - (FAINT if name in SMALL else set())
        for place, (number, (state, decisions)) in product((0, 1), reversed(list(enumerate(scenes())))):
            if not left:
                break
            left -= moved(number, state, decisions, with_other(name, place))
        if left:
            still[name] = left
    assert still == {}


def within_reach(names: set[str]) -> set[Flow]:
    """The flows that the register says may move in the turn when some numbers or places of the state move."""
    touched, rules = set(names), (*causes.RULES, *causes.SETTINGS.values())
    found: set[Flow] = set()
    while True:
        more = {
            (stock, rule.cause)
            for rule in rules
            for stock in rule.stocks
            if stock in touched
            or touched & {*rule.numbers, *(n for read in rule.reads for n in causes.state_names(read))}
        }
        if more <= found:
            return found
        found |= more
        touched |= {stock for stock, _cause in found}


def test_nothing_moves_that_is_not_said_to_hang_on_a_number():
    state, decisions = scenes()[5]
    number = 5
    unsaid = {}
    for name in sorted({n for rule in causes.RULES for n in rule.numbers if "." in n}):
        said = within_reach({name})
        found = moved(number, state, decisions, with_other(name, 0))
        left = {flow for flow in found if flow not in said and not flow[1].startswith(causes.EVENT)}
        if left:
            unsaid[name] = left
    assert unsaid == {}


def test_a_stock_or_setting_moves_the_flows_it_is_said_to_move():
    still = {}
    for name, said in reads_named().items():
        left = set() if name in WITHIN else set(said)
        for number, (state, decisions) in reversed(list(enumerate(scenes()))):
            for place in range(4):
                if not left:
                    break
                changed = state.copy(tables().dims)
                values = getattr(changed, name)
                values[...] = other_values(name, values, place)
                left -= moved(number, changed, decisions, tables())
        if left:
            still[name] = left
    assert still == {}


#: Settings that are numbers of things: how many there are of each.
COUNTS = {
    "hub": lambda: tables().dims.R,
    "bidder": lambda: len(tables().scenario.bidders),
    "agency": lambda: tables().dims.A,
    "phase": lambda: len(PHASE_NAMES),
    "link_kind": lambda: len(LINK_KINDS) + 1,
}


def other_values(name: str, values: Ints, place: int) -> Ints:
    if name in COUNTS:
        return np.where(values >= 0, (values + 1 + place) % COUNTS[name](), values)
    if name in ("satellites", "recruit_regions"):
        return np.full_like(values, place)
    return (values * 2 + 5, values // 3, values * 0, values + FAR.get(name, 0))[place]


#: How far some stocks must be moved for what hangs on them only at the edge.
FAR = {"cash": 90_000, "cycle": -900}


def test_nearly_every_coefficient_makes_a_flow():
    """Those that make none price orders, or are read when a call is answered."""
    flows_of = set(numbers_named())
    settings = {name for rule in causes.SETTINGS.values() for name in rule.numbers}
    every = {
        f"{group.name}.{one.name}" for group in fields(Coefficients) for one in fields(type_of(group.name))
    }

    left = {name for name in every - flows_of - settings if not name.startswith("office.")}
    assert left == OF_ORDERS


def type_of(group: str) -> Any:
    return type(getattr(tables().scenario.coefficients, group))

"""The account of every figure adds up, in any turn of any game."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnmi_game.engine.causes import HIDDEN, MADE_OF
from nnmi_game.engine.context import alive
from nnmi_game.engine.orders import Campaign, Dues
from nnmi_game.engine.state import AXES, FIELDS
from nnmi_game.game import figures, steps, touches
from nnmi_game.game.figures import Figure
from nnmi_game.game.fortune import fortune
from nnmi_game.game.game import Game
from nnmi_game.game.leads import leads
from nnmi_game.game.saves import load
from nnmi_game.game.why import NOMINAL, Line, explain
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.vocabulary import GOALS, MEASURES
from tests.game.conftest import play_at_random

SAVES = Path(__file__).parents[2] / "saves"


def every_figure(game: Game) -> Iterator[Figure]:
    """Each stock and setting at every place and summed up, each measure, component and goal."""
    tables = game.tables
    for name in FIELDS:
        if name in HIDDEN or name in NOMINAL:
            continue
        axes = AXES[name]
        for count in range(len(axes) + 1):
            for at in product(*(range(tables.dims.shape(axis)[0]) for axis in axes[:count])):
                yield Figure(figures.STATE, name, dict(zip(axes, at, strict=False)))
    for name, one in MEASURES.items():
        count = {"technology": tables.dims.K, "agency": tables.dims.A}.get(one.scope)
        for place in (None,) if count is None else range(count):
            yield figures.measure(name, place)
    for number in range(tables.dims.G):
        yield figures.part(number, tables)
    for name in GOALS:
        yield figures.goal(name)


def wrong(game: Game, turn: int) -> list[Figure]:
    """The figures whose account of a turn does not add up, or does not meet the states."""
    before, after = game.state_after(turn - 1), game.state_after(turn)
    found = []
    for figure in every_figure(game):
        account = explain(game, figure, turn)
        ends = tuple(figures.value(figure, state, game.tables) for state in (before, after))
        if (account.before, account.before + sum(line.amount for line in account.lines)) != ends:
            found.append(figure)
    return found


@pytest.mark.property
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**48 - 1), style=st.integers(0, 2**32), turn=st.integers(1, 8))
def test_every_account_adds_up(tiny: Scenario, seed: int, style: int, turn: int):
    game = play_at_random(Game.new(tiny, seed), turn, style)

    assert wrong(game, turn) == []


@pytest.mark.property
def test_every_account_of_a_long_game_adds_up(national: Scenario):
    game = play_at_random(Game.new(national, 11), 14, 5)

    assert wrong(game, 14) == []


def test_what_is_counted_from_payments_is_their_sum(national: Scenario):
    """``MADE_OF`` against the rules: income and cost of an institute at work are those payments."""
    game = play_at_random(Game.new(national, 4), 9, 8)
    for turn in range(1, 10):
        after = game.state_after(turn)
        there = alive(after)
        for name, causes in MADE_OF.items():
            paid = sum(steps.paid(game.past[turn - 1].ledger, cause) for cause in causes)
            assert np.array_equal(np.where(there, paid, 0), getattr(after, name) * there)


def test_before_the_first_turn_there_is_nothing_to_tell(game: Game):
    account = explain(game, figures.state("budget", A=0))

    assert (account.turn, account.lines, account.before) == (0, (), account.after)


def test_what_nobody_knows_is_not_told(played: Game):
    with pytest.raises(KeyError):
        explain(played, figures.state("credibility", K=0))


def test_a_turn_to_come_is_refused(played: Game):
    with pytest.raises(ValueError, match="not been played"):
        explain(played, figures.state("budget", A=0), 9)


def test_parts_of_a_sum_add_up_to_it(played: Game):
    for name in ("sme", "budget", "projects", "training", "plants"):
        account = explain(played, figures.state(name))
        assert sum(part.after for part in account.parts) == account.after


def test_a_goal_leads_to_its_components(played: Game):
    account = explain(played, figures.goal("transition"))

    assert [part.figure.kind for part in account.parts] == ["part"] * len(played.scenario.goals[1].components)


def lines_of(game: Game, turn: int) -> Iterator[tuple[Figure, Line]]:
    for figure in every_figure(game):
        for line in explain(game, figure, turn).lines:
            yield figure, line


@pytest.mark.property
def test_something_stands_behind_every_line(national: Scenario):
    """A line without a lead would be a dead end. What the year and the calendar do needs none."""
    game = play_at_random(Game.new(national, 11), 9, 5)
    dead = set()
    for figure, line in lines_of(game, 9):
        found = leads(game, figure, line, 9)
        if not (found.figures or found.orders or found.numbers or found.events or found.luck):
            dead.add((line.name, line.cause))
    assert {(name, cause) for name, cause in dead if cause != "new year"} <= {
        ("judged", "year judged"),
        ("turn", "set by the rules"),
        ("training", "a turn nearer to the end"),
    }


def test_an_order_leads_from_the_flow_that_it_made(played: Game):
    played.past[3] = evolve(played.past[3], orders=(Campaign(audience="congress", attention=3),))
    line = Line("support_congress", "campaign", 12)

    found = leads(played, figures.state("support_congress"), line, 4)

    assert [(one.turn, one.order.kind) for one in found.orders] == [(4, "campaign")]


def test_a_standing_order_is_found_in_the_turn_it_was_given(national: Scenario):
    game = load(SAVES / "national-planner.toml")
    line = Line("cash", "dues", 1)

    found = leads(game, figures.state("cash", K=0), line, 14)

    given = {
        order.tier: number + 1
        for number, past in enumerate(game.past[:14])
        for order in past.orders
        if isinstance(order, Dues) and order.technology == national.technologies[0].id
    }
    assert {(one.turn, one.order.kind) for one in found.orders} == {(turn, "dues") for turn in given.values()}
    assert {part.figure.name for part in found.figures} == {"dues", "organisations", "sme"}


def test_a_number_says_where_it_comes_from(played: Game):
    found = leads(played, figures.state("skilled", R=0), Line("skilled", "retired or left", -1), 4)

    (rate,) = found.numbers
    coefficient = played.scenario.coefficients.workforce.retirement
    assert (rate.name, rate.value, rate.unit) == (
        "workforce.retirement", coefficient.value, "per mille per year",
    )  # fmt: skip
    assert rate.source + rate.assumed


def test_luck_is_told_against_the_same_turn_drawn_again(national: Scenario):
    game = load(SAVES / "national-planner.toml")
    figure = figures.state("sme", K=0)
    drawn = fortune(game, figure, "joined", ("joining",), 14)

    assert drawn == fortune(game, figure, "joined", ("joining",), 14)
    assert drawn.low <= drawn.mean <= drawn.high
    assert drawn.below + drawn.above <= 1


def test_what_no_luck_moves_comes_out_the_same_in_every_world(national: Scenario):
    game = load(SAVES / "national-planner.toml")
    drawn = fortune(game, figures.state("cash", K=0), "payroll", ("joining",), 14, worlds=8)

    assert (drawn.low, drawn.high, drawn.open) == (drawn.amount, drawn.amount, False)


def test_what_a_stock_touches_names_flows_figures_and_goals(played: Game):
    touched = touches.of_figure(figures.state("skilled", R=0), played.tables)

    assert {touch.name: touch.causes for touch in touched.states}["domestic"] == ("skilled people",)
    assert "skilled" in touched.measures


def test_what_an_order_touches(played: Game):
    assert [touch.name for touch in touches.of_order("campaign").states] == [
        "support_congress", "support_public", "agency_support",
    ]  # fmt: skip


def test_what_a_number_touches(played: Game):
    assert {t.name: t.causes for t in touches.of_number("operations.wage").states}["staff"] == (
        "hired", "let go",
    )  # fmt: skip

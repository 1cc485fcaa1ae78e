"""A class looked back on: figures that come out of its games, and how carefully they speak."""

from __future__ import annotations

import random

import pytest
from attrs import evolve

from nnmi_game.analysis import policies
from nnmi_game.analysis.cohort import (
    CHOICES,
    Cohort,
    Player,
    differences,
    guessing,
    pair,
    references,
    spread,
    spreads,
)
from nnmi_game.analysis.recording import record
from nnmi_game.engine.orders import Solicit, Train
from nnmi_game.engine.tables import compile_tables
from nnmi_game.game.guesses import Guess, Outcome
from nnmi_game.scenario.load import load
from nnmi_game.scenario.model import Scenario
from nnmi_game.scenario.vocabulary import GOALS

TURNS = 4


def office(number: int, total: int, orders: tuple[tuple[object, ...], ...] = ((),) * TURNS) -> Player:
    """An office with a made-up course: the total is spread over the goals and grows evenly."""
    rows = {goal: tuple(total // 4 * turn // TURNS for turn in range(len(orders) + 1)) for goal in GOALS}
    return Player(number, f"student {number}", 1, rows, orders)  # type: ignore[arg-type]


def training(budget: int) -> tuple[tuple[object, ...], ...]:
    order = Train(program="apprentices", at="region", place="north", budget=budget)
    return ((order,), *((),) * (TURNS - 1))


@pytest.fixture(scope="module")
def tiny(tiny_scenario: Scenario) -> Cohort:
    return Cohort("Class", "CODE", "2026-01-01", compile_tables(tiny_scenario), True, ())


@pytest.fixture(scope="module")
def tiny_scenario() -> Scenario:
    return load("tests/data/tiny.toml")


def test_spread_of_values():
    found = spread([5, 1, 3, 2, 4])

    assert (found.low, found.quarter, found.middle, found.three_quarters, found.high) == (1, 2, 3, 4, 5)
    assert spread([7]).middle == 7


def test_offices_that_lag_do_not_hold_up_the_comparison(tiny: Cohort):
    slow = office(9, 100, ((),))
    cohort = evolve(tiny, players=(*(office(n, 400) for n in range(4)), slow))

    assert (cohort.turn, len(cohort.compared)) == (TURNS, 4)
    assert spreads(cohort)[""].values == (400,) * 4
    assert evolve(tiny, players=()).turn == 0


def test_what_goes_together_with_points_is_told_with_its_interval(tiny: Cohort):
    players = tuple(office(n, 400 + 40 * n, training(1000 + 100 * n)) for n in range(40))
    found = {one.choice.name: one for one in differences(evolve(tiny, players=players))}

    assert list(found) == [choice.name for choice in CHOICES]
    assert (found["training"].is_clear, found["training"].rank) == (True, pytest.approx(1.0))
    assert (found["training"].upper or 0) > (found["training"].lower or 0)
    assert (found["links"].rank, found["links"].is_clear) == (None, False)  # all chose alike


def test_a_small_class_gets_no_interval(tiny: Cohort):
    players = tuple(office(n, 400 + 40 * n, training(1000 + 100 * n)) for n in range(9))
    found = next(one for one in differences(evolve(tiny, players=players)) if one.choice.name == "training")

    assert (found.rank, found.low, found.is_clear) == (pytest.approx(1.0), None, False)


def test_chance_is_rarely_taken_for_a_difference(tiny: Cohort):
    """Of 200 classes in which nothing matters, about one in twenty may show anything at all."""
    chance, wrong = random.Random(5), 0
    for _class in range(200):
        players = tuple(
            office(
                n,
                chance.randrange(400, 4000),
                (
                    (
                        *training(chance.randrange(1000, 9000))[0],
                        *(
                            Solicit(
                                technology="additive",
                                agency="dod",
                                seed=chance.randrange(9000, 90000),
                                years=5,
                                taper=300,
                                match=1000,
                            )
                            for _one in range(chance.randrange(1, 9))
                        ),
                    ),
                    *((),) * (TURNS - 1),
                ),
            )
            for n in range(20)
        )
        wrong += any(one.is_clear for one in differences(evolve(tiny, players=players)))

    assert wrong <= 20


def test_history_and_planner_play_the_classs_luck(tiny_scenario: Scenario, tiny: Cohort):
    cohort = evolve(tiny, players=(evolve(office(1, 400), seed=3),))
    found = references(cohort)
    alone = record(tiny_scenario, policies.make("planner", tiny.tables), 3, TURNS)

    assert "history" not in found.points  # it is known of one scenario only
    assert found.at(TURNS)["planner"] == {
        **alone.goals(TURNS),
        "": sum(alone.goals(TURNS).values()),
    }


def test_two_offices_are_compared_under_one_luck(tiny_scenario: Scenario, tiny: Cohort):
    games = [
        record(tiny_scenario, policies.make(name, tiny.tables), seed, TURNS)
        for name, seed in (("even", 3), ("breadth", 4), ("breadth", 3))
    ]
    players = [
        Player(
            number,
            "",
            game.seed,
            {goal: tuple(game.goals(turn)[goal] for turn in range(TURNS + 1)) for goal in GOALS},
            tuple(tuple(played.orders) for played in game.past),
        )
        for number, game in enumerate(games)
    ]
    same, own = pair(tiny, players[0], players[2]), pair(tiny, players[0], players[1])

    assert (same.replayed, own.replayed) == (False, True)
    assert same.totals(1) == players[2].totals
    assert own.totals(0) == players[0].totals
    # The policy looks at its own game, so its orders for another luck are not what it would have done here.
    assert own.totals(1)[0] == players[2].totals[0]
    assert own.totals(1) != players[1].totals


def test_the_classs_guesses(tiny: Cohort):
    def guessed(number: int, actual: int) -> Player:
        outcome = Outcome(1, Guess("transition", "", 10, 5, 15), actual)
        return evolve(office(number, 400), outcomes=(outcome,) * 5)

    few = guessing(evolve(tiny, players=(guessed(1, 10), guessed(2, 20))))
    many = guessing(evolve(tiny, players=tuple(guessed(n, 10 if n % 2 else 20) for n in range(20))))

    assert (few.all.guesses, few.all.hits, few.all.above, few.low) == (10, 5, 5, None)
    assert (many.all.share, many.low is not None and many.low < 50 < (many.high or 0)) == (50, True)
    assert many.by_measure["transition"].guesses == 100

"""Two games under the same luck, branches of one game, and its turning points."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve

from nnmi_game.analysis import policies
from nnmi_game.analysis.compare import NotComparableError, compare, differences
from nnmi_game.analysis.counterfactual import Branch, branch_out, compiled
from nnmi_game.analysis.turning_points import turning_points
from nnmi_game.cli import main
from nnmi_game.engine.orders import Award, Campaign, Order, Solicit, Train
from nnmi_game.engine.state import digests
from nnmi_game.game import saves
from nnmi_game.game.game import Game
from nnmi_game.scenario.load import load
from nnmi_game.scenario.model import Scenario

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(TINY)


def play(scenario: Scenario, seed: int, seed_money: int, turns: int = 8, campaign_in: int = 0) -> Game:
    """A plain game: an institute in the first field, training, perhaps a campaign."""
    game = Game.new(scenario, seed, str(TINY))
    first = scenario.technologies[0]
    agency = next(a.id for a in scenario.agencies if a.sponsors and first.agencies.get(a.id, 0))
    while not game.over and len(game.past) < turns:
        wishes: list[Order] = []
        if game.turn == 1:
            wishes.append(
                Solicit(technology=first.id, agency=agency, seed=seed_money, years=3, taper=0, match=1000)
            )
        wishes += [
            Award(technology=first.id, bidder=offer.bidder.id) for offer in game.proposals(first.id)[:1]
        ]
        if game.turn == 2:
            program, region = scenario.programs[0].id, scenario.regions[0].id
            wishes.append(Train(program=program, at="region", place=region, budget=200))
        if game.turn == campaign_in:
            wishes.append(Campaign(audience="congress", attention=1))
        for wish in wishes:
            game.give(wish)
        game.end_turn()
    return game


@pytest.fixture(scope="module")
def games(scenario: Scenario) -> tuple[Game, Game]:
    low = scenario.coefficients.competition.seed_low.value
    return play(scenario, 3, low, campaign_in=4), play(scenario, 3, low * 2, campaign_in=5)


def test_a_trunk_comes_out_as_it_was_played(games: tuple[Game, Game]) -> None:
    game = games[0]
    steps = compiled([played.orders for played in game.past], game.tables)
    futures = branch_out(game.tables, game.seed, steps, [Branch(3, [])], keep_states=True)
    assert digests(futures.trunk_state) == digests(futures.branch_states[0]) == [game.past[-1].digest]
    assert not futures.changes.any()


def test_a_branch_comes_out_as_if_it_had_been_played(games: tuple[Game, Game]) -> None:
    a, b = games
    steps_a = compiled([played.orders for played in a.past], a.tables)
    steps_b = compiled([played.orders for played in b.past], a.tables)
    turns = (5, 1, 3)
    futures = branch_out(
        a.tables, a.seed, steps_a, [Branch(t, steps_b[t - 1 :]) for t in turns], keep_states=True
    )
    for turn, state in zip(turns, futures.branch_states, strict=True):
        mixed = Game.new(a.scenario, a.seed)
        for played in (*a.past[: turn - 1], *b.past[turn - 1 :]):
            mixed.tray = list(played.orders)  # unchecked, as in a branch
            mixed.end_turn()
        assert digests(state) == [mixed.past[-1].digest]
    assert list(futures.branches[1]) == list(b.goals().values())


def test_a_policy_can_take_over(scenario: Scenario, games: tuple[Game, Game]) -> None:
    game = games[0]
    even = policies.make("even", game.tables)
    nothing = compiled([()] * 8, game.tables)
    both = branch_out(game.tables, 5, [even] * 8, [Branch(2, nothing), Branch(1, [even] * 8)])
    alone = branch_out(game.tables, 5, [even, *nothing[1:]], [])
    assert np.array_equal(both.branches[0], alone.trunk)
    assert np.array_equal(both.branches[1], both.trunk)


def test_many_branches_in_several_batches(monkeypatch: pytest.MonkeyPatch, games: tuple[Game, Game]) -> None:
    game = games[0]
    steps = compiled([played.orders for played in game.past], game.tables)
    nothing = compiled([()], game.tables)
    branches = [Branch(turn, nothing) for turn in (2, 1, 8, 2, 5)]
    together = branch_out(game.tables, game.seed, steps, branches)
    monkeypatch.setattr("nnmi_game.analysis.counterfactual.BLOCK", 2)
    apart = branch_out(game.tables, game.seed, steps, branches)
    assert np.array_equal(together.branches, apart.branches)
    assert np.array_equal(together.trunk, apart.trunk)


def test_the_turns_add_up_to_the_difference(games: tuple[Game, Game]) -> None:
    a, b = games
    found = compare(a, b)
    (luck,) = found.lucks
    assert [one.turn for one in found.differences] == [1, 4, 5]
    assert luck.goals_a == a.goals() and luck.goals_b == b.goals()
    for goal, difference in luck.difference.items():
        assert sum(worth.goals[goal] for worth in luck.worth) == difference
    assert all(worth.low <= worth.total <= worth.high for worth in luck.worth)
    assert not luck.refused_a and not luck.refused_b


def test_two_lucks_and_games_of_different_length(scenario: Scenario, games: tuple[Game, Game]) -> None:
    a = games[0]
    b = play(scenario, 11, 5000, turns=6)
    found = compare(a, b)
    assert found.turns == 6
    assert [luck.seed for luck in found.lucks] == [3, 11]
    assert found.lucks[0].goals_a == a.goals(6)
    assert found.lucks[1].goals_b == b.goals()


def test_the_same_orders_differ_nowhere(games: tuple[Game, Game]) -> None:
    found = compare(games[0], games[0])
    assert found.differences == () and found.lucks[0].worth == ()
    orders = [played.orders for played in games[0].past]
    assert differences(orders, [tuple(reversed(turn)) for turn in orders]) == []


def test_what_cannot_be_compared(scenario: Scenario, games: tuple[Game, Game]) -> None:
    with pytest.raises(NotComparableError, match="turns"):
        compare(games[0], Game.new(scenario, 1))
    other = evolve(scenario, version=scenario.version + 1)
    with pytest.raises(NotComparableError, match="scenario"):
        compare(games[0], Game.new(other, 1))


def test_turning_points(games: tuple[Game, Game]) -> None:
    game = games[0]
    points = turning_points(game)
    assert points
    assert [abs(one.total) for one in points] == sorted((abs(one.total) for one in points), reverse=True)
    for one in points:
        assert sum(one.goals.values()) == one.total
        assert one.kind != "without" or one.order in game.past[one.turn - 1].orders
        assert one.policy in ("", "planner")  # history has not played this scenario
    # without the solicitation there is no institute
    first = next(one for one in points if one.turn == 1 and one.kind == "without")
    bare = Game.new(game.scenario, game.seed)
    for played in game.past:
        bare.tray = [order for order in played.orders if order != first.order]
        bare.end_turn()
    assert {goal: points - game.goals()[goal] for goal, points in bare.goals().items()} == first.goals
    assert turning_points(game, most=2) == points[:2]
    assert turning_points(Game.new(game.scenario, 1)) == []


def test_command(tmp_path: Path, games: tuple[Game, Game], capsys: pytest.CaptureFixture[str]) -> None:
    files = tmp_path / "a.toml", tmp_path / "b.toml"
    for game, file in zip(games, files, strict=True):
        saves.save(game, file)
    names = [str(file) for file in files]
    assert main(["--lang", "en", "compare", *names]) == 0
    out = capsys.readouterr().out
    assert "The orders part in turn 1." in out
    assert "Under the same luck (seed 3)" in out
    assert main(["compare", "--json", *names]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["first_difference"] == 1
    assert found["lucks"][0]["total"] == sum(turn["total"] for turn in found["lucks"][0]["turns"])


def test_command_says_what_is_wrong(
    tmp_path: Path, scenario: Scenario, games: tuple[Game, Game], capsys: pytest.CaptureFixture[str]
) -> None:
    new, played = tmp_path / "new.toml", tmp_path / "played.toml"
    saves.save(Game.new(scenario, 1, str(TINY)), new)
    saves.save(games[0], played)
    for words, sentence in (
        (
            [str(new), str(played)],
            f"nnmi: {new}: no turn has been played yet, so there is nothing to compare.\n",
        ),
        ([str(played), str(tmp_path / "none")], f"nnmi: {tmp_path / 'none'}: there is no such file\n"),
    ):
        assert main(["--lang", "en", "compare", *words]) == 1
        assert capsys.readouterr().err == sentence
    assert main(["compare", str(new)]) == 2
